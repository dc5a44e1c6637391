import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { INTERRUPTED, isAlive, openMortal, startMortal } from '../support/mortal.ts'
import { copyPackage } from '../support/packages.ts'
import { temporaryFolder } from '../support/run.ts'
import { NODE, ROOT } from '../support/terminal.ts'

const PATIENCE = { timeout: 60_000 }

/** Sits in raw mode with its cursor hidden, and never comes to an end of its own. */
const STUBBORN = `
  const { processEnvironment } = await import(${JSON.stringify(path.join(ROOT, 'dist/src/main.js'))})
  const { interrupted } = processEnvironment()
  interrupted.addEventListener('abort', () => console.log('heard it'))
  process.stdin.setRawMode(true)
  setInterval(() => {}, 1000)
  process.stdout.write('\\x1b[?25lready')
`
const stubborn = () => openMortal([NODE, '--input-type=module', '-e', STUBBORN])

test.concurrent.each([
  ['SIGINT', 'SIGINT'],
  ['SIGTERM', 'SIGTERM'],
  ['SIGTERM', 'SIGINT'],
  ['SIGHUP', 'SIGHUP'],
] as const)('%s asks it to end, %s ends it at once, and the terminal is as it was', async (first, second) => {
  await using terminal = stubborn()
  await terminal.waitFor('ready')
  terminal.signal(first)
  await terminal.waitFor('heard it')
  expect(terminal.outcome()).toBeNull()
  terminal.signal(second)
  expect(await terminal.ended).toEqual(INTERRUPTED)
})

test.concurrent.each(['SIGQUIT', 'SIGABRT', 'SIGALRM', 'SIGUSR2', 'SIGXCPU'] as const)(
  '%s ends it at once, and the terminal is as it was',
  async (name) => {
    await using terminal = stubborn()
    await terminal.waitFor('ready')
    terminal.signal(name)
    expect(await terminal.ended).toEqual(INTERRUPTED)
    expect(terminal.page()).not.toContain('heard it')
  },
)

/** Says which process it runs in, beside itself, before it does something that never ends. */
const saysWhere = (body: string) => `import express from 'express'
import { writeFileSync } from 'node:fs'
const app = express()
const begin = () => writeFileSync(import.meta.dirname + '/runs', String(process.pid))
${body}
app.listen(3000)
`

const SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const
/** Two others at each place and in the next file, unless there is time for all. */
const signalsAt = (turn: number) => SIGNALS.filter((_, i) => process.env['TORTURE'] || (i + turn) % 2 === 0)

describe.each([
  ['an endless loop', saysWhere('begin()\nfor (;;);'), 0],
  ['an endless loop in a request', saysWhere('app.use(() => { begin()\nfor (;;); })'), 1],
  ['a request that is never answered', saysWhere('app.use(() => begin())'), 2],
] as const)('a file with %s', (_, source, turn) => {
  const places = [
    ['verify', '1'],
    ['watch', '1'],
    ['watch', '1', '--plain'],
  ]
  test.concurrent.each(
    places.flatMap((words, place) => signalsAt(place + turn).map((name) => [words.join(' '), name, words] as const)),
  )('is gone when %s gets %s', async (_words, name, words) => {
    const dir = temporaryFolder()
    writeFileSync(path.join(dir, '01-session-options.js'), source)
    const runs = path.join(dir, 'runs')
    await using terminal = startMortal([...words, '--dir', dir])
    const pid = () => (existsSync(runs) ? Number(readFileSync(runs, 'utf8')) : 0)
    await vi.waitFor(() => expect(pid()).toBeGreaterThan(0), PATIENCE)
    expect(isAlive(pid())).toBe(true)
    terminal.signal(name)
    expect(await terminal.ended).toEqual(INTERRUPTED)
    await vi.waitFor(() => expect(isAlive(pid())).toBe(false), PATIENCE)
  })
})

test.concurrent('a program that a lesson has launched is gone, too', async () => {
  const folder = temporaryFolder()
  const runs = path.join(folder, 'runs')
  // An express-session that never ends where a program of the lesson loads it.
  const never = `if (process.execArgv[0] === '-e') {
    require('node:fs').writeFileSync(${JSON.stringify(runs)}, String(process.pid))
    for (;;);
  }`
  copyPackage('express-session', folder, [
    { file: 'index.js', find: "'use strict';", replace: `'use strict'\n${never}` },
  ])
  const pid = () => (existsSync(runs) ? Number(readFileSync(runs, 'utf8')) : 0)
  await using terminal = startMortal(['lesson', '4', '--auto', '--with', folder])
  await vi.waitFor(() => expect(pid()).toBeGreaterThan(0), PATIENCE)
  terminal.signal('SIGTERM')
  expect(await terminal.ended).toEqual(INTERRUPTED)
  await vi.waitFor(() => expect(isAlive(pid())).toBe(false), PATIENCE)
})
