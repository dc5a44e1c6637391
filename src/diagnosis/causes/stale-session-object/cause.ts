import { cause } from '../../cause.ts'
import { nameOf, requestLine, writeOf } from '../../facts.ts'

export default cause({
  code: 'stale-session-object',
  title: 'A variable still holds the old session, and data is put there',
  level: 'error',
  lesson: 9,
  step: 'The old session',
  symptoms: ['data-lost'],
  words: [
    'session empty after regenerate',
    'session data lost after regenerate',
    'user undefined after regenerate',
    'const session = req.session',
    'session variable not saved',
    'data lost after reload',
    'old session object',
    'variable still holds the old session',
    'writing to an old session object',
  ],
  howToTell: 'data is put into an object that was req.session before regenerate(), reload() or destroy()',
  explains: ['nothing-saved'],
  find({ exchanges }) {
    const stale = exchanges.flatMap((exchange) => {
      if (!exchange.calls.some(({ method }) => MAKE_STALE.has(method))) return []
      const current = exchange.changes.flatMap(({ kind, keys }) => (kind === 'stale' ? [] : keys))
      return exchange.changes.flatMap((change) => {
        const key = change.keys.find((one) => !change.removedKeys.includes(one) && !current.includes(one))
        return change.kind === 'stale' && key !== undefined ? [{ exchange, change, key }] : []
      })
    })
    const [first] = stale
    if (!first) return null
    const { exchange, change, key } = first
    const method = exchange.calls.find((call) => MAKE_STALE.has(call.method))?.method
    return {
      message:
        `${requestLine(exchange)} put ${key} into an object that is no longer req.session: ` +
        (method === 'destroy'
          ? 'destroy() has removed that session.'
          : `${method ?? 'regenerate'}() makes a new one, and a variable from before still holds the old. What is put there is lost.`),
      ...writeOf(exchange, change, key),
      exchange: nameOf(exchange),
      count: stale.length,
    }
  },
  fix: {
    text: 'Ask for req.session again after regenerate() and reload(), and keep it in no variable across them.',
    code: 'req.session.regenerate((error) => {\n  if (error) return next(error)\n  req.session.user = user\n})',
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})

const MAKE_STALE: ReadonlySet<string> = new Set(['regenerate', 'reload', 'destroy'])
