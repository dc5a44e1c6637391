import type { Observation, SessionCall } from '../../../observe/observation.ts'
import { cause, type ExchangeName } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'

interface Lack {
  readonly call: SessionCall
  readonly exchange: ExchangeName | null
  readonly effect: string
}

/** A list that is empty: session() itself throws (index.js `session`). */
const emptyLists = ({ sessions }: Observation): readonly Lack[] =>
  sessions
    .filter(({ threw, secret }) => threw !== null && secret.kind === 'array' && secret.count === 0)
    .map((call) => ({ call, exchange: null, effect: 'so session() threw, and the app did not start' }))

function unanswered(observation: Observation): readonly Lack[] {
  return observation.exchanges.flatMap((exchange): Lack[] => {
    const { state, why } = exchange.session
    const [call] = sessionsOf(observation, exchange)
    if (!call) return []
    const line = requestLine(exchange)
    if (state === 'no-secret')
      return [{ call, exchange: nameOf(exchange), effect: `so ${line} failed: "secret option required for sessions"` }]
    return why === 'cannot-be-written' && call.secret.lengths[0] === 0
      ? [{ call, exchange: nameOf(exchange), effect: `so the cookie of ${line} could not be signed and was not sent` }]
      : []
  })
}

export default cause({
  code: 'secret-missing',
  title: 'session() has no secret',
  level: 'error',
  symptoms: ['error-500', 'no-cookie', 'process-ends'],
  words: [
    'secret option required for sessions',
    'secret option required although .env has it',
    'every page 500',
    'req.secret; provide secret option',
    'secret option array must contain one or more strings',
    'process.env undefined',
    'dotenv',
    'session_secret undefined',
    'session secret undefined on heroku',
  ],
  howToTell: 'every request ends with "secret option required for sessions"',
  lesson: 1,
  step: 'No secret',
  explains: ['handler-threw', 'process-ended', 'cookie-option-invalid', 'nothing-saved'],
  find(observation) {
    const lacks = [...emptyLists(observation), ...unanswered(observation)]
    const [first] = lacks
    if (!first) return null
    const { call, exchange, effect } = first
    const isGiven = 'secret' in call.options
    return {
      message: `${lackOf(call)}, ${effect}.`,
      at: call.at,
      ...(isGiven ? { option: 'secret' } : {}),
      exchange,
      count: lacks.length,
    }
  },
  fix: {
    text: 'Set the environment variable before the app starts, or load .env in the first line, and give it as the secret.',
    code: "import 'dotenv/config' // first\n\nsession({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false })",
  },
  moves: [{ send: 'GET /' }],
})

function lackOf({ options, secret: { kind, count } }: SessionCall): string {
  if (!('secret' in options)) return 'session() was called without a secret'
  if (kind === 'undefined')
    return 'The secret was undefined when session() was called, like an environment variable that is not set, or not yet'
  if (kind === 'array') return count === 0 ? 'The list of secrets is empty' : 'The first of the secrets is not a string'
  return kind === 'string' ? 'The secret is an empty string' : `The secret is not a string: ${kind}`
}
