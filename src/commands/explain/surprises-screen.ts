import { surprisesLook } from '../../terminal/explain/causes.ts'
import { keyTo, QUIT } from '../../terminal/key-table.ts'
import { createPrompts } from '../../terminal/prompts.ts'
import { createStyle } from '../../terminal/style.ts'
import type { Screen, SurprisesScreen, Visit } from '../screen.ts'
import { surprises } from './surprises.ts'

/** What surprised somebody, to choose from. */
export async function surprisesScreen(screen: SurprisesScreen, { environment }: Visit): Promise<Screen> {
  const all = surprises()
  const style = await createStyle(environment)
  const answer = await createPrompts(environment).choose({
    ...surprisesLook(style),
    choices: all.map(([title]) => title),
    preselected: screen.chosen ?? 0,
    numbered: all.length,
    fleeting: true,
    keys: [...(screen.back.screen === 'quit' ? [] : [keyTo('back', 'back')]), QUIT],
  })
  if ('key' in answer) return answer.key === QUIT.key ? { screen: 'quit', code: 0 } : screen.back
  const [title, codes] = all[answer.index] ?? ['', []]
  return { screen: 'causes', title, codes, chosen: 0, back: { ...screen, chosen: answer.index } }
}
