import { checkExercise } from './check-exercise.ts'

await checkExercise('another-origin')
