import { keyTo, QUIT } from '../../terminal/key-table.ts'
import { renderHeading } from '../../terminal/lesson/heading.ts'
import { stepsLook } from '../../terminal/lesson/steps.ts'
import type { Screen, StepsScreen } from '../screen.ts'

/** The steps of a lesson: the learner goes to one of them, or back to the page that they come from. */
export async function stepsScreen({ playing, back }: StepsScreen): Promise<Screen> {
  const { found, change, stage, desk, kept } = playing
  const { title, steps } = found.lesson
  const style = await desk.style()
  const playedOn = { versions: stage.packages.versions, with: stage.packages.elsewhere }
  const answer = await desk.prompts.choose({
    ...stepsLook(
      steps.map((step, i) => ({ title: step.title, finished: kept.hasFinished(i + 1) })),
      style,
    ),
    head: renderHeading({ number: found.number, title, change, playedOn }, `${steps.length} steps`, style),
    preselected: back.step - 1,
    fleeting: true,
    keys: [keyTo('back', 'back'), QUIT],
  })
  if ('index' in answer) return { screen: 'pages', playing, at: { step: answer.index + 1, page: 0 } }
  return answer.key === QUIT.key ? { screen: 'quit', code: 0 } : { screen: 'pages', playing, at: back }
}
