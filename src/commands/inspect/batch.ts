import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import type { Readable } from 'node:stream'
import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { gatherCrew } from '../../threads/crew.ts'
import { lineInspector, type Inspected, type LineOptions, type Lines } from './lines.ts'
import { readLines } from './read-lines.ts'

/** How much goes to a thread at once: long enough to be worth handing over, short enough to share evenly and to be held. */
const MOST_LINES = 256
const MOST_CHARACTERS = 32_768

/** How many such blocks a thread may have: one that it works on, one so that it need not wait, and one that waits to be written. */
const BLOCKS_A_WORKER = 3

/** In characters. A longer block, which is one line, stays here: to copy it to a thread would take its memory twice. */
const LONGEST_HANDED_OVER = 1024 * 1024

/**
 * In characters. What comes first is inspected here, as long as that takes no longer than threads need until they are quick.
 * With a secret given, a line takes a tenth of the time that the published ones take, and threads pay late.
 */
const FIRST = { published: 64 * 1024, given: 32 * 1024 * 1024 }

const PROGRAM = new URL('./lines-worker.js', import.meta.url)

/**
 * Takes standard input apart line by line: each line is one paste, and gives one line of JSON, `{"line":1,"cookies":[...]}`.
 * What comes out is the same with any number of threads. Holds no more than a few pieces of the input at a time, however long
 * that is, and reads no faster than its output is read.
 * @param workers how many threads may inspect lines beside this one, which then only reads and writes; with fewer than two,
 * this one inspects them all
 * @param first how many characters this one inspects before it starts a thread
 * @returns 1 where one of the cookies is not right, otherwise 0; with all threads ended, so too when it rejects
 * @throws UserError when standard input cannot be read, a line does not fit into memory, or no thread can be started
 */
export async function inspectBatch(
  options: LineOptions,
  { stdin, stdout, interrupted }: Environment,
  workers = availableParallelism(),
  first = options.secrets.length > 0 ? FIRST.given : FIRST.published,
): Promise<ExitCode> {
  interrupted.throwIfAborted()
  const inspectHere = lineInspector(options)
  const crew = gatherCrew<Lines, Inspected>(PROGRAM, options, workers)
  const room = workers < 2 ? 0 : workers * BLOCKS_A_WORKER * MOST_CHARACTERS
  let exitCode: ExitCode = 0
  let [number, come, held] = [1, 0, 0]
  /** What is not yet written, in the order of the lines. */
  const unwritten: Promise<void>[] = []
  let last = Promise.resolve()
  const failures: unknown[] = []
  // What waits for a piece or for a thread is told by an error, and finds out below what it was.
  const stop = () => {
    // All streams of Node.js are this class; only their common interface lacks `destroy()`.
    ;(stdin as Readable).destroy()
    return crew.stop()
  }
  const onAbort = () => void stop()
  interrupted.addEventListener('abort', onAbort, { once: true })
  try {
    try {
      for await (const piece of readLines(stdin)) for (const block of blocksOf(piece)) await take(block)
    } finally {
      await last
    }
  } catch (error) {
    interrupted.throwIfAborted()
    throw failures[0] ?? error
  } finally {
    interrupted.removeEventListener('abort', onAbort)
    await stop()
  }
  interrupted.throwIfAborted()
  return exitCode

  async function take({ lines, length }: Block): Promise<void> {
    interrupted.throwIfAborted()
    const task: Lines = { first: number, lines }
    number += lines.length
    const isHandedOver = room > 0 && come >= first && length <= LONGEST_HANDED_OVER
    come += length
    // However short a block is, what comes of it can be long.
    const weight = Math.max(length, MOST_CHARACTERS)
    await untilThereIsRoomFor(weight)
    held += weight
    const written = write(isHandedOver ? crew.give(task) : inspectHere(task), last).finally(() => {
      held -= weight
      void unwritten.shift()
    })
    written.catch((error: unknown) => {
      failures.push(error)
      void stop()
    })
    unwritten.push(written)
    last = written
    await untilThereIsRoomFor(0)
  }

  async function untilThereIsRoomFor(weight: number): Promise<void> {
    const isTooMuch = () => held > 0 && held + weight > room
    while (isTooMuch()) await unwritten[0]
  }

  async function write(result: Inspected | Promise<Inspected>, before: Promise<void>): Promise<void> {
    const [{ text, isWrong }] = await Promise.all([result, before])
    if (isWrong) exitCode = 1
    if (!stdout.write(text)) await once(stdout, 'drain', { signal: interrupted })
  }
}

interface Block {
  readonly lines: readonly string[]
  /** In characters, line feeds included. */
  readonly length: number
}

/** Cuts lines into blocks of about the same length. */
function* blocksOf(lines: readonly string[]): Generator<Block, void, undefined> {
  let [start, length] = [0, 0]
  for (const [i, line] of lines.entries()) {
    length += line.length + 1
    if (length < MOST_CHARACTERS && i + 1 - start < MOST_LINES && i + 1 < lines.length) continue
    yield { lines: lines.slice(start, i + 1), length }
    start = i + 1
    length = 0
  }
}
