import { checkExercise } from './check-exercise.ts'

await checkExercise('login-guard')
