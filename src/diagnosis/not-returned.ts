import { goesTo, isWithin } from '../cookie/browser/goes-to.ts'
import { receive } from '../cookie/browser/receive.ts'
import type { ExchangeFacts, Observation } from '../observe/observation.ts'
import {
  addressOf,
  asked,
  contextOf,
  cookiesOf,
  isLoopback,
  pairOf,
  sessionCookies,
  type SessionCookie,
} from './browser.ts'
import { changedCookies } from './changed-cookie.ts'
import { sessionsOf, setCookies } from './facts.ts'
import { grouped } from './grouped.ts'
import { isProxied } from './not-secured.ts'
import { onceFor } from './once-for.ts'
import { isMeant } from './tests.ts'

/** A session cookie that browsers keep, and a later request of the same client that came without it. */
export interface NotReturned {
  readonly given: SessionCookie
  readonly exchange: ExchangeFacts
  /** `cross-site`: SameSite keeps it from this request. `other-host`: page, app and cookie have different names of
   *  this machine, or of one site. `filtered`: other
   *  cookies came, and this one never did. `some`: the same, from a program that keeps cookies by itself. `old`: the one that it had
   *  before came again. `never`: no cookie came. */
  readonly why: 'cross-site' | 'other-host' | 'filtered' | 'some' | 'old' | 'never'
}

/** Requests that began without a session although their client had got one with data in it. */
export const notReturned = onceFor((observation: Observation): readonly NotReturned[] => {
  const order = new Map(observation.exchanges.map((exchange, index) => [exchange, index]))
  const given = grouped(sessionCookies(observation), ({ exchange }) => clientOf(exchange) ?? '')
  const asking = grouped(observation.exchanges, (exchange) => clientOf(exchange) ?? '')
  const brought = grouped(
    observation.exchanges.flatMap((exchange) =>
      cookiesOf(exchange).map((pair) => ({ pair, client: clientOf(exchange) })),
    ),
    ({ pair }) => pair,
  )
  const changed = new Set(changedCookies(observation).map(({ exchange }) => exchange))
  return observation.exchanges.flatMap((exchange, index): NotReturned[] => {
    const client = clientOf(exchange)
    if (!STRANGER.has(exchange.session.state) || exchange.request.method === 'OPTIONS' || client === null) return []
    if (isMeant(observation, exchange) || changed.has(exchange)) return []
    const names = sessionsOf(observation, exchange).map(({ name }) => name)
    const last = given
      .get(client)
      ?.findLast(
        (one) =>
          (order.get(one.exchange) ?? index) < index &&
          endOf(one.exchange) <= exchange.at &&
          names.includes(one.call.name),
      )
    if (!last || last.exchange.state === 'closed' || !hasData(last.exchange)) return []
    // Real clients are guessed: where a process tells late of a login, its cookie came from what looked like another one. A run that was set
    // up may send an old cookie, or that of somebody else, on purpose.
    const isOfOther = brought.get(pairOf(last))?.some((one) => one.client !== client) === true
    if (observation.now !== undefined && isOfOther) return []
    const isOld = observation.now !== undefined && isAsBefore(exchange, last)
    if (!isOld && (hasCookie(exchange, last) || exchange.session.state !== 'no-cookie')) return []
    const own = asking.get(client) ?? []
    const why = isOld ? whyNot(last, exchange, own) && 'old' : whyNot(last, exchange, own)
    const isKept = isOld
      ? own.some((one) => cookiesOf(one).includes(pairOf(last)))
      : own.some((one) => hasCookie(one, last)) && !isLostByMethod(exchange, last, own)
    return why === null || (isKept && why !== 'cross-site') ? [] : [{ given: last, exchange, why }]
  })
})

/** How a request stands that session() did not know. */
const STRANGER: ReadonlySet<ExchangeFacts['session']['state']> = new Set(['no-cookie', 'bad-signature', 'unknown-id'])

/** Who sent a request: by the name of the client, or as far as it can be guessed in traffic that nobody set up. */
const clientOf = (exchange: ExchangeFacts): string | null =>
  exchange.client ??
  (exchange.scenario === null ? `${exchange.connection.remoteAddress} ${asked(exchange, 'user-agent')}` : null)

