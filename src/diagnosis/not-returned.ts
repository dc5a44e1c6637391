import { goesTo, isWithin } from '../cookie/browser/goes-to.ts'
import { receive } from '../cookie/browser/receive.ts'
import type { ExchangeFacts, Observation } from '../observe/observation.ts'
import { addressOf, asked, contextOf, cookiesOf, isLoopback, sessionCookies, type SessionCookie } from './browser.ts'
import { sessionsOf } from './facts.ts'
import { grouped } from './grouped.ts'
import { onceFor } from './once-for.ts'
import { isMeant } from './tests.ts'

/** A session cookie that browsers keep, and a later request of the same client that came without it. */
export interface NotReturned {
  readonly given: SessionCookie
  readonly exchange: ExchangeFacts
  /** `cross-site`: SameSite keeps it from this request. `other-host`: page, app and cookie have different names of
   *  this machine. `filtered`: other
   *  cookies came, and this one never did. `never`: no cookie came. */
  readonly why: 'cross-site' | 'other-host' | 'filtered' | 'never'
}

/** Requests that began without a session although their client had got one with data in it. */
export const notReturned = onceFor((observation: Observation): readonly NotReturned[] => {
  const order = new Map(observation.exchanges.map((exchange, index) => [exchange, index]))
  const given = grouped(sessionCookies(observation), ({ exchange }) => clientOf(exchange) ?? '')
  const asking = grouped(observation.exchanges, (exchange) => clientOf(exchange) ?? '')
  return observation.exchanges.flatMap((exchange, index): NotReturned[] => {
    const client = clientOf(exchange)
    if (exchange.session.state !== 'no-cookie' || exchange.request.method === 'OPTIONS' || client === null) return []
    if (isMeant(observation, exchange)) return []
    const names = sessionsOf(observation, exchange).map(({ name }) => name)
    const last = given
      .get(client)
      ?.findLast(
        (one) =>
          (order.get(one.exchange) ?? index) < index &&
          endOf(one.exchange) <= exchange.at &&
          names.includes(one.call.name),
      )
    if (!last || last.exchange.state === 'closed' || hasCookie(exchange, last) || !hasData(last.exchange)) return []
    const why = whyNot(last, exchange)
    const isKept = asking.get(client)?.some((one) => hasCookie(one, last))
    return why === null || (isKept && why !== 'cross-site') ? [] : [{ given: last, exchange, why }]
  })
})

/** Who sent a request: by the name of the client, or as far as it can be guessed in traffic that nobody set up. */
const clientOf = (exchange: ExchangeFacts): string | null =>
  exchange.client ??
  (exchange.scenario === null ? `${exchange.connection.remoteAddress} ${asked(exchange, 'user-agent')}` : null)

/** When a client knows what the head of an answer says, in milliseconds since 1970. */
const endOf = ({ at, response }: ExchangeFacts): number => at + (response?.headMs ?? Infinity)

const hasCookie = (exchange: ExchangeFacts, { call }: SessionCookie): boolean =>
  cookiesOf(exchange).some((pair) => pair.startsWith(`${call.name}=`))

/** Whether there was something in the session that is lost without its cookie. */
const hasData = ({ store }: ExchangeFacts): boolean =>
  Object.keys(store.findLast(({ op }) => op === 'set')?.session ?? {}).some((key) => key !== 'cookie')

/** The page whose script sent a request, where that is known. */
function pageOf(exchange: ExchangeFacts): readonly URL[] {
  const origin = asked(exchange, 'origin')
  return origin !== undefined && URL.canParse(origin) ? [new URL(origin)] : []
}

/** Why the cookie did not come; null where no browser would have sent it. */
function whyNot({ exchange: first, line }: SessionCookie, exchange: ExchangeFacts): NotReturned['why'] | null {
  const cookie = receive(line, addressOf(first), first.at, contextOf(first))
  const url = addressOf(exchange)
  if (cookie === null || cookie.end <= exchange.at) return null
  const namesOfThisMachine = [url, addressOf(first), ...pageOf(exchange)].filter(isLoopback).map((one) => one.hostname)
  if (new Set(namesOfThisMachine).size > 1) return 'other-host'
  if (!isWithin(cookie, url)) return null
  if (!goesTo(cookie, url, exchange.at, contextOf(exchange))) return 'cross-site'
  return cookiesOf(exchange).length > 0 ? 'filtered' : 'never'
}
