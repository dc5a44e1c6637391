import { LessonError } from './seen.ts'

/** What came of one request on one server of a table. */
export interface Cell {
  /** 0 where no answer came. */
  readonly status: number
  /** Whether the answer brought the session cookie. */
  readonly cookie: boolean
  /** What the store was asked, as in `get touch`. */
  readonly ops: string
}

/** A table as conditions see it. */
export interface Table {
  /** @throws LessonError if there is no such cell */
  cell(column: string, row: { readonly label: string }): Cell
}

/** What came of the same requests on several servers. */
export interface Cells {
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly label: string
    /** As in `GET /me`. */
    readonly request: string
    /** One for each column. */
    readonly cells: readonly Cell[]
  }[]
}

/** A table with these cells. */
export const tableOf = ({ columns, rows }: Cells): Table => ({
  cell(column, { label }) {
    const cell = rows.find((row) => row.label === label)?.cells[columns.indexOf(column)]
    if (!cell) throw new LessonError(`The table has no cell ${JSON.stringify(label)}, ${JSON.stringify(column)}.`)
    return cell
  },
})
