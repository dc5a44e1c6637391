import type { ClaimChecked } from '../../lesson/events.ts'
import { scoreOf } from '../../presenters/journey.ts'
import { showText } from '../../presenters/turn-page.ts'
import { brokenOf, renderLearned } from '../../terminal/lesson/end.ts'
import { renderHeading } from '../../terminal/lesson/heading.ts'
import { QUIT } from '../../terminal/key-table.ts'
import { listLook } from '../../terminal/lesson/question.ts'
import { places } from '../../course/find.ts'
import { readExercise } from '../../course/read-exercises.ts'
import type { EndCardScreen, Screen, Visit } from '../screen.ts'
import type { Playing } from './playing.ts'

/** The claims that an option decides, where they hold. */
const breakableIn = (claims: readonly ClaimChecked[]): string[] =>
  claims.filter(({ breaksWith, holds }) => breaksWith !== null && holds).map(({ text }) => text)

/** Shows what was learned, and asks what comes next. */
export async function endCardScreen(screen: EndCardScreen, { environment }: Visit): Promise<Screen> {
  const { playing, code } = screen
  const { found, change, stage, desk, kept, claims } = playing
  const { number, lesson } = found
  const playedOn = { versions: stage.packages.versions, with: stage.packages.elsewhere }
  const quit: Screen = { screen: 'quit', code }

  const style = await desk.style()
  const all = [...claims.values()]
  const exercise = await readExercise(number, environment)
  const { fallen, breakable } = brokenOf(all, kept.broken)
  const next = places[number]
  const ways: readonly (readonly [string, Screen])[] = [
    ...(kept.leftOut === null
      ? []
      : [[`Step ${kept.leftOut}, which was left out`, pagesAt(playing, kept.leftOut)] as const]),
    [
      `Exercise ${number}: ${exercise.title}${exercise.status === 'solved' ? ' (solved)' : ''}`,
      { screen: 'exercises', name: String(number), flags: {}, back: screen },
    ],
    ...(next
      ? [[`Next: ${next.number}, ${next.title}`, { screen: 'lesson', number: next.number, change: {} }] as const]
      : []),
    [
      `Break a claim (${fallen} of ${breakable} broken)`,
      { screen: 'game', playing, claims: breakableIn(all), claim: null, back: screen, code },
    ],
    ['Menu', { screen: 'menu' }],
    ['Quit', quit],
  ]
  const { right, of } = scoreOf(kept.answers)
  const heading = renderHeading(
    { number, title: lesson.title, change, playedOn },
    of > 0 ? `done, ${right} of ${of} predicted` : 'done',
    style,
  )
  const card = renderLearned({ claims: all }, style)
  // The ways must stand below the last part of the card, not push it out of the window.
  const room = { ...style, rows: style.rows - ways.length - 1 }
  if (await showText(`${heading}\n\n${card}`, desk, room, [QUIT])) return quit
  const answer = await desk.prompts.choose({
    ...listLook(style),
    head: '',
    fleeting: true,
    choices: ways.map(([text]) => text),
    keys: [QUIT],
  })
  return 'index' in answer ? (ways[answer.index]?.[1] ?? quit) : quit
}

const pagesAt = (playing: Playing, step: number): Screen => ({ screen: 'pages', playing, at: { step, page: 0 } })
