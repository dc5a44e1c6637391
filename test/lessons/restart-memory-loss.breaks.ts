import { withApps, withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

/** Apps whose sessions lie on disk from the start. */
const onDisk = new URL('./apps/restart-memory-loss/app.ts', import.meta.url).href

/** The launched program, with a store of its own instead of a MemoryStore. */
const withAnotherStore: OtherBreaks[string] = (lesson) =>
  withParts(lesson, (part) =>
    part.kind === 'launch'
      ? { ...part, code: part.code.replace("secret: 'x'", "secret: 'x', store: new session.Store()") }
      : part,
  )

export default {
  "After a restart with the same secret the cookie's signature is still valid.": (lesson) =>
    withParts(lesson, (part) =>
      part.kind === 'restart' && part.label === 'restart'
        ? { ...part, change: { secret: 'made anew at each start' } }
        : part,
    ),
  'After a restart MemoryStore is asked for the old id and finds nothing.': (lesson) => withApps(lesson, onDisk),
  'MemoryStore warns only where NODE_ENV is production.': withAnotherStore,
  'MemoryStore says that it leaks memory and does not scale past one process.': withAnotherStore,
} satisfies OtherBreaks
