import type { Keys } from './keys.ts'

/** What `req.session` was when it was looked at last. */
export interface Sight {
  readonly session: unknown
  readonly sessionID: unknown
  readonly keys: Keys
  readonly cookie: CookieSight
}

/** The settings of a session's cookie. Its end moves with each request, so its lifetime stands apart. */
export interface CookieSight {
  readonly kind: string
  readonly lifetime: unknown
  readonly rest: Keys
}
