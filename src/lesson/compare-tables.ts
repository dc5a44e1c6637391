import type { LessonEvent, TableSeen } from './events.ts'
import type { Cell } from './table.ts'

/** How a table differs: what came of a request, before and after. */
export interface TableDiff {
  readonly label: string
  readonly differences: readonly { readonly where: 'table'; readonly before: string; readonly after: string }[]
}

/**
 * How the tables of a run differ from those of a changed one: a difference for each request, before and after, with the servers on
 * which it went so.
 * @returns those with a difference, in the order of the lesson
 */
export function compareTables(normal: readonly LessonEvent[], changed: readonly LessonEvent[]): readonly TableDiff[] {
  const after = tablesOf(changed)
  return tablesOf(normal).flatMap((was) => {
    const is = after.find(({ label }) => label === was.label)
    const differences = is ? was.rows.flatMap((_, row) => differencesOfRow(was, is, row)) : []
    return differences.length > 0 ? [{ label: was.label, differences }] : []
  })
}

const tablesOf = (events: readonly LessonEvent[]): readonly TableSeen[] =>
  events.flatMap((event) => (event.event === 'table' ? [event] : []))

/** What is different in the same way on several servers is one difference. */
function differencesOfRow(was: TableSeen, is: TableSeen, row: number): TableDiff['differences'] {
  const label = was.rows[row]?.label ?? ''
  const cells = was.columns.map((column, i) => ({
    column,
    before: textOf(was.rows[row]?.cells[i]),
    after: textOf(is.rows[row]?.cells[i]),
  }))
  const differing = cells.filter(({ before, after }) => before !== after)
  const isLike = (one: (typeof cells)[number], other: (typeof cells)[number]) =>
    one.before === other.before && one.after === other.after
  const firsts = differing.filter((cell, i) => differing.findIndex((other) => isLike(other, cell)) === i)
  return firsts.map((first) => {
    const servers = differing.filter((other) => isLike(other, first)).map(({ column }) => column)
    return {
      where: 'table',
      before: `${label}: ${first.before} (${servers.join(', ')})`,
      after: `${label}: ${first.after}`,
    }
  })
}

/** What the store was told, and whether the cookie came. What it was asked for goes without saying, as in the table itself. */
function textOf(cell: Cell | undefined): string {
  if (!cell || cell.status === 0) return 'no answer'
  const told = cell.ops.split(' ').filter((op) => op !== 'get' && op !== '')
  return [...told, ...(cell.cookie ? ['cookie'] : [])].join(' + ') || 'nothing'
}
