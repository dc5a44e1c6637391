import { progressOf, tellProblem } from '../../course/progress.ts'
import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import { lessonProgress } from '../../progress/progress.ts'
import { allExercises, findExercise, type NumberedExercise } from '../../course/find.ts'
import { startWatching } from './watching.ts'
import type { WorkspaceFlags } from '../../workspace/folder.ts'
import { exerciseCommand } from '../../workspace/start.ts'

/** Flags of `watch`. */
export interface WatchFlags extends WorkspaceFlags {
  readonly plain?: boolean
}

/**
 * Verifies an exercise each time its file is saved, and moves between the exercises by keys. In plain mode each result is
 * written below the one before, and keys are words; when there are no more of them, it ends with the next result.
 * @param name the lesson's number or name; undefined for the first exercise that is not solved
 * @throws UserError when there is no terminal, no such lesson, or no folder to write in
 */
export async function watch(name: string | undefined, flags: WatchFlags, environment: Environment): Promise<ExitCode> {
  const { accessible, interactive, stdinIsTerminal } = environment
  // Somebody is there to type, but not all of the screen can be drawn anew: a TERM that is dumb, or output into a file.
  const plain = flags.plain === true || accessible || (stdinIsTerminal && !interactive)
  if (!plain && !interactive) {
    throw new UserError(
      'To watch an exercise a terminal is needed, and this is none.',
      'Check it once: session-tutor verify. Or add --plain, and type words instead of keys.',
    )
  }
  const exercises = await allExercises()
  const store = progressOf(environment)
  const wanted = name === undefined ? undefined : (await findExercise(name, 'watch')).number
  const known = store.read()
  const open = exercises.find(({ slug }) => lessonProgress(known, slug).exercise.status !== 'solved')
  tellProblem(store, environment)
  const watching = startWatching(exercises, wanted ?? open?.number ?? 1, flags, environment)
  try {
    const show = plain ? (await import('./plainly.ts')).watchPlainly : (await import('./on-screen.ts')).watchOnScreen
    await show(watching, environment)
    const error = watching.over?.error ?? null
    if (error !== null) throw error
  } finally {
    await watching.close()
  }
  environment.interrupted.throwIfAborted()
  environment.stdout.write(farewell(exercises, store.read(), flags))
  return 0
}

function farewell(
  exercises: readonly NumberedExercise[],
  known: Parameters<typeof lessonProgress>[0],
  flags: WorkspaceFlags,
): string {
  const solved = exercises.filter(({ slug }) => lessonProgress(known, slug).exercise.status === 'solved').length
  const onward = solved < exercises.length ? ` Go on with: ${exerciseCommand('watch', flags)}` : ''
  return ` ${solved} of ${exercises.length} exercises solved.${onward}\n`
}
