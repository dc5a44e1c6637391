import type { ValueFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'

/** What express-session takes for no id (index.js `shouldSave`, and `if (!req.sessionID)`). */
const isNoId = ({ kind, value }: ValueFacts): boolean => kind !== 'string' || value === ''

export default cause({
  code: 'genid-not-text',
  title: 'genid returns something that is not a string',
  level: 'error',
  symptoms: ['no-cookie', 'data-lost', 'new-id-every-request'],
  words: [
    'genid',
    'async genid',
    'genid promise',
    'session ignored because of bogus req.sessionid',
    'no cookie with genid',
    'nothing is saved',
    '[object promise] as session id',
    'session id is [object promise]',
    'session id is undefined',
  ],
  howToTell: 'the trace says "session ignored because of bogus req.sessionID"',
  lesson: 3,
  step: 'An async genid',
  explains: ['nothing-saved', 'empty-sessions', 'genid-not-unique'],
  find(observation) {
    const odd = observation.exchanges.flatMap((exchange) => {
      const id = exchange.generated.find(isNoId)
      return id ? [{ exchange, id }] : []
    })
    const [first] = odd
    if (!first) return null
    const { exchange, id } = first
    const [call] = sessionsOf(observation, exchange)
    return {
      message:
        `genid gave ${nameOfValue(id)} for ${requestLine(exchange)}. A session id must be a string, so express-session ignored this ` +
        `session: it saved nothing and set no cookie.${HINTS[id.kind] ?? ''}`,
      at: call?.at ?? null,
      option: 'genid',
      exchange: nameOf(exchange),
      count: odd.length,
    }
  },
  fix: {
    text: 'Return a string that nobody can guess, at once: genid cannot wait for a promise.',
    code: 'genid: () => crypto.randomUUID()',
  },
  moves: [{ send: 'GET /' }, { send: 'GET /' }],
})

/** What such a value comes from, by its kind. */
const HINTS: Readonly<Record<string, string>> = {
  undefined: ' A function with braces returns only what follows return.',
  promise: ' It does not wait for a promise.',
}

function nameOfValue({ kind, value }: ValueFacts): string {
  if (kind === 'undefined') return 'undefined, so it returned nothing,'
  if (kind === 'promise') return 'a promise, as an async function does,'
  if (kind === 'string') return 'an empty string'
  return kind === 'number' || kind === 'boolean'
    ? `the ${kind} ${String(value)}`
    : `something that is not a string (${kind})`
}
