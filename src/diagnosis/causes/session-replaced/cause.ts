import type { ErrorFacts, ExchangeFacts, MissingFacts, SessionChange } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, writeOf } from '../../facts.ts'

export default cause({
  code: 'session-replaced',
  title: 'req.session is set to an object that is not a session',
  level: 'error',
  lesson: 10,
  step: 'req.session = null',
  symptoms: ['hangs', 'error-500', 'data-lost', 'process-ends'],
  words: [
    'req.session.touch is not a function',
    'req.session.save is not a function',
    'req.session.regenerate is not a function',
    'req.session = {}',
    'login hangs',
    'overwrite req.session',
    'req.session set to an object',
  ],
  howToTell: 'after a layer req.session is no longer an object of express-session',
  explains: ['response-never-ends', 'handler-threw', 'process-ended', 'logout-keeps-session'],
  find({ exchanges }) {
    const replaced = exchanges.flatMap((exchange) => {
      const change = exchange.changes.find(({ kind }) => kind === 'replaced')
      if (change) return [{ exchange, ...writeOf(exchange, change), why: replacedWhy(change) }]
      const lost = lostWith(exchange)
      if (lost) return [{ exchange, ...writeOf(exchange, lost), why: REMOVED }]
      const used = usedWithout(exchange)
      if (used) return [{ exchange, ...writeOf(exchange, used.change), why: usedWhy(used.error) }]
      const before = filledBefore(exchange)
      return before ? [{ exchange, at: before.at, why: FILLED }] : []
    })
    const [first] = replaced
    if (!first) return null
    const { exchange, why, ...where } = first
    return {
      message: `${requestLine(exchange)} ${why}`,
      ...where,
      exchange: nameOf(exchange),
      count: replaced.length,
    }
  },
  fix: {
    text: 'Set the parts of req.session one by one, and leave req.session itself alone.',
    code: 'req.session.user = user',
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})

const replacedWhy = ({ keys }: SessionChange): string =>
  `set req.session to a value of its own${keys.length > 0 ? ` (with ${keys.join(', ')})` : ''}. ` +
  'That is not a session: it has no save() and no touch(), so session() fails with "req.session.touch is not a function" when the answer ends.'

const REMOVED =
  'put something into its new session and then took the session off the request. So what was put there is gone, and the answer sets no cookie.'

const FILLED =
  'had an object of the app as its req.session before it came to session(). Where something is there already, session() takes it for a ' +
  'session and does nothing: it is saved nowhere, and gone with the request.'

/** Where a new session that holds something was taken off the request, and nobody destroyed it. */
const lostWith = ({ changes, calls, generated, session }: ExchangeFacts): SessionChange | undefined =>
  generated.length > 0 && session.why === 'session-removed' && !calls.some(({ method }) => method === 'destroy')
    ? changes.find(
        ({ kind }, index) => kind === 'removed' && changes.some((one, at) => at !== index && one.keys.length > 0),
      )
    : undefined

/** Where the session was taken off the request, nobody destroyed it, and something then failed for want of it. */
function usedWithout({ changes, calls, errors }: ExchangeFacts): { change: SessionChange; error: ErrorFacts } | null {
  const change = changes.find(({ kind, when }) => kind === 'removed' && when === 'before-head')
  const error = errors.find(({ message }) => OF_NOTHING.test(message))
  return change && error && !calls.some(({ method }) => method === 'destroy') ? { change, error } : null
}

const OF_NOTHING = /^Cannot (?:read|set) properties of (?:null|undefined)/

const usedWhy = ({ message }: ErrorFacts): string =>
  `took the session off the request, as req.session = null does, and then failed because it was missing: "${message}". That makes no new session, as ` +
  'regenerate() does, and the store keeps the old one.'

/** What asked for `req.session` above the only session() that a request came to, which then stepped aside. */
const filledBefore = ({ session, missing }: ExchangeFacts): MissingFacts | undefined =>
  session.state === 'stepped-aside' && session.by.length === 1 ? missing[0] : undefined
