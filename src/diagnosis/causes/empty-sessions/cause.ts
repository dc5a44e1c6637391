import type { ExchangeFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { header, nameOf, requestLine, sessionsOf } from '../../facts.ts'
import { dataKeys } from '../../overlap.ts'

/** Whether a request without a session made one with nothing in it, which the store keeps. */
const isEmpty = ({ generated, session, store }: ExchangeFacts): boolean =>
  generated.length > 0 &&
  session.saved &&
  store.every(({ op, session: kept }) => op !== 'set' || dataKeys(kept).length === 0)

/** Kinds of content that belong to a page. */
const PART_OF_A_PAGE = /^(?:text\/css|(?:text|application)\/javascript|image\/|font\/|audio\/|video\/)/i
/** Paths that hosts ask whether an app is alive, and programs that ask. */
const PROBE_PATH =
  /\/(?:health(?:z|check|-check)?|livez?|liveness|readyz?|readiness|ping|heartbeat|robots\.txt)\/?(?:\?|$)/i
const PROBE = /kube-probe|healthcheck|health-check|health checker|uptime|pingdom|bot\b|crawler|spider/i

/** What a request is, where it is no visit of a person; null for all others. */
function noVisit({ layers, request, response }: ExchangeFacts): string | null {
  const answered = (name: string) => header(response?.headers ?? [], name)
  if (request.method === 'OPTIONS')
    return answered('access-control-allow-methods') === undefined ? null : 'a preflight, which never has a cookie'
  if (response === null || response.status >= 400) return null
  if (PART_OF_A_PAGE.test(answered('content-type') ?? '')) {
    const isStatic = layers.some(({ name, did }) => name === 'serveStatic' && did === 'answered')
    return isStatic ? 'a static file' : 'a part of a page'
  }
  const isProbe = PROBE_PATH.test(request.url) || PROBE.test(header(request.headers, 'user-agent') ?? '')
  return isProbe ? 'a program, and no visitor' : null
}

/** From so many sessions on, that nobody ever came back for, it does not matter who they were for. */
const MANY = 10

export default cause({
  code: 'empty-sessions',
  title: 'Sessions of visitors who left nothing fill the store',
  level: 'warning',
  lesson: 6,
  step: 'Four options, one table',
  symptoms: ['store-fills'],
  words: [
    'many sessions for one page',
    'thousands of empty sessions',
    'favicon creates session',
    'health check creates session',
    'bots create sessions',
    'too many sessions',
    'sessions collection grows',
    'redis full of sessions',
    'every image creates a session',
    'static files create sessions',
    'health check creates sessions',
    'sessions table grows',
    'sessions collection full of empty entries',
    'favicon creates a session',
    'saveuninitialized true creates a session for every visitor',
    'a session for every bot and robot',
  ],
  howToTell: 'the store keeps sessions in which there is only the cookie',
  find(observation) {
    const { exchanges } = observation
    const empty = exchanges.filter(isEmpty)
    const used = new Set(exchanges.flatMap(({ session }) => (session.state === 'found' ? [session.idBefore] : [])))
    const left = empty.filter(({ session }) => !used.has(session.idAfter))
    const others = left.filter((exchange) => noVisit(exchange) !== null)
    const [first] = others.length > 0 ? others : left
    if (!first || (others.length === 0 && left.length < MANY)) return null
    const who = noVisit(first)
    const saving = first.calls.find(({ method }) => method === 'save')
    return {
      message:
        (who === null
          ? `${left.length} requests without a cookie, ${requestLine(first)} among them, each left a session in the store with nothing in it, and nobody came back for one. `
          : `${requestLine(first)} is for ${who}, and left a session in the store with nothing in it. `) +
        (saving
          ? 'It called save(), which keeps a session whatever is in it.'
          : 'With saveUninitialized: true, each request without a cookie does.'),
      ...(saving
        ? { at: saving.at }
        : { at: sessionsOf(observation, first).at(-1)?.at ?? null, option: 'saveUninitialized' }),
      exchange: nameOf(first),
      count: who === null ? left.length : others.length,
      ...(who?.endsWith('file') || who?.endsWith('page') ? { fix: ABOVE } : {}),
    }
  },
  fix: {
    text: 'Set saveUninitialized to false, so that a session is kept only once you have put something into it.',
    code: 'app.use(session({ secret, resave: false, saveUninitialized: false }))',
  },
  unless:
    '`saveUninitialized: true` is right if the first visit must already have an id that lasts, for example to count visitors or to tie a form to them before they log in. Then let sessions end soon.',
  claims: [
    {
      text: 'The broken app keeps a session with nothing in it.',
      holds: ({ exchanges }) =>
        exchanges.some(({ store }) =>
          store.some(({ op, session }) => op === 'set' && Object.keys(session ?? {}).every((key) => key === 'cookie')),
        ),
    },
  ],
  moves: [
    { send: 'GET /site.css', as: null },
    { send: 'GET /site.css', as: null },
  ],
})

const ABOVE = {
  text: 'Set saveUninitialized to false, and serve what belongs to everyone above session().',
  code: "app.use(express.static('public'))\napp.use(session({ secret, resave: false, saveUninitialized: false }))",
}
