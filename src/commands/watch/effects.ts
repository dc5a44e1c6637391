import type { NumberedExercise } from '../../course/find.ts'
import { progressOf } from '../../course/progress-of.ts'
import { recordVerdict } from '../../course/record-verdict.ts'
import { allHints, takeHint } from '../../course/take-hint.ts'
import type { Environment } from '../../environment.ts'
import { lessonProgress } from '../../progress/progress.ts'
import type { WatchRow } from '../../terminal/watch/state.ts'
import { packageRoot } from '../../package-root.ts'
import { findFile, isStarter } from '../../workspace/files.ts'
import { folderOf, type WorkspaceFlags } from '../../workspace/folder.ts'
import { followFolder } from '../../workspace/follow-folder.ts'
import { exerciseCommand, shownPath } from '../../workspace/shown.ts'
import { keptSentences, startExercise } from '../../workspace/start.ts'
import type { Effect, Event, Opened } from './reducer.ts'
import { createRuns } from './runs.ts'

/** What `watch` does to the outside: to files, to progress, and to the processes in which files run. */
export interface Effects {
  /** Without a file an exercise gets its starter. @throws UserError if that cannot be written */
  open(number: number): Opened
  /** How far the learner is in every exercise. */
  rows(): readonly WatchRow[]
  /** Does what is to be done, but for leaving. @returns what came of it, if that is known at once @throws as `open` */
  carryOut(effect: Exclude<Effect, { type: 'leave' | 'go-back' | 'fail' }>): Event | null
  /** Stops everything. Resolves when nothing runs any more. */
  close(): Promise<void>
}

/**
 * @param tell receives what happens: what comes of runs, and changes of files
 * @throws UserError for a folder in which no exercise can run
 */
export function createEffects(
  exercises: readonly NumberedExercise[],
  flags: WorkspaceFlags,
  environment: Environment,
  tell: (event: Event) => void,
): Effects {
  const folder = folderOf(flags, environment)
  const store = progressOf(environment)
  const runs = createRuns(folder, environment, tell)
  const followed = followFolder(folder, () => tell({ type: 'changed' }))

  return {
    open,
    rows,
    carryOut(effect) {
      switch (effect.type) {
        case 'open':
          return { type: 'opened', exercise: open(effect.number) }
        case 'verify':
          // What was written just now is no change that somebody else made.
          followed.look()
          runs.start(effect.run, pick(effect.number))
          return null
        case 'reset':
          return { type: 'reset', kept: reset(effect) }
        case 'take-hint':
          return { type: 'hinted', hint: takeHint(pick(effect.number), store, effect.shown) }
        case 'record':
          record(effect)
          return { type: 'progress', rows: rows() }
        case 'read-progress':
          return { type: 'progress', rows: rows() }
      }
    },
    close() {
      followed.close()
      return runs.close()
    },
  }

  function pick(number: number): NumberedExercise {
    const found = exercises.find((exercise) => exercise.number === number)
    if (!found) throw new RangeError('There is no such exercise.')
    return found
  }

  function open(number: number): Opened {
    const found = pick(number)
    const { slug, exercise } = found
    const file = findFile(folder, found)
    return {
      number,
      title: exercise.title,
      file: shownPath(file ?? startExercise(found, flags, environment).file, environment),
      fresh: file === null,
      hints: allHints(exercise),
      seenHints: lessonProgress(store.read(), slug).exercise.hints,
      solution: exerciseCommand(`solution ${number}`, flags, environment),
    }
  }

  function reset({ number, file }: Extract<Effect, { type: 'reset' }>): readonly string[] {
    const how = { ...flags, ts: file.endsWith('.ts'), reset: true }
    const written = startExercise(pick(number), how, environment)
    return written.kind === 'written' ? keptSentences(written, environment) : []
  }

  function record({ number, verdict }: Extract<Effect, { type: 'record' }>): void {
    const found = pick(number)
    const file = findFile(folder, found)
    recordVerdict(found, verdict, store, file !== null && isStarter(file, found.exercise, packageRoot))
  }

  function rows(): readonly WatchRow[] {
    const known = store.read()
    return exercises.map(({ number, slug, exercise: { title } }) => {
      const { status, passed, checks } = lessonProgress(known, slug).exercise
      return { number, title, status, passed, checks }
    })
  }
}
