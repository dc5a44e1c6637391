import { cause } from '../../cause.ts'
import { isHttps, nameOf, requestLine, sessionsOf } from '../../facts.ts'

export default cause({
  code: 'secure-over-http',
  title: 'The cookie is only for https, and this is http',
  level: 'error',
  symptoms: ['no-cookie', 'new-id-every-request', 'data-lost'],
  words: [
    'no set-cookie',
    'cookie not set',
    'not secured',
    'cookie.secure true',
    'secure true on localhost',
    'works with secure false',
    'session not saved over http',
    'new session every request over http',
  ],
  howToTell: 'there is no Set-Cookie line at all, and the trace says "not secured"',
  explains: ['nothing-saved', 'empty-sessions'],
  find(observation) {
    const kept = observation.exchanges.filter(
      (exchange) => exchange.session.why === 'not-secured' && !isHttps(exchange),
    )
    const [first] = kept
    if (!first) return null
    const [call] = sessionsOf(observation, first)
    return {
      message:
        `express-session kept back the cookie of ${requestLine(first)}: cookie.secure is true, and this connection is plain http. ` +
        'So the browser never gets the session id, and its next request begins with nothing.',
      at: call?.at ?? null,
      option: 'cookie.secure',
      exchange: nameOf(first),
      count: kept.length,
    }
  },
  fix: {
    text: "Set cookie.secure to 'auto' for a server that is also used over http; in production, serve https.",
    code: "cookie: { secure: 'auto' }",
  },
  moves: [{ send: 'GET /' }, { send: 'GET /' }],
})
