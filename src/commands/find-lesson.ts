import { syllabus } from '../../lessons/index.ts'
import { UserError } from '../errors.ts'
import type { Lesson } from '../lesson/index.ts'
import { nearest } from '../nearest.ts'

/** A lesson and its place in the syllabus, counted from 1. */
export interface NumberedLesson {
  readonly number: number
  readonly lesson: Lesson
}

/** Every lesson in order. Loads the scripts, not what they run. */
export function allLessons(): Promise<readonly NumberedLesson[]> {
  return Promise.all(syllabus.map(async ({ load }, index) => ({ number: index + 1, lesson: (await load()).default })))
}

/**
 * The lesson with this number or name.
 * @throws UserError that lists what there is and suggests the nearest
 */
export async function findLesson(typed: string): Promise<NumberedLesson> {
  const index = /^\d+$/.test(typed) ? Number(typed) - 1 : syllabus.findIndex(({ slug }) => slug === typed.toLowerCase())
  const found = syllabus[index]
  if (found) return { number: index + 1, lesson: (await found.load()).default }

  const names = syllabus.map(({ slug }, place) => `${place + 1} ${slug}`)
  const meant = nearest(
    typed,
    syllabus.map(({ slug }) => slug),
  )
  const suggestion =
    meant ?? (/^-?\d+$/.test(typed) ? syllabus[Number(typed) < 1 ? 0 : syllabus.length - 1]?.slug : undefined)
  throw new UserError(
    `There is no lesson ${JSON.stringify(typed)}.`,
    `${suggestion ? `Did you mean: session-tutor lesson ${suggestion}\n` : ''}The lessons are: ${names.join(', ')}.`,
  )
}
