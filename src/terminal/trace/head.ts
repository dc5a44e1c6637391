import type { Style } from '../style.ts'
import { visible, width, wrap } from '../text.ts'
import { column, listColumns } from './list.ts'

/** What is traced: the command, and the app that it turned out to be. */
export interface TraceHead {
  /** As it was typed. */
  readonly command: string
  /** As in `express-session 1.19.0 on Express 5.3.0`; empty until something is known. */
  readonly versions: string
  /** What is known of session(), the most important first: where it is called, its store, its cookie, options that matter. */
  readonly session: readonly string[]
  /** Where the app listens, as in `http://127.0.0.1:3000`; empty until it does. */
  readonly address: string
}

/** The head in two lines: what finds no room is left out, and stands in the summary. */
export function renderTraceHead(head: TraceHead, style: Style): string {
  const { session, address } = head
  const columns = listColumns(style)
  const [text, versions] = [visible(head.command), visible(head.versions)]
  const fits = width(text) + width(versions) + 4 <= columns
  const first =
    versions === '' || !fits
      ? ` ${style.bold(column(text, columns - 1).trimEnd())}`
      : ` ${style.bold(text)}${' '.repeat(columns - 1 - width(text) - width(versions))}${style.dim(versions)}`
  return `${first}\n ${style.dim(partsIn([...session, address].map(visible), columns - 1))}`
}

/** The same without a word left out. */
export function renderWholeHead({ command, versions, session, address }: TraceHead, style: Style): string {
  const rows = [
    style.bold(visible(command)),
    ...[versions, ...session, address].filter((text) => text !== '').map(visible),
  ]
  return rows.map((text, i) => ` ${i === 0 ? '' : '  '}${wrap(text, style.columns - 1, 5)}`).join('\n')
}

const GAP = '   '

function partsIn(parts: readonly string[], columns: number): string {
  let line = ''
  for (const part of parts.filter((one) => one !== '')) {
    const longer = line === '' ? part : line + GAP + part
    if (width(longer) > columns) {
      if (line === '') return column(part, columns).trimEnd()
      continue
    }
    line = longer
  }
  return line
}
