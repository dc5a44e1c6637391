import type { ExchangeFacts, StoreCallFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { listed } from '../../listed.ts'

/** What express-session makes no session of: it asks for its `cookie` (session/store.js `createSession`). */
const wrongAnswer = ({ store, session }: ExchangeFacts): StoreCallFacts | undefined =>
  session.state === 'unknown-id' ? undefined : store.find(({ foundAt }) => foundAt !== undefined)

export default cause({
  code: 'store-answers-wrong',
  title: 'The get() of the store gives back something that is not a session',
  level: 'error',
  lesson: 11,
  step: 'What get may answer',
  symptoms: ['error-500', 'data-lost', 'session-undefined'],
  words: [
    "cannot read properties of undefined (reading 'expires')",
    "cannot read property 'expires' of undefined",
    'store get returns string',
    'custom store json.parse',
    'custom session store',
    'second request 500',
  ],
  howToTell:
    'the first request works, and each later one fails with "Cannot read properties of undefined (reading \'expires\')"',
  explains: ['handler-threw', 'process-ended'],
  find(observation) {
    const wrong = observation.exchanges.flatMap((exchange) => {
      const call = wrongAnswer(exchange)
      return call ? [{ exchange, call }] : []
    })
    const [first] = wrong
    if (!first) return null
    const { exchange, call } = first
    const session = sessionsOf(observation, exchange).at(-1)
    const [name = 'the store'] = [session?.store?.className]
    return {
      message:
        `For ${requestLine(exchange)}, get() of ${name} called back with ${shown(call)}. ` +
        'express-session expects the object that it gave to set(), with its cookie, or nothing.',
      ...(call.foundAt ? { at: call.foundAt } : { at: session?.at ?? null, option: 'store' }),
      exchange: nameOf(exchange),
      count: wrong.length,
    }
  },
  fix: {
    text: 'Let get() call back with the parsed object, cookie and all, as set() got it.',
    code: 'get(id, callback) {\n  const text = this.texts.get(id)\n  callback(null, text === undefined ? null : JSON.parse(text))\n}',
  },
  moves: [{ send: 'GET /' }, { send: 'GET /' }],
})

function shown({ found, session }: StoreCallFacts): string {
  const kind = found?.kind ?? 'nothing'
  const keys = Object.keys(session ?? {})
  if (kind === 'object' && keys.length > 0)
    return `an object with ${listed(keys.slice(0, MOST_NAMED))}, and without cookie`
  if (kind === 'string') return 'a text'
  if (kind === 'promise') return 'a promise'
  return kind === 'object' ? 'an object without cookie' : `a value of kind ${kind}`
}

/** More names than these tell nothing. */
const MOST_NAMED = 5
