import { readCookieHeader } from '../cookie/paste/headers.ts'
import type { ExchangeFacts, Observation, SessionCall } from '../observe/observation.ts'
import { header, sessionsOf, setCookies } from './facts.ts'

/** A cookie that one process signed and another one refused. */
export interface SignedBefore {
  readonly exchange: ExchangeFacts
  /** The call of session() that refused it, and the one that signed it. */
  readonly now: SessionCall
  readonly before: SessionCall
}

/** Cookies with a bad signature that an earlier process of this app had set, in the very same words. */
export function signedBefore(observation: Observation): readonly SignedBefore[] {
  const { exchanges } = observation
  return exchanges.flatMap((exchange, index): SignedBefore[] => {
    if (exchange.session.state !== 'bad-signature') return []
    const sent = new Set(readCookieHeader(header(exchange.request.headers, 'cookie') ?? ''))
    const now = sessionsOf(observation, exchange).at(-1)
    const origin = exchanges
      .slice(0, index)
      .find(
        (one) =>
          one.pid !== exchange.pid &&
          setCookies(one).some((line) => line.startsWith(`${now?.name}=`) && sent.has(line.split(';', 1)[0] ?? '')),
      )
    const before = origin && sessionsOf(observation, origin).at(-1)
    return now && before ? [{ exchange, now, before }] : []
  })
}

/** Whether two apps run beside each other, and one got the cookie of the other: it is no matter of their secrets. */
export function isOfOtherApp({ exchange, ...one }: SignedBefore, { processes }: Observation): boolean {
  const [now, before] = [one.now, one.before].map(({ pid }) => processes.find((two) => two.pid === pid))
  const isRunning = before !== undefined && (before.end === null || (before.end.at ?? 0) > exchange.at)
  return isRunning && now !== undefined && now.argv0 !== before.argv0
}

/** The environment variable that the secret came from in one of the two processes; null where it came from none. */
export const variableOf = ({ now, before }: SignedBefore): string | null =>
  now.secret.variables[0] ?? before.secret.variables[0] ?? null

/** Whether the process that signed still got requests when the one that refused already did: the two run beside each other. */
export const isBeside = ({ now, before }: SignedBefore, { exchanges }: Observation): boolean =>
  exchanges.findLastIndex(({ pid }) => pid === before.pid) > exchanges.findIndex(({ pid }) => pid === now.pid)
