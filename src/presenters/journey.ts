import type { ClaimChecked } from '../lesson/events.ts'
import type { Seen } from '../lesson/seen.ts'
import type { CauseName } from '../lesson/script.ts'
import type { Reach } from '../lesson/up-to.ts'

/** What a presenter tells of the learner's way. What keeps progress listens; others do nothing. */
export interface Journey {
  /** The learner went past the end of a step; steps count from 1. */
  finishedStep(step: number): void
  /** The learner's first answer to the question of a step. */
  answered(step: number, right: boolean): void
  /** The first answers so far, of earlier sittings too, by step. */
  readonly answers: ReadonlyMap<number, boolean>
  /** Whether code is shown with its types: the learner asked for that, here or in another lesson. */
  showsTypes(): boolean
  showTypes(shown: boolean): void
  /** The learner saw these claims fall. */
  broke(claims: readonly string[]): void
  /** Every claim of this lesson that the learner ever saw fall. */
  readonly broken: readonly string[]
  /** In the game the learner found a change that makes this claim false. */
  foundChange(claim: string): void
  /** The claims for which the learner ever found one. */
  readonly found: readonly string[]
}

/** Where to go on. */
export interface Position {
  /** Counts from 1. */
  readonly step: number
  /** The page within the step; counts from 0. */
  readonly page: number
}

/** How presenting a run ended. */
export type Outcome =
  /** The lesson was played to its end. */
  | { readonly kind: 'end'; readonly held: boolean }
  | { readonly kind: 'quit' }
  /** Play again from the start, silently up to there. */
  | { readonly kind: 'goto'; readonly position: Position }
  /** See the steps of the lesson, then go on there or at another one. */
  | { readonly kind: 'steps'; readonly position: Position }
  /** Change an option, then go on there. */
  | { readonly kind: 'experiment'; readonly position: Position; readonly reach: Reach }
  /** Find the change that makes one of these claims false, then go on there. */
  | { readonly kind: 'game'; readonly position: Position; readonly claims: readonly string[] }
  /** See what goes wrong at this point, then go on there. */
  | { readonly kind: 'causes'; readonly position: Position; readonly causes: readonly CauseName[] }

/** How many first answers came true, of how many. */
export function scoreOf(answers: Journey['answers']): { readonly right: number; readonly of: number } {
  return { right: [...answers.values()].filter(Boolean).length, of: answers.size }
}

/**
 * What a change of options is tried on here; null where no app so far calls session(), for then it changes nothing.
 * @param last what was shown last of the step
 * @param claims those that stand on the screen
 * @param seen every exchange so far
 */
export function reachOf(
  { step }: Position,
  last: string,
  claims: readonly Pick<ClaimChecked, 'text'>[],
  seen: readonly Pick<Seen, 'withoutSession'>[],
): Reach | null {
  if (seen.length > 0 && seen.every(({ withoutSession }) => withoutSession)) return null
  return { step, last, claims: claims.map(({ text }) => text) }
}
