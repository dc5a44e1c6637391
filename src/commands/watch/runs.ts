import { readFileSync } from 'node:fs'
import type { NumberedExercise } from '../../course/find.ts'
import type { Environment } from '../../environment.ts'
import { Interrupted } from '../../errors.ts'
import { findFile } from '../../workspace/files.ts'
import { shownPath } from '../../workspace/shown.ts'
import { verifyExercise } from '../../workspace/verify-exercise.ts'
import type { Event } from './reducer.ts'

/** Runs of the learner's files, of which the newest counts. */
export interface Runs {
  /** Gives up the run before, and runs the file of an exercise in a moment. Tells of it with the number of this run. */
  start(run: number, exercise: NumberedExercise): void
  /** Gives up the run. Resolves when nothing runs any more. */
  close(): Promise<void>
}

/** Milliseconds without another change before the file is run: an editor saves in several steps. */
const SETTLED_MS = 30

/**
 * @param folder the folder of the learner's files
 * @param tell receives what comes of the runs
 */
export function createRuns(folder: string, environment: Environment, tell: (event: Event) => void): Runs {
  let newest: AbortController | undefined
  /** One run after the other: what a file opens, its next run may open again. */
  let line = Promise.resolve()

  const giveUp = () => newest?.abort(new Interrupted())

  async function verify(run: number, { number, slug, exercise }: NumberedExercise, given: AbortSignal): Promise<void> {
    // Another one was started before this one could begin.
    if (given.aborted) return
    const file = findFile(folder, { number, slug })
    if (file === null) return tell({ type: 'gone', run })
    tell({ type: 'running', run, file: shownPath(file, environment) })
    const source = contentOf(file)
    try {
      const interrupted = AbortSignal.any([environment.interrupted, given])
      const verdict = await verifyExercise(exercise, file, environment, interrupted)
      // Two saves in one tick of the clock leave the same stamp, if they are of the same length.
      tell({ type: 'judged', run, verdict, changed: contentOf(file) !== source })
    } catch (error) {
      if (given.aborted && error instanceof Interrupted) return
      // It went away while it was read; that is told of in a moment.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') tell({ type: 'changed' })
      else throw error
    }
  }

  return {
    start(run, exercise) {
      giveUp()
      const mine = new AbortController()
      newest = mine
      setTimeout(() => {
        line = line
          .then(() => verify(run, exercise, mine.signal))
          .catch((error: unknown) => tell({ type: 'failed', error }))
      }, SETTLED_MS)
    },
    async close() {
      giveUp()
      await line
    },
  }
}

/** Null where it cannot be read; the verdict says why. */
function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
