import type { ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { duration } from '../../../duration.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { isInMemory } from '../../forgotten.ts'
import { loadOf } from '../../session-data.ts'
import { isDatabase } from '../../store-errors.ts'

/** After how long without a visit a session should be over, in milliseconds. Few apps mean one of more than a month. */
const LONG_MS = 31 * 86_400_000

export default cause({
  code: 'kept-forever',
  title: 'Nothing ever ends a session: neither its cookie nor the store has an end',
  level: 'warning',
  symptoms: ['store-fills', 'insecure'],
  words: [
    'session never expires',
    'sessions never expire',
    'session store grows forever',
    'memory leak sessions',
    'old sessions are not deleted',
    'default session lifetime',
    'users stay logged in forever',
    'never logged out',
    'session never ends',
  ],
  howToTell: 'Set-Cookie has no Expires, and after months the store still finds the session',
  lesson: 2,
  step: 'No maxAge at all',
  find(observation) {
    const old = observation.exchanges.flatMap((exchange) => {
      const last =
        isEndless(exchange) && isOnOwnClock(observation, exchange) ? lastVisit(observation, exchange) : undefined
      return last && exchange.at - last.at >= LONG_MS ? [{ exchange, last }] : []
    })
    const [first] = old
    if (!first) return null
    const { exchange, last } = first
    const call = sessionsOf(observation, exchange).at(-1)
    return {
      message:
        `${requestLine(exchange)} found its session ${duration(exchange.at - last.at)} after the visit before. Its cookie has no end, so ` +
        `${call?.store?.className ?? 'the store'} never drops it, and browsers that restore their tabs never do either.`,
      at: call?.at ?? null,
      option: 'cookie',
      exchange: nameOf(exchange),
      count: old.length,
    }
  },
  fix: {
    text: 'Give sessions an end: maxAge without a visit, and rolling so that each visit moves it.',
    code: 'session({ secret, resave: false, saveUninitialized: false, rolling: true, cookie: { maxAge: 24 * 60 * 60 * 1000 } })',
  },
  unless:
    'A cookie without an end is right if a session should last as long as the browser runs. Give the store an end all the same, because it never learns that a browser was closed.',
  moves: [{ send: 'POST /login' }, { laterMs: 90 * 86_400_000 }, { send: 'GET /' }],
})

/** Whether a session was found whose cookie names no end. */
function isEndless(exchange: ExchangeFacts): boolean {
  const { expires } = Object(loadOf(exchange)?.session?.['cookie'] ?? { expires: 0 }) as { readonly expires?: unknown }
  return exchange.session.state === 'found' && (expires ?? null) === null
}

/** Whether a store ends sessions by the clock of the app, as far as that is known: a database has a clock of its own, which nobody moves. */
function isOnOwnClock(observation: Observation, exchange: ExchangeFacts): boolean {
  const call = sessionsOf(observation, exchange).at(-1)
  if (!call) return false
  const isHere = isInMemory(call) ?? !observation.packages.some(isDatabase)
  return isHere || call.store?.package === 'session-file-store'
}

/** The request that came before with the same session. */
function lastVisit({ exchanges }: Observation, exchange: ExchangeFacts): ExchangeFacts | undefined {
  const id = loadOf(exchange)?.id
  return exchanges.slice(0, exchanges.indexOf(exchange)).findLast(({ store }) => store.some((one) => one.id === id))
}
