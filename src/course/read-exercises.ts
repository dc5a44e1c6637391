import { progressOf } from './progress-of.ts'
import type { Environment } from '../environment.ts'
import type { ExerciseProgress } from '../progress/exercise.ts'
import { lessonProgress, type Progress } from '../progress/progress.ts'
import { findPlace, places, type Place } from './find.ts'

/** An exercise, and how far the learner is in it. */
export interface KnownExercise extends Pick<ExerciseProgress, 'status' | 'passed'> {
  readonly title: string
  /** How many it has, tried or not. */
  readonly checks: number
}

/**
 * Every exercise in order, with how far the learner is in it. Progress that cannot be read counts as none; nobody is told. Loads no
 * exercise.
 */
export function readExercises(environment: Environment): readonly KnownExercise[] {
  const progress = progressOf(environment).read()
  return places.map((place) => known(place, progress))
}

/** Like {@link readExercises}, of the lesson with this number only. */
export async function readExercise(number: number, environment: Environment): Promise<KnownExercise> {
  return known(await findPlace(String(number), 'exercise'), progressOf(environment).read())
}

function known({ slug, exerciseTitle, checks }: Place, progress: Progress): KnownExercise {
  const { status, passed } = lessonProgress(progress, slug).exercise
  // It may have fewer checks than when it was tried.
  return { title: exerciseTitle, status, passed: Math.min(passed, checks), checks }
}
