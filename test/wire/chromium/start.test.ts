import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import readline from 'node:readline'
import { expect, onTestFinished, test, vi } from 'vitest'
import { packageRoot } from '../../../src/package-root.ts'
import { realBrowser } from '../../../src/wire/chromium/real-browser.ts'
import { chromiumFile, leftOut } from '../../support/real-browser.ts'

/** The lesson that opens pages. */
const LESSON = 'another-origin'

/** Plays it in a process of its own, with a folder of its own for temporary files. */
function play() {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'browser-'))
  onTestFinished(() => rmSync(temporary, { recursive: true, force: true }))
  const child = spawn(
    process.execPath,
    [path.join(packageRoot, 'bin/session-tutor.js'), 'lesson', LESSON, '--json', '--no-save'],
    {
      env: { ...process.env, SESSION_TUTOR_BROWSER: chromiumFile ?? '', TMPDIR: temporary, NODE_ENV: undefined },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  const lines = readline.createInterface(child.stdout)
  /** What of a browser lies there. */
  const left = () => readdirSync(temporary).filter((name) => name.startsWith('session-tutor-browser-'))
  return { child, lines, left }
}

test.skipIf(chromiumFile === undefined)(
  `after a lesson no profile is left, and before it one was${leftOut}`,
  async () => {
    const { child, lines, left } = play()
    let most = 0
    lines.on('line', () => (most = Math.max(most, left().length)))
    const [code] = (await once(child, 'close')) as [number]
    expect({ code, most, left: left() }).toEqual({ code: 0, most: 1, left: [] })
  },
)

test.skipIf(chromiumFile === undefined)(`nothing is left of it where the tutor is killed${leftOut}`, async () => {
  const { child, lines, left } = play()
  for await (const line of lines) if (line.includes('"client":"chromium"')) break
  expect(left()).toHaveLength(1)
  child.kill('SIGKILL')
  // The profile is removed when Chromium has ended.
  await vi.waitFor(() => expect(left()).toEqual([]), { timeout: 60_000 })
})

test('a program that is no browser does not start, and says why', async () => {
  const browser = realBrowser({
    variables: { SESSION_TUTOR_BROWSER: process.execPath },
    platform: process.platform,
    signalGroup(leader) {
      try {
        process.kill(-leader, 'SIGKILL')
      } catch {
        // It has ended by itself.
      }
    },
    interrupted: new AbortController().signal,
    onExit: () => () => {},
    starting() {},
  })
  const player = await browser.player()
  expect(player).toMatchObject({ kind: 'nobody', reason: 'failed' })
  expect('why' in player && player.why).toContain(`${process.execPath}: it ended with 9`)
})

test.skipIf(process.platform === 'win32')('where nobody waits any more for its start, it ends at once', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'browser-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [program, pid] = [path.join(folder, 'silent'), path.join(folder, 'pid')]
  writeFileSync(program, `#!/bin/sh\necho $$ > ${pid}.new\nmv ${pid}.new ${pid}\nexec sleep 1000\n`, { mode: 0o755 })
  const controller = new AbortController()
  const listeners = new Set<() => void>()
  const browser = realBrowser({
    variables: { SESSION_TUTOR_BROWSER: program, PATH: process.env['PATH'] },
    platform: process.platform,
    interrupted: controller.signal,
    signalGroup: (leader, name) => void process.kill(-leader, name),
    onExit(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    starting() {},
  })
  const player = browser.player()
  await vi.waitFor(() => expect(readdirSync(folder)).toContain('pid'))
  // It would end with our own process, too.
  expect(listeners.size).toBe(1)
  controller.abort()
  expect(await player).toMatchObject({ kind: 'nobody', why: `${program}: it was interrupted` })
  expect(listeners.size).toBe(0)
  // Where nobody has asked yet what became of it, it is a zombie.
  const state = () => spawnSync('ps', ['-o', 'stat=', '-p', readFileSync(pid, 'utf8').trim()], { encoding: 'utf8' })
  await vi.waitFor(() => expect(state().stdout.trim()).toMatch(/^(Z.*)?$/))
})

test('it is looked for once, and nothing starts where it is hidden', async () => {
  const starting = vi.fn<() => void>()
  const browser = realBrowser({
    variables: { SESSION_TUTOR_BROWSER: 'none' },
    platform: 'linux',
    signalGroup() {},
    interrupted: new AbortController().signal,
    onExit: () => () => {},
    starting,
  })
  expect(await browser.player()).toEqual({ kind: 'nobody', reason: 'hidden', why: null })
  expect(browser.player()).toBe(browser.player())
  expect(starting).not.toHaveBeenCalled()
  expect(browser.install).toBe('apt-get install chromium')
})
