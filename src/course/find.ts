import { syllabus, type Entry } from '../../lessons/index.ts'
import { UserError } from '../errors.ts'
import type { Exercise } from '../exercise/script.ts'
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
  const { number, entry } = await findEntry(typed, command)
  return { number, lesson: (await entry.load()).default }
}

/** An exercise, and the number and name of its lesson. */
export interface NumberedExercise {
  readonly number: number
  readonly slug: string
  readonly exercise: Exercise
}

/** An exercise that is not loaded yet. */
export interface ExercisePlace extends Omit<NumberedExercise, 'exercise'> {
  load(): Promise<Exercise>
}

/** Where the exercises are, in order. Loads nothing. */
export const exercisePlaces: readonly ExercisePlace[] = syllabus.map((entry, index) => placeOf(entry, index + 1))

/**
 * Where the exercise of the lesson with this number or name is.
 * @param command what to suggest it to
 * @throws UserError that lists what there is and suggests the nearest
 */
export async function findPlace(typed: string, command: string): Promise<ExercisePlace> {
  const { number, entry } = await findEntry(typed, command)
  return placeOf(entry, number)
}

/** Every exercise in order. Loads the scripts, not what they run. */
export const allExercises = (): Promise<readonly NumberedExercise[]> => Promise.all(exercisePlaces.map(loadPlace))

/** Like {@link findPlace}, and loads the exercise. */
export const findExercise = async (typed: string, command: string): Promise<NumberedExercise> =>
  loadPlace(await findPlace(typed, command))

async function loadPlace({ number, slug, load }: ExercisePlace): Promise<NumberedExercise> {
  return { number, slug, exercise: await load() }
}

function placeOf({ slug, exercise }: Entry, number: number): ExercisePlace {
  return { number, slug, load: async () => (await exercise()).default }
}

async function findEntry(typed: string, command: string): Promise<{ readonly number: number; readonly entry: Entry }> {
  const index = /^\d+$/.test(typed) ? Number(typed) - 1 : syllabus.findIndex(({ slug }) => slug === typed.toLowerCase())
  const entry = syllabus[index]
  if (entry) return { number: index + 1, entry }

  const { nearest } = await import('../nearest.ts')
  const names = syllabus.map(({ slug }, place) => `${place + 1} ${slug}`)
  const isNumber = /^-?\d+$/.test(typed)
  const closest = isNumber
    ? String(Number(typed) < 1 ? 1 : syllabus.length)
    : nearest(
        typed,
        syllabus.map(({ slug }) => slug),
        Infinity,
      )
  throw new UserError(
    `There is no lesson ${JSON.stringify(typed)}.`,
    `The nearest is: session-tutor ${command} ${closest}\nThe lessons are: ${names.join(', ')}.`,
  )
}
