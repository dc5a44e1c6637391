import { sameSiteOf } from '../../../cookie/browser/same-site.ts'
import { effective, readAttributes } from '../../../cookie/paste/attributes.ts'
import type { ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { addressOf, asked, refusedCookies } from '../../browser.ts'
import { cause } from '../../cause.ts'
import { crossOrigin } from '../../cors.ts'
import { header, nameOf, requestLine } from '../../facts.ts'
import { loginsIn } from '../../login.ts'
import { notReturned } from '../../not-returned.ts'

export default cause({
  code: 'cookie-not-cross-site',
  title: 'The cookie does not go along with requests from other sites',
  level: 'error',
  lesson: 8,
  step: 'One site or two',
  symptoms: ['no-cookie', 'new-id-every-request', 'data-lost', 'works-locally-only'],
  words: [
    'front end on another domain',
    'frontend and backend on different domains',
    'cookie not sent with fetch',
    'cross-site cookie',
    'cross-domain cookie',
    'samesite lax',
    'this set-cookie was blocked because it came from a cross-site response',
    'user null in production',
    'oauth callback session lost',
    'payment callback session lost',
    'third party cookies are blocked',
    'frontend on vercel and backend on render',
    'works with postman but not from react',
    'netlify',
    'cookie not sent to another domain',
    'session not working in an iframe',
    'session in an iframe on another site',
    'logged out after coming back from the payment page',
    'state missing in the oauth callback',
    'safari does not keep the cookie',
  ],
  howToTell: 'page and app are of different sites, and the cookie has no SameSite=None',
  explains: ['nothing-saved', 'empty-sessions'],
  find(observation) {
    const wanted = new Set(
      crossOrigin(observation).flatMap(({ exchange, origin, allowed, credentials }) =>
        credentials && allowed === origin ? [exchange] : [],
      ),
    )
    const refused = refusedCookies(observation, ['cross-site']).filter(({ exchange }) => wanted.has(exchange))
    const lost = notReturned(observation).filter(
      ({ exchange, why }) =>
        why === 'cross-site' && (exchange.session.saved || wanted.has(exchange) || wasNeeded(observation, exchange)),
    )
    const given = refused[0] ?? lost[0]?.given
    const exchange = refused[0]?.exchange ?? lost[0]?.exchange
    if (!given || !exchange) return null
    const from = asked(exchange, 'origin') ?? 'a page of another site'
    const verb = refused.length > 0 ? 'does not keep' : 'did not send'
    return {
      message:
        `${requestLine(exchange)} was sent by ${from}, which is another site for a browser. So it ${verb} this cookie: ` +
        `${whatItSays(given.line)}, and with that it stays out of requests that other sites make.`,
      at: given.call.at,
      option: 'cookie.sameSite',
      exchange: nameOf(exchange),
      count: refused.length + lost.length,
    }
  },
  fix: {
    text: "Serve page and app from one site, as app.example.com and api.example.com are; or set sameSite to 'none', which needs https.",
    code: "cookie: { secure: true, sameSite: 'none' }",
  },
  unless:
    'Lax is right for most apps: it keeps other sites from sending requests in the name of your visitors. Open it to SameSite=None only if pages of another site really must use the session.',
  moves: [
    { send: 'POST /login', at: 'https://api.example', from: 'https://shop.test' },
    { send: 'GET /', at: 'https://api.example', from: 'https://shop.test' },
  ],
})

/**
 * Whether somebody who came from another site, by a link or by a form, was not let in without the cookie: an answer to that visitor says so, or leads to
 * where people log in.
 */
function wasNeeded({ exchanges, now }: Observation, exchange: ExchangeFacts): boolean {
  if (now === undefined || !isShown(exchange)) return false
  const { status = 0, headers = [] } = exchange.response ?? {}
  if ([400, 401, 403].includes(status)) return true
  const target = addressOf(exchange)
  const location = header(headers, 'location') ?? ''
  return (
    status >= 300 &&
    status < 400 &&
    URL.canParse(location, target.href) &&
    loginsIn(exchanges).some((login) => addressOf(login.exchange).pathname === new URL(location, target.href).pathname)
  )
}

/** Whether the answer is a page for the visitor, and not for a script. */
function isShown(exchange: ExchangeFacts): boolean {
  const mode = asked(exchange, 'sec-fetch-mode')
  if (mode !== undefined) return mode === 'navigate'
  return (
    exchange.request.method === 'GET' ||
    /^(?:application\/x-www-form-|multipart\/form-)/.test(asked(exchange, 'content-type') ?? '')
  )
}

function whatItSays(line: string): string {
  const sameSite = sameSiteOf(effective(readAttributes(line.split(';').slice(1)), 'SameSite'))
  return sameSite === 'default' ? 'it has no SameSite, which counts as Lax' : `its SameSite is ${sameSite}`
}
