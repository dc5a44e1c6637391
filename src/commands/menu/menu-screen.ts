import type { Environment } from '../../environment.ts'
import { readLessons } from '../../course/read-lessons.ts'
import type { PlayFlags, Screen, Visit } from '../screen.ts'

/** The lessons with their marks, and going on preselected; with --plain by numbers. */
export const menuScreen = ({ flags, environment }: Visit): Promise<Screen> =>
  flags.plain === true || environment.accessible ? chooseFromLines(environment) : chooseOnScreen(flags, environment)

const QUIT: Screen = { screen: 'quit', code: 0 }
const EXERCISES: Screen = { screen: 'exercises', name: undefined, flags: {}, back: { screen: 'menu' } }

const lessonScreen = ({ number }: Row): Screen => ({ screen: 'lesson', number, change: {} })

/** The lessons with how far the learner is, and the one to go on with. */
function readMenu(environment: Environment) {
  const rows = readLessons(environment)
  // What was begun comes before what is new, and with all done the first.
  const onward =
    rows.find(({ status }) => status === 'started') ?? rows.find(({ status }) => status === 'new') ?? rows[0]
  return { rows, onward }
}

type Row = ReturnType<typeof readMenu>['rows'][number]

function onwardText({ number, title, status, step }: Row): string {
  if (status === 'started') return `Continue with ${number}, ${title}, step ${step + 1}`
  return status === 'new' ? `Start with ${number}, ${title}` : `Play ${number}, ${title}, again`
}

function exercisesText(rows: readonly Row[]): string {
  const solved = rows.filter(({ exercise }) => exercise?.status === 'solved').length
  if (solved === 0) return 'Exercises'
  return `Exercises, ${solved === rows.length ? 'all' : `${solved} of ${rows.length}`} solved`
}

async function chooseOnScreen({ packages }: PlayFlags, environment: Environment): Promise<Screen> {
  const [{ createPrompts }, { QUIT: QUIT_KEY }, { renderMenuHead, menuLook }, { createStyle }, { installedVersions }] =
    await Promise.all([
      import('../../terminal/prompts.ts'),
      import('../../terminal/key-table.ts'),
      import('../../terminal/course/menu.ts'),
      import('../../terminal/style.ts'),
      import('../../lesson/versions.ts'),
    ])
  const { rows, onward } = readMenu(environment)
  const style = await createStyle(environment)
  const ways: readonly (readonly [string, Screen])[] = [
    ...rows.map((row) => [String(row.number), lessonScreen(row)] as const),
    ...(onward ? [[onwardText(onward), lessonScreen(onward)] as const] : []),
    [exercisesText(rows), EXERCISES],
    ['Inspect a cookie', { screen: 'inspect' }],
    ['What surprised you?', { screen: 'surprises', back: { screen: 'menu' } }],
    ['Quit', QUIT],
  ]
  const answer = await createPrompts(environment).choose({
    ...menuLook(rows, style),
    head: renderMenuHead(packages?.versions ?? installedVersions(environment.nodeVersion), style),
    choices: ways.map(([text]) => text),
    preselected: rows.length,
    numbered: ways.length,
    fleeting: true,
    keys: [QUIT_KEY],
  })
  return 'index' in answer ? (ways[answer.index]?.[1] ?? QUIT) : QUIT
}

async function chooseFromLines(environment: Environment): Promise<Screen> {
  const [{ lineReader }, { renderList }, { createStyle }] = await Promise.all([
    import('../../terminal/line-reader.ts'),
    import('../../terminal/course/list.ts'),
    import('../../terminal/style.ts'),
  ])
  const { rows, onward } = readMenu(environment)
  environment.stdout.write(renderList(rows, await createStyle(environment)))
  const lines = lineReader(environment.stdin, environment.interrupted)
  try {
    for (;;) {
      if (onward) environment.stdout.write(` Enter alone: ${onwardText(onward)}.\n`)
      environment.stdout.write(' Type the number of a lesson, or quit: ')
      const line = await lines.next()
      environment.stdout.write('\n')
      const typed = line?.trim().toLowerCase()
      if (typed === undefined || typed === 'q' || typed === 'quit') return QUIT
      const chosen = rows[(typed === '' && onward ? onward.number : Number(typed)) - 1]
      if (chosen) return lessonScreen(chosen)
      environment.stdout.write(' There is no such lesson.\n')
    }
  } finally {
    lines.close()
  }
}
