import { asked } from '../../browser.ts'
import { cause } from '../../cause.ts'
import { corsLine, crossOrigin, type CrossOrigin } from '../../cors.ts'
import { nameOf, requestLine } from '../../facts.ts'

export default cause({
  code: 'cors-credentials',
  title: 'The Access-Control headers do not let cookies through',
  level: 'error',
  lesson: 8,
  step: 'Two headers',
  symptoms: ['no-cookie', 'new-id-every-request', 'data-lost'],
  words: [
    'cors error with credentials include',
    'access-control-allow-origin',
    'access-control-allow-credentials',
    "must not be the wildcard '*' when the request's credentials mode is 'include'",
    'blocked by cors policy',
    'session not kept from react',
    'withcredentials',
    'credentials: true',
  ],
  howToTell: 'the console of the browser names Access-Control-Allow-Origin or Access-Control-Allow-Credentials',
  find(observation) {
    const refused = crossOrigin(observation).flatMap((one) => {
      const reason = reasonOf(one)
      return reason === null ? [] : [{ ...one, reason }]
    })
    const [first] = refused
    if (!first) return null
    const { exchange, origin, reason } = first
    return {
      message: `A script of ${origin} sent ${requestLine(exchange)}. ${reason} So the browser keeps no cookie of it, and hides the answer from a script that asks with its cookies.`,
      at: corsLine(exchange),
      exchange: nameOf(exchange),
      count: refused.length,
      fix: { code: `app.use(cors({ origin: '${origin}', credentials: true }))` },
    }
  },
  fix: {
    text: 'Name the origin of the page, exactly as the browser sends it, and allow credentials.',
    code: "app.use(cors({ origin: 'https://shop.example', credentials: true }))",
  },
  moves: [
    { send: 'POST /login', at: 'http://localhost:3000', from: 'http://localhost:5173' },
    { send: 'GET /', at: 'http://localhost:3000', from: 'http://localhost:5173' },
  ],
})

/** Why a browser does not let that script have cookies (Fetch standard, "CORS check"); null if it does, or no session was at stake. */
function reasonOf({ exchange, origin, allowed, credentials }: CrossOrigin): string | null {
  if (allowed === '*' && credentials)
    return 'The answer allows every origin (*), together with credentials, and browsers refuse that pair.'
  const isAtStake = exchange.session.state === 'found' || exchange.changes.some(({ keys }) => keys.length > 0)
  if (!isAtStake || allowed === undefined || asked(exchange, 'sec-fetch-mode') === 'navigate') return null
  if (allowed === '*' || (allowed === origin && !credentials))
    return 'The answer does not say Access-Control-Allow-Credentials: true.'
  return allowed !== origin && means(allowed, origin)
    ? `The answer allows ${allowed}, which is not written as the browser writes it.`
    : null
}

/** Whether a value of Access-Control-Allow-Origin is meant for an origin: one with a path, or in a list. */
const means = (allowed: string, origin: string): boolean =>
  allowed.split(',').some((one) => URL.canParse(one.trim()) && new URL(one.trim()).origin === origin)
