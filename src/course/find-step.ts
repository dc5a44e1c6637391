import { UserError } from '../errors.ts'
import { findPlace, type Place } from './find.ts'

/** A lesson, and the step of it that was asked for by number, counted from 1; null for none. */
export interface StepPlace {
  readonly place: Place
  readonly step: number | null
}

/**
 * What `lesson` is to play. Loads nothing.
 * @param typed the lesson's number or name, perhaps with a step behind a dot, as in `2.5`
 * @param flag what `--step` says
 * @throws UserError for a lesson or a step that does not exist, and for a step that is said twice
 */
export async function findStep(typed: string, flag: string | undefined): Promise<StepPlace> {
  const [, name = typed, behindDot] = /^(.+)\.([^.]*)$/.exec(typed) ?? []
  if (behindDot !== undefined && flag !== undefined) {
    throw new UserError(
      `The step is given twice: as ${JSON.stringify(typed)}, and with --step.`,
      (program) => `Give it once: ${program} lesson ${name} --step ${flag}`,
    )
  }
  const place = await findPlace(name, 'lesson')
  const wanted = behindDot ?? flag
  return { place, step: wanted === undefined ? null : readStep(wanted, place) }
}

function readStep(typed: string, { number, steps }: Place): number {
  const step = /^\d+$/.test(typed) ? Number(typed) : NaN
  if (step >= 1 && step <= steps) return step
  throw new UserError(
    `There is no step ${JSON.stringify(typed)} in lesson ${number}: it has ${steps}, numbered from 1.`,
    (program) => `The last is: ${program} lesson ${number} --step ${steps}`,
  )
}
