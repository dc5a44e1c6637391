import { openSync, statSync, writeSync } from 'node:fs'
import net from 'node:net'
import type { Fact } from './fact.ts'

/** Where facts go, a line of JSON each. */
export interface Report {
  /** Never throws and never waits. @returns whether the fact is on its way; where too much waits already, it is not */
  tell(fact: Fact): boolean
  /** From now on a line is written before `tell` returns, and what waits is written now: the process is about to end. */
  hurry(): void
}

/** The most that may wait to be written, in bytes. What comes then is dropped: an app never waits for its report. */
const MOST_WAITING = 4_000_000

const STANDARD_ERROR = 2

/**
 * @param place the path of a socket that somebody listens to, or of a file to write behind; empty for standard error
 */
export function reportTo(place: string): Report {
  if (place === '') return toDescriptor(STANDARD_ERROR)
  return isSocket(place) ? toSocket(place) : toDescriptor(openSync(place, 'a'))
}

function toSocket(place: string): Report {
  const socket = net.connect(place)
  // Nobody listens any more, and that is no concern of the app.
  socket.on('error', () => {})
  socket.unref()
  let waiting = ''
  let isLast = false
  const flush = () => {
    const text = waiting
    waiting = ''
    if (text !== '') socket.write(text)
  }
  return {
    tell(fact) {
      if (socket.writableLength + waiting.length >= MOST_WAITING || socket.destroyed) return false
      // What is told until the requests that are at hand are done with is written at once.
      if (waiting === '' && !isLast) soon(flush)
      waiting += lineOf(fact)
      if (isLast) flush()
      return true
    },
    hurry() {
      isLast = true
      const { _handle: handle } = socket as unknown as { _handle?: { setBlocking?(blocking: boolean): void } }
      handle?.setBlocking?.(true)
      flush()
    },
  }
}

/** How long lines are gathered before they are written, in milliseconds. */
const GATHER_MS = 5
/** How long a process that ends goes on trying where a reader does not keep up, in milliseconds. */
const LAST_TRY_MS = 1000

const [later, soon] = [setTimeout, setImmediate]
const clock = performance.now.bind(performance)

/**
 * Gathers lines, and writes many at once beside the requests. The write itself is synchronous: one that is under way in another thread
 * when the process ends could be neither awaited nor repeated.
 */
function toDescriptor(fd: number): Report {
  /** Lines that were told since the last write, and what that could not write. */
  let lines = ''
  let left: Uint8Array = new Uint8Array()
  let isPlanned = false
  let isLast = false

  const plan = () => {
    if (isPlanned) return
    isPlanned = true
    later(() => {
      isPlanned = false
      if (!flush()) plan()
    }, GATHER_MS).unref()
  }
  /** @returns whether nothing is left */
  const flush = (): boolean => {
    const all = left.length === 0 ? Buffer.from(lines) : Buffer.concat([left, Buffer.from(lines)])
    lines = ''
    left = all.subarray(writeSome(fd, all))
    return left.length === 0
  }
  const flushAll = () => {
    const end = clock() + LAST_TRY_MS
    while (!flush() && clock() < end) pause()
  }
  return {
    tell(fact) {
      if (left.length + lines.length >= MOST_WAITING) return false
      lines += lineOf(fact)
      if (isLast) flushAll()
      else plan()
      return true
    },
    hurry() {
      isLast = true
      flushAll()
    },
  }
}

/** Writes as much as goes without waiting. @returns how many bytes are done with: all of them where nobody can get them any more */
function writeSome(fd: number, bytes: Uint8Array): number {
  let done = 0
  try {
    while (done < bytes.length) done += writeSync(fd, bytes, done)
    return done
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? done : bytes.length
  }
}

const pause = () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)

const lineOf = (fact: Fact): string => `${JSON.stringify(fact)}\n`

/**
 * Asked in bigints: what was last asked otherwise is looked at once more by `realpathSync`, which stops resolving links where that was a
 * socket (Node.js `lib/fs.js`). Then modules behind links, as pnpm has them, are loaded by their wrong names, and `import` gives `{}`.
 */
function isSocket(place: string): boolean {
  try {
    return statSync(place, { bigint: true }).isSocket()
  } catch {
    return false
  }
}
