import { Worker } from 'node:worker_threads'
import type { Block } from './block.ts'
import type { Target, Tried } from './trier.ts'
import type { Answer, Task } from './worker.ts'

/** Worker threads that try blocks. */
export interface Crew {
  /**
   * Gives a block to the thread that has least to do, and takes the block's buffer away. Starts a thread where all are busy
   * and there may be more.
   * @param open as for a `BlockTrier`
   * @returns rejects when the thread ends before it answers
   */
  tryBlock(block: Block, open: readonly number[]): Promise<Tried>
  /** Ends all threads at once, in the middle of what they do. */
  stop(): Promise<void>
}

interface Hand {
  readonly worker: Worker
  /** What it was asked and has not answered, oldest first. */
  readonly waiting: { readonly resolve: (tried: Tried) => void; readonly reject: (error: Error) => void }[]
}

// Runs from what was built: Node.js 20 starts no thread from TypeScript.
const PROGRAM = new URL('./worker.js', import.meta.url)

/**
 * A crew that has no thread yet.
 * @param most how many threads there may be, at least one
 * @param giveBack is handed the buffer of each block that was tried. To leave it to the thread would fill the memory: a thread
 * does not count what it is given, and so never collects it.
 */
export function gatherCrew(targets: readonly Target[], most: number, giveBack: (bytes: Block['bytes']) => void): Crew {
  const hands: Hand[] = []

  return {
    tryBlock(block, open) {
      const { worker, waiting } = leastBusy()
      const task: Task = { block, open }
      worker.postMessage(task, [block.bytes.buffer])
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
      })
    },
    async stop() {
      await Promise.all(hands.map(({ worker }) => worker.terminate()))
    },
  }

  function leastBusy(): Hand {
    const [first] = hands.toSorted((one, other) => one.waiting.length - other.waiting.length)
    return first && (first.waiting.length === 0 || hands.length >= most) ? first : hire()
  }

  function hire(): Hand {
    // Flags of this process, as `--eval`, can be such as no thread starts with.
    const worker = new Worker(PROGRAM, { workerData: targets, execArgv: [] })
    const hand: Hand = { worker, waiting: [] }
    const dismiss = (error: Error) => hand.waiting.splice(0).forEach(({ reject }) => reject(error))
    worker.on('message', ({ tried, bytes }: Answer) => {
      giveBack(bytes)
      hand.waiting.shift()?.resolve(tried)
    })
    worker.on('error', dismiss)
    worker.on('exit', () => dismiss(new Error('A worker thread ended early.')))
    hands.push(hand)
    return hand
  }
}
