import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { gatherCrew } from '../../src/threads/crew.ts'
import type { Block } from '../../src/wordlist/block.ts'
import type { Answer, Task } from '../../src/wordlist/worker.ts'
import { signedWith } from '../wordlist/targets.ts'

// Threads run from what was built.
const BUILT = pathToFileURL(path.join(import.meta.dirname, '../../dist/src/threads/crew.js'))
const PROGRAM = new URL('../wordlist/worker.js', BUILT)
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
  const crew = gather<Task, Answer>(PROGRAM, [signedWith('word'), signedWith('other')], most)
  onTestFinished(() => crew.stop())
  const give = (block: Block, open: readonly number[]) => crew.give({ block, open }, [block.bytes.buffer])
  return { crew, give }
}

test('does each task once, and answers the one that gave it', async () => {
  const { give } = crewOf(2)
  const texts = ['a\nword\n', 'b\n', 'other\n', 'word\nother\n']
  const answers = await Promise.all(texts.map((text, i) => give(blockOf(text), i === 3 ? [1] : [0, 1])))
  expect(answers.map(({ tried }) => tried.fits.map(({ target, count }) => [target, count.lines]))).toEqual([
    [[0, 2]],
    [],
    [[1, 1]],
    [[1, 2]],
  ])
  expect(answers.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(texts)
})

test('takes away the buffers that it is told to', async () => {
  const block = blockOf('a\n')
  await crewOf(1).give(block, [0])
  expect(block.bytes).toHaveLength(0)
})

test('tells everyone that waits when it is stopped', async () => {
  const { crew, give } = crewOf(2)
  const waiting = Promise.allSettled(['a\n', 'b\n', 'c\n'].map((text) => give(blockOf(text), [0])))
  await crew.stop()
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
})

test('tells everyone that waits when a thread fails', async () => {
  const nothing = undefined as unknown as number[]
  await expect(crewOf(1).give(blockOf('a\n'), nothing)).rejects.toThrow('includes')
})

test.each(['ERR_WORKER_OUT_OF_MEMORY', 'ERR_WORKER_INIT_FAILED'])('%s is told in two sentences', async (code) => {
  const program = `throw Object.assign(new Error('no room'), { code: '${code}' })`
  const crew = gather(new URL(`data:text/javascript,${encodeURIComponent(program)}`), null, 1)
  onTestFinished(() => crew.stop())
  await expect(crew.give('a task')).rejects.toMatchObject({ name: 'UserError', message: expect.stringContaining(code) })
})
