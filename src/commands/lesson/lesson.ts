import type { Environment } from '../../environment.ts'
import type { ExitCode } from '../../errors.ts'
import { findStep } from '../../course/find-step.ts'
import type { PlayFlags } from '../screen.ts'
import { showScreens } from '../show-screens.ts'

/** What `lesson` accepts beside the lesson's name. */
export interface LessonFlags extends PlayFlags {
  readonly set?: readonly string[]
  /** The number of the step to begin with, as it was typed. */
  readonly step?: string
  /** The folder whose packages to play on. */
  readonly with?: string
}

/**
 * Plays one lesson: at a terminal page by page, with `--plain` as questions and text, with `--json` as events, and
 * otherwise as a transcript that asks and records nothing.
 * @param name its number or name, perhaps with a step, as in `2.5`
 * @throws UserError for an unknown lesson, step or option, and for a folder that no lesson can be played on
 */
export async function lesson(name: string, flags: LessonFlags, environment: Environment): Promise<ExitCode> {
  const change = flags.set ? (await import('./parse-set.ts')).parseSet(flags.set) : {}
  const { place, step } = await findStep(name, flags.step)
  const packages =
    flags.with === undefined
      ? undefined
      : await (await import('./with-folder.ts')).packagesWith(flags.with, environment)
  return showScreens(
    { screen: 'lesson', number: place.number, change, step },
    { flags: { ...flags, packages }, environment },
  )
}
