import { placeOf } from '../../lesson/attempt.ts'
import { leaves, roomFor, showText } from '../../presenters/turn-page.ts'
import type { Detail } from '../../terminal/exchange/look.ts'
import { enterBack, keyTo, LETTERS, QUIT } from '../../terminal/key-table.ts'
import { renderKeys, type Key } from '../../terminal/keys.ts'
import { knownAs, renderAttempt, renderTask } from '../../terminal/lesson/attempt.ts'
import { brokenOf } from '../../terminal/lesson/end.ts'
import type { Style } from '../../terminal/style.ts'
import { proseColumns, wrap } from '../../terminal/text.ts'
import type { GameScreen, Screen } from '../screen.ts'
import { chooseChange, chooseFrom } from './choose-change.ts'
import { claimsOfLesson, suggestedChanges, tryToBreak } from './experiment.ts'
import type { Playing } from './playing.ts'

/** The game "find the change that makes this false": a claim, a change of options, and what the server says to that. */
export async function gameScreen(screen: GameScreen): Promise<Screen> {
  const { playing, back, code } = screen
  const { found, stage, desk } = playing
  const quit: Screen = { screen: 'quit', code }
  const style = await desk.style()
  const text = screen.claim ?? (await chooseClaim(screen, style))
  if (text === 'quit') return quit
  const place = placeOf(found.lesson, text)
  if (!place) return back
  // In the order of the alphabet: the one of this claim would stand out as the last.
  const suggestions = suggestedChanges(found, { step: place.step, last: text, claims: [] }, 'by name')
  const change = await chooseChange(renderTask(text, style), suggestions, desk, style)
  if (change === 'back') return back
  if (change === 'quit') return quit

  desk.write(`\n ${style.dim(wrap(`Playing step ${place.step} with that ...`, proseColumns(style), 1))}\n`)
  const { attempt, options } = await tryToBreak(found, text, change, stage)
  if (attempt.verdict === 'broken') playing.kept.foundChange(text)
  const count = countOf(playing)
  // The line above stays on the screen with the first page.
  const below = { ...style, rows: style.rows - 3 }
  const render = (detail: Detail) =>
    renderAttempt({ claim: text, attempt, options, count }, style, detail, roomFor(below))
  const [brief, full] = [render('brief'), render('full')]
  const left = await showText(brief, desk, below, [keyTo('back', BACK), QUIT])
  if (left) return left === QUIT.key ? quit : back
  const again: Key | null =
    attempt.verdict !== 'broken'
      ? keyTo('game', 'another change')
      : screen.claims.length > 1
        ? keyTo('game', 'another claim')
        : null
  const keys = [
    enterBack(BACK),
    ...(again ? [again] : []),
    ...(full === brief ? [] : [keyTo('all', 'all differences')]),
    QUIT,
  ]
  for (;;) {
    const key = await desk.prompts.key(keys, (shown) => renderKeys(shown, style))
    if (key === LETTERS.onward) return back
    if (key === QUIT.key) return quit
    if (key === LETTERS.game) return { ...screen, claim: attempt.verdict === 'broken' ? null : text }
    if (await leaves(full, desk, style, brief)) return quit
  }
}

const BACK = 'back to the lesson'

/** How many claims of the lesson are broken, of those that an option decides. */
function countOf({ found, kept }: Playing) {
  return brokenOf(claimsOfLesson(found.lesson), kept.broken)
}

/** Asks which claim to break, unless there is only one. @returns its text, or an empty one to go back */
async function chooseClaim({ playing, claims }: GameScreen, style: Style): Promise<string> {
  const { desk, kept } = playing
  if (claims.length === 1) return claims[0] ?? ''
  const { fallen, breakable } = countOf(playing)
  const head = ` ${style.bold('Break a claim')}   ${fallen} of ${breakable} broken`
  const choices = claims.map((text) => knownAs(text, kept))
  const answer = await chooseFrom(head, choices, 'back to the lesson', desk, style)
  if (answer === 'quit') return 'quit'
  return answer === 'back' ? '' : (claims[answer] ?? '')
}
