import path from 'node:path'
import type { ExchangeFacts, Place } from '../observe/observation.ts'
import type { Exchange } from './exchange.ts'

/**
 * The part of an exchange that only the inside of the app knows.
 * @param folder of the file that is shown to the learner: places are told from there, and those that lie elsewhere are not; null where
 * another file runs, as one that was built
 */
export function causedIn(facts: ExchangeFacts | null, folder: string | null): Pick<Exchange, 'layers' | 'decided'> {
  if (facts === null) return { layers: [], decided: null }
  const { state, saved, touched, destroyed, cookie, why } = facts.session
  return {
    layers: facts.layers
      .filter(({ at, name }) => !(at === null && OF_EXPRESS_4.has(name)))
      .map(({ kind, name, path: mounted, at, did, session }) => ({
        layer: name,
        kind,
        path: mounted,
        at: at && folder !== null ? placeFrom(folder, at) : null,
        did,
        isSession: session !== null,
      })),
    decided: { state, saved, touched, destroyed, cookie, why },
  }
}

/** Layers that every app of Express 4 begins with (express 4 `lib/application.js`, `lazyrouter`). */
const OF_EXPRESS_4: ReadonlySet<string> = new Set(['query', 'expressInit'])

function placeFrom(folder: string, { file, line }: Place): Place | null {
  const relative = path.relative(folder, file)
  return relative.startsWith('..') || path.isAbsolute(relative) ? null : { file: relative, line }
}
