import type { ExchangeFacts, Observation, SessionCall } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { sessionCookieSet } from '../../session-cookie.ts'

export default cause({
  code: 'cookie-not-an-object',
  title: 'The cookie option is not an object of cookie options',
  level: 'error',
  lesson: 1,
  step: 'Left out, or misspelt',
  symptoms: ['process-ends', 'error-500', 'hangs', 'no-cookie', 'logged-out-early'],
  words: [
    'argument options must be a object',
    "cannot read properties of undefined (reading 'path')",
    "cannot read properties of undefined (reading 'originalmaxage')",
    'cookie option function returns undefined',
    'cookie async function',
    'cookie options function ignored',
  ],
  howToTell: 'cookie is a number, a string or true, or a function that gives one of these, a promise or nothing',
  explains: ['handler-threw', 'process-ended', 'response-never-ends', 'kept-forever'],
  find(observation) {
    const all = observation.exchanges.flatMap((exchange) => {
      const call = callIn(observation, exchange)
      const fault = call && faultOf(observation, exchange, call)
      return fault ? [{ exchange, call, fault }] : []
    })
    const [first] = all
    if (!first) return null
    const { exchange, call, fault } = first
    return { message: fault, at: call.at, option: 'cookie', exchange: nameOf(exchange), count: all.length }
  },
  fix: {
    text: 'Put the options of the cookie into an object. A function has to return one, in parentheses after =>.',
    code: "cookie: { maxAge: 60 * 60 * 1000 }\n// or\ncookie: (req) => ({ maxAge: 60 * 60 * 1000, secure: req.secure, sameSite: 'lax' })",
  },
  moves: [{ send: 'POST /login' }],
})

/** The call of session() that had a request in hand: where it failed at once, nothing more is known of it than its layer. */
const callIn = (observation: Observation, exchange: ExchangeFacts): SessionCall | undefined =>
  sessionsOf(observation, exchange).at(-1) ??
  observation.sessions.find(
    ({ id, pid }) => pid === exchange.pid && exchange.layers.some(({ session }) => session === id),
  )

/** What session/cookie.js and index.js `session` say of anything else. */
const NO_OBJECT = 'argument options must be a object'
const NOTHING = /^Cannot read properties of (?:undefined|null) \(reading 'path'\)$/

/** What is wrong with the option; null for nothing. */
function faultOf(observation: Observation, exchange: ExchangeFacts, { options }: SessionCall): string | null {
  const { kind = 'undefined', value } = options['cookie'] ?? {}
  const isFunction = kind.endsWith('function')
  const line = requestLine(exchange)
  if (exchange.errors.some(({ message }) => message === NO_OBJECT))
    return (
      `No cookie could be made at ${line}: cookie must be an object with the options of the cookie in it, and ` +
      (isFunction
        ? 'here it is a function that returns something else.'
        : `here it is ${value === undefined ? `of the kind ${kind}` : JSON.stringify(value)}.`)
    )
  if (!isFunction) return null
  // An error of the function itself has its line.
  if (exchange.errors.some(({ message, at }) => at === null && NOTHING.test(message)))
    return (
      `cookie is a function here, and at ${line} it returned nothing, where an object with the options of the cookie should be. ` +
      'A brace right after => begins statements, not an object: put the object in parentheses.'
    )
  if (kind !== 'async function' || sessionCookieSet(observation, exchange)?.end !== null) return null
  return (
    `cookie is an async function here. What it returns is a promise, and express-session does not wait for it: the cookie of ${line} ` +
    'was made without these options, and has no end.'
  )
}
