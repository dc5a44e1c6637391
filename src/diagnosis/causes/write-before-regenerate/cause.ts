import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'

export default cause({
  code: 'write-before-regenerate',
  title: 'Data is put into the session before regenerate(), which throws it away',
  level: 'error',
  symptoms: ['data-lost'],
  words: [
    'session empty after regenerate',
    'user gone after regenerate',
    'data set before regenerate is lost',
    'data lost after login',
    'regenerate loses data',
  ],
  howToTell: 'the store destroys an id right after data was put there, and saves an empty session',
  find({ exchanges }) {
    const lost = exchanges.flatMap((exchange) => {
      const { calls, changes } = exchange
      const call = calls.find(({ method }) => method === 'regenerate')
      const renewed = changes.findIndex(({ kind }) => kind === 'renewed')
      const written = changes.slice(0, Math.max(renewed, 0)).flatMap(({ kind, keys }) => (kind === 'keys' ? keys : []))
      const kept = changes.slice(renewed).flatMap(({ keys }) => keys)
      const gone = written.filter((key) => !kept.includes(key))
      return call && gone.length > 0 ? [{ exchange, call, gone }] : []
    })
    const [first] = lost
    if (!first) return null
    const { exchange, call, gone } = first
    return {
      message:
        `${requestLine(exchange)} put ${gone.join(', ')} into the session and then called regenerate(), which begins a new, empty ` +
        'session and destroys the one before. What was put there is lost.',
      at: call.at,
      exchange: nameOf(exchange),
      count: lost.length,
    }
  },
  fix: {
    text: 'Write to the session inside the callback of regenerate().',
    code: 'req.session.regenerate((error) => {\n  if (error) return next(error)\n  req.session.user = user\n  res.redirect("/")\n})',
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})
