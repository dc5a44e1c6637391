import { endOf } from '../../../cookie/findings/cookie-end.ts'
import { effective, readAttributes } from '../../../cookie/paste/attributes.ts'
import type { ExchangeFacts, SessionCall } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, setCookies } from '../../facts.ts'

export default cause({
  code: 'sessions-share-store',
  title: 'Two session() share one store, and the cookie options of the last one count for both',
  level: 'error',
  lesson: 1,
  step: 'Above session() and below it',
  symptoms: ['logged-out-early', 'nothing-happens', 'insecure'],
  words: [
    'cookie options ignored',
    'session options ignored',
    'wrong maxage',
    'two session middlewares one store',
    'shared store',
    'second session overrides options of the first',
    'cookie settings of another app',
    'maxage of one session counts for the other',
    'admin session has the maxage of the user session',
  ],
  howToTell: 'a new cookie has the attributes that another session() was given',
  find({ exchanges, sessions }) {
    const mixed = exchanges.flatMap((exchange) => {
      if (exchange.generated.length === 0) return []
      const { pid } = exchange
      const made = exchange.layers.findLast(({ session, sessionBefore }) => session !== null && !sessionBefore)
      const own = sessions.find((call) => call.id === made?.session && call.pid === pid)
      // Each call gives the store its own way to make a session (index.js `store.generate`), so the last one stays.
      const last = sessions.findLast((call) => call.pid === pid && call.store?.id === own?.store?.id)
      const line = setCookies(exchange).find((one) => one.startsWith(`${own?.name}=`))
      if (!own?.store || !last || last.id === own.id || line === undefined) return []
      const wrong = ATTRIBUTES.filter((name) => {
        const [wanted, other, shown] = [wantedOf(own, name), wantedOf(last, name), shownIn(line, name, exchange)]
        return !isSame(wanted, shown) && isSame(other, shown)
      })
      return wrong.length > 0 ? [{ exchange, own, last, wrong }] : []
    })
    const [first] = mixed
    if (!first) return null
    const { exchange, own, last, wrong } = first
    const place = last.at ? ` in line ${last.at.line}` : ''
    return {
      message:
        `The cookie ${own.name} of ${requestLine(exchange)} got ${wrong.map((name) => `cookie.${name}`).join(', ')} of another ` +
        `session(), the one for ${last.name}${place}: the two have the same store, and a store makes new sessions as the last session() told it.`,
      at: own.at,
      exchange: nameOf(exchange),
      count: mixed.length,
    }
  },
  fix: {
    text: 'Give each session() its own store, with its own prefix or table if they share a database.',
    code: "session({ name: 'admin.sid', store: new RedisStore({ client, prefix: 'admin:' }), ... })",
  },
  moves: [{ send: 'POST /admin/login' }],
})

const ATTRIBUTES = ['maxAge', 'sameSite', 'path', 'httpOnly'] as const
type Attribute = (typeof ATTRIBUTES)[number]
type Value = string | number | boolean | null

/** What the cookie would have by the options of a call. */
function wantedOf({ options }: SessionCall, name: Attribute): Value {
  const value = options[`cookie.${name}`]?.value ?? null
  if (name === 'path') return value ?? '/'
  if (name === 'httpOnly') return value ?? true
  if (name === 'sameSite') return value === true ? 'strict' : value === false ? null : value
  return value
}

/** What it has. `maxAge` as the milliseconds until its end; null for none. */
function shownIn(line: string, name: Attribute, { at }: ExchangeFacts): Value {
  const attributes = readAttributes(line.split(';').slice(1))
  if (name === 'httpOnly') return effective(attributes, 'HttpOnly') ?? false
  if (name === 'path') return effective(attributes, 'Path') ?? null
  const sameSite = effective(attributes, 'SameSite')
  if (name === 'sameSite') return typeof sameSite === 'string' ? sameSite.toLowerCase() : null
  const end = endOf(attributes, at)
  return end === null ? null : end - at
}

/** How far an end may be off, in milliseconds: it counts in seconds, and from a little later than the request. */
const OFF_MS = 5000

const isSame = (a: Value, b: Value): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) < OFF_MS : a === b
