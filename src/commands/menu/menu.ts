import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { allLessons, type NumberedLesson } from '../../course/find.ts'
import type { PlayFlags } from '../lesson/play.ts'
import { readLessons } from '../../course/read-lessons.ts'

/**
 * The menu at a terminal: the lessons with their marks, and going on preselected. Elsewhere the overview: the lessons, how
 * to play one and how to do an exercise. It never asks where nobody can answer.
 */
export async function menu(flags: PlayFlags, environment: Environment): Promise<ExitCode> {
  const plain = flags.plain === true || environment.accessible
  if (!environment.interactive && !(plain && environment.stdinIsTerminal)) {
    return (await import('../list/list.ts')).list({}, environment)
  }
  for (;;) {
    const chosen = plain ? await chooseFromLines(environment) : await chooseOnScreen(flags, environment)
    if (chosen === 'quit') return 0
    if (chosen === 'inspect') {
      await inspectPasted(environment)
    } else if (chosen === 'exercises') {
      await (await import('../watch/do-exercises.ts')).doExercises(undefined, environment)
    } else {
      const { playOne } = await import('../lesson/play.ts')
      const { code, wish } = await playOne(chosen, {}, flags, environment)
      if (wish === 'quit') return code
    }
  }
}

type Way = NumberedLesson | 'exercises' | 'inspect' | 'quit'

/** The lessons with how far the learner is, and the one to go on with. */
async function readMenu(environment: Environment) {
  const rows = await readLessons(environment)
  const lessons = await allLessons()
  // What was begun comes before what is new, and with all done the first.
  const onward =
    rows.find(({ status }) => status === 'started') ?? rows.find(({ status }) => status === 'new') ?? rows[0]
  return { lessons, rows, onward }
}

type Row = Awaited<ReturnType<typeof readMenu>>['rows'][number]

function onwardText({ number, title, status, step }: Row): string {
  if (status === 'started') return `Continue with ${number}, ${title}, step ${step + 1}`
  return status === 'new' ? `Start with ${number}, ${title}` : `Play ${number}, ${title}, again`
}

function exercisesText(rows: readonly Row[]): string {
  const solved = rows.filter(({ exercise }) => exercise?.status === 'solved').length
  if (solved === 0) return 'Exercises'
  return `Exercises, ${solved === rows.length ? 'all' : `${solved} of ${rows.length}`} solved`
}

async function chooseOnScreen({ packages }: PlayFlags, environment: Environment): Promise<Way> {
  const [{ createPrompts }, { renderMenuHead, menuLook }, { createStyle }, { installedVersions }] = await Promise.all([
    import('../../terminal/prompts.ts'),
    import('../../terminal/course/menu.ts'),
    import('../../terminal/style.ts'),
    import('../../lesson/versions.ts'),
  ])
  const { lessons, rows, onward } = await readMenu(environment)
  const style = await createStyle(environment)
  const ways: readonly (readonly [string, Way])[] = [
    ...rows.map((row, i) => [String(row.number), lessons[i] ?? 'quit'] as const),
    ...(onward ? [[onwardText(onward), lessons[onward.number - 1] ?? 'quit'] as const] : []),
    [exercisesText(rows), 'exercises'],
    ['Inspect a cookie', 'inspect'],
    ['Quit', 'quit'],
  ]
  const answer = await createPrompts(environment).choose({
    ...menuLook(rows, style),
    head: renderMenuHead(packages?.versions ?? installedVersions(environment.nodeVersion), style),
    choices: ways.map(([text]) => text),
    preselected: rows.length,
    fleeting: true,
    keys: [{ key: 'q', word: 'quit' }],
  })
  return 'index' in answer ? (ways[answer.index]?.[1] ?? 'quit') : 'quit'
}

async function chooseFromLines(environment: Environment): Promise<Way> {
  const [{ lineReader }, { renderList }, { createStyle }] = await Promise.all([
    import('../../terminal/line-reader.ts'),
    import('../../terminal/course/list.ts'),
    import('../../terminal/style.ts'),
  ])
  const { lessons, rows, onward } = await readMenu(environment)
  environment.stdout.write(renderList(rows, await createStyle(environment)))
  const lines = lineReader(environment.stdin, environment.interrupted)
  try {
    for (;;) {
      if (onward) environment.stdout.write(` Enter alone: ${onwardText(onward)}.\n`)
      environment.stdout.write(' Type the number of a lesson, or quit: ')
      const line = await lines.next()
      environment.stdout.write('\n')
      const typed = line?.trim().toLowerCase()
      if (typed === undefined || typed === 'q' || typed === 'quit') return 'quit'
      const chosen = lessons[(typed === '' && onward ? onward.number : Number(typed)) - 1]
      if (chosen) return chosen
      environment.stdout.write(' There is no such lesson.\n')
    }
  } finally {
    lines.close()
  }
}

/** Asks for a cookie and perhaps its secret, takes it apart, and waits until that is read. */
async function inspectPasted(environment: Environment): Promise<void> {
  const [{ createPrompts }, { inspectPaste }, { renderInspect }, { showText }, { createStyle }, { renderKeys }] =
    await Promise.all([
      import('../../terminal/prompts.ts'),
      import('../../cookie/inspect-paste.ts'),
      import('../../terminal/cookie/inspect.ts'),
      import('../../presenters/turn-page.ts'),
      import('../../terminal/style.ts'),
      import('../../terminal/keys.ts'),
    ])
  const prompts = createPrompts(environment)
  const cookie = await prompts.input('Paste a cookie, on one line (Enter alone goes back):', () => true)
  if (cookie.trim() === '') return
  const secret = await prompts.secret('Its secret, if you know it (Enter alone: not known):')
  const style = await createStyle(environment)
  const now = environment.now()
  const { cookies, more } = inspectPaste(cookie, { secrets: secret === '' ? [] : [secret], now })
  const text = cookies.length > 0 ? await renderInspect(cookies, now, style, { more }) : ' There is no cookie in this.'
  const desk = { prompts, write: (part: string) => void environment.stdout.write(part) }
  if (await showText(text.trimEnd().replace(/^\n+/, ''), desk, style, [BACK])) return
  await prompts.key([{ ...BACK, key: 'enter' }], (keys) => renderKeys(keys, style))
}

const BACK = { key: 'b', word: 'back to the menu' }
