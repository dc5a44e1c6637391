import type { ExchangeFacts, Observation } from '../observe/observation.ts'
import { asked, cookiesOf, pairOf, sessionCookies } from './browser.ts'
import { changedCookies } from './changed-cookie.ts'
import { sessionsOf } from './facts.ts'
import { isMeant } from './tests.ts'

/**
 * Requests of real browsers that brought a cookie of this app before, and then one in its place that it never set: the first of each such
 * cookie. Where the old one comes again, there were two browsers, and nothing is said.
 */
export function takenFromOthers(observation: Observation): readonly ExchangeFacts[] {
  if (observation.now === undefined) return []
  const own = new Set(sessionCookies(observation).map(pairOf))
  const changed = new Set(changedCookies(observation).map(({ exchange }) => exchange))
  return observation.exchanges.filter((exchange, index) => {
    if (exchange.session.state !== 'bad-signature' || changed.has(exchange) || isMeant(observation, exchange))
      return false
    const name = sessionsOf(observation, exchange).at(-1)?.name ?? ''
    const brings = (one: ExchangeFacts, pairs: readonly string[]) =>
      pairsOf(one, name).some((pair) => pairs.includes(pair))
    const sent = pairsOf(exchange, name)
    const all = observation.exchanges.map((one) => (senderOf(one) === senderOf(exchange) ? one : null))
    const [before, later] = [all.slice(0, index), all.slice(index)].map((part) => part.filter((one) => one !== null))
    const last = before?.findLast(({ session }) => session.state === 'found' || session.cookie !== 'none')
    // One that it got back since then, or that was taken away, is not in the browser any more.
    const had = last?.session.cookie === 'none' ? pairsOf(last, name) : []
    const isNew = !sent.some((pair) => own.has(pair)) && !before?.some((one) => brings(one, sent))
    return isNew && had.length > 0 && !later?.some((one) => brings(one, had))
  })
}

/** Who sends, as far as that shows: two windows of one browser are one. */
const senderOf = (exchange: ExchangeFacts): string =>
  `${exchange.connection.remoteAddress} ${asked(exchange, 'user-agent')}`

const pairsOf = (exchange: ExchangeFacts, name: string): readonly string[] =>
  cookiesOf(exchange).filter((pair) => pair.startsWith(`${name}=`))
