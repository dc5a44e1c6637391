import type { Lesson } from '../../src/lesson/script.ts'
import { withApps, withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

/** Each app of the lesson without what the claim is about. */
const otherApps = (lesson: Lesson) => withApps(lesson, new URL('./apps/login-guard/app.ts', import.meta.url).href)

/** The first app ends all sessions of an account that is closed; the others are those of the lesson. */
const allSessionsEnd = (lesson: Lesson) =>
  withParts(withApps(lesson, new URL('./apps/login-guard/closing/app.ts', import.meta.url).href), (part) =>
    part.kind === 'restart' && part.app !== undefined
      ? { ...part, app: `../../../../../lessons/05-login-guard/${part.app}` }
      : part,
  )

export default {
  "The cookie leads to the session, and the userID in it to Ada's row.": otherApps,
  'A session can outlive its user: the store still has the userID.': allSessionsEnd,
  'A guard that only looks into the session lets a deleted user in.': allSessionsEnd,
  'A good cookie is not a login: it only says which session is meant.': otherApps,
  'One guard, two refusals: 401 for a program, 302 for a person.': otherApps,
  'Without regenerate(), a cookie copied before the login is logged in too.': otherApps,
  'destroy() deletes the stored session; the cookie stays in the browser.': otherApps,
  'A guard is passed, not called: called, it throws "req is not defined".': otherApps,
  'A userID set after the response has gone is not saved by itself.': otherApps,
  'app.route(path, fn) drops fn. Nothing throws, and the answer is 404.': otherApps,
} satisfies OtherBreaks
