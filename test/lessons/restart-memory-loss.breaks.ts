import { withApps, withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

type Break = OtherBreaks[string]

/** All sessions lie on disk from the start. */
const onDisk: Break = (lesson) => withApps(lesson, new URL('./apps/restart-memory-loss/app.ts', import.meta.url).href)

/** The server that should keep its sessions on disk keeps them in memory. */
const inMemory: Break = (lesson) =>
  withParts(lesson, (part) =>
    part.kind === 'restart' && (part.app === 'file-store-app' || part.app === 'production-app')
      ? { ...part, app: 'app' }
      : part,
  )

/** The launched program has a store that is no MemoryStore. */
const anotherStore: Break = (lesson) =>
  withParts(lesson, (part) =>
    part.kind === 'launch'
      ? { ...part, code: part.code.replace('secret: "x"', 'secret: "x", store: new session.Store()') }
      : part,
  )

/** Another app for the server with this label. */
const withApp =
  (label: string, app: string): Break =>
  (lesson) =>
    withParts(lesson, (part) =>
      part.kind === 'restart' && part.label === label
        ? { ...part, app: `../../test/lessons/apps/restart-memory-loss/${app}` }
        : part,
    )

export default {
  'After a restart the signature is right, but MemoryStore finds nothing.': onDisk,
  'session() warns of MemoryStore in production, not in development.': anotherStore,
  'It says: it will leak memory, and not scale past a single process.': anotherStore,
  'session-file-store keeps each session in a file named after its id.': inMemory,
  'With a store outside the process, the session survives the restart.': inMemory,
  'With both outside the process, a restart goes unnoticed.': inMemory,
  'The first secret of the list signs new cookies, and they work too.': withApp(
    'with a store on disk',
    'last-signs-app',
  ),
} satisfies OtherBreaks
