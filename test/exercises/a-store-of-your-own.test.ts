import { checkExercise } from './check-exercise.ts'

await checkExercise('a-store-of-your-own')
