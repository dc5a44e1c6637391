import type { ErrorFacts, ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, sessionsOf } from '../../facts.ts'

/** What people take from `node:crypto` for an id. */
const CRYPTO = /^(?:random(?:UUID|Bytes|Int|Fill|FillSync)|createHash|createHmac|getRandomValues|hash)$/

export default cause({
  code: 'genid-threw',
  title: 'genid fails, so no new visitor gets an answer',
  level: 'error',
  symptoms: ['error-500', 'no-cookie'],
  words: [
    'genid throws',
    'genid error',
    'genid is not a function',
    'randomuuid is not defined',
    'crypto is not defined',
    'uuid is not a function',
    'uuidv4 is not defined',
    'callback in genid',
  ],
  howToTell: 'the trace says "no SID sent" and stops there, and a request with a good cookie is answered all the same',
  lesson: 3,
  step: 'When genid runs',
  explains: ['handler-threw'],
  find(observation) {
    const failed = observation.exchanges.flatMap((exchange) => {
      const error = errorOf(observation, exchange)
      return error ? [{ exchange, error }] : []
    })
    const [first] = failed
    if (!first) return null
    const { exchange, error } = first
    const [call] = sessionsOf(observation, exchange)
    const said = `${error.name === '' ? '' : `${error.name}: `}${error.message.split('\n', 1)[0]}`
    return {
      message: `${requestLine(exchange)} brought no session, so express-session called genid for a new id, and it threw "${said}". ${reasonOf(error)}`,
      ...(error.at ? { at: error.at } : { at: call?.at ?? null, option: 'genid' }),
      exchange: nameOf(exchange),
      count: failed.length,
    }
  },
  fix: {
    text: 'Return a string at once, made from nothing that may be missing.',
    code: "import { randomUUID } from 'node:crypto'\n\ngenid: () => randomUUID()",
  },
  moves: [{ send: 'GET /' }],
})

/** What genid of the app threw: session() had a new session to make, and no id came of it (index.js `generate`). */
function errorOf(observation: Observation, exchange: ExchangeFacts): ErrorFacts | null {
  const { generated, session, layers, errors } = exchange
  const layer = layers.find((one) => one.did === 'threw')
  const isAsked = sessionsOf(observation, exchange).some(({ options }) => options['genid'] !== undefined)
  const isNew = NEW.has(session.state) && generated.length === 0
  return (isAsked && isNew && layer && layer.session !== null && errors[0]) || null
}

/** Where session() makes a new session before the app is asked. */
const NEW: ReadonlySet<ExchangeFacts['session']['state']> = new Set(['no-cookie', 'bad-signature', 'unknown-id'])

/** What it may come from, as far as the error tells. */
function reasonOf({ name, message }: ErrorFacts): string {
  const [, missing, what] = /^([\w$.]+) is not (defined|a function)/.exec(message) ?? []
  const isCrypto = CRYPTO.test(missing ?? '')
  if (name === 'ReferenceError' && what === 'defined')
    return missing === 'crypto' || isCrypto
      ? `Nothing in the file has that name. Import it at the top: ${missing === 'crypto' ? 'it is' : 'it is in'} node:crypto.`
      : 'Nothing in the file has that name: an import or a const is missing, or it is spelled differently.'
  if (what === 'a function' && isCrypto)
    return `It is in node:crypto, but import ${missing} from 'node:crypto' gives that name to the whole module. To import one function, put its name between braces.`
  if (what === 'a function')
    return 'express-session gives genid the request and nothing else, no callback either, and takes what it returns for the id.'
  return 'It is called for each new visitor, so none of them gets a page.'
}
