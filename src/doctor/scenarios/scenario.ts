import type { Move } from '../../diagnosis/moves.ts'
import type { ExchangeFacts } from '../../observe/observation.ts'
import type { Doing, Site } from '../site.ts'

/** Something that browsers try with any app. */
export interface Scenario {
  /** Published: `doctor --json` tells it. */
  readonly name: string
  /** As in `a second browser`. */
  readonly title: string
  /** What it does beside asking for pages: where an app keeps data, that is not tried. */
  readonly does: 'reads' | 'writes' | 'moves the clock' | 'starts a second process' | 'sets NODE_ENV'
  /** The codes of the causes that it may show, where it does to the app what would look like others too. If it is left out: any. */
  readonly shows?: readonly string[]
  /** The codes of causes that do not count where this is tried: an app may do by itself what is missed elsewhere. */
  readonly refutes?: readonly string[]
  /** The codes of causes that do not count because of what its requests showed. */
  disproves?(exchanges: readonly ExchangeFacts[]): readonly string[]
  /** What is done; nothing, where the app has nothing to try it with. */
  moves(doing: Doing): readonly Move[]
  /** Why there may be nothing to try. */
  readonly without: string
  /** What is said of its requests beside what was found; null for nothing. */
  tells?(exchanges: readonly ExchangeFacts[], site: Site): string | null
}

/** The address of the app behind a proxy with https, and that of another site. */
export const SITE = 'https://shop.example'
export const FRONT = 'https://front.example'
/** The app, on another site than pages that its CORS headers name. */
export const API = 'https://api.example.net'

/** Whether an origin is one of this machine. */
export const isHere = (origin: string): boolean => /^https?:\/\/(localhost|127\.0\.0\.1)/.test(origin)
