import type { Style } from '../style.ts'
import { labelled, TEXT_COLUMNS, visible, width, wrap } from '../text.ts'

/** An exercise that is ready to be worked on. */
export interface Started {
  readonly number: number
  readonly title: string
  /** What was written where. */
  readonly said: readonly string[]
  /** Commands, each with what it does. */
  readonly ways: readonly (readonly [command: string, does: string])[]
}

/** What `exercise` says. */
export function renderStarted({ number, title, said, ways: typed }: Started, style: Style): string {
  const ways = typed.map(([command, does]) => [visible(command), does] as const)
  const columns = Math.min(style.columns - 1, TEXT_COLUMNS + 1)
  const indent = Math.max(...ways.map(([command]) => width(command))) + 6
  const lines = ways.map(([command, does]) =>
    indent + 20 > columns
      ? `   ${wrap(command, columns, 3)}\n     ${style.dim(wrap(does, columns, 5))}`
      : labelled(`   ${command}`, style.dim(does), indent, columns),
  )
  return [
    '',
    ` ${style.dim(String(number))}  ${style.bold(wrap(title, columns, 4))}`,
    said.map((sentence) => ` ${wrap(visible(sentence), columns, 1)}`).join('\n'),
    lines.join('\n'),
    '',
  ]
    .join('\n\n')
    .replace(/^\n/, '')
}
