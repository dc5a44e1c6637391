import path from 'node:path'
import type { ErrorFacts, ExchangeFacts, Place } from '../observe/observation.ts'
import type { Exchange } from './exchange.ts'

/** The part of an exchange that only the inside of the app knows. */
type Caused = Pick<Exchange, 'trace' | 'layers' | 'decided' | 'store' | 'generated' | 'errors'>

/**
 * What a request caused inside the app.
 * @param all its facts, and those of each request that the app sent to itself meanwhile, in the order in which they came; empty where
 * nothing is known
 * @param folder of the file that runs: places are told from there, and those that lie elsewhere are not; null where none are told
 * @param shownAs what a file is called where it is shown to the learner, where that is another name
 */
export function causedIn(all: readonly ExchangeFacts[], folder: string | null, shownAs = asItIs): Caused {
  const [facts] = all
  return {
    ...(facts ? wayOf(facts, folder, shownAs) : { layers: [], decided: null }),
    trace: inOrder(all, ({ trace, traceMs }) => trace.map((line, i) => ({ ms: traceMs[i] ?? 0, what: line }))),
    store: inOrder(all, ({ store }) =>
      store.map(({ op, id, before, session, startedMs }) => ({ ms: startedMs, what: { op, id, before, session } })),
    ),
    generated: inOrder(all, ({ generated }) => generated.map(({ shown, ms }) => ({ ms, what: shown }))),
    errors: all.flatMap(({ untaken }) => untaken.map(errorText)),
  }
}

/** What several requests did, in the order in which it was done. */
const inOrder = <T>(
  all: readonly ExchangeFacts[],
  deeds: (facts: ExchangeFacts) => readonly { readonly ms: number; readonly what: T }[],
): readonly T[] =>
  all
    .flatMap((facts) => deeds(facts).map(({ ms, what }) => ({ at: facts.cameMs + ms, what })))
    .toSorted((a, b) => a.at - b.at)
    .map(({ what }) => what)

/** An error on one line, as `String()` has it. */
const errorText = ({ name, message }: ErrorFacts): string => [name, message].filter((part) => part !== '').join(': ')

const asItIs = (file: string): string => file

function wayOf(
  facts: ExchangeFacts,
  folder: string | null,
  shownAs: typeof asItIs,
): Pick<Caused, 'layers' | 'decided'> {
  const { state, saved, touched, destroyed, cookie, why } = facts.session
  return {
    layers: facts.layers
      .filter(({ at, name }) => !(at === null && OF_EXPRESS_4.has(name)))
      .map(({ kind, name, path: mounted, at, did, session }) => ({
        layer: name,
        kind,
        path: mounted,
        at: at && folder !== null ? placeFrom(folder, at, shownAs) : null,
        did,
        isSession: session !== null,
      })),
    decided: { state, saved, touched, destroyed, cookie, why },
  }
}

/** Layers that every app of Express 4 begins with (express 4 `lib/application.js`, `lazyrouter`). */
const OF_EXPRESS_4: ReadonlySet<string> = new Set(['query', 'expressInit'])

function placeFrom(folder: string, { file, line }: Place, shownAs: typeof asItIs): Place | null {
  const relative = path.relative(folder, file)
  return relative.startsWith('..') || path.isAbsolute(relative) ? null : { file: shownAs(relative), line }
}
