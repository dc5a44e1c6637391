import { sign } from 'cookie-signature'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { startTutor } from '../../support/terminal.ts'

const COOKIE = `connect.sid=${encodeURIComponent(`s:${sign('Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo', 'no word of the list')}`)}`

let folder = ''
let endless = ''

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-words-'))
  endless = path.join(folder, 'words.txt')
  // More words than can be tried before a key is pressed.
  writeFileSync(endless, Buffer.alloc(200_000_000, 'password\n'))
  return () => rmSync(folder, { recursive: true, force: true })
})

describe.each([
  [80, 24],
  [40, 20],
])('at %i columns and %i rows', (columns, rows) => {
  test('how far it is stands on one line, and Ctrl-C says how far it came', async () => {
    await using terminal = startTutor(['inspect', '--cookie', COOKIE, '--wordlist', endless], { columns, rows })
    const page = await terminal.waitFor(/\d+ %.* left/)
    expect(page.trim().split('\n')).toHaveLength(1)
    expect(terminal.tooWide()).toEqual([])
    terminal.press('ctrl-c')
    expect(await terminal.ended).toEqual({ exitCode: 130, cooked: true, cursorVisible: true })
    expect(terminal.page()).toMatch(/Stopped after [\d,]+ words/)
    expect(terminal.page()).toContain('None of them fits.')
  })
})

test.each([
  ['is drawn over and over', {}, true],
  ['is not drawn with ACCESSIBLE=1', { ACCESSIBLE: '1' }, false],
  ['is not drawn on a terminal that cannot move its cursor', { TERM: 'dumb' }, false],
])('the line %s', async (_, variables, drawn) => {
  const list = path.join(folder, 'long.txt')
  writeFileSync(list, Buffer.alloc(10_000_000, 'password\n'))
  await using terminal = startTutor(['inspect', '--cookie', COOKIE, '--wordlist', list], { variables })
  expect((await terminal.ended).exitCode).toBe(0)
  expect(terminal.output().includes('\u001b[K')).toBe(drawn)
  expect(terminal.page()).toContain('words were tried.')
})

test('a short list leaves nothing of the line', async () => {
  const short = path.join(folder, 'short.txt')
  writeFileSync(short, 'one\ntr0ub4dor\n')
  await using terminal = startTutor(['inspect', '--cookie', `id=s:${sign('id', 'tr0ub4dor')}`, '--wordlist', short])
  expect((await terminal.ended).exitCode).toBe(0)
  expect(terminal.page()).toContain('tr0ub4dor')
  expect(terminal.page()).not.toContain(' left')
})
