import { renderFileDiff } from './file-diff.ts'
import { renderMarkdown } from '../markup/markdown.ts'
import type { Style } from '../style.ts'
import { proseColumns, visible, wrap } from '../text.ts'

/** The solution of an exercise, and what it is compared with. */
export interface Solution {
  /** The number of its lesson. */
  readonly number: number
  readonly title: string
  /** Markdown. */
  readonly explanation: string
  readonly solution: string
  /** What the learner's file, or the starter, is called, and its text. */
  readonly compared: { readonly name: string; readonly text: string }
}

/** The screen of `solution`: why it is one, and what makes the learner's file into it. */
export function renderSolution({ number, title, explanation, solution, compared }: Solution, style: Style): string {
  const columns = proseColumns(style)
  const line = (sign: string, name: string) => ` ${sign} ${style.bold(wrap(visible(name), columns, 3))}`
  const task = TASK.exec(solution)?.[0] ?? ''
  // Who took the task out of their file does not need it again.
  const wanted = compared.text.includes(task.split('\n')[0] ?? '') ? solution : solution.slice(task.length).trimStart()
  return `\n${[
    ` ${style.dim(String(number))}  ${style.bold(wrap(title, columns, 4))}`,
    renderMarkdown(explanation, style),
    `${line(style.bad('-'), compared.name)}\n${line(style.good('+'), 'the solution')}`,
    renderFileDiff(compared.text, wanted, style),
  ].join('\n\n')}\n\n`
}

/** The comment on top of a file. */
const TASK = /^(?:\/\/.*\n)+/
