import type { Style } from '../style.ts'
import { TEXT_COLUMNS } from '../text.ts'
import type { Sessions } from './sessions.ts'

/** How much of an exchange to show. `brief` shortens ids and leaves quiet headers out, and says so; `full` shortens nothing. */
export type Detail = 'brief' | 'full'

/** How the panes of an exchange are drawn. */
export interface Look {
  readonly style: Style
  readonly detail: Detail
  /** The sessions of the run so far. */
  readonly sessions: Sessions
  /** How many headers are left out is not said. */
  readonly calm: boolean
  /** Headers of the response that matter here, in small letters, beside those that always do. */
  readonly telling?: readonly string[]
}

/** How long a line of the wire or of a pane may be: a little more than one of prose. */
export const paneColumns = ({ columns }: Style): number => Math.min(columns - 1, TEXT_COLUMNS + 3)
