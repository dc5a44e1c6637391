import { parentPort, workerData } from 'node:worker_threads'
import type { Block } from './block.ts'
import { blockTrier, type Target } from './trier.ts'

/** What this thread is asked: to try a block. It answers with a `Tried`, in the order in which it was asked. */
export interface Task {
  readonly block: Block
  /** As for a `BlockTrier`. */
  readonly open: readonly number[]
}

const tryBlock = blockTrier(workerData as readonly Target[])

parentPort?.on('message', ({ block, open }: Task) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows of a browser
  parentPort?.postMessage(tryBlock(block, open))
})
