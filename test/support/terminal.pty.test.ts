import { expect, test } from 'vitest'
import { openTerminal } from './terminal.ts'

// The other tests lean on this terminal: it must see what is wrong.
const node = (source: string) => openTerminal([process.execPath, '-e', source], { columns: 20, rows: 5 })

test('a terminal left raw, with its cursor hidden, is noticed', async () => {
  await using terminal = node(`
    process.stdin.setRawMode(true)
    process.stdout.write('\\x1b[?25l', () => process.kill(process.pid, 'SIGKILL'))
  `)
  expect(await terminal.ended).toEqual({ exitCode: 137, cooked: false, cursorVisible: false })
})

test('a terminal left as it was is fine', async () => {
  await using terminal = node(`process.stdin.setRawMode(true); process.exit(3)`)
  expect(await terminal.ended).toEqual({ exitCode: 3, cooked: true, cursorVisible: true })
})

test('lines that are too wide are noticed, and what has scrolled away', async () => {
  await using terminal = node(`console.log('a'.repeat(20) + '\\n' + 'b'.repeat(21) + '\\nc\\nd\\ne')`)
  await terminal.ended
  expect(terminal.tooWide()).toEqual(['b'.repeat(20)])
  expect(terminal.page()).toMatch(/^a{20}\n/)
  expect(terminal.screen()).toBe('b\nc\nd\ne')
})

test('waiting without success shows the screen', async () => {
  await using terminal = node(`console.log('a screen')`)
  await expect(terminal.waitFor('another')).rejects.toThrow(/The program ended, waiting for another.*\n\na screen/)
})

test('a program that waits is killed in the end', async () => {
  const terminal = node(`setInterval(() => {}, 1000)`)
  await terminal[Symbol.asyncDispose]()
  expect((await terminal.ended).cooked).toBe(false)
})

test('what was written last is read, however much came before it', async () => {
  await using terminal = openTerminal(['seq', '1', '200000'])
  await terminal.ended
  expect(terminal.output()).toMatch(/\r\n200000\r\n$/)
})
