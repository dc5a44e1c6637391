import type { Strictness } from './exit-code.ts'
import type { SecretFlags } from './secrets.ts'
import type { StoreFlags } from './store.ts'

/** What `inspect` accepts. `-` stands for standard input, which only one of them can have. */
export interface InspectFlags extends SecretFlags, StoreFlags {
  /** The cookie. */
  readonly cookie?: string
  /** Standard input holds one paste a line. */
  readonly batch?: boolean
  /** A file of secrets to try, one a line. */
  readonly wordlist?: string
  /** A session id to make a cookie for, in place of taking one apart. */
  readonly sign?: string
  /** What the cookie is called that is made. */
  readonly name?: string
  /** Put the decoded parts on the clipboard of the terminal. */
  readonly copy?: boolean
  /** The least level of a finding that makes the exit code 1. */
  readonly failOn?: Strictness
  readonly json?: boolean
  /** Show all of it, not only what matters most. */
  readonly all?: boolean
}
