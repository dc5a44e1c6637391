import type { Anatomy } from './anatomy.ts'
import type { Inspection } from './inspect-paste.ts'

/** What was pasted in place of a cookie. Scripts rely on these names: they only grow in number. */
export interface NotACookie {
  readonly what:
    | 'session'
    | 'store-row'
    | 'store-key'
    | 'bare-id'
    | 'debug-output'
    | 'browser-message'
    | 'warning'
    | 'error-message'
    | 'no-set-cookie'
    | 'placeholder'
  /** One sentence what it is, one what to do. Holds nothing that was pasted. */
  readonly message: string
}

/** What a paste holds: cookies, or something else that is known. */
export interface Anything extends Inspection<Anatomy> {
  readonly notACookie: NotACookie | null
}
