import { scoreOf } from '../../presenters/journey.ts'
import { QUIT, showText } from '../../presenters/turn-page.ts'
import { renderEnd } from '../../terminal/lesson/end.ts'
import { renderHeading } from '../../terminal/lesson/heading.ts'
import { listLook } from '../../terminal/lesson/question.ts'
import { places } from '../../course/find.ts'
import { readExercise } from '../../course/read-exercises.ts'
import type { EndCardScreen, Screen, Visit } from '../screen.ts'

/** Shows what was learned, and asks what comes next. */
export async function endCardScreen(screen: EndCardScreen, { environment }: Visit): Promise<Screen> {
  const { playing, code } = screen
  const { found, change, stage, desk, kept, claims } = playing
  const { number, lesson } = found
  const playedOn = { versions: stage.packages.versions, with: stage.packages.elsewhere }
  const quit: Screen = { screen: 'quit', code }

  const style = await desk.style()
  const exercise = await readExercise(number, environment)
  const card = renderEnd(
    {
      number,
      claims: [...claims.values()],
      score: scoreOf(kept.answers),
      broken: kept.broken,
      exercise,
      folder: playedOn.with?.folder,
    },
    style,
  )
  const next = places[number]
  const ways: readonly (readonly [string, Screen])[] = [
    ...(next
      ? [[`Next: ${next.number}, ${next.title}`, { screen: 'lesson', number: next.number, change: {} }] as const]
      : []),
    ['Do the exercise', { screen: 'exercises', name: String(number), flags: {}, back: screen }],
    ['Break another claim', { screen: 'experiment', playing, back: screen, code }],
    ['Menu', { screen: 'menu' }],
    ['Quit', quit],
  ]
  const heading = renderHeading({ number, title: lesson.title, change, playedOn }, 'done', style)
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
