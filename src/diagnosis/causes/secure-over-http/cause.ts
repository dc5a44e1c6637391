import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { notSecured, trustsProxy } from '../../not-secured.ts'

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
    'no set-cookie header in the response',
  ],
  howToTell: 'there is no Set-Cookie line at all, and the trace says "not secured"',
  explains: ['nothing-saved', 'empty-sessions'],
  find(observation) {
    const kept = notSecured(observation).filter(({ why }) => why === 'plain')
    const [first] = kept
    if (!first) return null
    const { exchange, call } = first
    return {
      message:
        `express-session kept back the cookie of ${requestLine(exchange)}: cookie.secure is true, and this connection is plain http. ` +
        'So the browser never gets the session id, and its next request begins with nothing.' +
        (trustsProxy(exchange, call)
          ? ' The app trusts a proxy, but none has said that the browser came over https (X-Forwarded-Proto).'
          : ''),
      at: call?.at ?? null,
      option: 'cookie.secure',
      exchange: nameOf(exchange),
      count: kept.length,
    }
  },
  fix: {
    text: "Set cookie.secure to 'auto' for a server that is also used over http; in production, serve https.",
    code: "cookie: { secure: 'auto' }",
  },
  moves: [{ send: 'GET /' }, { send: 'GET /' }],
})
