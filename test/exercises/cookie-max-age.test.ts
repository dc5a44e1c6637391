import { checkExercise } from './check-exercise.ts'

await checkExercise('cookie-max-age')
