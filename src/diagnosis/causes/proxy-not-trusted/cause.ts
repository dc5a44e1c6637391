import type { ExchangeFacts, Observation, SessionCall } from '../../../observe/observation.ts'
import { asked } from '../../browser.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { notSecured, trustsProxy } from '../../not-secured.ts'

export default cause({
  code: 'proxy-not-trusted',
  title: 'The proxy says https, and the app does not believe it',
  level: 'error',
  symptoms: ['no-cookie', 'new-id-every-request', 'data-lost', 'works-locally-only'],
  words: [
    'trust proxy',
    "app.set('trust proxy', 1)",
    'cookie not set on heroku',
    'cookie not set behind nginx',
    'secure cookie not set behind proxy',
    'secure: true not working in production',
    'x-forwarded-proto',
    'behind load balancer',
    'secure cookie missing behind a proxy',
    'railway',
    'render.com',
    'no cookie on heroku',
    'works locally, no cookie in production',
    'secure cookie behind load balancer',
    'invalid csrf token in production',
  ],
  howToTell: 'the trace says "not secured" for a request that came with X-Forwarded-Proto: https',
  lesson: 7,
  step: 'What the proxy says',
  explains: ['secure-over-http', 'nothing-saved', 'empty-sessions'],
  find(observation) {
    const kept = notSecured(observation).filter(({ why }) => why === 'untrusted')
    const [first] = kept
    if (!first) return null
    const { exchange, call } = first
    const isRefused = call?.options['proxy']?.value === false
    return {
      message:
        `${requestLine(exchange)} came over https to a proxy, which says so (X-Forwarded-Proto: ${asked(exchange, 'x-forwarded-proto')}), ` +
        `and on to the app over http. ${reasonOf(exchange, call)} So express-session took it for plain http and kept back its secure cookie.`,
      at: call?.at ?? null,
      option: isRefused ? 'proxy' : 'cookie.secure',
      exchange: nameOf(exchange),
      count: kept.length,
      ...(isRefused ? { fix: { text: 'Leave proxy out, and let Express say which proxy it trusts.' } } : {}),
    }
  },
  fix: {
    text: 'Say how many proxies are in front of the app: Express then believes what the last of them says.',
    code: "app.set('trust proxy', 1)",
  },
  unless:
    'If there is no proxy in front of the app, trusting one is wrong: then every visitor can write X-Forwarded-Proto and X-Forwarded-For.',
  claims: [
    {
      text: 'The fixed app sends its cookie over the same connection, which is http on this side of the proxy.',
      holds: (broken, fixed) =>
        !isSent(broken) && isSent(fixed) && fixed.exchanges.every(({ connection }) => !connection.secure),
    },
  ],
  moves: [
    { send: 'POST /login', at: 'https://shop.example' },
    { send: 'GET /', at: 'https://shop.example' },
  ],
})

function reasonOf(exchange: ExchangeFacts, call: SessionCall | undefined): string {
  const { trustProxy, connection } = exchange
  if (call?.options['proxy']?.value === false) return 'session() was told not to believe it: proxy is false.'
  if (!trustsProxy(exchange, call))
    return trustProxy === null
      ? 'session() was not told to believe it: proxy is not true.'
      : "Express was not told to believe it: 'trust proxy' is not set."
  const told = asked(exchange, 'x-forwarded-proto')?.split(',', 1)[0]?.trim()
  if (told !== 'https') return `Express knows it only in lower case, as https, and this is ${told}.`
  // A number would have been believed. ipaddr.js reads such a text as an address, as 0.0.0.1.
  if (/^\d+$/.test(trustProxy ?? ''))
    return `'trust proxy' is '${trustProxy}', a string, which Express takes for an address; to count proxies it must be the number ${trustProxy}.`
  return `Express believes others: 'trust proxy' is ${trustProxy}, and the proxy's address is ${connection.remoteAddress}.`
}

const isSent = ({ exchanges }: Observation): boolean => exchanges.some(({ session }) => session.cookie === 'set')
