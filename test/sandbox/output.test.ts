import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { collectOutput } from '../../src/sandbox/output.ts'
import { APP, handling, LISTEN, printed, ROUTES, tryFile } from './try-file.ts'

const REST = APP + ROUTES + LISTEN

test.each([
  ['in order', "console.log('a')\nconsole.error('b')\nconsole.log('c')", 'a\nb\nc\n'],
  ['without an end of line', "process.stdout.write('a')", 'a'],
  ['escape sequences', String.raw`process.stdout.write('\x1b[31mred\x1b[2J\x07')`, '\u001B[31mred\u001B[2J\u0007'],
  ['a word of ours', "console.error('KEYBOARD_INTERRUPT')", 'KEYBOARD_INTERRUPT\n'],
])('what a file prints is shown: %s', async (_, source, expected) => {
  expect(printed(await tryFile(`${REST}${source}\n`))).toBe(expected)
})

test('what is too much is counted', async () => {
  const { output, passed } = await tryFile(`${REST}console.log('x'.repeat(10_000_000))\n`)
  expect(passed).toBe(true)
  expect(output[0]?.text).toBe('x'.repeat(20_000))
  expect(output[0]?.left).toBeGreaterThan(0)
})

test('a stack of theirs has no lines of ours', async () => {
  const text = printed(await tryFile(handling("console.log(new Error('mine').stack)\nres.json({})")))
  expect(text).toMatch(/^Error: mine\n {4}at .*file\.js:4:13/)
  expect(text).not.toContain('sandbox/child')
})

test.each([
  [['a', 'b'], 'ab', ''],
  [['a', '<end>words'], 'a', '<end>words'],
  [['a<e', 'nd', '>wo', 'rds'], 'a', '<end>words'],
  [['a<en', 'b'], 'a<enb', ''],
  [['a<e'], 'a<e', ''],
  [['a<<end>b<end>c'], 'a<', '<end>b<end>c'],
])('%j is %j and then %j', async (chunks, text, words) => {
  const stream = new PassThrough()
  const collector = collectOutput()
  collector.read(stream, () => ['<end>', '<stop>'])
  for (const chunk of chunks) stream.write(chunk)
  stream.end()
  await once(stream, 'end')
  expect({ seen: collector.seen(), words: collector.words() }).toEqual({ seen: { text, left: 0 }, words })
})