/** When a client knows what the head of an answer says, in milliseconds since 1970. */
const endOf = ({ at, response }: ExchangeFacts): number => at + (response?.headMs ?? Infinity)

const hasCookie = (exchange: ExchangeFacts, { call }: SessionCookie): boolean =>
  cookiesOf(exchange).some((pair) => pair.startsWith(`${call.name}=`))

/**
 * Whether every page that a client asked for since it got a cookie was asked for without it, and only what it sent came with it: a proxy, or the code
 * of a page, treats the two in different ways. One page may have been asked for by somebody else.
 */
function isLostByMethod(exchange: ExchangeFacts, last: SessionCookie, own: readonly ExchangeFacts[]): boolean {
  const reads = own.filter(
    (one) => isRead(one) && one.at >= endOf(last.exchange) && one.session.state !== 'not-reached',
  )
  return isRead(exchange) && reads.length > 1 && !reads.some((one) => hasCookie(one, last))
}

const isRead = ({ request }: ExchangeFacts): boolean => ['GET', 'HEAD'].includes(request.method)

/** Whether a request has the very cookie with which its client had come when it got a new one. Browsers replace it. */
function isAsBefore(exchange: ExchangeFacts, last: SessionCookie): boolean {
  const [sent, ...more] = cookiesOf(exchange).filter((pair) => pair.startsWith(`${last.call.name}=`))
  return sent !== undefined && more.length === 0 && sent !== pairOf(last) && cookiesOf(last.exchange).includes(sent)
}

/** Whether there was something in the session that is lost without its cookie. */
const hasData = ({ store }: ExchangeFacts): boolean =>
  Object.keys(store.findLast(({ op }) => op === 'set')?.session ?? {}).some((key) => key !== 'cookie')

/** The page whose script sent a request, where that is known. */
function pageOf(exchange: ExchangeFacts): readonly URL[] {
  const origin = asked(exchange, 'origin')
  return origin !== undefined && URL.canParse(origin) ? [new URL(origin)] : []
}

/** Why the cookie did not come; null where no browser would have sent it. */
function whyNot(
  { exchange: first, line }: SessionCookie,
  exchange: ExchangeFacts,
  own: readonly ExchangeFacts[],
): NotReturned['why'] | null {
  const cookie = receive(line, addressOf(first), first.at, contextOf(first))
  const url = addressOf(exchange)
  if (cookie === null || cookie.end <= exchange.at) return null
  const namesOfThisMachine = [url, addressOf(first), ...pageOf(exchange)].filter(isLoopback).map((one) => one.hostname)
  if (new Set(namesOfThisMachine).size > 1) return 'other-host'
  if (cookie.hostOnly && isOtherName(cookie.domain, url.hostname)) return 'other-host'
  if (!isWithin(cookie, url)) return null
  if (!goesTo(cookie, url, exchange.at, contextOf(exchange))) return 'cross-site'
  if (cookiesOf(exchange).length === 0) return 'never'
  return isPicked(exchange, own) ? 'some' : 'filtered'
}

/** Whether two hosts are one site to everybody but a browser: the one is the other with `www.` before it. */
const isOtherName = (one: string, other: string): boolean => one === `www.${other}` || other === `www.${one}`

/**
 * Whether a program picked those cookies that came: it is no browser, no proxy is seen, and it got each of them from this app. Browsers keep all
 * or none of the cookies of an answer.
 */
function isPicked(exchange: ExchangeFacts, own: readonly ExchangeFacts[]): boolean {
  const isBrowser =
    /^mozilla\//i.test(asked(exchange, 'user-agent') ?? '') || asked(exchange, 'sec-fetch-mode') !== undefined
  if (isBrowser || isProxied(exchange)) return false
  const got = new Set(own.flatMap(setCookies).map((line) => line.split('=', 1)[0]))
  return cookiesOf(exchange).every((pair) => got.has(pair.split('=', 1)[0]))
}
