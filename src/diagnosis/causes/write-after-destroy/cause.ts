import type { ErrorFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { uncaughtOf } from '../../uncaught.ts'

/** What is said where a part of a req.session that is gone is asked for: by Node.js, and by connect-flash. */
const isOfNothing = ({ name, message }: ErrorFacts): boolean =>
  (name === 'TypeError' && /\bundefined\b/.test(message) && !/is not (?:a function|iterable)/.test(message)) ||
  message.endsWith('requires sessions')

export default cause({
  code: 'write-after-destroy',
  title: 'req.session is used after destroy(), which has removed it',
  level: 'error',
  lesson: 10,
  step: 'destroy()',
  symptoms: ['error-500', 'session-undefined', 'logout-does-not-work', 'process-ends'],
  words: [
    'cannot set properties of undefined after destroy',
    'cannot read properties of undefined after destroy',
    'logout 500',
    'req.session undefined after destroy',
    'flash message after logout',
    'req.flash() requires sessions',
    'error after destroying the session',
  ],
  howToTell: 'a request calls destroy() and then fails with a TypeError because req.session is gone',
  explains: ['handler-threw', 'process-ended'],
  find(observation) {
    const used = observation.exchanges.flatMap((exchange) => {
      const call = exchange.calls.find(({ method }) => method === 'destroy')
      const isGone = exchange.changes.some(({ kind }) => kind === 'removed')
      const error = [...exchange.errors, ...uncaughtOf(observation, exchange)].find(isOfNothing)
      return call && isGone && error ? [{ exchange, call, error }] : []
    })
    const [first] = used
    if (!first) return null
    const { exchange, call, error } = first
    const line = call.at && call.at.file === error.at?.file ? ` in line ${call.at.line}` : ''
    return {
      message:
        `${requestLine(exchange)} called req.session.destroy()${line} and went on to use req.session, which destroy() had removed: ` +
        `"${error.message}". ` +
        (error.message.includes('(setting ')
          ? 'regenerate() destroys a session and makes a new one, which can be written to.'
          : 'What is needed from it must be read before.'),
      at: error.at ?? call.at,
      exchange: nameOf(exchange),
      count: used.length,
    }
  },
  fix: {
    text: 'After destroy(), only answer. For a message to a user who has just logged out, start a new session with regenerate().',
    code: "req.session.regenerate((error) => {\n  if (error) return next(error)\n  req.session.message = 'You are logged out'\n  res.redirect('/')\n})",
  },
  moves: [{ send: 'POST /login' }, { send: 'POST /logout' }],
})
