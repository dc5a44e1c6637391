import type { ErrorFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine, writeOf } from '../../facts.ts'

/** What express-session says that wanted to read from `session.cookie`, and found nothing there. */
const isOfCookie = ({ name, message, stack }: ErrorFacts): boolean =>
  name === 'TypeError' && /^Cannot \w+ properties of (?:null|undefined)/.test(message) && FRAME.test(stack)

/** The topmost frame lies in express-session. */
const FRAME = /^[^\n]*\n\s+at [^\n]*[\\/]express-session[\\/]/

export default cause({
  code: 'session-cookie-removed',
  title: 'req.session.cookie is taken away, and no session can be saved without it',
  level: 'error',
  lesson: 10,
  step: 'No longer remembered',
  symptoms: ['hangs', 'error-500', 'process-ends', 'logout-does-not-work'],
  words: [
    'req.session.cookie = null',
    'delete req.session.cookie',
    "cannot read properties of null (reading 'originalmaxage')",
    "cannot read properties of undefined (reading 'originalmaxage')",
    'logout hangs',
  ],
  howToTell: "the error is about reading 'originalMaxAge', 'maxAge' or 'expires' of null or undefined",
  explains: ['handler-threw', 'response-never-ends', 'process-ended', 'logout-keeps-session'],
  find({ exchanges }) {
    const taken = exchanges.flatMap((exchange) => {
      const change = exchange.changes.find(({ kind }) => kind === 'cookie')
      const error = exchange.errors.find(isOfCookie)
      return change && error ? [{ exchange, change, error }] : []
    })
    const [first] = taken
    if (!first) return null
    const { exchange, change, error } = first
    return {
      message:
        `${requestLine(exchange)} took the cookie out of its session. session.cookie says how long the session lives, and session() cannot ` +
        `save one without it: it failed with "${error.message}" when the answer was about to end.`,
      ...writeOf(exchange, change),
      exchange: nameOf(exchange),
      count: taken.length,
    }
  },
  fix: {
    text: 'Leave req.session.cookie where it is, and change its parts. To log a user out call destroy(), which ends the whole session.',
    code: "req.session.destroy((error) => {\n  if (error) return next(error)\n  res.redirect('/')\n})",
  },
  moves: [{ send: 'POST /login' }, { send: 'POST /logout' }, { restsMs: 1500 }, { send: 'GET /' }],
})
