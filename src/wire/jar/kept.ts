import type { ReceivedCookie } from '../../cookie/browser/receive.ts'

/** A cookie in the jar. */
export interface Kept extends ReceivedCookie {
  /** When it was last set or sent: it grows with every use of the jar, whatever the clock says. */
  readonly used: number
}
