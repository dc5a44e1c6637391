import type { Place } from '../observe/observation.ts'
import type { Cause } from './cause.ts'

/** A cause that was found, as it is told. */
export interface Finding {
  readonly code: string
  readonly level: Cause['level']
  readonly title: string
  readonly message: string
  readonly where: Cause['where']
  readonly at: Place | null
  /** The option of the call at that place that is concerned, as in `cookie.secure`, or null. */
  readonly option: string | null
  /** The part of a request that the handler added at that place writes to, as in `session.user`, or null. */
  readonly write: string | null
  /** What the handler added at that place calls, by its last name, as in `clearCookie`, or null. */
  readonly calls: string | null
  /** The method of a class in that file that is concerned, as in `DiskStore.get`, or null. */
  readonly method: string | null
  /** The package whose first call in that file is meant, or null. */
  readonly call: string | null
  /** What was tried when it showed, where that is known. */
  readonly scenario: string | null
  /** The number of the exchange that shows it in the process with that pid, where one does: exchanges count from 1 in each. */
  readonly exchange: number | null
  readonly pid: number | null
  readonly fix: { readonly text: string; readonly code: string; readonly diff: string | null }
  /** As the cause has them. */
  readonly lesson: number
  readonly step: string
  readonly count: number
  /** The codes of what is wrong only because of it. */
  readonly consequences: readonly string[]
}
