import type { ExchangeFacts, Observation, SessionCall } from '../observe/observation.ts'
import { addressOf, asked } from './browser.ts'
import { isHttps, sessionsOf } from './facts.ts'

/** A cookie that express-session kept back because it took the connection for plain http. */
export interface NotSecured {
  readonly exchange: ExchangeFacts
  readonly call: SessionCall | undefined
  /** `unresolved`: 'auto' that nobody worked out. `untrusted`: a proxy says https, and is not believed. `unforwarded`: one does not say
   *  how they came. `plain`: it is http. */
  readonly why: 'unresolved' | 'untrusted' | 'unforwarded' | 'plain'
}

/**
 * The new cookies that were kept back (index.js `session`, "only send secure cookies via https"). An app that gives its cookie to those who
 * come over https does what it should with those who do not.
 */
export function notSecured(observation: Observation): readonly NotSecured[] {
  return observation.exchanges.flatMap((exchange): NotSecured[] => {
    const { session, generated } = exchange
    // The cookie of a session that is there already is only kept from being renewed.
    if (session.why !== 'not-secured' || (session.state === 'found' && generated.length === 0)) return []
    const [call] = sessionsOf(observation, exchange)
    const one = (why: NotSecured['why']): NotSecured[] => [{ exchange, call, why }]
    if (call?.options['cookie']?.kind === 'function' && savedSecure(exchange) === 'auto') return one('unresolved')
    if (isHttps(exchange)) return one('untrusted')
    if (trustsProxy(exchange, call) && isBehindProxy(observation, exchange)) return one('unforwarded')
    return call && worksOverHttps(observation, call) ? [] : one('plain')
  })
}

/** What `cookie.secure` was in the session that was saved. */
const savedSecure = ({ store }: ExchangeFacts): unknown =>
  (store.findLast(({ op }) => op === 'set')?.session?.['cookie'] as { readonly secure?: unknown } | undefined)?.secure

/** Whether the app believes a proxy that says how a request came (index.js `issecure`). */
export const trustsProxy = ({ trustProxy }: ExchangeFacts, call: SessionCall | undefined): boolean =>
  call?.options['proxy']?.value === true ||
  (call?.options['proxy']?.value !== false && trustProxy !== null && trustProxy !== 'false' && trustProxy !== '0')

/** Whether the same session() gave a cookie to somebody who came over https. */
const worksOverHttps = (observation: Observation, { at, pid, id }: SessionCall): boolean =>
  observation.exchanges.some(
    (exchange) =>
      isHttps(exchange) &&
      exchange.session.cookie === 'set' &&
      sessionsOf(observation, exchange).some((call) =>
        at === null ? call.pid === pid && call.id === id : call.at?.file === at.file && call.at.line === at.line,
      ),
  )

/** What a proxy adds, or tells in words that Express does not read. */
const SIGNS = [
  'x-forwarded-proto',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-scheme',
  'x-forwarded-ssl',
  'x-real-ip',
  'x-arr-ssl',
  'front-end-https',
  'forwarded',
  'via',
]

/** Whether a request has in it what proxies add. */
export const isProxied = (exchange: ExchangeFacts): boolean => SIGNS.some((name) => asked(exchange, name) !== undefined)

/** Whether a request that came as http went through a proxy, or was sent by a page of the app that came over https. */
function isBehindProxy({ exchanges }: Observation, exchange: ExchangeFacts): boolean {
  const told = asked(exchange, 'x-forwarded-proto')
  if (isFromOwnHttpsPage(exchange)) return true
  if (told !== undefined) return false
  return isProxied(exchange) || isSometimesTold(exchanges, exchange)
}

/** Whether a page of the app itself sent it, and that page came over https: so the request did as well. */
function isFromOwnHttpsPage(exchange: ExchangeFacts): boolean {
  const page = asked(exchange, 'origin') ?? asked(exchange, 'referer') ?? ''
  if (!URL.canParse(page) || new URL(page).protocol !== 'https:') return false
  return asked(exchange, 'sec-fetch-site') === 'same-origin' || new URL(page).host === addressOf(exchange).host
}

/** Whether the same client once came with the word https and got its cookie, in traffic that nobody set up to compare the two. */
const isSometimesTold = (exchanges: readonly ExchangeFacts[], { client, scenario }: ExchangeFacts): boolean =>
  client !== null &&
  scenario === null &&
  exchanges.some((one) => one.client === client && isHttps(one) && one.session.cookie === 'set')
