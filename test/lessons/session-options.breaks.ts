import type { Lesson } from '../../src/lesson/script.ts'
import { withApps, withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

const sessionOnSingleRoutes = (lesson: Lesson) =>
  withApps(lesson, new URL('./apps/session-options/app.ts', import.meta.url).href)

export default {
  'Your two requests are the same: nothing in them says who you are.': (lesson) => ({
    ...lesson,
    opensWith: 'app',
  }),
  'A route above session() answers without it: req.session is undefined.': sessionOnSingleRoutes,
  'A request that no route answers goes through session() all the same.': sessionOnSingleRoutes,
  'req.sessionID and req.session.id are both the id in the cookie.': sessionOnSingleRoutes,
  'With no store option, sessions are in memory: a restart ends them.': (lesson) =>
    withParts(lesson, (part) => (part.kind === 'restart' && part.browsers === 'kept' ? undefined : part)),
  'A misspelt option is ignored: no SameSite, no warning at run time.': (lesson) =>
    // Spelt as express-session spells it.
    withParts(lesson, (part) =>
      part.kind === 'restart' && part.label === 'two options left out, one misspelt'
        ? { ...part, change: { 'cookie.sameSite': 'strict' } }
        : part,
    ),
} satisfies OtherBreaks
