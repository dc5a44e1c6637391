import type { Lesson } from '../../src/lesson/script.ts'
import { withApps } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

/** Each app of the lesson without what the claim is about. */
const otherApps = (lesson: Lesson) => withApps(lesson, new URL('./apps/login-guard/app.ts', import.meta.url).href)

export default {
  'A good cookie is no login: it only says which session is meant.': otherApps,
  'One guard, two refusals: 401 for a program, 302 for a person.': otherApps,
  'A route that stands above the guard is open to everybody.': otherApps,
  'Without regenerate() the login logs in a cookie copied before it.': otherApps,
  'destroy() ends the session, but its cookie stays in the browser.': otherApps,
  'destroy() makes a copy of the cookie worthless too.': otherApps,
  'A guard is passed, not called: called, it throws "req is not defined".': otherApps,
  'A guard called inside a handler answers 401, and the handler goes on.': otherApps,
  'app.route(path, fn) drops fn without a word: the answer is 404.': otherApps,
  'A userID set in a callback after the response has gone is not saved.': otherApps,
} satisfies OtherBreaks
