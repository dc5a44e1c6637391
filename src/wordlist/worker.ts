import { parentPort, workerData } from 'node:worker_threads'
import type { Block } from './block.ts'
import { blockTrier, type Target, type Tried } from './trier.ts'

/** What this thread is asked: to try a block. */
export interface Task {
  readonly block: Block
  /** As for a `BlockTrier`. */
  readonly open: readonly number[]
}

/** What it answers, in the order in which it was asked. */
export interface Answer {
  readonly tried: Tried
  /** The buffer of the block, which goes back. */
  readonly bytes: Block['bytes']
}

const tryBlock = blockTrier(workerData as readonly Target[])

parentPort?.on('message', ({ block, open }: Task) => {
  const answer: Answer = { tried: tryBlock(block, open), bytes: block.bytes }
  parentPort?.postMessage(answer, [block.bytes.buffer])
})
