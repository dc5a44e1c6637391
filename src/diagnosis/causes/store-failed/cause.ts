import type { ExchangeFacts, Observation, StoreCallFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { lastChange } from '../../forgotten.ts'
import { placeOfMethod } from '../../store-place.ts'

interface Failed {
  readonly exchange: ExchangeFacts
  readonly call: StoreCallFacts
}

/** What a store said of a session that is not there, or threw: express-session takes no error but ENOENT for that (index.js `session`). */
function isFailure({ session, response }: ExchangeFacts, { op, error }: StoreCallFacts): boolean {
  if (error === null || op === 'set') return false
  if (op === 'get') return session.state !== 'unknown-id'
  // Where the session is gone meanwhile, as after a logout elsewhere, touch finds nothing, and the answer is as it was.
  return op !== 'touch' || error.code !== 'ENOENT' || response === null || response.status >= 500
}

const failuresIn = ({ exchanges }: Observation): readonly Failed[] =>
  exchanges.flatMap((exchange) => {
    const call = exchange.store.find((one) => isFailure(exchange, one))
    return call ? [{ exchange, call }] : []
  })

export default cause({
  code: 'store-failed',
  title: 'The store fails when it is asked',
  level: 'error',
  lesson: 11,
  step: 'What get may answer',
  symptoms: ['error-500', 'logout-does-not-work'],
  words: [
    'error 500 on every request with a cookie',
    'store get error',
    'error after logout',
    'session store error',
    'custom store throws',
    'unexpected end of json input',
    'session file corrupt',
  ],
  howToTell: 'the answer is a 500, and the error comes out of a method of the store',
  explains: ['handler-threw', 'process-ended', 'response-never-ends'],
  find(observation) {
    const failed = failuresIn(observation)
    const [first] = failed
    if (!first) return null
    const { exchange, call } = first
    const used = sessionsOf(observation, exchange).at(-1)
    const { op, error } = call
    const isGone = op === 'get' && lastChange(observation, exchange, call)?.call.op !== 'set'
    const status = exchange.response?.status
    return {
      message:
        `${op} of ${used?.store?.className ?? 'the store'} failed at ${requestLine(exchange)} with "${error?.message}"` +
        `${status === undefined ? ', and there was no answer' : `, and the answer was a ${status}`}.` +
        (isGone
          ? ' If there is no session under an id, a store has to say so without an error, or everyone with an old cookie gets this.'
          : ''),
      ...(error?.at ? { at: error.at } : placeOfMethod(used, op)),
      exchange: nameOf(exchange),
      count: failed.length,
      ...(isGone ? { fix: NOT_THERE } : {}),
    }
  },
  fix: {
    text: 'Fix what fails there, and if it can still fail, call back with the error.',
    code: 'try {\n  done(null, JSON.parse(text))\n} catch (error) {\n  done(error)\n}',
  },
  moves: [{ send: 'POST /login' }, { send: 'POST /logout' }, { send: 'GET /' }],
})

const NOT_THERE = {
  text: 'Call back with null and no session if there is none.',
  code: 'get(id, done) {\n  if (!exists(id)) return done(null, null)\n  done(null, JSON.parse(read(id)))\n}',
}
