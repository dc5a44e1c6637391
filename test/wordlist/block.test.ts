import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BLOCK_LENGTH, LONGEST_LINE, readBlocks, type Block } from '../../src/wordlist/block.ts'

async function* inPieces(list: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < list.length; at += length) yield list.subarray(at, at + length)
}

async function gather(blocks: AsyncIterable<Block>): Promise<Block[]> {
  const gathered: Block[] = []
  for await (const block of blocks) gathered.push(block)
  return gathered
}

const blocksOf = (list: Buffer, pieceLength = 64 * 1024): Promise<Block[]> =>
  gather(readBlocks(inPieces(list, pieceLength)))

const textOf = ({ bytes, start, end }: Block): string => Buffer.from(bytes.subarray(start, end)).toString('latin1')
const wholeText = (blocks: readonly Block[]): string => blocks.map(textOf).join('')
const total = (blocks: readonly Block[], key: 'skipped' | 'skippedBytes' | 'end'): number =>
  blocks.reduce((so, block) => so + block[key], 0)

test.each([
  ['nothing', '', []],
  ['one line', 'a\n', ['a\n']],
  ['a last line without a line feed', 'a\nb', ['a\nb']],
  ['a byte order mark', '\xef\xbb\xbfa\n', ['a\n']],
  ['a byte order mark alone', '\xef\xbb\xbf', ['']],
  ['half a byte order mark', '\xef\xbb', ['\xef\xbb']],
  ['a byte order mark further on', 'a\n\xef\xbb\xbfb\n', ['a\n\xef\xbb\xbfb\n']],
])('%s', async (_what, list, expected) => {
  for (const length of [1, 2, 64]) {
    expect((await blocksOf(Buffer.from(list, 'latin1'), length)).map(textOf)).toEqual(expected)
  }
})

describe('a line at the border of two blocks', () => {
  const line = '0123456789\n'
  test.each(Array.from({ length: line.length + 2 }, (_, index) => BLOCK_LENGTH - index))(
    'that begins at byte %i stays whole',
    async (begin) => {
      const list = Buffer.concat([Buffer.from(`${'x'.repeat(begin - 1)}\n`), Buffer.from(line + line)])
      for (const length of [1000, BLOCK_LENGTH, list.length]) {
        const blocks = await blocksOf(list, length)
        expect(wholeText(blocks) === list.toString()).toBe(true)
        expect(blocks.slice(0, -1).map((block) => textOf(block).at(-1))).toEqual(blocks.slice(1).map(() => '\n'))
      }
    },
  )
})

describe('a long line', () => {
  const before = 'a\nb\n'
  const after = '\nc\nd'

  test.each([
    ['is kept at the most that is tried', LONGEST_LINE, 0],
    ['is left out beyond', LONGEST_LINE + 1, 1],
    ['is left out far beyond', 5 * LONGEST_LINE + 3, 1],
  ])('%s', async (_what, length, skipped) => {
    const list = Buffer.concat([Buffer.from(before), Buffer.alloc(length, 'x'), Buffer.from(after)])
    for (const pieceLength of [1000, LONGEST_LINE, list.length]) {
      const blocks = await blocksOf(list, pieceLength)
      expect(wholeText(blocks) === (skipped ? 'a\nb\nc\nd' : list.toString())).toBe(true)
      expect(total(blocks, 'skipped')).toBe(skipped)
      expect(total(blocks, 'end') + total(blocks, 'skippedBytes')).toBe(list.length)
    }
  })

  test.each([
    ['first', '', '\nd'],
    ['last', 'a\nb\n', ''],
  ])('%s of all', async (_what, inFront, behind) => {
    const list = `${inFront}${'x'.repeat(LONGEST_LINE + 1)}${behind}`
    const blocks = await blocksOf(Buffer.from(list))
    expect(wholeText(blocks)).toBe(list.replace(/x+\n?/, ''))
    expect(total(blocks, 'skipped')).toBe(1)
    expect(total(blocks, 'end') + total(blocks, 'skippedBytes')).toBe(list.length)
  })

  test('is kept at the most that is tried, where nothing is in front', async () => {
    const list = `${'x'.repeat(LONGEST_LINE)}\na`
    expect(wholeText(await blocksOf(Buffer.from(list))) === list).toBe(true)
  })

  test('beside another one', async () => {
    const long = `${'x'.repeat(LONGEST_LINE + 1)}\n`
    const blocks = await blocksOf(Buffer.from(`a\n${long}${long}b\n${long}`))
    expect(wholeText(blocks)).toBe('a\nb\n')
    expect(blocks.map(({ skipped }) => skipped)).toEqual([0, 2, 1])
  })

  test('after which no byte order mark counts', async () => {
    const blocks = await blocksOf(Buffer.from(`${'x'.repeat(LONGEST_LINE + 1)}\n\ufeffa\n`))
    expect(blocks.map(textOf)).toEqual(['\xef\xbb\xbfa\n'])
  })
})

test('a byte order mark where the second block begins is kept', async () => {
  const list = `${'x'.repeat(BLOCK_LENGTH - 1)}\n\ufeffa\n`
  expect((await blocksOf(Buffer.from(list))).slice(1).map(textOf)).toEqual(['\xef\xbb\xbfa\n'])
})

test('no byte is lost, whatever the lengths of lines and chunks', async () => {
  const length = fc.oneof(
    fc.nat(20),
    fc.integer({ min: BLOCK_LENGTH - 5, max: BLOCK_LENGTH + 5 }),
    fc.nat(LONGEST_LINE),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(length, { maxLength: 12 }),
      fc.integer({ min: 500, max: 400_000 }),
      async (lines, piece) => {
        const list = Buffer.from(lines.map((one, i) => String(i % 10).repeat(one)).join('\n'))
        const blocks = await blocksOf(list, piece)
        expect(wholeText(blocks) === list.toString()).toBe(true)
        expect(blocks.filter(({ end, skipped }) => end > LONGEST_LINE + 1 || skipped > 0)).toEqual([])
      },
    ),
    { numRuns: 30 },
  )
})

test('the chunk may be written to again', async () => {
  const chunk = Buffer.alloc(4)
  async function* again(): AsyncGenerator<Uint8Array> {
    for (const text of ['one\n', 'two\n', 'six\n']) {
      chunk.write(text)
      yield chunk
    }
  }
  expect(wholeText(await gather(readBlocks(again())))).toBe('one\ntwo\nsix\n')
})

test('uses a buffer again once it is given back', async () => {
  const list = Buffer.from(Array.from({ length: 200_000 }, (_, i) => `word ${i}`).join('\n'))
  const spare: Block['bytes'][] = []
  const buffers = new Set<Block['bytes']>()
  let text = ''
  for await (const block of readBlocks(inPieces(list, 100_000), spare)) {
    text += textOf(block)
    buffers.add(block.bytes)
    block.bytes.fill(0)
    spare.push(block.bytes)
  }
  expect(text === list.toString()).toBe(true)
  // While one is out, the next one is already begun.
  expect(buffers.size).toBe(2)
})
