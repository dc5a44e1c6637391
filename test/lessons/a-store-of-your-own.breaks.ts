import { withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

type Break = OtherBreaks[string]

/** An app of the lesson gives its place to another one. */
const inPlaceOf =
  (app: string, other: string): Break =>
  (lesson) =>
    withParts(lesson, (part) => (part.kind === 'restart' && part.app === app ? { ...part, app: other } : part))

const OWN = '../../test/lessons/apps/a-store-of-your-own'
const otherAnswers = inPlaceOf('answers-app', `${OWN}/other-answers-app`)

export default {
  'If get throws, the visitor gets an error page.': otherAnswers,
  'Nothing, null and an error ENOENT mean: no such session. A new one begins.': otherAnswers,
  'Any other error, or a session without its cookie, becomes a 500.': otherAnswers,
  'A key with the name of a method of req.session is left out.': otherAnswers,
  'A Date comes back as a string, an object of a class without its methods.': inPlaceOf(
    'json-app',
    `${OWN}/objects-app`,
  ),
  'With touch(), each visit moves the end in the store.': inPlaceOf('lasting-app', 'ending-app'),
  "After 'disconnect' there is no req.session; after 'connect' all is as before.": inPlaceOf(
    'offline-app',
    `${OWN}/always-online-app`,
  ),
  'A store in a file survives the restart of its app.': inPlaceOf('sqlite-app', 'lasting-app'),
  // Nothing of what it keeps in its memory is left.
  'Killed with kill -9, the app finds the login again when it starts.': inPlaceOf('redis-app', 'lasting-app'),
  'Passed on, an error of the client becomes a 503, and ready ends that.': inPlaceOf(
    'production-app',
    `${OWN}/silent-app`,
  ),
} satisfies OtherBreaks
