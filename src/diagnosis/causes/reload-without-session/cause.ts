import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { uncaughtOf } from '../../uncaught.ts'

/** What `reload` hands to its callback (express-session session/session.js). Where that does not mind, nothing is lost. */
const MESSAGE = 'failed to load session'

export default cause({
  code: 'reload-without-session',
  title: 'reload() is called before the store has the session',
  level: 'error',
  symptoms: ['error-500', 'process-ends'],
  words: ['failed to load session', 'error: failed to load session', 'req.session.reload', 'reload session fails'],
  howToTell: 'the error is "failed to load session", and the request came without a session that was stored',
  lesson: 6,
  step: 'reload() and touch()',
  explains: ['handler-threw', 'process-ended'],
  find(observation) {
    const failed = observation.exchanges.flatMap((exchange) => {
      const call = exchange.calls.find(({ error }) => error?.message === MESSAGE)
      const errors = [...exchange.errors, ...uncaughtOf(observation, exchange)]
      return call && errors.some(({ message }) => message === MESSAGE) ? [{ exchange, call }] : []
    })
    const [first] = failed
    if (!first) return null
    const { exchange, call } = first
    const isNew = exchange.session.state !== 'found'
    return {
      message:
        `${requestLine(exchange)} called reload(), which reads the session from the store once more, and failed: ` +
        (isNew
          ? 'the session is new, and a new one is not there before the answer ends. '
          : 'it is not there any more. ') +
        'A session that exists keeps its id and its data.',
      at: call.at,
      exchange: nameOf(exchange),
      count: failed.length,
    }
  },
  fix: {
    text: 'Leave reload() out: each request begins with what the store has. For a new session at a login call regenerate().',
    code: "req.session.regenerate((error) => {\n  if (error) return next(error)\n  req.session.user = user\n  res.redirect('/')\n})",
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})
