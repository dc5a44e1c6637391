import type { ErrorFacts, ExchangeFacts, SessionChange } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, writeOf } from '../../facts.ts'
import { loadOf } from '../../session-data.ts'

/** A value that JSON does not give back as it was, and what came of that. */
interface Odd {
  readonly exchange: ExchangeFacts
  readonly change: SessionChange
  readonly key: string
  readonly what: string
}

export default cause({
  code: 'not-json',
  title: 'A value is put into the session that JSON cannot hold',
  level: 'error',
  lesson: 11,
  step: 'It comes back as JSON',
  symptoms: ['data-lost', 'error-500', 'hangs'],
  words: [
    'cart.get is not a function on second request',
    'is not a function on second request',
    'map becomes {}',
    'gettime is not a function',
    'date is a string',
    'toisostring is not a function',
    'converting circular structure to json',
    'do not know how to serialize a bigint',
    'class instance in session',
    'methods lost in session',
    'login hangs',
    'map is empty after it was stored in the session',
    'set in session becomes empty',
    'bigint in session',
    'set in the session becomes an empty object',
    'set is empty on the next request',
  ],
  howToTell: 'a Map, a Set, a Date or an object of a class was put into the session, and a string or {} came back',
  explains: ['handler-threw', 'response-never-ends', 'process-ended'],
  find({ exchanges }) {
    const odd = exchanges.flatMap((exchange) =>
      exchange.changes.flatMap((change) =>
        Object.entries(change.notJson).flatMap(([key, kind]): readonly Odd[] => {
          const what = harmOf(exchanges, exchange, key, kind)
          return what === null ? [] : [{ exchange, change, key, what }]
        }),
      ),
    )
    const [first] = odd
    if (!first) return null
    const { exchange, change, key, what } = first
    return {
      message: `${requestLine(exchange)} put ${nameOfKind(change.notJson[key] ?? '')} into the session as ${key}. ${what}`,
      ...writeOf(exchange, change, key),
      exchange: nameOf(exchange),
      count: odd.length,
    }
  },
  fix: {
    text: 'Keep plain data in the session: strings, numbers, lists and plain objects, or the id of something in a database.',
    code: 'req.session.cart = Object.fromEntries(cart)\nreq.session.userId = user.id\nconst since = new Date(req.session.since)',
  },
  moves: [{ send: 'POST /cart/tea' }, { send: 'POST /cart/tea' }],
})

/** What JSON makes nothing of, whatever is in it. */
const EMPTIED: ReadonlySet<string> = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'RegExp'])
const LEFT_OUT: ReadonlySet<string> = new Set(['function', 'async function', 'class', 'symbol'])

function harmOf(
  exchanges: readonly ExchangeFacts[],
  exchange: ExchangeFacts,
  key: string,
  kind: string,
): string | null {
  const refused = exchange.errors.find(isRefusal)
  if (kind === 'circular' || kind === 'bigint' || refused)
    return 'JSON cannot hold it, so session() cannot save the session: it fails when the answer ends, and the request hangs.'
  if (EMPTIED.has(kind))
    return 'A store keeps JSON, which turns it into {}: what was in it is lost with the next request.'
  if (LEFT_OUT.has(kind)) return 'A store keeps JSON, which leaves it out: with the next request it is gone.'
  const next = exchanges.find((one) => one !== exchange && comesBack(one, exchange, key) && one.errors.some(isOfMethod))
  const error = next?.errors.find(isOfMethod)
  return next && error
    ? `A store keeps JSON, so ${kind === 'date' ? 'a text' : 'plain data without its methods'} came back, and ${requestLine(next)} failed: "${error.message}".`
    : null
}

/** What `JSON.stringify` says of what it cannot write. */
const isRefusal = ({ name, message }: ErrorFacts): boolean =>
  name === 'TypeError' && /circular structure to JSON|serialize a BigInt/.test(message)

/** What is said where a value has not the methods that it was put away with. */
const isOfMethod = ({ name, message }: ErrorFacts): boolean =>
  name === 'TypeError' && /is not (?:a function|iterable)|is not a constructor/.test(message)

/** Whether a later request got the session with that key from the store. */
function comesBack(one: ExchangeFacts, { session }: ExchangeFacts, key: string): boolean {
  const load = loadOf(one)
  return load !== undefined && load.id === session.idAfter && load.session !== null && key in load.session
}

function nameOfKind(kind: string): string {
  if (kind === 'circular') return 'a value that refers to itself'
  if (kind === 'bigint') return 'a BigInt'
  if (kind === 'date') return 'a Date'
  if (EMPTIED.has(kind) || LEFT_OUT.has(kind)) return `a ${kind}`
  return /^[A-Z]/.test(kind) ? `an object of the class ${kind}` : kind
}
