import type { Cause } from '../../diagnosis/cause.ts'
import type { ExitCode } from '../../errors.ts'
import { leaves, showText, type Desk } from '../../presenters/turn-page.ts'
import { renderDifference, renderPair } from '../../terminal/explain/pair.ts'
import { keyTo, LETTERS, QUIT } from '../../terminal/key-table.ts'
import { renderKeys, type Key } from '../../terminal/keys.ts'
import { createPrompts } from '../../terminal/prompts.ts'
import { createStyle } from '../../terminal/style.ts'
import type { CauseScreen, Screen, Visit } from '../screen.ts'
import { lessonAt } from './lesson-at.ts'
import { playCause } from './play.ts'
import { causeOf } from './surprises.ts'

/** A cause, shown on its two apps, which are run for it. Where the learner quits there, the code says whether all that was said held. */
export async function causeScreen({ cause: code, back }: CauseScreen, { environment }: Visit): Promise<Screen> {
  const cause = causeOf(code)
  const style = await createStyle(environment)
  const write = (text: string) => void environment.stdout.write(text)
  const desk: Desk = { prompts: createPrompts(environment), write }
  write(`\n ${style.dim('Starting two apps ...')}\n`)
  const played = await playCause(cause, environment)
  const left: ExitCode = played.claims.every(({ holds }) => holds) ? 0 : 1
  const quit: Screen = { screen: 'quit', code: left }
  const keys = keysOf(cause, back)

  const page = renderPair(played, style, false).replace(/^\n+/, '')
  let key = await showText(page, desk, style, keys)
  for (;;) {
    key ??= await desk.prompts.key(keys, (shown) => renderKeys(shown, style))
    if (key === QUIT.key) return quit
    if (key === LETTERS.back) return back.screen === 'quit' ? quit : back
    if (key === LETTERS.steps) return lessonAt(cause)
    if (key === LETTERS.trace && (await leaves(renderDifference(played.pair, style), desk, style, page))) return quit
    key = undefined
  }
}

/** What can be done with a cause that is shown: `g` leads to steps of lessons everywhere, `l` is what people try. */
function keysOf({ lesson }: Cause, back: Screen): readonly Key[] {
  // Anyone who comes from its step goes back there.
  const isThere = back.screen === 'causes' && back.back.screen === 'pages'
  const toLesson = isThere ? [] : [{ ...keyTo('steps', `lesson ${lesson}`), also: [LETTERS.exercises] }]
  return [keyTo('trace', 'diff'), ...toLesson, ...(back.screen === 'quit' ? [] : [keyTo('back', 'back')]), QUIT]
}
