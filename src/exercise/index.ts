/** The one door for exercise scripts: everything they are written in. */
export { advance, byHand, dataOf, del, get, last, post, restart, send } from '../lesson/index.ts'
export type { Handle, Run, Seen, Send } from '../lesson/index.ts'
export { closing } from '../sandbox/source.ts'
export { OPTION_NAMES } from '../session-options.ts'
export { layersIn } from '../diagnosis/stack.ts'
export { answerOf, optionOf, writeIn } from './spots.ts'
export { check, exercise, mistake, slip } from './script.ts'
export type { Evidence, Exercise, ExerciseScript } from './script.ts'
