import { checkExercise } from './check-exercise.ts'

await checkExercise('when-is-it-saved')
