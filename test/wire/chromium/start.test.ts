import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
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
    onExit() {},
    starting() {},
  })
  const player = await browser.player()
  expect(player).toMatchObject({ kind: 'nobody', reason: 'failed' })
  expect('why' in player && player.why).toContain(`${process.execPath}: it ended with 9`)
})

test('it is looked for once, and nothing starts where it is hidden', async () => {
  const starting = vi.fn<() => void>()
  const browser = realBrowser({
    variables: { SESSION_TUTOR_BROWSER: 'none' },
    platform: 'linux',
    signalGroup() {},
    onExit() {},
    starting,
  })
  expect(await browser.player()).toEqual({ kind: 'nobody', reason: 'hidden', why: null })
  expect(browser.player()).toBe(browser.player())
  expect(starting).not.toHaveBeenCalled()
  expect(browser.install).toBe('apt-get install chromium')
})
