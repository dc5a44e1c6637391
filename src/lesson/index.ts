/** The one door for lesson scripts: everything they are written in. */
export {
  advance,
  another,
  byHand,
  claim,
  code,
  cookieOf,
  del,
  experiment,
  explain,
  follow,
  get,
  landing,
  launch,
  lesson,
  post,
  predict,
  proxy,
  restart,
  send,
  step,
  table,
  together,
} from './words.ts'
export { beside, fetched, fetchedWithCookies, linked, submitted, to } from './page-words.ts'
export { again, balancer, deploy, ends, servers } from './server-words.ts'
export type { CauseName, Lesson, LessonName, LessonScript, Send } from './script.ts'
export { last, start, type Handle, type Run } from './run.ts'
export { dataOf, type Seen } from './seen.ts'
export type { SetCookieSeen } from './set-cookie.ts'
