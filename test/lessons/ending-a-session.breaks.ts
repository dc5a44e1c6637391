import type { Lesson } from '../../src/lesson/script.ts'
import { withApps } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

/** Each app of the lesson as its claims do not have it. */
const otherApps = (lesson: Lesson) => withApps(lesson, new URL('./apps/ending-a-session/app.ts', import.meta.url).href)

export default {
  'clearCookie() asks one browser to forget: a copy still opens the session.': otherApps,
  'destroy() ends req.session and the stored one, and sends no Set-Cookie.': otherApps,
  'A new session that is set to null is not saved, and gets no cookie.': otherApps,
  'delete removes one key; the next one to log in there finds the rest.': otherApps,
  'A slow request that writes puts a destroyed session back.': otherApps,
  'One number in the users table ends all sessions of a user, even one put back.': otherApps,
  'With changed data the cookie goes out, and lasts the 30 days.': otherApps,
  "Each visit moves the store's end by the 30 days of this session, not by the hour.": otherApps,
  'What a request writes into req.session.cookie replaces the options.': otherApps,
  'After this logout the browser has no cookie, and a copy opens nothing.': otherApps,
} satisfies OtherBreaks
