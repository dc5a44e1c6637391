import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import type { Entry } from './entry.ts'
import { appendEntry, readJournal } from './journal.ts'
import { foldProgress, type Progress } from './progress.ts'

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

/**
 * Opens the progress in a folder. Nothing is written before the first `record`; neither folder nor file need exist.
 * @param now the clock, milliseconds since 1970
 */
export function openProgress(stateFolder: string, now: () => number): ProgressStore {
  const file = path.join(stateFolder, 'progress.jsonl')
  let problem: ProgressProblem | null = null

  const look = (): readonly Entry[] => {
    try {
      const { entries, newer } = readJournal(file)
      problem = newer ? newerVersion(file) : writeProblem(file)
      return entries
    } catch (error) {
      problem = unreadable(file, error)
      return []
    }
  }
  look()

  return {
    read: () => foldProgress(look()),
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

const MEND = 'Mend that, or set SESSION_TUTOR_STATE_DIR to another folder.'

const unwritable = (file: string, error: unknown): ProgressProblem => ({
  kind: 'unwritable',
  message: `Progress cannot be written to ${file} (${reason(error)}), so nothing is saved.`,
  hint: MEND,
})

const unreadable = (file: string, error: unknown): ProgressProblem => ({
  kind: 'unreadable',
  message: `Progress cannot be read from ${file} (${reason(error)}), so nothing is saved.`,
  hint: MEND,
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
