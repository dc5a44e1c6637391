import { Worker, type TransferListItem } from 'node:worker_threads'
import { UserError } from '../errors.ts'

/** Worker threads that all run the same program, which sends one answer for each task, in the order of its tasks. */
export interface Crew<Task, Answer> {
  /**
   * Gives a task to the thread that has least to do. Starts a thread where all are busy and there may be more.
   * @param transfer buffers in the task that are taken away instead of copied
   * @returns rejects when the thread ends before it answers
   * @throws UserError when no thread can be started
   */
  give(task: Task, transfer?: readonly TransferListItem[]): Promise<Answer>
  /** Ends all threads at once, in the middle of what they do. */
  stop(): Promise<void>
}

interface Hand<Answer> {
  readonly worker: Worker
  /** What it was asked and has not answered, oldest first. */
  readonly waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: unknown) => void }[]
}

/**
 * In MB, for each thread. V8 would let young objects take 48 MB before it looks which of them are still needed: on many cores
 * that is most of what the program takes, and saves no more than one part in thirty of the time.
 */
const YOUNG = 6

/**
 * A crew that has no thread yet.
 * @param program the built file that each thread runs: Node.js 20 starts no thread from TypeScript
 * @param workerData what the program knows before its first task
 * @param most how many threads there may be, at least one
 */
export function gatherCrew<Task, Answer>(program: URL, workerData: unknown, most: number): Crew<Task, Answer> {
  const hands: Hand<Answer>[] = []

  return {
    async give(task, transfer = []) {
      const { worker, waiting } = leastBusy()
      worker.postMessage(task, transfer)
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
      })
    },
    async stop() {
      await Promise.all(hands.map(({ worker }) => worker.terminate()))
    },
  }

  function leastBusy(): Hand<Answer> {
    const [first] = hands.toSorted((one, other) => one.waiting.length - other.waiting.length)
    return first && (first.waiting.length === 0 || hands.length >= most) ? first : hire()
  }

  function hire(): Hand<Answer> {
    const worker = start()
    const hand: Hand<Answer> = { worker, waiting: [] }
    const dismiss = (error: unknown) => hand.waiting.splice(0).forEach(({ reject }) => reject(error))
    worker.on('message', (answer: Answer) => hand.waiting.shift()?.resolve(answer))
    worker.on('error', (error) => dismiss(isShortOfMachine(error) ? noThread(error.code) : error))
    worker.on('exit', () => dismiss(new Error('A worker thread ended early.')))
    hands.push(hand)
    return hand
  }

  function start(): Worker {
    try {
      // Flags of this process, as `--eval`, can be such as no thread starts with.
      return new Worker(program, { workerData, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: YOUNG } })
    } catch (error) {
      throw isShortOfMachine(error) ? noThread(error.code) : error
    }
  }
}

/** Not enough memory, or a limit on threads: ERR_WORKER_OUT_OF_MEMORY, ERR_WORKER_INIT_FAILED. */
const isShortOfMachine = (error: unknown): error is { readonly code: string } =>
  error instanceof Error && 'code' in error && /^ERR_WORKER_(?:OUT_OF_MEMORY|INIT_FAILED)$/.test(String(error.code))

const noThread = (code: string): UserError =>
  new UserError(
    `This machine has no room for a worker thread (${code}).`,
    'Close other programs, or raise the limit on memory or on processes, and run the command again.',
  )
