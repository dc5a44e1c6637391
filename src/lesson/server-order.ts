import type { OptionChange } from './script.ts'

/** What a server of a lesson is told at its start, where it has a process of its own. */
export interface ServerOrder {
  /** URL of the app's module, as it was built. */
  readonly app: string
  /** The lesson's own change on top of the app's options, and that of the run on top of it. */
  readonly ownChange: OptionChange
  readonly change: OptionChange
  /** The folder of the run, which all its servers share. If the tutor is killed, it is removed. */
  readonly folder: string
  /** Where the Redis of the run is, with its password, as a URL; null where it gets none. */
  readonly redis: string | null
  /** What the server is called. */
  readonly server: string
  /** The folder whose packages are played on; null for the tutor's own. */
  readonly packagesOf: string | null
}
