import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createOutput } from '../../src/trace/output.ts'

/** What is kept of what two streams print, piece by piece. */
async function printed(most: number | undefined, ...pieces: readonly (readonly ['out' | 'err', string | Buffer])[]) {
  const output = createOutput(most)
  const streams = { out: new PassThrough(), err: new PassThrough() }
  let changes = 0
  for (const stream of Object.values(streams)) output.read(stream, () => (changes += 1))
  for (const [name, piece] of pieces) {
    streams[name].write(piece)
    await new Promise(setImmediate)
  }
  expect(changes).toBe(pieces.length)
  return { output, streams }
}

test('lines of both streams, in the order in which they came to their end', async () => {
  const { output } = await printed(undefined, ['out', 'one\ntw'], ['err', 'wrong\r\n'], ['out', 'o\n\nthree\n'])
  expect(output.last(10)).toEqual(['one', 'wrong', 'two', '', 'three'])
  expect(output.count).toBe(5)
})

test('a line that has not come to its end is the last', async () => {
  const { output } = await printed(undefined, ['out', 'one\nname? '])
  expect(output.last(10)).toEqual(['one', 'name? '])
  expect(output.count).toBe(2)
})

test('a character that comes in two pieces is one', async () => {
  const [first, second] = [Buffer.from('ö').subarray(0, 1), Buffer.from('ö\n').subarray(1)]
  const { output } = await printed(undefined, ['out', first], ['out', second])
  expect(output.last(1)).toEqual(['ö'])
})

test('the last lines are kept, and all are counted', async () => {
  const lines = Array.from({ length: 95 }, (_, i) => `${i}\n`)
  const { output } = await printed(10, ...lines.map((line): readonly ['out', string] => ['out', line]))
  expect(output.last(1000)).toEqual(lines.slice(-10).map((line) => line.trim()))
  expect(output.last(2, 3)).toEqual(['90', '91'])
  expect(output.last(2, 50)).toEqual(['85', '86'])
  expect(output.count).toBe(95)
})

test('of an endless line the beginning is kept', async () => {
  const { output } = await printed(undefined, ['out', 'x'.repeat(3000)], ['out', 'y'.repeat(3000)], ['out', 'z\n'])
  const [line = ''] = output.last(1)
  expect([line.length, line.at(-1)]).toEqual([4000, 'y'])
})

test('it has ended when both streams have, or when nobody waits any longer', async () => {
  const { output, streams } = await printed(undefined, ['out', 'one\n'])
  await expect(output.ended(0)).resolves.toBeUndefined()
  streams.out.destroy()
  streams.err.destroy()
  await expect(output.ended(60_000)).resolves.toBeUndefined()
})
