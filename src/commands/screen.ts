import type { OptionChange } from '../lesson/script.ts'
import type { Environment } from '../environment.ts'
import type { ExitCode } from '../errors.ts'
import type { Position } from '../presenters/journey.ts'
import type { Packages } from '../lesson/packages.ts'
import type { Reach } from '../lesson/up-to.ts'
import type { WorkspaceFlags } from '../workspace/folder.ts'
import type { Playing } from './lesson/playing.ts'

/** What is shown next. A screen that leads to another returns it as data, and calls none. */
export type Screen =
  | { readonly screen: 'menu' }
  /** A cookie is pasted and taken apart. */
  | { readonly screen: 'inspect' }
  | LessonScreen
  | PagesScreen
  | StepsScreen
  | ExperimentScreen
  | GameScreen
  | EndCardScreen
  | ExercisesScreen
  | SurprisesScreen
  | CausesScreen
  | CauseScreen
  | QuitScreen

/**
 * A lesson is begun. `change`: options that are not as the lesson has them. `step`: the number of the one to begin with, where it is
 * not the one after what was played.
 */
export interface LessonScreen {
  readonly screen: 'lesson'
  readonly number: number
  readonly change: OptionChange
  readonly step?: number | null
}

/** The pages of a lesson. Going back and playing again are the same: it is played from its start, silently up to the place. */
export interface PagesScreen {
  readonly screen: 'pages'
  readonly playing: Playing
  readonly at: Position
}

/** The steps of a lesson, to go to one. `back`: the page that the learner comes from. */
export interface StepsScreen {
  readonly screen: 'steps'
  readonly playing: Playing
  readonly back: Position
}

/** An option is changed to see what that does. `code`: what the shell is told by anyone who quits here. */
export interface ExperimentScreen {
  readonly screen: 'experiment'
  readonly playing: Playing
  /** What of the lesson was shown; null for all of it. */
  readonly reach: Reach | null
  readonly back: Screen
  readonly code: ExitCode
}

/** The learner looks for the change that makes a claim false. */
export interface GameScreen {
  readonly screen: 'game'
  readonly playing: Playing
  /** The claims that may be broken, by their texts. */
  readonly claims: readonly string[]
  /** The one to break; null to ask for it. */
  readonly claim: string | null
  readonly back: Screen
  readonly code: ExitCode
}

/** The lesson was played to its end. `code`: 1 if a claim did not hold. */
export interface EndCardScreen {
  readonly screen: 'end-card'
  readonly playing: Playing
  readonly code: ExitCode
}

/** Exercises are watched. `name`: the number or name of a lesson; undefined for the first exercise that is not solved. */
export interface ExercisesScreen {
  readonly screen: 'exercises'
  readonly name: string | undefined
  readonly flags: WorkspaceFlags & { readonly plain?: boolean }
  readonly back: Screen
}

/** What surprised somebody, to choose from. `chosen`: the one that is selected first, counted from 0. */
export interface SurprisesScreen {
  readonly screen: 'surprises'
  readonly chosen?: number
  readonly back: Screen
}

/** The causes that something may have, by their codes. `title`: what somebody said, which may hold anything. */
export interface CausesScreen {
  readonly screen: 'causes'
  readonly title: string
  readonly codes: readonly string[]
  readonly chosen: number
  readonly back: Screen
}

/** One cause is shown on two apps. */
export interface CauseScreen {
  readonly screen: 'cause'
  /** Its code. */
  readonly cause: string
  readonly back: Screen
}

/** Nothing more is shown. */
export interface QuitScreen {
  readonly screen: 'quit'
  readonly code: ExitCode
}

/** How lessons are played. */
export interface PlayFlags {
  readonly json?: boolean
  readonly auto?: boolean
  /** Show it to a class: nothing is asked or recorded. */
  readonly present?: boolean
  /** Print the lesson for a class instead. */
  readonly handout?: boolean
  readonly plain?: boolean
  /** False leaves progress alone. */
  readonly save?: boolean
  /** What to play on, until the learner quits; the tutor's own copies if left out. */
  readonly packages?: Packages | undefined
}

/** What is the same on every screen, from the first to the last. */
export interface Visit {
  readonly flags: PlayFlags
  readonly environment: Environment
}
