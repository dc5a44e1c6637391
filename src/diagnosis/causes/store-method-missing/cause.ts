import type { ErrorFacts, ExchangeFacts, Observation, SessionCall } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'

/** What express-session calls of a store. `createSession` and `regenerate` come with session.Store. */
const CALLED = /\b(get|set|destroy|createSession|regenerate) is not a function/
const INHERITED = new Set(['createSession', 'regenerate'])

interface Lack {
  readonly exchange: ExchangeFacts
  readonly call: SessionCall
  readonly error: ErrorFacts
  readonly method: string
}

const lacksIn = (observation: Observation): readonly Lack[] =>
  observation.exchanges.flatMap((exchange) => {
    const call = sessionsOf(observation, exchange).at(-1)
    return exchange.errors.flatMap((error) => {
      const method = CALLED.exec(error.message)?.[1]
      return call?.store && method !== undefined && !call.store.methods.includes(method)
        ? [{ exchange, call, error, method }]
        : []
    })
  })

export default cause({
  code: 'store-method-missing',
  title: 'The store lacks a method that express-session calls',
  level: 'error',
  lesson: 11,
  step: 'Three methods',
  symptoms: ['error-500', 'hangs'],
  words: [
    'store.get is not a function',
    'sessionstore.set is not a function',
    'sessionstore.destroy is not a function',
    'store.createsession is not a function',
    'regenerate is not a function',
    'custom store',
    'own store',
  ],
  howToTell: 'a request fails with "store.get is not a function", or set, destroy, createSession',
  explains: ['handler-threw', 'response-never-ends', 'nothing-saved'],
  find(observation) {
    const lacks = lacksIn(observation)
    const [first] = lacks
    if (!first) return null
    const { exchange, call, error, method } = first
    const { className = '', at = null, otherMethods = [] } = call.store ?? {}
    const others =
      otherMethods.length > 0
        ? ` Nothing of express-session calls ${otherMethods.slice(0, MOST_NAMED).join(', ')}, which it has.`
        : ''
    return {
      message:
        `${requestLine(exchange)} failed with "${error.message}": ${className} has no method ${method}. ` +
        (INHERITED.has(method)
          ? 'A class gets it by being based on session.Store.'
          : `A store has get, set and destroy, by these names.${others}`),
      at: at ?? call.at,
      ...(at ? {} : { option: 'store', method: className }),
      exchange: nameOf(exchange),
      count: lacks.length,
    }
  },
  fix: {
    text: 'Base the class on session.Store, and give it get, set and destroy.',
    code: 'class MyStore extends session.Store {\n  get(id, done) {}\n  set(id, data, done) {}\n  destroy(id, done) {}\n}',
  },
  moves: [{ send: 'POST /login' }, { send: 'POST /logout' }],
})

/** More names than these tell nothing. */
const MOST_NAMED = 5
