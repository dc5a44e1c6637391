/** The one door for lesson scripts: everything they are written in. */
export {
  advance,
  another,
  choice,
  claim,
  code,
  del,
  experiment,
  explain,
  get,
  launch,
  lesson,
  post,
  predict,
  restart,
  send,
  step,
} from './script.ts'
export type { Lesson } from './script.ts'
export type { Run, Seen } from './run.ts'
