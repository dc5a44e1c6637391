import type { Environment } from '../../environment.ts'
import type { ClaimChecked } from '../../lesson/events.ts'
import type { Stage } from '../../lesson/stage.ts'
import type { OptionChange } from '../../lesson/script.ts'
import type { Sitting } from '../../presenters/screen.ts'
import { createPrompts } from '../../terminal/prompts.ts'
import { createStyle } from '../../terminal/style.ts'
import type { NumberedLesson } from '../../course/find.ts'
import { keepProgress, progressStore, type KeptJourney } from './keep-progress.ts'

/** A lesson that is played at a terminal, from its first page until the learner leaves its end card. */
export interface Playing {
  readonly found: NumberedLesson
  readonly change: OptionChange
  /** Other options are in force: it is an experiment. */
  readonly changed: boolean
  readonly stage: Stage
  readonly desk: Sitting
  readonly kept: KeptJourney
  /** A class looks on. */
  readonly presents: boolean
  /** What was checked last of each claim, by its text. */
  readonly claims: ReadonlyMap<string, ClaimChecked>
  /** The ids of the sessions that others had who called the app, in the order in which they were seen. Grows. */
  readonly guests: string[]
}

/**
 * Says on standard error if progress is not kept.
 * @param save whether it is to be kept
 * @param presents whether a class looks on
 */
export function beginPlaying(
  found: NumberedLesson,
  change: OptionChange,
  save: boolean,
  stage: Stage,
  environment: Environment,
  presents = false,
): Playing {
  const changed = Object.keys(change).length > 0
  const kept = keepProgress(found.lesson, progressStore(save, environment), environment)
  const claims = new Map<string, ClaimChecked>()
  const desk: Sitting = {
    prompts: createPrompts(environment),
    write: (text) => void environment.stdout.write(text),
    style: () => createStyle(environment),
    // A run with other options counts for no step.
    journey: changed ? { ...kept, finishedStep() {}, answered() {} } : kept,
    chosen: new Map(),
    onClaim: (claim) => void claims.set(claim.text, claim),
  }
  return { found, change, changed, stage, desk, kept, presents, claims, guests: [] }
}
