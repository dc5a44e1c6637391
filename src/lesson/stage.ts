import type { RealBrowser } from '../wire/chromium/real-browser.ts'
import type { ProcessTaps } from '../wire/contract.ts'
import type { RealRedis } from '../wire/redis/real-redis.ts'
import type { Callers } from './callers.ts'
import type { Packages } from './packages.ts'
import type { Lesson, OptionChange } from './script.ts'

/** What a lesson needs of the world. */
export interface Stage {
  readonly taps: ProcessTaps
  readonly interrupted: AbortSignal
  /** What the apps of lessons import. */
  readonly packages: Packages
  readonly nodePath: string
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly packageRoot: string
  /** Hears of what others send to the app while the learner reads. Nobody, if left out. */
  readonly callers?: Callers
  /** Opens pages of other origins. If it is left out, the tutor plays that browser. */
  readonly browser?: RealBrowser
  /** Keeps sessions for apps that ask for it. If it is left out, there is none. */
  readonly redis?: RealRedis
}

/** Which lesson to play, and how. */
export interface Performance {
  readonly number: number
  readonly lesson: Lesson
  /** On top of every option that the lesson sets itself. Empty for the lesson as it is written. */
  readonly change: OptionChange
}
