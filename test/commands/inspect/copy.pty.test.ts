import { expect, test } from 'vitest'
import { run } from '../../support/run.ts'
import { startTutor } from '../../support/terminal.ts'

const MAC = 'cUDFDZKSTJSCcnpuZ6gkJNSvwCnLYB4XfdwIbmJbCTc'
const COOKIE = `connect.sid=s%3Aabc.${MAC}`

/** What was put on the clipboard, each time. */
const copied = (output: string): string[] =>
  [...output.matchAll(/\u001b\]52;c;([^\u0007]*)\u0007/g)].map(([, base64 = '']) =>
    Buffer.from(base64, 'base64').toString(),
  )

test.each([
  ['on the screen', []],
  ['as JSON', ['--json']],
])('a terminal is asked to copy the parts, %s, and nothing else of it is seen', async (_, flags) => {
  await using terminal = startTutor(['inspect', '--cookie', COOKIE, '--copy', ...flags])
  expect((await terminal.ended).exitCode).toBe(0)
  expect(copied(terminal.output())).toEqual([`name: connect.sid\nvalue: s:abc.${MAC}\nid: abc\nsignature: ${MAC}`])
  expect(terminal.page()).toContain('Asked the terminal to copy the parts of 1 cookie')
  expect(terminal.page()).not.toContain(']52;')
})

test('the cookie of --sign', async () => {
  await using terminal = startTutor(['inspect', '--sign', 'abc', '--secret', 'k', '--copy'])
  expect((await terminal.ended).exitCode).toBe(0)
  const [cookie] = copied(terminal.output())
  expect(cookie).toMatch(/^connect\.sid=s%3Aabc\./)
  expect(terminal.page().replaceAll(/\s/g, '')).toContain(cookie)
})

test('in tmux it is said what that needs', async () => {
  await using terminal = startTutor(['inspect', '--cookie', COOKIE, '--copy'], { variables: { TMUX: '/tmp/tmux' } })
  expect((await terminal.ended).exitCode).toBe(0)
  expect(terminal.page().replaceAll(/\s+/g, ' ')).toContain('set -g set-clipboard on')
})

test.each([
  ['without a terminal', COOKIE, {}],
  ['without a terminal, of what is no cookie', 'sess:Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo', {}],
  ['on a terminal that knows no sequences', COOKIE, { stderrIsTerminal: true, variables: { TERM: 'dumb' } }],
])('%s nothing is copied, which is said, and no fault', async (_, cookie, changes) => {
  const { code, stdout, stderr } = await run(['inspect', '--cookie', cookie, '--copy', '--json'], changes)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toHaveProperty('cookies')
  expect(stderr).toMatch(/^Nothing was copied: [^\n\u001b]+\n$/)
})

test('what is no cookie has no parts', async () => {
  const cookie = 'sess:Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
  const { code, stderr } = await run(['inspect', '--cookie', cookie, '--copy'], { stderrIsTerminal: true })
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Nothing was copied: there is no cookie.\n' })
})

test('too much is not copied', async () => {
  const cookie = `a=${'x'.repeat(60_000)}`
  const { code, stderr } = await run(['inspect', '--cookie', cookie, '--copy'], { stderrIsTerminal: true })
  expect(code).toBe(0)
  expect(stderr).toMatch(/^Nothing was copied: the parts of 1 cookie would be longer/)
})

test('a batch is not copied', async () => {
  expect(await run(['inspect', '--batch', '--copy'], { input: 'a=b\n' })).toMatchObject({ code: 2, stdout: '' })
})
