import type { ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { addressOf, isFromHttpPage } from '../../browser.ts'
import { cause, type Found } from '../../cause.ts'
import { isHttps, nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { notSecured, trustsProxy } from '../../not-secured.ts'
import { cameAfter, sessionCookieSet } from '../../session-cookie.ts'

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
    'invalid csrf token',
    'ebadcsrftoken',
  ],
  howToTell: 'there is no Set-Cookie line at all, and the trace says "not secured"',
  lesson: 7,
  step: 'Deployed, behind https',
  explains: ['nothing-saved', 'empty-sessions'],
  find(observation) {
    const kept = notSecured(observation).filter(({ why }) => why === 'plain')
    const [first] = kept
    if (!first) return unreturned(observation)
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
  unless:
    '`secure: true` is right if every visitor comes over https and the app knows it: TLS ends in the app, or a trusted proxy says so. Then a request over http should get no cookie.',
  claims: [
    {
      text: 'The session is in the store all the same: only its cookie is kept back.',
      holds: (broken) => broken.exchanges.some(({ session }) => session.saved && session.cookie === 'kept-back'),
    },
  ],
  moves: [{ send: 'GET /' }, { send: 'GET /' }],
})

/** A Secure cookie that was set all the same, as where the app itself says that it was asked over https, and that did not come back. */
function unreturned(observation: Observation): Found | null {
  const { exchanges } = observation
  const exchange = exchanges.find((one, index) => {
    const set = sessionCookieSet(observation, one)
    const isSecure = set?.attributes.some(({ name }) => name === 'Secure') === true
    const comesBack = (later: ExchangeFacts) => later.client === one.client && cameAfter(later, one)
    const isHttp = !isHttps(one) || isFromHttpPage(one)
    return isSecure && isHttp && exchanges.slice(index + 1).find(comesBack)?.session.state === 'no-cookie'
  })
  if (!exchange) return null
  if (isHttps(exchange)) return toldWrong(exchange)
  return {
    message:
      `The cookie of ${requestLine(exchange)} says Secure, which is for https, and this connection is plain http. ` +
      'So the browser did not send it back.',
    at: sessionsOf(observation, exchange).at(-1)?.at ?? null,
    option: 'cookie.secure',
    exchange: nameOf(exchange),
  }
}

/** A proxy that says https of a browser that came over http: so express-session sends a cookie that this browser does not keep. */
const toldWrong = (exchange: ExchangeFacts): Found => ({
  message:
    `A proxy said of ${requestLine(exchange)} that the browser came over https (X-Forwarded-Proto), but its page is at ` +
    `${addressOf(exchange).origin}. So the cookie was sent with Secure, and over http a browser does not keep that.`,
  at: null,
  exchange: nameOf(exchange),
  where: 'proxy',
  fix: {
    text: 'Let the browser use https, and let the proxy say what it was really asked over; in nginx, inside the location with proxy_pass.',
    code: 'proxy_set_header X-Forwarded-Proto $scheme;',
  },
})
