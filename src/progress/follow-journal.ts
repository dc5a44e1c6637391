import { closeSync, openSync, readSync, statSync, type BigIntStats } from 'node:fs'
import { parseJournal } from './journal.ts'
import type { Entry } from './entry.ts'
import { foldProgress, type Progress } from './progress.ts'

/** What a journal comes to. */
export interface JournalKnown {
  /** Empty when the journal is newer. */
  readonly progress: Progress
  /** A newer session-tutor wrote in it: nothing of it may be believed, and nothing may be added. */
  readonly newer: boolean
}

/** A journal that is looked at again and again. */
export interface FollowedJournal {
  /**
   * What it comes to now; one that does not exist is empty. Only what was appended since the last look is read. It is read whole the
   * first time, and where it got shorter, was replaced, or was changed and not appended to.
   * @throws the error of the file system, or an Error if something other than a file is there
   */
  look(): JournalKnown
}

/** How far a journal was read. Places are in bytes from its beginning. */
interface Read {
  /** What the system said of the file then. */
  readonly stamp: string
  readonly inode: string
  /** Where the last whole line ends: what follows may still become longer. */
  readonly settledAt: number
  /** What the whole lines come to. */
  readonly settled: JournalKnown
  readonly end: number
  /** The last bytes that were read. */
  readonly mark: Buffer
}

const NOTHING: JournalKnown = { progress: new Map(), newer: false }

const UNREAD: Read = { stamp: '', inode: '', settledAt: 0, settled: NOTHING, end: 0, mark: Buffer.alloc(0) }

/** How many bytes are enough to know a place again: each entry holds the time of its writing. */
const MARK_BYTES = 512

/** The most that is read at once, in bytes. */
const CHUNK_BYTES = 1024 * 1024

const LINE_BREAK = 10

/**
 * Follows a journal on disk. Nothing is read before the first look, and nothing is kept open.
 * @param reading what becomes of an entry before it counts
 */
export function followJournal(file: string, reading: (entry: Entry) => Entry): FollowedJournal {
  let read = UNREAD
  let known = NOTHING
  return {
    look() {
      // A named pipe would be read forever, and so would /dev/zero.
      const found = statSync(file, { bigint: true, throwIfNoEntry: false })
      if (found !== undefined && !found.isFile()) throw new Error('it is not a file')
      if (found === undefined) {
        ;[read, known] = [UNREAD, NOTHING]
      } else if (stampOf(found) !== read.stamp) {
        const descriptor = openSync(file, 'r')
        try {
          ;[read, known] = readOn(descriptor, found, isAppended(descriptor, found, read) ? read : UNREAD, reading)
        } finally {
          closeSync(descriptor)
        }
      }
      return known
    },
  }
}

const inodeOf = ({ dev, ino }: BigIntStats): string => `${dev} ${ino}`

const stampOf = (found: BigIntStats): string => `${inodeOf(found)} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`

/** Whether a file is what was read of it before, and more. */
function isAppended(descriptor: number, found: BigIntStats, { inode, end, mark }: Read): boolean {
  if (inodeOf(found) !== inode || Number(found.size) <= end) return false
  const there = Buffer.alloc(mark.length)
  readSync(descriptor, there, 0, mark.length, end - mark.length)
  return there.equals(mark)
}

/** Reads from where the last whole line ended, as far as the file was long when it was found. */
function readOn(
  descriptor: number,
  found: BigIntStats,
  before: Read,
  reading: (entry: Entry) => Entry,
): [Read, JournalKnown] {
  const size = Number(found.size)
  let { settled, settledAt } = before
  let end = settledAt
  // What lies behind that place is read again.
  let mark = before.mark.subarray(0, Math.max(0, before.mark.length - (before.end - end)))
  /** What was read after the last line break. */
  let rest: Buffer[] = []
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size - settledAt))
  while (end < size) {
    const count = readSync(descriptor, chunk, 0, Math.min(chunk.length, size - end), end)
    // It was cut meanwhile, which the next look will notice.
    if (count === 0) break
    end += count
    const bytes = chunk.subarray(0, count)
    const cut = bytes.lastIndexOf(LINE_BREAK) + 1
    if (cut > 0) {
      settled = add(settled, Buffer.concat([...rest, bytes.subarray(0, cut)]), reading)
      settledAt = end - count + cut
      rest = []
    }
    rest.push(Buffer.from(bytes.subarray(cut)))
    mark = Buffer.concat([mark, bytes]).subarray(-MARK_BYTES)
  }
  const read = { stamp: stampOf(found), inode: inodeOf(found), settled, settledAt, end, mark }
  return [read, add(settled, Buffer.concat(rest), reading)]
}

/** What is known after more of the journal. Torn lines, blank ones and those of unknown type are skipped. */
function add(known: JournalKnown, bytes: Buffer, reading: (entry: Entry) => Entry): JournalKnown {
  if (known.newer) return known
  const { entries, newer } = parseJournal(bytes.toString('utf8'))
  if (newer) return { progress: new Map(), newer }
  return entries.length === 0 ? known : { progress: foldProgress(entries.map(reading), known.progress), newer }
}
