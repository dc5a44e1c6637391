import type { Environment } from '../environment.ts'
import type { ExitCode } from '../errors.ts'
import { findLesson } from './find-lesson.ts'
import { playOne, type PlayFlags } from './play.ts'

/** What `lesson` accepts beside the lesson's name. */
export interface LessonFlags extends PlayFlags {
  readonly set?: readonly string[]
}

/**
 * Plays one lesson: at a terminal page by page, with `--plain` as questions and text, with `--json` as events, and
 * otherwise as a transcript that asks and records nothing.
 * @throws UserError for an unknown lesson or option
 */
export async function lesson(name: string, flags: LessonFlags, environment: Environment): Promise<ExitCode> {
  const change = flags.set ? (await import('./parse-set.ts')).parseSet(flags.set) : {}
  const { code, wish } = await playOne(await findLesson(name), change, flags, environment)
  return wish === 'menu' ? (await import('./menu.ts')).menu(flags, environment) : code
}
