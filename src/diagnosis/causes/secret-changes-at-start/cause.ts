import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { isBeside, isOfOtherApp, signedBefore, variableOf } from '../../signed-before.ts'

export default cause({
  code: 'secret-changes-at-start',
  title: 'The secret changes at each start',
  level: 'error',
  symptoms: ['logged-out-at-restart', 'new-id-every-request'],
  words: [
    'logged out after restart',
    'logged out after restart although sessions are in files or a database',
    'logged out after deploy',
    'cookie signature invalid',
    'random secret',
    'randombytes secret',
  ],
  howToTell: 'after a restart the trace says "cookie signature invalid" for a cookie from before it',
  lesson: 4,
  step: 'Another secret after the restart',
  explains: ['memory-store-restart', 'memory-store-processes'],
  find(observation) {
    const refused = signedBefore(observation).filter(
      (one) => variableOf(one) === null && !isOfOtherApp(one, observation),
    )
    const [first] = refused
    if (!first) return null
    const { exchange, now, before } = first
    return {
      message: isBeside(first, observation)
        ? `${requestLine(exchange)} brought a cookie that another process of the app had set (${before.pid}), and its signature does not fit in this ` +
          `one (${now.pid}): each start has another secret. Who is logged in depends on which of them answers, wherever the sessions are kept.`
        : `${requestLine(exchange)} brought back a cookie that the app had set before it started over, and its signature no longer ` +
          'fits: this start has another secret. Everyone who was logged in is a stranger now, wherever the sessions are kept.',
      at: now.at,
      option: 'secret',
      exchange: nameOf(exchange),
      count: refused.length,
    }
  },
  fix: {
    text: 'Make the secret once, keep it in an environment variable, and read it from there at each start.',
    code: 'session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false })',
  },
  moves: [{ send: 'POST /login' }, { restart: true }, { send: 'GET /' }],
})
