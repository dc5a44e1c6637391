import type { TableSeen } from '../../lesson/events.ts'
import type { Cell } from '../../lesson/table.ts'
import type { Style } from '../style.ts'
import { padded, SIDE_BY_SIDE, TEXT_COLUMNS, visible, width, wrap } from '../text.ts'

/**
 * What came of the same requests on several servers. Where there is room, a column for each server; else the first in full, and of each other
 * what is different there.
 */
export function renderTable(table: TableSeen, style: Style): string {
  const columns = Math.min(style.columns - 1, TEXT_COLUMNS + 3)
  const head = ` ${style.bold(wrap(visible(table.label), columns, 1))}`
  const wide = style.columns >= SIDE_BY_SIDE ? asColumns(table, columns, style) : null
  return [head, ...(wide ?? asList(table, columns, style))].join('\n')
}

/** How a cell is worded. */
interface Words {
  readonly cookie: string
  readonly nothing: string
}

const LONG: Words = { cookie: 'cookie', nothing: 'nothing' }
const SHORT: Words = { cookie: 'C', nothing: '-' }

/** What stands in a cell: what the store was told, and whether the cookie came. What it was asked for goes without saying. */
function cellText({ status, ops, cookie }: Cell = NO_CELL, words = LONG): string {
  if (status === 0) return 'no answer'
  const told = ops.split(' ').filter((op) => op !== 'get' && op !== '')
  return [...told, ...(cookie ? [words.cookie] : [])].join(' + ') || words.nothing
}

const NO_CELL: Cell = { status: 0, ops: '', cookie: false }

const GAP = 2

/** Null where it does not fit. */
function asColumns({ columns: names, rows }: TableSeen, columns: number, style: Style): readonly string[] | null {
  const cells = rows.map((row) => names.map((_, i) => cellText(row.cells[i], SHORT)))
  const heads = names.map((name) => visible(name).split(': '))
  const widths = heads.map(
    (parts, i) => Math.max(...parts.map(width), ...cells.map((row) => width(row[i] ?? ''))) + GAP,
  )
  const first = Math.max(...rows.map(({ label }) => width(visible(label)))) + GAP
  if (3 + first + widths.reduce((sum, one) => sum + one, 0) - GAP > columns) return null
  const line = (lead: string, texts: readonly string[], paint: (text: string, i: number) => string) =>
    `   ${padded(lead, first)}${texts.map((text, i) => padded(paint(text, i), widths[i] ?? 0)).join('')}`.trimEnd()
  const depth = Math.max(...heads.map((parts) => parts.length))
  return [
    ...Array.from({ length: depth }, (_, at) =>
      line(
        '',
        heads.map((parts) => parts[at] ?? ''),
        (text) => style.accent(text),
      ),
    ),
    ...rows.map(({ label }, y) => {
      const own = cells[y] ?? []
      return line(visible(label), own, (text, i) => (i > 0 && text !== own[0] ? style.bold(text) : style.dim(text)))
    }),
    '',
    `   ${style.dim(wrap('set, touch: what the store is told.  C: the cookie is sent.  -: nothing', columns, 3))}`,
  ]
}

function asList({ columns: names, rows }: TableSeen, columns: number, style: Style): readonly string[] {
  return names.flatMap((name, i) => {
    const told = rows.flatMap(({ label, cells }) => {
      const text = cellText(cells[i])
      return i > 0 && text === cellText(cells[0]) ? [] : [`     ${wrap(`${visible(label)}: ${text}`, columns, 7)}`]
    })
    const title = `   ${style.accent(wrap(visible(name), columns, 3))}`
    return told.length > 0 ? [title, ...told] : [title, `     ${style.dim('nothing is different')}`]
  })
}
