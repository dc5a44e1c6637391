import { catalogue } from '../../../diagnosis/catalogue.ts'
import type { Finding } from '../../../diagnosis/finding.ts'
import type { Environment } from '../../../environment.ts'
import { renderExplained } from '../../../terminal/trace/explained.ts'
import type { Style } from '../../../terminal/style.ts'
import { showScreens } from '../../show-screens.ts'

/** The doors from a finding to what explains it: a page, the command `explain`, a lesson. */

/** The page that explains a finding. */
export const explainPage = (finding: Finding, style: Style): string =>
  renderExplained(finding, catalogue.find(({ code }) => code === finding.code)?.howToTell ?? null, style)

/** What `explain` prints of a cause: it runs an app that has the fault, and one that has not. @param code of the cause */
export async function explainLive(code: string, environment: Environment): Promise<string> {
  const { explain } = await import('../../explain/explain.ts')
  let text = ''
  const stdout = { write: (part: string) => void (text += part) }
  await explain(
    [code],
    {},
    Object.create(environment, {
      stdout: { value: stdout },
      stderrIsTerminal: { value: false },
      interactive: { value: false },
      stdinIsTerminal: { value: false },
    }),
  )
  return text.trimEnd().replace(/^\n+/, '')
}

/** Plays a lesson until the person leaves it. @param title of the step to begin with; null for where they left it */
export async function playLesson(number: number, title: string | null, environment: Environment): Promise<void> {
  const { findLesson } = await import('../../../course/find.ts')
  const { steps } = (await findLesson(String(number))).lesson
  const place = steps.findIndex((step) => step.title === title)
  await showScreens(
    { screen: 'lesson', number, change: {}, step: place < 0 ? null : place + 1 },
    { flags: {}, environment },
  )
}
