import { progressOf } from './progress.ts'
import type { Environment } from '../environment.ts'
import type { ExerciseProgress } from '../progress/exercise.ts'
import { lessonProgress, type Progress } from '../progress/progress.ts'
import { allExercises, findExercise, type NumberedExercise } from './find.ts'

/** An exercise, and how far the learner is in it. */
export interface KnownExercise extends Pick<ExerciseProgress, 'status' | 'passed'> {
  readonly title: string
  /** How many it has, tried or not. */
  readonly checks: number
}

/** Every exercise in order, with how far the learner is in it. Progress that cannot be read counts as none; nobody is told. */
export async function readExercises(environment: Environment): Promise<readonly KnownExercise[]> {
  const progress = readProgress(environment)
  return (await allExercises()).map((found) => known(found, progress))
}

/** Like {@link readExercises}, of the lesson with this number only. */
export async function readExercise(number: number, environment: Environment): Promise<KnownExercise> {
  return known(await findExercise(String(number), 'exercise'), readProgress(environment))
}

const readProgress = (environment: Environment): Progress => progressOf(environment).read()

function known({ slug, exercise: { title, checks } }: NumberedExercise, progress: Progress): KnownExercise {
  const { status, passed } = lessonProgress(progress, slug).exercise
  // It may have fewer checks than when it was tried.
  return { title, status, passed: Math.min(passed, checks.length), checks: checks.length }
}
