import { catalogue } from '../../../diagnosis/catalogue.ts'
import type { Cause } from '../../../diagnosis/cause.ts'
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

/** Plays the lesson that shows a cause, from its step on, until the person leaves it. */
export async function playLesson(cause: Pick<Cause, 'lesson' | 'step'>, environment: Environment): Promise<void> {
  const { lessonAt } = await import('../../explain/lesson-at.ts')
  await showScreens(await lessonAt(cause), { flags: {}, environment })
}
