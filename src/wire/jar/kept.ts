import type { SameSite } from './same-site.ts'

/** A cookie in the jar, with the fields of RFC 6265bis section 5.7 that something is decided by. */
export interface Kept {
  readonly name: string
  readonly value: string
  /** The host that sent it, or the domain it names. */
  readonly domain: string
  /** Only for the very host that sent it. */
  readonly hostOnly: boolean
  readonly path: string
  /** Only for https. */
  readonly secure: boolean
  readonly sameSite: SameSite
  /** When the first cookie of this name, domain and path came. Milliseconds since 1970. */
  readonly created: number
  /** Milliseconds since 1970; Infinity for one that stays until the browser is closed. */
  readonly end: number
  /** When it was last set or sent: it grows with every use of the jar, whatever the clock says. */
  readonly used: number
}
