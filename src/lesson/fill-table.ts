import type { OptionChange, Send, Table } from './script.ts'
import type { Seen } from './seen.ts'
import type { Cell, Cells } from './table.ts'

/**
 * Sends the requests of a table to each of its servers.
 * @param start starts one of them, with browsers that have no cookie of it
 * @param ask sends a request to the one that runs; undefined where it cannot be sent
 */
export async function fillTable(
  { columns, rows }: Pick<Table, 'columns' | 'rows'>,
  start: (column: string, change: OptionChange) => Promise<unknown>,
  ask: (row: Send) => Promise<Seen | undefined>,
): Promise<Cells> {
  const cells = new Map<Send, Cell[]>()
  const requests = new Map<Send, string>()
  for (const [column, change] of Object.entries(columns)) {
    await start(column, change)
    for (const row of rows) {
      const seen = await ask(row)
      if (seen) requests.set(row, `${seen.request.method} ${seen.request.path}`)
      cells.set(row, [...(cells.get(row) ?? []), cellOf(seen)])
    }
  }
  return {
    columns: Object.keys(columns),
    rows: rows.map((row) => ({ label: row.label, request: requests.get(row) ?? '', cells: cells.get(row) ?? [] })),
  }
}

const cellOf = (seen: Seen | undefined): Cell =>
  seen ? { status: seen.status, cookie: seen.set !== undefined, ops: seen.ops } : { status: 0, cookie: false, ops: '' }
