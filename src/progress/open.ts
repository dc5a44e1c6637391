import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import type { Entry } from './entry.ts'
import { followJournal, type FollowedJournal } from './follow-journal.ts'
import { appendEntry } from './journal.ts'
import type { Progress } from './progress.ts'

/** Why progress is not kept. `message` says what is wrong, `hint` what to do about it. */
export interface ProgressProblem {
  /** In all three nothing is saved; 'unwritable' progress can still be read. */
  readonly kind: 'unwritable' | 'unreadable' | 'newer'
  readonly message: string
  readonly hint: string
}

/** A learner's progress on disk. No method throws. */
export interface ProgressStore {
  /** Progress as it is now, other processes' included; empty if it cannot be read or is from a newer version. */
  read(): Progress
  /** Saves an entry. True: it is kept even if this process is killed now. False: it is not saved, and `problem` says why. */
  record(entry: Entry): boolean
  /** What was wrong when last looked at, or null. A full disk shows only when something is recorded. */
  readonly problem: ProgressProblem | null
}

/** What becomes of an entry before it counts: lessons may have changed since it was written. */
export type Reading = (entry: Entry) => Entry

/** The journals that this process has read, by how. Each is read whole once, however often it is opened. */
const followed = new Map<Reading, Map<string, FollowedJournal>>()

const asWritten: Reading = (entry) => entry

/**
 * Opens the progress in a folder. Nothing is written before the first `record`; neither folder nor file need exist.
 * @param stateFolder null where there is no place for it: then nothing is saved
 * @param now the clock, milliseconds since 1970
 * @param reading how entries are read; left out, as they were written
 */
export function openProgress(
  stateFolder: string | null,
  now: () => number,
  reading: Reading = asWritten,
): ProgressStore {
  if (stateFolder === null) return { read: () => NONE, record: () => false, problem: NO_HOME }
  const file = path.join(stateFolder, 'progress.jsonl')
  const known = followed.get(reading) ?? new Map<string, FollowedJournal>()
  const journal = known.get(file) ?? followJournal(file, reading)
  followed.set(reading, known.set(file, journal))
  let problem: ProgressProblem | null = null

  const look = (): Progress => {
    try {
      const { progress, newer } = journal.look()
      problem = newer ? newerVersion(file) : writeProblem(file)
      return progress
    } catch (error) {
      problem = unreadable(file, error)
      return NONE
    }
  }
  look()

  return {
    read: look,
    record(entry) {
      // A newer version may have come by since, and what cannot be read may be its journal: not ours to add to.
      look()
      if (problem?.kind === 'newer' || problem?.kind === 'unreadable') return false
      try {
        appendEntry(file, entry, now())
        problem = null
        return true
      } catch (error) {
        problem = unwritable(file, error)
        return false
      }
    },
    get problem() {
      return problem
    },
  }
}

const NONE: Progress = new Map()

/** Asks whether the file, or the nearest folder above it that exists, may be written, without writing. */
function writeProblem(file: string): ProgressProblem | null {
  for (let place = file; ; place = path.dirname(place)) {
    try {
      accessSync(place, constants.W_OK)
      return null
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      if (!missing || place === path.dirname(place)) return unwritable(file, error)
    }
  }
}

const REMEDY = 'Fix that, or set SESSION_TUTOR_STATE_DIR to another folder.'

const NO_HOME: ProgressProblem = {
  kind: 'unwritable',
  message: 'You have no home folder to keep progress in, so nothing is saved.',
  hint: 'Set HOME, or set SESSION_TUTOR_STATE_DIR to a folder.',
}

const unwritable = (file: string, error: unknown): ProgressProblem => ({
  kind: 'unwritable',
  message: `Progress cannot be written to ${file} (${reason(error)}), so nothing is saved.`,
  hint: REMEDY,
})

const unreadable = (file: string, error: unknown): ProgressProblem => ({
  kind: 'unreadable',
  message: `Progress cannot be read from ${file} (${reason(error)}), so nothing is saved.`,
  hint: REMEDY,
})

const newerVersion = (file: string): ProgressProblem => ({
  kind: 'newer',
  message: `Progress in ${file} is from a newer session-tutor, so it is left alone and nothing is saved.`,
  hint: 'Use the newer one (npx session-tutor@latest), or set SESSION_TUTOR_STATE_DIR to another folder.',
})

/** Node says `EACCES: permission denied, open '/a/b'`; the path is known already. */
function reason(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, \w+( '.*)?$/s, '') : String(error)
}
