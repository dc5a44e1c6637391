import { withApps, withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

type Break = OtherBreaks[string]

/** All sessions lie on disk from the start. */
const onDisk: Break = (lesson) => withApps(lesson, new URL('./apps/restart-memory-loss/app.ts', import.meta.url).href)

/** The server that should keep its sessions on disk keeps them in memory. */
const inMemory: Break = (lesson) =>
  withParts(lesson, (part) =>
    part.kind === 'restart' && part.app === 'file-store-app' ? { ...part, app: 'app' } : part,
  )

/** The process invents its secret when it starts. */
const newSecret: Break = (lesson) =>
  withParts(lesson, (part) =>
    part.kind === 'restart' && part.label === 'restart' ? { ...part, change: { secret: 'made at the start' } } : part,
  )

/** The launched program has a store that is no MemoryStore. */
const anotherStore: Break = (lesson) =>
  withParts(lesson, (part) =>
    part.kind === 'launch'
      ? { ...part, code: part.code.replace("secret: 'x'", "secret: 'x', store: new session.Store()") }
      : part,
  )

export default {
  "After a restart with the same secret the cookie's signature is still valid.": newSecret,
  'After a restart MemoryStore is asked for the old id and finds nothing.': onDisk,
  'MemoryStore warns only where NODE_ENV is production.': anotherStore,
  'MemoryStore says that it leaks memory and does not scale past one process.': anotherStore,
  'session-file-store keeps each session in a file named after its id.': inMemory,
  'session-file-store adds a field of its own to the session: __lastAccess.': inMemory,
  'With a store outside the process, the session survives the restart.': inMemory,
} satisfies OtherBreaks
