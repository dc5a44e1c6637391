import type { ClaimChecked } from '../../lesson/events.ts'
import { scoreOf } from '../../presenters/journey.ts'
import { emptied, presentEnd } from '../../presenters/slides.ts'
import { showText } from '../../presenters/turn-page.ts'
import { brokenOf, renderLearned, renderMyths, renderRemember } from '../../terminal/lesson/end.ts'
import { renderHeading } from '../../terminal/lesson/heading.ts'
import { QUIT } from '../../terminal/key-table.ts'
import { listLook } from '../../terminal/lesson/question.ts'
import { slideStyle } from '../../terminal/lesson/slide.ts'
import type { Style } from '../../terminal/style.ts'
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
  const { found, desk, kept, claims, presents } = playing
  const { number } = found
  const quit: Screen = { screen: 'quit', code }

  const style = await desk.style()
  const all = [...claims.values()]
  const exercise = await readExercise(number, environment)
  const { fallen, breakable } = brokenOf(all, kept.broken)
  const next = places[number]
  const ways: readonly (readonly [string, Screen])[] = [
    // Of a lesson that is presented nothing is kept, so all of it would seem to be left out.
    ...(kept.leftOut === null || presents
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
  const quits = presents ? await showToClass(playing, style) : await showCard(playing, style, ways.length)
  if (quits) return quit
  const answer = await desk.prompts.choose({
    ...listLook(style),
    head: '',
    fleeting: true,
    choices: ways.map(([text]) => text),
    keys: [QUIT],
  })
  return 'index' in answer ? (ways[answer.index]?.[1] ?? quit) : quit
}

/** The card above the ways on. @returns whether the learner quits there */
async function showCard(playing: Playing, style: Style, ways: number): Promise<boolean> {
  const { found, change, stage, desk, kept, claims } = playing
  const { right, of } = scoreOf(kept.answers)
  const playedOn = { versions: stage.packages.versions, with: stage.packages.elsewhere }
  const heading = renderHeading(
    { number: found.number, title: found.lesson.title, change, playedOn },
    of > 0 ? `done, ${right} of ${of} predicted` : 'done',
    style,
  )
  const card = renderLearned({ claims: [...claims.values()] }, style)
  // The ways must stand below the last part of the card, not push it out of the window.
  const room = { ...style, rows: style.rows - ways - 1 }
  return (await showText(`${heading}\n\n${card}`, desk, room, [QUIT])) !== undefined
}

/** The same on slides, and an empty window for the ways on. @returns whether the teacher quits there */
async function showToClass({ found, desk, claims }: Playing, style: Style): Promise<boolean> {
  const all = [...claims.values()]
  const bodies = [renderRemember, renderMyths].map((render) => (shown: Style) => render(all, slideStyle(shown)))
  const told = bodies.filter((body) => body(style) !== '')
  if (await presentEnd(told, found.lesson.title, desk)) return true
  desk.write(
    `${emptied(style)}${renderHeading({ ...found.lesson, number: found.number, change: {}, playedOn: null }, '', style)}\n\n`,
  )
  return false
}

const pagesAt = (playing: Playing, step: number): Screen => ({ screen: 'pages', playing, at: { step, page: 0 } })
