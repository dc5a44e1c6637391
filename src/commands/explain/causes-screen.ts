import { causesLook } from '../../terminal/explain/causes.ts'
import { keyTo, QUIT } from '../../terminal/key-table.ts'
import { createPrompts } from '../../terminal/prompts.ts'
import { createStyle } from '../../terminal/style.ts'
import type { CausesScreen, Screen, Visit } from '../screen.ts'
import { causesOf } from './surprises.ts'

/** The causes that somebody's words may be about, to choose from, each with how to tell whether one has it. */
export async function causesScreen(screen: CausesScreen, { environment }: Visit): Promise<Screen> {
  const causes = causesOf(screen.codes)
  const style = await createStyle(environment)
  const answer = await createPrompts(environment).choose({
    ...causesLook(screen.title, causes, style),
    choices: causes.map(({ title }) => title),
    preselected: screen.chosen,
    numbered: causes.length,
    fleeting: true,
    keys: [...(screen.back.screen === 'quit' ? [] : [keyTo('back', 'back')]), QUIT],
  })
  if ('key' in answer) return answer.key === QUIT.key ? { screen: 'quit', code: 0 } : screen.back
  const cause = screen.codes[answer.index] ?? ''
  return { screen: 'cause', cause, back: { ...screen, chosen: answer.index } }
}
