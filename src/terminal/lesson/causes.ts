import type { CausesNamed } from '../../lesson/events.ts'
import type { Style } from '../style.ts'
import { proseColumns, visible, wrap } from '../text.ts'

/** What stands above the causes of a step, wherever they are told. */
export const GOES_WRONG_HERE = 'What goes wrong here'

/** The causes of a step, each with the command that shows it. */
export function renderCausesHere({ causes }: CausesNamed, style: Style): string {
  const columns = proseColumns(style)
  return [
    ` ${style.bold(GOES_WRONG_HERE)}`,
    ...causes.flatMap(({ code, title }) => [
      `   ${wrap(visible(title), columns, 3)}`,
      `     ${style.dim(wrap(explainCommand(code, style.program), columns, 5))}`,
    ]),
  ].join('\n')
}

/** The command that shows a cause. @param program what stands before the words of a command */
export const explainCommand = (code: string, program: string): string => `${program} explain ${visible(code)}`
