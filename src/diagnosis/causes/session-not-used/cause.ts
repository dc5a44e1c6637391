import { cause } from '../../cause.ts'
import { layerName, nameOf, requestLine } from '../../facts.ts'
import { inVain } from '../../reach.ts'
import { layersIn } from '../../stack.ts'

export default cause({
  code: 'session-not-used',
  title: 'No session() stands on the way of requests',
  level: 'error',
  symptoms: ['session-undefined', 'error-500'],
  words: [
    'req.session is undefined',
    'req.session undefined',
    'req.session undefined everywhere',
    'middleware of session was never used',
    'installed express-session and req.session is undefined',
    'cannot read properties of undefined',
    'cannot set properties of undefined',
  ],
  howToTell: 'the trace of express-session is silent for every request',
  explains: ['handler-threw'],
  find({ exchanges, sessions, stack }) {
    // One that is called by hand in a middleware is in no layer of its own.
    if (
      layersIn(stack).some(({ session }) => session !== null) ||
      exchanges.some(({ session }) => session.by.length > 0)
    )
      return null
    const lost = exchanges.flatMap((exchange) => {
      const needed = inVain(exchange)
      return needed ? [{ exchange, ...needed }] : []
    })
    const [first] = lost
    if (!first) return null
    const { exchange, needed, at } = first
    const call = sessions.find(({ pid, threw, during }) => pid === exchange.pid && threw === null && during === null)
    return {
      message:
        `${layerName(needed)} asked for req.session at ${requestLine(exchange)}, and there was none: ` +
        (call
          ? `session() was called${call.at ? ` in line ${call.at.line}` : ''}, but Express was never given the middleware that it returned.`
          : 'nothing in this app called session().'),
      at: call?.at ?? at ?? needed.at,
      exchange: nameOf(exchange),
      count: lost.length,
    }
  },
  fix: {
    text: 'Give Express what session() returns, above every route that uses the session.',
    code: 'app.use(session({ secret, resave: false, saveUninitialized: false }))',
  },
  moves: [{ send: 'GET /' }],
})
