import type { ErrorFacts, ValueFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'

/** session/cookie.js, `set maxAge`. */
const isOfMaxAge = ({ message }: ErrorFacts): boolean => message === 'maxAge must be a number or Date'

/** Options that the lifetime of a cookie is worked out from. */
const OPTIONS = ['cookie.maxAge', 'cookie.expires'] as const

/** Kinds of values that express-session takes for them. */
const TAKEN: ReadonlySet<string> = new Set(['undefined', 'null', 'boolean', 'number', 'date'])

export default cause({
  code: 'max-age-text',
  title: 'maxAge is a string, and express-session takes only a number',
  level: 'error',
  symptoms: ['process-ends', 'error-500', 'hangs'],
  words: [
    'maxage must be a number or date',
    "cannot read properties of undefined (reading 'originalmaxage')",
    'maxage from process.env',
    'maxage string',
    'app crashes at first request',
    'option maxage is invalid',
  ],
  howToTell: 'the error "maxAge must be a number or Date" comes with the first request',
  lesson: 2,
  step: 'A number from the environment',
  explains: ['handler-threw', 'process-ended', 'response-never-ends'],
  find(observation) {
    const failed = observation.exchanges.flatMap((exchange) => {
      const error = exchange.errors.find(isOfMaxAge)
      return error ? [{ exchange, error }] : []
    })
    const [first] = failed
    if (!first) return null
    const { exchange, error } = first
    const call = sessionsOf(observation, exchange).at(-1)
    const option = OPTIONS.find((name) => !TAKEN.has(call?.options[name]?.kind ?? 'undefined'))
    return {
      message:
        `The end of a cookie is worked out from a number of milliseconds, and at ${requestLine(exchange)} ` +
        (option ? `${option} is ${shownOf(option, call?.options[option])}` : `maxAge is not one. ${ALWAYS_TEXT}`),
      // Without a line of the app in the error, express-session was making a cookie of the options.
      ...(option || !error.at ? { at: call?.at ?? null, option: option ?? 'cookie' } : { at: error.at }),
      exchange: nameOf(exchange),
      count: failed.length,
    }
  },
  fix: {
    text: 'Turn it into a number.',
    code: 'cookie: { maxAge: Number(process.env.SESSION_MAX_AGE) }',
  },
  moves: [{ send: 'POST /login' }],
})

const ALWAYS_TEXT = 'An environment variable is always a string.'

/** What was given in its place, and what that means. */
function shownOf(option: string, { kind, value }: ValueFacts = { kind: 'undefined' }): string {
  if (kind.endsWith('function')) return 'a function, which express-session does not call.'
  const shown = typeof value === 'string' ? `the string ${JSON.stringify(value)}` : `of the kind ${kind}`
  if (option === 'cookie.expires') return `${shown}, where a Date should be.`
  return typeof value === 'string' ? `${shown}. ${ALWAYS_TEXT}` : `${shown}.`
}
