import { gatherCrew } from '../threads/crew.ts'
import { readBlocks, type Block } from './block.ts'
import { chunksOf, openSource } from './source.ts'
import { startTally, type Hit } from './tally.ts'
import { blockTrier, type Count, type Target, type Tried } from './trier.ts'
import type { Answer, Task } from './worker.ts'

/** What came of a search. The counts end at the word with which the last target had its own, or at the end of the list. */
export interface Outcome extends Count {
  /** By target: the first line of the list that fits, or null. */
  readonly hits: readonly (Hit | null)[]
}

/** How far a search has come. */
export interface Advance extends Outcome {
  /** How long the list is; null where nobody knows before the end. */
  readonly totalBytes: number | null
}

/** How to search. */
export interface SearchOptions {
  /** What to call the list in an error, behind "The word list": `words.txt`, or `from standard input`. Printed as it is. */
  readonly name: string
  /** How many threads may try words beside this one, which then only reads; 0 for none. */
  readonly workers: number
  /** Ends the search at once. */
  readonly signal: AbortSignal
  /** Told each time a block is done and all blocks in front of it are: some times a second for each thread. */
  readonly onAdvance?: (advance: Advance) => void
}

/** How many blocks a thread may have: one that it tries, and one so that it need not wait. */
const BLOCKS_A_WORKER = 2

const PROGRAM = new URL('./worker.js', import.meta.url)

/**
 * Looks for the words of a list that made signatures: tries each line as the secret of each target. What comes out is the
 * same with any number of threads: of several lines that fit, the first one in the list. A list of one block starts no thread.
 * @param input a path, to a file or a pipe, or a stream, which is destroyed
 * @returns with the list closed and all threads ended; so too when it rejects
 * @throws UserError when the list cannot be read, and the signal's reason once that is aborted
 */
export async function searchWordlist(
  input: string | NodeJS.ReadableStream,
  targets: readonly Target[],
  { name, workers, signal, onAdvance }: SearchOptions,
): Promise<Outcome> {
  signal.throwIfAborted()
  const title = `The word list ${name}`
  const source = openSource(input, title)
  const tally = startTally(targets.length)
  const isDone = () => tally.open().length === 0
  const spare: Block['bytes'][] = []
  // To leave buffers to the thread would fill the memory: a thread does not count what it is given, and so never collects it.
  const giveBack = (bytes: Block['bytes']) => void spare.push(bytes)
  const crew = gatherCrew<Task, Answer>(PROGRAM, targets, workers)
  const tryHere = blockTrier(targets)
  const underway = new Set<Promise<void>>()
  // What waits for a chunk or for a thread is told by an error, and finds out below what it was.
  const stop = () => {
    source.stream.destroy()
    return crew.stop()
  }
  const onAbort = () => void stop()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    let place = 0
    for await (const block of readBlocks(chunksOf(source, title), spare)) {
      signal.throwIfAborted()
      if (place === 0 || workers === 0) {
        settle(place, tryHere(block, tally.open()))
        giveBack(block.bytes)
      } else handOver(place, block)
      await untilFewerThan(workers * BLOCKS_A_WORKER)
      if (isDone()) break
      place += 1
    }
    await untilFewerThan(1)
  } catch (error) {
    signal.throwIfAborted()
    if (!isDone()) throw error
  } finally {
    signal.removeEventListener('abort', onAbort)
    await stop()
  }
  signal.throwIfAborted()
  return outcome()

  function outcome(): Outcome {
    return { ...tally.count, hits: [...tally.hits] }
  }

  function handOver(place: number, block: Block): void {
    const task = tryThere(place, block)
    underway.add(task)
    // One that fails stays, for the next one that waits.
    task.then(
      () => underway.delete(task),
      () => {},
    )
  }

  async function tryThere(place: number, block: Block): Promise<void> {
    const { tried, bytes } = await crew.give({ block, open: tally.open() }, [block.bytes.buffer])
    giveBack(bytes)
    settle(place, tried)
  }

  function settle(place: number, tried: Tried): void {
    if (tally.add(place, tried)) onAdvance?.({ ...outcome(), totalBytes: source.totalBytes })
    // A pipe may be silent for long, and need not be waited for.
    if (isDone()) void stop()
  }

  async function untilFewerThan(most: number): Promise<void> {
    while (underway.size >= most && underway.size > 0 && !isDone()) await Promise.race(underway)
  }
}
