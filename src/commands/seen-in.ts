import type { ExchangeSeen } from '../lesson/events.ts'
import { see } from '../lesson/seen.ts'
import { sessionsOf, type Sessions } from '../terminal/exchange/sessions.ts'
import type { ExchangeFacts, Observation, SessionCall } from '../observe/observation.ts'
import { addressOf } from '../diagnosis/browser.ts'
import { isOutside } from '../trace/outside.ts'
import { causedIn } from '../wire/caused.ts'
import { sessionMark } from '../wire/exchange-of.ts'

/**
 * An exchange of somebody's own app as those of lessons are drawn. Bodies are not kept.
 * @param folder places are told from there
 */
export function seenIn(
  facts: ExchangeFacts,
  { sessions }: Pick<Observation, 'sessions'>,
  folder: string,
): ExchangeSeen {
  const { request, response, at, state } = facts
  return {
    event: 'exchange',
    label: `${request.method} ${request.url}`,
    browser: facts.client,
    client: 'somebody else',
    request: { method: request.method, path: request.url, headers: request.headers, body: '' },
    response: response
      ? { status: response.status, statusText: response.statusText, headers: response.headers, body: '' }
      : { status: 0, statusText: '', headers: [], body: '' },
    ...causedIn([facts], folder),
    ...sessionMark(sessions.filter(({ pid }) => pid === facts.pid).length),
    ...(isOutside(facts) ? { withoutExpress: true } : {}),
    deprecations: [],
    failure: response ? null : { kind: state === 'open' ? 'hang' : 'cut', message: WITHOUT_ANSWER },
    at,
    origin: addressOf(facts).origin,
    cookieName: cookieNameOf(facts, sessions),
  }
}

/** How the process was started that got an exchange; empty where that is not known. */
export const argv0Of = ({ pid }: ExchangeFacts, { processes }: Pick<Observation, 'processes'>): string =>
  processes.find((one) => one.pid === pid)?.argv0 ?? ''

const WITHOUT_ANSWER = 'there was no answer until then'

/** The name of the session cookie: that of the session() which had the request in hand, else of the first of its process. */
function cookieNameOf({ pid, session }: ExchangeFacts, calls: readonly SessionCall[]): string {
  const own = calls.filter((call) => call.pid === pid)
  return (own.find(({ id }) => session.by.includes(id)) ?? own[0])?.name ?? ''
}

/** The sessions of a trace, for their letters. */
export const sessionsIn = (exchanges: readonly ExchangeSeen[]): Sessions =>
  sessionsOf(exchanges.map((exchange) => see(exchange, exchange.cookieName)))
