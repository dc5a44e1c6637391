import { checkExercise } from './check-exercise.ts'

await checkExercise('two-servers')
