/** The one door for exercise scripts: everything they are written in. */
export {
  advance,
  byHand,
  dataOf,
  del,
  fetchedWithCookies,
  follow,
  get,
  landing,
  last,
  post,
  proxy,
  restart,
  send,
} from '../lesson/index.ts'
export type { Handle, Run, Seen, Send } from '../lesson/index.ts'
export { FEWEST_BITS } from '../cookie/findings/id-strength.ts'
export { faultIn } from '../cookie/ids/faults.ts'
export { choicesIn, ROOM_ENOUGH } from '../cookie/ids/room.ts'
export { worthOf } from '../cookie/ids/worth.ts'
export { duration, roughly } from '../duration.ts'
export { unreadOptions } from '../diagnosis/unread-options.ts'
export { layersIn } from '../diagnosis/stack.ts'
export { CLOCK, countedIn, REPEATED, REQUEST, takenFrom } from './sources.ts'
export { answerOf, optionOf, optionsGiven, writeIn } from './spots.ts'
export { check, exercise, mistake, slip } from './script.ts'
export type { Evidence, Exercise, ExerciseScript } from './script.ts'
export type { Symptom } from '../diagnosis/cause.ts'
