import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { decodeEntry, encodeEntry, type Entry } from './entry.ts'

/** What a journal says. */
export interface Journal {
  /** In the order they were written. Empty when the journal is newer. */
  readonly entries: readonly Entry[]
  /** A newer session-tutor wrote in it: nothing of it may be believed, and nothing may be added. */
  readonly newer: boolean
}

/**
 * The bytes that add one entry to a journal: a line of JSON with a line break on BOTH sides. SIGKILL can cut a write where
 * it crosses into another page, so whatever stands at the end of the file may lack its line break; the one in front keeps it
 * from swallowing this entry.
 * @param at milliseconds since 1970
 */
export function journalRecord(entry: Entry, at: number): string {
  return `\n${encodeEntry(entry, at)}\n`
}

/** Reads a journal's text. Torn lines, blank ones and those of unknown type are skipped. */
export function parseJournal(text: string): Journal {
  const entries: Entry[] = []
  for (const line of text.split('\n')) {
    const entry = line === '' ? null : decodeEntry(line)
    if (entry === 'newer') return { entries: [], newer: true }
    if (entry !== null) entries.push(entry)
  }
  return { entries, newer: false }
}

/**
 * Reads a journal from disk. One that does not exist is empty.
 * @throws the error of the file system, or an Error if something other than a file is there
 */
export function readJournal(file: string): Journal {
  // A named pipe would be read forever, and so would /dev/zero.
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) return { entries: [], newer: false }
  if (!found.isFile()) throw new Error('it is not a file')
  return parseJournal(readFileSync(file, 'utf8'))
}

/**
 * Adds one entry to a journal on disk and makes its folder if there is none. When it returns, the entry outlives this
 * process, whatever ends it. Processes may append at once: the kernel puts each O_APPEND write at the end, whole.
 * @param at milliseconds since 1970
 * @throws the error of the file system, or an Error if only a part was written
 */
export function appendEntry(file: string, entry: Entry, at: number): void {
  const record = Buffer.from(journalRecord(entry, at))
  makeFolder(path.dirname(file))
  const descriptor = openSync(file, 'a', 0o600)
  try {
    if (writeSync(descriptor, record) < record.length) throw new Error('the disk took only a part of it')
  } finally {
    closeSync(descriptor)
  }
}

/** Like `mkdir -p`. Node's own `recursive` never returns where the kernel says ENOENT of a folder that exists, as in /proc. */
function makeFolder(folder: string): void {
  const parent = path.dirname(folder)
  if (parent === folder || existsSync(folder)) return
  makeFolder(parent)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process may have been quicker.
    if (!existsSync(folder)) throw error
  }
}
