import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Block } from '../../src/wordlist/block.ts'
import type { gatherCrew } from '../../src/wordlist/crew.ts'
import { signedWith } from './targets.ts'

// Threads run from what was built.
const BUILT = pathToFileURL(path.join(import.meta.dirname, '../../dist/src/wordlist/crew.js'))
let gather: typeof gatherCrew

beforeAll(async () => {
  if (!existsSync(BUILT)) throw new Error('These tests run what was built. Run: npm run build')
  ;({ gatherCrew: gather } = (await import(BUILT.href)) as { gatherCrew: typeof gatherCrew })
})

function blockOf(text: string): Block {
  const bytes = new Uint8Array(Buffer.from(text))
  return { bytes, start: 0, end: bytes.length, skipped: 0, skippedBytes: 0 }
}

function crewOf(most: number) {
  const given: string[] = []
  const targets = [signedWith('word'), signedWith('other')]
  const crew = gather(targets, most, (bytes) => given.push(Buffer.from(bytes).toString()))
  onTestFinished(() => crew.stop())
  return { crew, given }
}

test('tries blocks, and gives their buffers back', async () => {
  const { crew, given } = crewOf(2)
  const texts = ['a\nword\n', 'b\n', 'other\n', 'word\nother\n']
  const tried = await Promise.all(texts.map((text, i) => crew.tryBlock(blockOf(text), i === 3 ? [1] : [0, 1])))
  expect(tried.map(({ fits }) => fits.map(({ target, count }) => [target, count.lines]))).toEqual([
    [[0, 2]],
    [],
    [[1, 1]],
    [[1, 2]],
  ])
  expect(given.toSorted()).toEqual(texts.toSorted())
})

test('takes the buffer of a block away', async () => {
  const block = blockOf('a\n')
  await crewOf(1).crew.tryBlock(block, [0])
  expect(block.bytes).toHaveLength(0)
})

test('tells whoever waits when it is stopped', async () => {
  const { crew } = crewOf(2)
  const waiting = Promise.allSettled(['a\n', 'b\n', 'c\n'].map((text) => crew.tryBlock(blockOf(text), [0])))
  await crew.stop()
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
})

test('tells whoever waits when a thread fails', async () => {
  const nothing = undefined as unknown as number[]
  await expect(crewOf(1).crew.tryBlock(blockOf('a\n'), nothing)).rejects.toThrow('includes')
})
