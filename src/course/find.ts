import { syllabus, type Entry } from '../../lessons/index.ts'
import { UserError } from '../errors.ts'
import type { Exercise } from '../exercise/script.ts'
import type { Lesson } from '../lesson/index.ts'

/** A lesson and its place in the syllabus, counted from 1. */
export interface NumberedLesson {
  readonly number: number
  readonly lesson: Lesson
}

/** An exercise, and the number and name of its lesson. */
export interface NumberedExercise {
  readonly number: number
  readonly slug: string
  readonly exercise: Exercise
}

/** What the syllabus knows of a lesson and its exercise, and the lesson's number. Neither is loaded yet. */
export interface Place extends Omit<Entry, 'load' | 'exercise'> {
  readonly number: number
  load(): Promise<NumberedLesson>
  loadExercise(): Promise<NumberedExercise>
}

/** The lessons in order. Loads none. */
export const places: readonly Place[] = syllabus.map((entry, index) => placeOf(entry, index + 1))

/** Like {@link findPlace}, and loads the lesson. */
export const findLesson = async (typed: string, command = 'lesson'): Promise<NumberedLesson> =>
  (await findPlace(typed, command)).load()

/** Like {@link findPlace}, and loads the exercise. */
export const findExercise = async (typed: string, command: string): Promise<NumberedExercise> =>
  (await findPlace(typed, command)).loadExercise()

export { loadClaims } from '../../lessons/index.ts'

/** Every exercise in order. Loads the scripts, not what they run. */
export const allExercises = (): Promise<readonly NumberedExercise[]> =>
  Promise.all(places.map(({ loadExercise }) => loadExercise()))

function placeOf(entry: Entry, number: number): Place {
  return {
    ...entry,
    number,
    load: async () => ({ number, lesson: (await entry.load()).default }),
    loadExercise: async () => ({ number, slug: entry.slug, exercise: (await entry.exercise()).default }),
  }
}

/**
 * The place of the lesson with this number or name. Loads nothing.
 * @param command what to suggest it to
 * @throws UserError that lists what there is and suggests the nearest
 */
export async function findPlace(typed: string, command: string): Promise<Place> {
  const index = /^\d+$/.test(typed) ? Number(typed) - 1 : places.findIndex(({ slug }) => slug === typed.toLowerCase())
  const place = places[index]
  if (place) return place

  const { nearest } = await import('../nearest.ts')
  const names = places.map(({ number, slug }) => `${number} ${slug}`)
  const isNumber = /^-?\d+$/.test(typed)
  const closest = isNumber
    ? String(Number(typed) < 1 ? 1 : places.length)
    : nearest(
        typed,
        places.map(({ slug }) => slug),
        Infinity,
      )
  throw new UserError(
    `There is no lesson ${JSON.stringify(typed)}.`,
    (program) => `The nearest is: ${program} ${command} ${closest}\nThe lessons are: ${names.join(', ')}.`,
  )
}
