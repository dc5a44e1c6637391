import { get } from '../../src/lesson/index.ts'
import type { Lesson } from '../../src/lesson/script.ts'
import type { Run } from '../../src/lesson/run.ts'
import { withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

/** Another cookie in the request with this label: the one that another exchange set. */
const withCookieOf = (lesson: Lesson, label: string, cookieHeader: (run: Run) => string) =>
  withParts(lesson, (part) =>
    part.kind === 'send' && part.label === label
      ? {
          ...part,
          request: (run) => {
            const { path } = typeof part.request === 'function' ? part.request(run) : part.request
            return get(path, { headers: { Cookie: cookieHeader(run) } })
          },
        }
      : part,
  )

export default {
  'genId is ignored without a word. The option is genid.': (lesson) =>
    // Spelt as express-session spells it.
    withParts(lesson, (part) =>
      part.kind === 'restart' && part.label === 'with genId' ? { ...part, change: { genid: 'uuid' } } : part,
    ),
  'A cookie with a wrong signature counts as no cookie: genid runs.': (lesson) =>
    // A client that changed nothing: its cookie is good.
    withCookieOf(lesson, 'changed cookie', (run) => run.exchange('a new visitor').cookieHeader()),
  'An id that the store does not know is not taken over: genid runs.': (lesson) =>
    // An id that the store does know.
    withCookieOf(lesson, 'unknown id', (run) => run.exchange('a new visitor').cookieHeader()),
  'Without the secret, the right id opens nothing.': (lesson) =>
    // Alice's own cookie, signed by the server.
    withCookieOf(lesson, 'a wrongly signed guess', (run) => run.exchange('alice comes first').cookieHeader()),
} satisfies OtherBreaks
