import type { OptionChange } from '../../../src/lesson/script.ts'
import type { Edit } from '../../support/packages.ts'

/** express-session with one behaviour changed, and the lesson that must notice it. */
export interface Mutant {
  /** What this express-session does. */
  readonly name: string
  readonly lesson: string
  /** Texts of express-session with what stands in their place. One that is not there is an error: then the table is out of date. */
  readonly edits: readonly Edit[]
  /** The experiment that must come out false. Left out: a claim of the lesson must fall. */
  readonly experiment?: OptionChange
  /** With it an app fails that works otherwise. */
  readonly fails?: true
}

export const INDEX = 'index.js'
export const COOKIE = 'session/cookie.js'
export const MEMORY = 'session/memory.js'
export const SESSION = 'session/session.js'
export const STORE = 'session/store.js'

/** A mutant with one text replaced. */
export const mutant = (name: string, lesson: string, file: string, find: string, replace: string): Mutant => ({
  name,
  lesson,
  edits: [{ file, find, replace }],
})
