import type { ExchangeFacts, SessionData, StoreCallFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, writeOf } from '../../facts.ts'
import { CLOCK_MS, dataKeys, differences, keysChanged, momentOf } from '../../overlap.ts'
import { destroyerOf, writerOf } from '../../store-changes.ts'
import { loadOf } from '../../session-data.ts'
import { isLost } from './lost.ts'

/** What one request wrote, and another one that had begun before then wrote over it. */
interface Overwritten {
  readonly exchange: ExchangeFacts
  readonly other: ExchangeFacts
  /** The keys whose values were lost; none where the session had been destroyed. */
  readonly lost: readonly string[]
}

export default cause({
  code: 'parallel-writes',
  title: 'Two requests of one session write at once, and the last one wins',
  level: 'error',
  lesson: 6,
  step: 'Two clicks at once',
  symptoms: ['data-lost', 'logout-does-not-work'],
  words: [
    'session data lost when two requests overlap',
    'concurrent requests session',
    'session race condition',
    'parallel ajax session lost',
    'last write wins',
    'value disappears sometimes',
    'promise.all session',
    'two tabs overwrite each other',
    'tabs overwrite the session of each other',
  ],
  howToTell:
    'a request saves the session as it had loaded it plus its own change, after another request has saved another change',
  find({ exchanges }) {
    const overwritten = exchanges.flatMap((exchange): readonly Overwritten[] =>
      exchange.changes.some(({ kind }) => kind === 'keys') ? overwrittenBy(exchanges, exchange) : [],
    )
    const [first] = overwritten
    if (!first) return null
    const { exchange, other, lost } = first
    const change = exchange.changes.find(({ keys }) => keys.some((key) => lost.includes(key)))
    const own = change ?? exchange.changes.find(({ kind }) => kind === 'keys')
    return {
      message:
        `${requestLine(exchange)} and ${requestLine(other)} had the same session at once, each its own copy. ${requestLine(other)} ` +
        (lost.length > 0 ? `saved ${lost.join(', ')} first; ` : 'destroyed it; ') +
        `then ${requestLine(exchange)} saved its copy as a whole, and ` +
        (lost.length > 0 ? 'that is lost.' : 'the session is there again.'),
      ...(own
        ? writeOf(
            exchange,
            own,
            own.keys.find((key) => lost.includes(key)),
          )
        : { at: null }),
      exchange: nameOf(exchange),
      count: overwritten.length,
    }
  },
  fix: {
    text: 'Do the slow part first; then reload() the session, and write to it right before the answer. What many requests change at once belongs in a database.',
    code: 'const report = await makeReport()\nreq.session.reload((error) => {\n  if (error) return next(error)\n  req.session.report = report.id\n  res.json(report)\n})',
  },
  moves: [
    { send: 'POST /basket/tea' },
    { together: [{ send: 'GET /report' }, { send: 'POST /basket/milk' }] },
    { send: 'GET /basket' },
  ],
})

/** What an exchange overwrote: it goes through what it was given by the store, and gave to it, in order. */
function overwrittenBy(exchanges: readonly ExchangeFacts[], exchange: ExchangeFacts): readonly Overwritten[] {
  const own = new Set(keysChanged(exchange))
  let loaded: Pick<StoreCallFacts, 'id' | 'session'> | null = null
  for (const call of exchange.store) {
    // After regenerate() it saves another one.
    if (call.op === 'set' && loaded?.session && loaded.id === call.id) {
      const found = overwrittenAt(exchanges, exchange, call, loaded.session, own)
      if (found) return [found]
    }
    if (call.op === 'get' || call.op === 'set') loaded = call
  }
  return []
}

function overwrittenAt(
  exchanges: readonly ExchangeFacts[],
  exchange: ExchangeFacts,
  set: StoreCallFacts,
  loaded: SessionData,
  own: ReadonlySet<string>,
): Overwritten | null {
  if (set.before === null) {
    const other = destroyerOf(exchanges, exchange, set)
    const isByApp = other?.calls.some(({ method }) => method === 'destroy')
    return other && isByApp && dataKeys(loaded).length > 0 ? { exchange, other, lost: [] } : null
  }
  const other = writerOf(exchanges, exchange, set)
  if (!other) return null
  // Of two that are the same, each does the same at once where it waits for nothing: then they only met because both came at the same moment,
  // or because a slow store was given a session twice.
  const isTwice = requestLine(exchange) === requestLine(other)
  const isFirst = exchange.store.find(({ op, id }) => op === 'set' && id === set.id) === set
  const waited = isMeanwhile(exchange, other, set, isTwice ? WAITED_MS : CLOCK_MS) && (isFirst || !isTwice)
  const lost = differences(loaded, set.before).filter(
    (key) => (waited || !isTwice) && isLost(loaded[key], set.before?.[key], set.session?.[key], own.has(key), waited),
  )
  return lost.length > 0 ? { exchange, other, lost } : null
}

/** What a handler takes at least that waits for something, in milliseconds. */
const WAITED_MS = 10

/** Whether the other one saved while this one had its session in hand, and so waited for something else. @param least how long before and after, in milliseconds */
function isMeanwhile(exchange: ExchangeFacts, other: ExchangeFacts, set: StoreCallFacts, least: number): boolean {
  const loadedMs = loadOf(exchange)?.doneMs ?? null
  return other.store.some(
    ({ op, id, startedMs }) =>
      op === 'set' &&
      id === set.id &&
      loadedMs !== null &&
      momentOf(other, startedMs) > momentOf(exchange, loadedMs) + least &&
      momentOf(other, startedMs) + least < momentOf(exchange, set.startedMs),
  )
}
