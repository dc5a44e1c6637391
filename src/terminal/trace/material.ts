import type { ExchangeSeen } from '../../lesson/events.ts'
import type { Sessions } from '../exchange/sessions.ts'
import type { Style } from '../style.ts'
import type { TraceHead } from './head.ts'

/** What is drawn beside the state. It is asked for only what is in the window. */
export interface TraceMaterial {
  readonly head: TraceHead
  /** The chosen request as lessons see one; null if there is none. */
  open(): { readonly seen: ExchangeSeen; readonly sessions: Sessions } | null
  /** The text of the page that the state is at. */
  page(style: Style): string
  /** What the command printed, the last lines. @param below how many of them are left out */
  printed(most: number, below: number): readonly string[]
}
