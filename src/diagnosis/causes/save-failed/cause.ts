import type { ExchangeFacts, Observation, StoreCallFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf, setCookies } from '../../facts.ts'
import { placeOfMethod } from '../../store-place.ts'

interface Refused {
  readonly exchange: ExchangeFacts
  readonly call: StoreCallFacts
}

/** Sessions that a store was given and did not take. What JSON cannot hold is no fault of the store. */
const refusedIn = ({ exchanges }: Observation): readonly Refused[] =>
  exchanges.flatMap((exchange) => {
    const call = exchange.store.find(({ op, error, session }) => op === 'set' && error !== null && session !== null)
    return call ? [{ exchange, call }] : []
  })

export default cause({
  code: 'save-failed',
  title: 'The store refuses to save the session',
  level: 'error',
  lesson: 11,
  step: 'Errors come late',
  symptoms: ['data-lost', 'new-id-every-request', 'nothing-happens', 'hangs'],
  words: [
    'session not saved',
    'session is not persisted',
    'store set error',
    'failed to save session',
    'enoent sessions folder',
    'eacces sessions',
    'answer 200 but not logged in',
    'no session found after login',
  ],
  howToTell:
    'the answer is a 200 with a Set-Cookie, an error is printed after it, and the next request finds no session',
  explains: ['nothing-saved', 'response-never-ends', 'handler-threw', 'process-ended'],
  find(observation) {
    const refused = refusedIn(observation)
    const [first] = refused
    if (!first) return null
    const { exchange, call } = first
    const used = sessionsOf(observation, exchange).at(-1)
    const line = call.error?.at ?? null
    // Other methods may fail for the same reason.
    const others = observation.exchanges.flatMap(({ store }) => store.filter(({ op, error }) => op !== 'set' && error))
    const isSame = ({ error }: StoreCallFacts) => error?.code === call.error?.code && error?.name === call.error?.name
    return {
      message:
        `At the end of ${requestLine(exchange)} the store failed to save the session: "${textOf(call)}". ${outcomeOf(exchange)}` +
        (call.error?.code === 'ENOENT' ? ' A file cannot be written into a folder that is not there.' : ''),
      ...(line ? { at: line } : placeOfMethod(used, 'set')),
      exchange: nameOf(exchange),
      count: refused.length,
      ...(call.error?.code && others.every(isSame) ? { explains: ['store-failed'] } : {}),
    }
  },
  fix: {
    text: 'Fix what keeps the store from saving. Where the answer depends on it, call save() and answer in its callback.',
    code: "fs.mkdirSync('./sessions', { recursive: true })\n\nreq.session.save((error) => (error ? next(error) : res.redirect('/')))",
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})

const textOf = ({ error }: StoreCallFacts): string =>
  error === null || error.name === '' ? (error?.message ?? '') : `${error.name}: ${error.message}`

/** What the browser got all the same: the head may be out before the store has answered (index.js `writetop`). */
function outcomeOf(exchange: ExchangeFacts): string {
  const { response } = exchange
  if (response === null) return 'The answer was never finished.'
  if (response.status >= 500) return `The answer was a ${response.status}.`
  const cookie = setCookies(exchange).length > 0 ? ' with a Set-Cookie' : ''
  return `The answer was a ${response.status}${cookie} all the same, and the next request finds nothing, or what was there before.`
}
