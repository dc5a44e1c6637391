import { cause } from '../../cause.ts'
import { nameOf, requestLine, writeOf } from '../../facts.ts'

export default cause({
  code: 'session-replaced',
  title: 'req.session is set to an object that is no session',
  level: 'error',
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
  explains: ['response-never-ends', 'handler-threw', 'process-ended'],
  find({ exchanges }) {
    const replaced = exchanges.flatMap((exchange) => {
      const change = exchange.changes.find(({ kind }) => kind === 'replaced')
      return change ? [{ exchange, change }] : []
    })
    const [first] = replaced
    if (!first) return null
    const { exchange, change } = first
    return {
      message:
        `${requestLine(exchange)} set req.session to a value of its own` +
        (change.keys.length > 0 ? ` (with ${change.keys.join(', ')})` : '') +
        '. That is no session: it has no save() and no touch(), so session() fails with "req.session.touch is not a function" when the answer ends.',
      ...writeOf(exchange, change),
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
