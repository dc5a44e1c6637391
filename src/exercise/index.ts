/** The one door for exercise scripts: everything they are written in. */
export { advance, byHand, dataOf, del, get, last, post, restart, send } from '../lesson/index.ts'
export type { Handle, Run, Seen, Send } from '../lesson/index.ts'
export { closing } from '../sandbox/source.ts'
export { duration, roughly } from '../duration.ts'
export { answerOf, optionOf, optionsGiven, writeIn } from './spots.ts'
export { check, exercise, mistake } from './script.ts'
export type { Evidence, Exercise, ExerciseScript } from './script.ts'
