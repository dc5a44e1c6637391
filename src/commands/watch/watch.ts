import { progressOf, tellProblem } from '../../course/progress.ts'
import type { Environment } from '../../environment.ts'
import { UserError, type ExitCode } from '../../errors.ts'
import { lessonProgress } from '../../progress/progress.ts'
import { allExercises, findExercise, type NumberedExercise } from '../../course/find.ts'
import { startWatching, type Watching } from './watching.ts'
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
  const wanted = name === undefined ? undefined : (await findExercise(name, 'watch')).number - 1
  const known = store.read()
  const open = exercises.findIndex(({ slug }) => lessonProgress(known, slug).exercise.status !== 'solved')
  tellProblem(store, environment)
  const watching = await startWatching(exercises, wanted ?? Math.max(0, open), flags, environment)
  try {
    await (plain ? watchPlainly(watching, environment) : watchOnScreen(watching, environment))
    if (watching.failed) throw watching.failed.error
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

async function watchOnScreen(watching: Watching, environment: Environment): Promise<void> {
  const [{ createPrompts }, { renderWatch, topOf }, { createStyle }] = await Promise.all([
    import('../../terminal/prompts.ts'),
    import('../../terminal/watch/watch.ts'),
    import('../../terminal/style.ts'),
  ])
  const style = await createStyle(environment)
  const sized = () => ({ ...style, ...environment.size() })
  await createPrompts(environment).live({
    render: () => renderWatch(watching.state, sized()),
    press: (key) => {
      if (key !== 'down' && key !== 'up') return watching.press(key)
      watching.move(topOf(watching.state, sized()) + (key === 'down' ? 1 : -1))
      return false
    },
    subscribe: (changed) => watching.subscribe(changed),
    isOver: () => watching.failed !== null,
  })
}

/** Words for the keys. A key itself is right as well. */
const WORDS: Readonly<Record<string, string>> = {
  hint: 'h',
  next: 'n',
  previous: 'p',
  list: 'l',
  reset: 'r',
  quit: 'q',
  yes: 'y',
  back: 'b',
}

async function watchPlainly(watching: Watching, environment: Environment): Promise<void> {
  const [{ lineReader }, { renderHintPlainly, renderKeptPlainly, renderUnknown, renderWatchPlainly }, { createStyle }] =
    await Promise.all([
      import('../../terminal/line-reader.ts'),
      import('../../terminal/watch/plainly.ts'),
      import('../../terminal/style.ts'),
    ])
  const style = await createStyle(environment)
  let said = ''
  let hinted = watching.state.hint
  let keptBefore = watching.state.kept
  const say = () => {
    // Whoever waits for a line hears that there is none.
    if (watching.failed) return lines.close()
    const { hint, kept } = watching.state
    if (kept !== keptBefore) environment.stdout.write(renderKeptPlainly(kept, style))
    keptBefore = kept
    if (hint && hint !== hinted) environment.stdout.write(renderHintPlainly(hint, style))
    hinted = hint
    const text = renderWatchPlainly(watching.state, style)
    // Not every change is worth a word.
    if (text === null || text === said) return
    said = text
    environment.stdout.write(`${text}\n`)
  }
  const lines = lineReader(environment.stdin, environment.interrupted)
  const stop = watching.subscribe(say)
  try {
    for (;;) {
      const line = await lines.next()
      if (line === null || watching.failed) return await settled(watching, environment.interrupted)
      const typed = line.trim().toLowerCase()
      const before = watching.state
      if (watching.press(WORDS[typed] ?? typed)) return
      if (watching.state !== before) continue
      if (typed !== '') {
        environment.stdout.write(renderUnknown(typed, before))
      } else {
        // Enter alone asks for what was said before.
        said = ''
        say()
      }
    }
  } finally {
    stop()
    lines.close()
  }
}

/** Resolves when nothing is run, or at once when it is interrupted: what was run then is never told of. */
const settled = (watching: Watching, interrupted: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (watching.state.running && !interrupted.aborted) return
      stop()
      interrupted.removeEventListener('abort', look)
      resolve()
    }
    const stop = watching.subscribe(look)
    interrupted.addEventListener('abort', look)
    look()
  })
