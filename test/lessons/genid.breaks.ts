import { get } from '../../src/lesson/index.ts'
import type { Lesson } from '../../src/lesson/script.ts'
import { withApps, withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

/** Another cookie in the request with this label: the one that another exchange set. */
const withCookieOf = (lesson: Lesson, label: string, other: string) =>
  withParts(lesson, (part) =>
    part.kind === 'send' && part.label === label
      ? {
          ...part,
          request: (run) => {
            const { path } = typeof part.request === 'function' ? part.request(run) : part.request
            return get(path, { headers: { Cookie: run.at({ kind: 'send', label: other }).cookieHeader() } })
          },
        }
      : part,
  )

/** Another app for the server with this label. */
const withApp = (lesson: Lesson, label: string, app: string) =>
  withParts(withApps(lesson, new URL('./apps/genid/app.ts', import.meta.url).href), (part) =>
    part.kind === 'restart' && part.label === label ? { ...part, app } : part,
  )

export default {
  'At run time genId is ignored without a word. The option is genid.': (lesson) =>
    // Spelt as express-session spells it.
    withParts(lesson, (part) =>
      part.kind === 'restart' && part.label === 'with genId' ? { ...part, change: { genid: 'uuid' } } : part,
    ),
  'The id is what genid returns, here a UUID: Node has them built in.': (lesson) =>
    withApp(lesson, 'with genid: uuid', 'wrapped-app'),
  'Anybody can read the id in the cookie: it is signed, not encrypted.': (lesson) =>
    withApp(lesson, 'with genid: uuid', 'encrypting-app'),
  'For a session that the store knows, genid does not run.': (lesson) =>
    withApp(lesson, 'the first app again', 'regenerating-app'),
  'A cookie with a wrong signature counts as no cookie: genid runs.': (lesson) =>
    // A client that changed nothing: its cookie is good.
    withCookieOf(lesson, 'changed cookie', 'a new visitor'),
  'An id that the store does not know is not used again: genid runs.': (lesson) =>
    // An id that the store does know.
    withCookieOf(lesson, 'unknown id', 'a new visitor'),
  'Without the secret, the right id opens nothing.': (lesson) =>
    // Alice's own cookie, signed by the server.
    withCookieOf(lesson, 'a wrongly signed guess', 'alice comes first'),
} satisfies OtherBreaks
