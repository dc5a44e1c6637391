import { syllabus } from '../../lessons/index.ts'
import { UserError } from '../errors.ts'
import type { Lesson } from '../lesson/index.ts'

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
 * @param command what to suggest it to
 * @throws UserError that lists what there is and suggests the nearest
 */
export async function findLesson(typed: string, command = 'lesson'): Promise<NumberedLesson> {
  const index = /^\d+$/.test(typed) ? Number(typed) - 1 : syllabus.findIndex(({ slug }) => slug === typed.toLowerCase())
  const found = syllabus[index]
  if (found) return { number: index + 1, lesson: (await found.load()).default }

  const { nearest } = await import('../nearest.ts')
  const names = syllabus.map(({ slug }, place) => `${place + 1} ${slug}`)
  const isNumber = /^-?\d+$/.test(typed)
  const slugs = syllabus.map(({ slug }) => slug)
  const closest = isNumber ? slugs.at(Number(typed) < 1 ? 0 : -1) : nearest(typed, slugs, Infinity)
  throw new UserError(
    `There is no lesson ${JSON.stringify(typed)}.`,
    `The nearest is: session-tutor ${command} ${closest}\nThe lessons are: ${names.join(', ')}.`,
  )
}
