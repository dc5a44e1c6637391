import type { ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { asked } from '../../browser.ts'
import { cause, type Found } from '../../cause.ts'
import { layerName, nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { inVain } from '../../reach.ts'

export default cause({
  code: 'path-not-covered',
  title: 'cookie.path does not cover a route that uses the session',
  level: 'error',
  symptoms: ['session-undefined', 'error-500', 'data-lost'],
  words: [
    'req.session undefined on some routes',
    'req.session undefined behind proxy',
    'session lost on other page',
    'pathname mismatch',
    'cookie path',
    'session works on one page and not on another',
    'session only works below one path',
    'session on one page and req.session undefined on another',
    'req.session undefined below another path',
    'session available below one path and undefined elsewhere',
    'session works on /admin but not on /api',
    'session works on some routes but not on others',
  ],
  howToTell: 'the trace says "pathname mismatch" for the request that fails',
  lesson: 1,
  step: 'What the cookie says',
  explains: ['handler-threw'],
  find(observation) {
    const lost = observation.exchanges.flatMap((exchange) => {
      const needed = exchange.session.state === 'path-not-covered' ? inVain(exchange) : null
      return needed ? [{ exchange, ...needed }] : []
    })
    const [first] = lost
    if (!first) return null
    const { exchange, needed } = first
    const [call] = sessionsOf(observation, exchange)
    const path = call?.options['cookie.path']?.value
    const rewritten =
      typeof path === 'string' ? lost.find((one) => isBelow(path, pathOfBrowser(one.exchange))) : undefined
    if (rewritten) return behindProxy(observation, rewritten.exchange, String(path), lost.length)
    const covers =
      typeof path === 'string' ? `${path}, and this path does not begin with it` : 'of another part of the app'
    return {
      message:
        `session() stepped aside for ${requestLine(exchange)}: its cookie.path is ${covers}. ` +
        `So there was no req.session when ${layerName(needed)} asked for it.`,
      at: call?.at ?? needed.at,
      option: 'cookie.path',
      exchange: nameOf(exchange),
      count: lost.length,
    }
  },
  fix: {
    text: 'Leave cookie.path out, so that it is / and covers every route, or use the session only below that path.',
    code: "cookie: { path: '/' }",
  },
  unless:
    'A narrow `cookie.path` is right for a part of the site with its own sessions: then mount session() only there, too.',
  moves: [{ send: 'POST /admin/login' }, { send: 'GET /dashboard' }],
})

/** The path at which the browser is, as far as the request says: the page that sent it, or what a proxy has taken off. */
function pathOfBrowser(exchange: ExchangeFacts): string {
  const page = asked(exchange, 'referer') ?? ''
  return asked(exchange, 'x-forwarded-prefix') ?? (URL.canParse(page) ? new URL(page).pathname : '')
}

const isBelow = (path: string, other: string): boolean =>
  path.length > 1 && (other === path || other.startsWith(path.endsWith('/') ? path : `${path}/`))

/** The cookie is right for where the browser is, and a proxy between them has taken the beginning of the path off. */
const behindProxy = (observation: Observation, exchange: ExchangeFacts, path: string, count: number): Found => ({
  message:
    `The browser is below ${path}, as cookie.path says, but ${requestLine(exchange)} came to the app without that: a proxy takes off the beginning of the path. ` +
    'session() compares the path that reaches it, so it stepped aside, and there was no req.session.',
  at: sessionsOf(observation, exchange)[0]?.at ?? null,
  where: 'proxy',
  exchange: nameOf(exchange),
  count,
  fix: {
    text: 'Let the proxy hand the path on as it came, and mount the app there; or leave cookie.path out.',
    code: `app.use('${path}', routes) // nginx: proxy_pass http://127.0.0.1:3000; without a path behind the port`,
  },
})
