import { get } from '../../src/lesson/index.ts'
import { withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

export default {
  'A cookie with a wrong signature counts as no cookie: genid runs.': (lesson) =>
    // A client that changed nothing: its cookie is good.
    withParts(lesson, (part) =>
      part.kind === 'send' && part.label === 'changed cookie'
        ? {
            ...part,
            request: (run) => get('/', { headers: { Cookie: run.exchange('a new visitor').cookieHeader() } }),
          }
        : part,
    ),
} satisfies OtherBreaks
