import { progressOf, tellProblem } from '../../course/progress-of.ts'
import type { Environment } from '../../environment.ts'
import { UserError } from '../../errors.ts'
import { machineFault } from '../../faults.ts'
import { lessonProgress } from '../../progress/progress.ts'
import { allExercises, findPlace, type NumberedExercise } from '../../course/find.ts'
import type { ExercisesScreen, Screen, Visit } from '../screen.ts'
import { startWatching } from './watching.ts'
import type { WorkspaceFlags } from '../../workspace/folder.ts'
import { exerciseCommand } from '../../workspace/shown.ts'

/**
 * Watches exercises until the learner leaves them. What keeps them from it, as a folder that cannot be written, is told and waits to
 * be read where there is something to go back to.
 * @throws UserError where there is nothing: no terminal, no such lesson, or no folder to write in
 */
export async function exercisesScreen({ name, flags, back }: ExercisesScreen, { environment }: Visit): Promise<Screen> {
  try {
    const goesBack = await watchExercises(name, flags, back.screen !== 'quit', environment)
    return goesBack ? back : { screen: 'quit', code: 'code' in back ? back.code : 0 }
  } catch (error) {
    const told = error instanceof UserError ? error : machineFault(error)
    if (!told || back.screen === 'quit') throw error
    return (await tell(told, environment)) ? { screen: 'quit', code: 0 } : back
  }
}

/** @param nested there is a screen to go back to @returns whether the learner goes there */
async function watchExercises(
  name: string | undefined,
  flags: ExercisesScreen['flags'],
  nested: boolean,
  environment: Environment,
): Promise<boolean> {
  const { accessible, interactive, stdinIsTerminal } = environment
  // Somebody is there to type, but nothing can be drawn over what is there: a TERM that is dumb, or output into a file.
  const plain = flags.plain === true || accessible || (stdinIsTerminal && !interactive)
  if (!plain && !interactive) {
    throw new UserError(
      'Watching an exercise needs a terminal, and this is not one.',
      (program) => `Check it once: ${program} verify. Or add --plain, and type words instead of keys.`,
    )
  }
  const exercises = await allExercises()
  const store = progressOf(environment)
  const wanted = name === undefined ? undefined : (await findPlace(name, 'watch')).number
  const known = store.read()
  const open = exercises.find(({ slug }) => lessonProgress(known, slug).exercise.status !== 'solved')
  tellProblem(store, environment)
  const watching = startWatching(exercises, wanted ?? open?.number ?? 1, flags, environment, nested)
  try {
    const show = plain ? (await import('./plainly.ts')).watchPlainly : (await import('./live.ts')).watchLive
    await show(watching, environment)
    const error = watching.over?.error ?? null
    if (error !== null) throw error
  } finally {
    await watching.close()
  }
  environment.interrupted.throwIfAborted()
  environment.stdout.write(await farewell(exercises, store.read(), flags, environment))
  return watching.over?.back === true
}

/** What stands below the last screen. A command is copied, so it stays whole: where there is no room beside the words, it gets a line of its own. */
async function farewell(
  exercises: readonly NumberedExercise[],
  known: Parameters<typeof lessonProgress>[0],
  flags: WorkspaceFlags,
  environment: Environment,
): Promise<string> {
  const [{ createStyle }, { width }] = await Promise.all([
    import('../../terminal/style.ts'),
    import('../../terminal/text.ts'),
  ])
  const { columns } = await createStyle(environment)
  const solved = exercises.filter(({ slug }) => lessonProgress(known, slug).exercise.status === 'solved').length
  const said = ` ${solved} of ${exercises.length} exercises solved.`
  if (solved === exercises.length) return `${said}\n`
  const [onward, command] = [`${said} Go on with:`, exerciseCommand('watch', flags, environment)]
  const oneLine = `${onward} ${command}`
  return width(oneLine) < columns ? `${oneLine}\n` : `${onward}\n   ${command}\n`
}

/** @returns whether the learner quits there */
async function tell(told: UserError, environment: Environment): Promise<boolean> {
  const [{ createPrompts }, { renderKeys }, { enterBack, QUIT }, { createStyle }, { visibleLines, wrap }] =
    await Promise.all([
      import('../../terminal/prompts.ts'),
      import('../../terminal/keys.ts'),
      import('../../terminal/key-table.ts'),
      import('../../terminal/style.ts'),
      import('../../terminal/text.ts'),
    ])
  const style = await createStyle(environment)
  const text = [told.message, told.hintFor(environment)]
    .map((sentence) => ` ${wrap(visibleLines(sentence), style.columns - 1, 1)}`)
    .join('\n')
  environment.stdout.write(`\n${text}\n\n`)
  return (
    (await createPrompts(environment).key([enterBack('back'), QUIT], (keys) => renderKeys(keys, style))) === QUIT.key
  )
}
