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
    part.kind === 'restart' && part.label === 'with the same options'
      ? { ...part, change: { secret: 'made at the start' } }
      : part,
  )

/** The launched program has a store that is no MemoryStore. */
const anotherStore: Break = (lesson) =>
  withParts(lesson, (part) =>
    part.kind === 'launch'
      ? { ...part, code: part.code.replace('secret: "x"', 'secret: "x", store: new session.Store()') }
      : part,
  )

export default {
  'With the same secret, the signature is still valid after a restart.': newSecret,
  'After a restart MemoryStore finds nothing under the old id.': onDisk,
  'MemoryStore warns with NODE_ENV=production, and not with development.': anotherStore,
  'MemoryStore says it leaks memory and will not scale past one process.': anotherStore,
  'session-file-store keeps each session in a file named after its id.': inMemory,
  'session-file-store adds a field to the session: __lastAccess.': inMemory,
  'With a store outside the process, the session survives the restart.': inMemory,
} satisfies OtherBreaks
