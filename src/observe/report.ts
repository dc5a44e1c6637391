import { openSync } from 'node:fs'
import { socketAt, toSocket } from './report-socket.ts'
import { lineOf, MOST_WAITING, pause, writeSome, type Report } from './write-some.ts'

const STANDARD_ERROR = 2

/**
 * @param place the path of a socket that somebody listens to, or of a file to write behind; empty for standard error
 * @param attached the path of a socket where somebody listens now, or will one day; it counts where no place is named
 * @param user whose process this is; null where users have no numbers
 */
export function reportTo(place: string, attached = '', user: number | null = null): Report {
  if (place === '' && attached !== '') return toSocket(attached, { user })
  if (place === '') return toDescriptor(STANDARD_ERROR)
  return socketAt(place) !== null ? toSocket(place, null) : toDescriptor(openSync(place, 'a'))
}

/** How long lines are gathered before they are written, in milliseconds. */
const GATHER_MS = 5
/** How long a process that ends goes on trying where a reader does not keep up, in milliseconds. */
const LAST_TRY_MS = 1000

const later = setTimeout
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
  let lastTry = Infinity

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
    lastTry = Math.min(lastTry, clock() + LAST_TRY_MS)
    while (!flush() && clock() < lastTry) pause()
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
    last(fact) {
      lines += lineOf(fact)
      flushAll()
    },
    isGone: () => false,
  }
}
