import { checkExercise } from './check-exercise.ts'

await checkExercise('ending-a-session')
