import { addressOf, asked } from './browser.ts'
import type { Fix } from './cause.ts'
import type { NotReturned } from './not-returned.ts'

/** For a program that keeps cookies itself. */
export const BY_HAND: Fix = {
  text:
    'Let a cookie jar do it. Without one, keep every cookie that you get, and send back its name and value letter by letter, as they stand before ' +
    'the first semicolon of its Set-Cookie line.',
  code: "const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')",
}

/** What to do where a cookie does not come back, by who seems to have sent the request; empty where the usual advice fits. */
export function adviceFor({ exchange, given, why }: NotReturned): Partial<Fix> {
  const agent = asked(exchange, 'user-agent') ?? ''
  const { origin } = addressOf(given.exchange)
  if (why === 'other-host') return { text: 'Use one name for both, everywhere.', code: `fetch('${origin}/')` }
  if (why === 'some' || why === 'old') return BY_HAND
  if (isOfOtherOrigin(exchange)) return {}
  return AGENTS.find(({ is }) => is.test(agent))?.advice(origin) ?? {}
}

/** Whether a page of another origin sent a request. */
const isOfOtherOrigin = (exchange: NotReturned['exchange']): boolean => {
  const origin = asked(exchange, 'origin')
  return origin !== undefined && origin !== addressOf(exchange).origin
}

const AGENTS: readonly { readonly is: RegExp; advice(origin: string): Partial<Fix> }[] = [
  {
    is: /^curl\b/i,
    advice: (origin) => ({
      text: 'curl keeps cookies only in a file that it is given.',
      code: `curl -c jar.txt -b jar.txt ${origin}/`,
    }),
  },
  {
    is: /^$|superagent/i,
    advice: () => ({
      text: 'A test keeps cookies with an agent: request(app) forgets them after each request.',
      code: 'const client = request.agent(app)',
    }),
  },
  {
    is: /^(?:node|undici|axios)\b/i,
    advice: (origin) => ({
      text: 'Outside of browsers, fetch and axios keep no cookies: send back the one that the login set.',
      code: `fetch('${origin}/', { headers: { Cookie: cookie } })`,
    }),
  },
  {
    is: /^python-requests\b/i,
    advice: (origin) => ({
      text: 'requests keeps cookies only in a Session.',
      code: `client = requests.Session()\nclient.get('${origin}/')`,
    }),
  },
  {
    is: /^mozilla\//i,
    advice: () => ({
      text:
        'See in the developer tools of the browser, under Application, whether it keeps the cookie. If it does, let the page send it. If not, ' +
        'cookies are blocked there, the clock of that machine is wrong, or a proxy takes out Set-Cookie.',
      code: "fetch('/', { credentials: 'same-origin' })",
    }),
  },
]
