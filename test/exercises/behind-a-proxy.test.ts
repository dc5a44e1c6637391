import { checkExercise } from './check-exercise.ts'

await checkExercise('behind-a-proxy')
