import type { ErrorFacts, ExchangeFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'

/** What only a session of express-session has. */
const MISSING = /\bsession\.(regenerate|destroy|save|reload|touch|resetMaxAge) is not a function/

const missingIn = (errors: readonly ErrorFacts[]): ErrorFacts | undefined =>
  errors.find(({ name, message }) => name === 'TypeError' && MISSING.test(message))

export default cause({
  code: 'cookie-session-instead',
  title: 'The session comes from cookie-session, and the code is for express-session',
  level: 'error',
  lesson: 10,
  step: 'req.session = null',
  symptoms: ['error-500', 'process-ends', 'logout-does-not-work'],
  words: [
    'req.session.destroy is not a function',
    'req.session.regenerate is not a function',
    'req.session.save is not a function',
    'req.session.regenerate is not a function after passport 0.6',
    'cookie-session',
    'cookie-session regenerate',
  ],
  howToTell: 'the browser has two cookies, session and session.sig, and the trace of express-session is silent',
  explains: ['handler-threw', 'process-ended', 'response-never-ends'],
  find({ exchanges, packages, problems }) {
    if (!packages.some(({ name }) => name === 'cookie-session')) return null
    const failed = exchanges.flatMap((exchange) => {
      const error = missingIn([
        ...exchange.errors,
        ...problems.flatMap((one) => (isOf(one, exchange) ? [one.error] : [])),
      ])
      return error && exchange.session.foreign !== null ? [{ exchange, error }] : []
    })
    const [first] = failed
    if (!first) return null
    const { exchange, error } = first
    const [, method = ''] = MISSING.exec(error.message) ?? []
    return {
      message:
        `${requestLine(exchange)} called req.session.${method}(), which sessions of express-session have. But cookie-session made this ` +
        'session: it keeps the data itself in the cookie, has no store, and has no such function.',
      at: error.at,
      exchange: nameOf(exchange),
      count: failed.length,
      ...(method === 'destroy' ? {} : { fix: OTHER_PACKAGE }),
    }
  },
  fix: {
    text: 'With cookie-session, end a session with req.session = null. For one with an id and a store, use express-session.',
    code: 'req.session = null',
  },
  needs: ['cookie-session'],
  moves: [{ send: 'POST /login' }, { send: 'POST /logout' }, { send: 'GET /' }],
})

/** Passport from 0.6 on calls regenerate() and save() itself. */
const OTHER_PACKAGE = {
  text: 'Use express-session: what calls this function needs a session with an id and a store.',
  code: "import session from 'express-session'\n\napp.use(session({ secret, resave: false, saveUninitialized: false }))",
}

const isOf = (
  problem: { readonly pid: number; readonly exchange: number | null },
  { pid, number }: ExchangeFacts,
): boolean => problem.pid === pid && problem.exchange === number
