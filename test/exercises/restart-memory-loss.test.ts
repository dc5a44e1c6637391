import { checkExercise } from './check-exercise.ts'

await checkExercise('restart-memory-loss')
