import { statSync, writeSync } from 'node:fs'
import net from 'node:net'
import type { Fact } from './fact.ts'
import { lineOf, MOST_WAITING, pause, writeSome, type Report } from './write-some.ts'

/** How long until what could not be written is tried again, in milliseconds. */
const AGAIN_MS = 5
/** So soon after a write, lines are gathered for the next: each write wakes the one who listens. Milliseconds. */
const GATHER_MS = 20
/** How often somebody who does not listen yet is looked for, in milliseconds. */
const LOOK_MS = 1000
/** How long a process that ends goes on where the one who listens takes nothing, and takes something, in milliseconds. */
const STUCK_MS = 400
const LAST_TRY_MS = 1000
/** So many facts of an app are kept for anyone who comes later: what it is made of. */
const MOST_KEPT = 1000

const [later, soon] = [setTimeout, setImmediate]
const clock = performance.now.bind(performance)

/**
 * Writes to a socket as to a file, and never waits for the one who listens: what cannot be written at once waits here, up to a limit.
 * Node.js would hold back a process that ends until all is written, even where the reader sleeps.
 * @param comes whether somebody may begin to listen later, or again: then what the app is made of is told at that time. The socket must be
 * that of the user whose process this is, or of the one who rules the machine
 */
export function toSocket(place: string, comes: { readonly user: number | null } | null): Report {
  let socket: net.Socket | null = null
  let lines = ''
  let left: Uint8Array = new Uint8Array()
  let isPlanned = false
  let isLast = false
  /** When something was written last. */
  let wroteAt = -Infinity
  /** When a process that ends gives up, on its own clock: it may have much to tell, and tries once more each time. */
  let lastTry = Infinity
  let kept: Fact[] = []

  function connect(): net.Socket | null {
    if (comes && !isOf(place, comes.user)) return lookLater()
    const made = net.connect(place)
    // Nobody listens any more, and that is no concern of the app.
    made.on('error', () => {})
    made.on('close', () => {
      left = new Uint8Array()
      if (comes) lookLater()
    })
    // Without a reader its end is not heard.
    made.resume()
    made.unref()
    return made
  }
  function lookLater(): null {
    socket = null
    later(() => {
      socket = connect()
      if (socket === null) return
      lines = kept.map(lineOf).join('')
      plan()
    }, LOOK_MS).unref()
    return null
  }
  const plan = () => {
    if (isPlanned) return
    isPlanned = true
    const wait = left.length > 0 ? AGAIN_MS : wroteAt + GATHER_MS - clock()
    // What is told until the requests that are at hand are done with is written at once.
    if (wait <= 0) soon(write)
    else later(write, wait).unref()
  }
  const write = () => {
    isPlanned = false
    if (!flush()) plan()
  }
  /** @returns whether nothing is left */
  const flush = (): boolean => {
    const fd = descriptorOf(socket)
    if (fd === null) {
      lines = ''
      return true
    }
    const all = left.length === 0 ? Buffer.from(lines) : Buffer.concat([left, Buffer.from(lines)])
    lines = ''
    wroteAt = clock()
    left = all.subarray(writeSome(fd, all))
    return left.length === 0
  }
  const flushAll = () => {
    lastTry = Math.min(lastTry, clock() + LAST_TRY_MS)
    let stuck = Math.min(lastTry, clock() + STUCK_MS)
    for (let before = left.length; !flush(); before = left.length) {
      if (left.length !== before) stuck = Math.min(lastTry, clock() + STUCK_MS)
      if (clock() >= stuck) {
        lastTry = stuck
        return plan()
      }
      pause()
    }
  }
  socket = connect()
  return {
    tell(fact) {
      if (comes) kept = keptWith(kept, fact)
      if (socket === null || socket.destroyed) return comes !== null
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
      // Another connection has room, and is read though this process is gone.
      if (left.length > 0) writeAside(place, lineOf(fact))
    },
    isGone() {
      const fd = descriptorOf(socket)
      if (fd === null) return true
      try {
        writeSync(fd, '\n')
        return false
      } catch (error) {
        return (error as NodeJS.ErrnoException).code !== 'EAGAIN'
      }
    },
  }
}

/** Writes a line over a connection of its own. */
function writeAside(place: string, line: string): void {
  const socket = net.connect(place)
  socket.on('error', () => {})
  socket.unref()
  const fd = descriptorOf(socket)
  if (fd !== null) writeSome(fd, Buffer.from(line))
}

/** What somebody who comes later has to know of an app: not what it answered. */
function keptWith(kept: Fact[], fact: Fact): Fact[] {
  if (fact.fact === 'exchange' || fact.fact === 'upgrade' || fact.fact === 'problem') return kept
  const others = fact.fact === 'stack' || fact.fact === 'dropped' ? kept.filter((one) => one.fact !== fact.fact) : kept
  return others.length < MOST_KEPT ? [...others, fact] : others
}

/** The number under which the system knows a socket: another file may have that number as soon as it is closed. */
function descriptorOf(socket: net.Socket | null): number | null {
  if (socket === null || socket.destroyed) return null
  const { _handle: handle } = socket as unknown as { readonly _handle?: { readonly fd?: number } | null }
  return handle?.fd !== undefined && handle.fd >= 0 ? handle.fd : null
}

/** Whether a socket lies there that is of this user, or of root. */
function isOf(place: string, user: number | null): boolean {
  const owner = socketAt(place)
  return owner !== null && (owner === user || owner === 0)
}

/**
 * Asked in bigints: what was last asked otherwise is looked at once more by `realpathSync`, which stops resolving links where that was a
 * socket (Node.js `lib/fs.js`). Then modules behind links, as pnpm has them, are loaded by their wrong names, and `import` gives `{}`.
 * @returns who owns the socket at a path; null for no socket
 */
export function socketAt(place: string): number | null {
  try {
    const found = statSync(place, { bigint: true })
    return found.isSocket() ? Number(found.uid) : null
  } catch {
    return null
  }
}
