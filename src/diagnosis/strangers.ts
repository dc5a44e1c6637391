import type { ExchangeFacts } from '../observe/observation.ts'
import { answeredBy, header } from './facts.ts'
import { isLetIn, isRefused, isSamePage, loginsIn } from './login.ts'
import { loadOf, hasData } from './session-data.ts'

/** A page that a stranger got, though it belongs to somebody else. */
export interface SeenByStranger {
  readonly exchange: ExchangeFacts
  /** The page as it was for one without a session. */
  readonly before: ExchangeFacts
  /** What somebody else sent that changed it. */
  readonly changed: ExchangeFacts
  /** Whether a middleware answered, with a page that a handler had made for somebody else: a cache inside the app. */
  readonly isCached: boolean
}

/** The pages that a login of somebody else opened, or changed, for a browser that has sent nothing and has nothing in a session. */
export function seenByStrangers(exchanges: readonly ExchangeFacts[]): readonly SeenByStranger[] {
  const logins = new Set(loginsIn(exchanges).map(({ exchange }) => exchange))
  return exchanges.flatMap((exchange) => {
    const found = isStranger(exchange, exchanges) ? sharedWith(exchange, exchanges, logins) : null
    return found ? [found] : []
  })
}

/** Whether a request came from a browser that has sent nothing but requests for pages, and has nothing in a session. */
const isStranger = (exchange: ExchangeFacts, exchanges: readonly ExchangeFacts[]): boolean =>
  isRead(exchange) &&
  isLetIn(exchange) &&
  exchange.client !== null &&
  // What is in a session that another package made is not seen.
  exchange.session.foreign === null &&
  !hasData(loadOf(exchange)?.session ?? null) &&
  exchanges.every((one) => one.client !== exchange.client || isRead(one))

/** What somebody else did that opened, or changed, a page for a stranger, and how it was before. */
function sharedWith(
  exchange: ExchangeFacts,
  exchanges: readonly ExchangeFacts[],
  logins: ReadonlySet<ExchangeFacts>,
): SeenByStranger | null {
  const same = exchanges.filter((one) => isSamePage(one, exchange) && one.pid === exchange.pid)
  for (const own of same.filter((one) => one.client !== exchange.client && isSameView(one, exchange))) {
    const earlier = exchanges.slice(0, exchanges.indexOf(own))
    const changed = earlier.findLast((one) => one.client === own.client && !isRead(one) && isAccepted(one))
    const before = same.findLast(
      (one) => changed && exchanges.indexOf(one) < exchanges.indexOf(changed) && !hasData(loadOf(one)?.session ?? null),
    )
    if (!changed || !before || isSameView(before, exchange)) continue
    // A page that is open to all may change for all.
    if (isRefused(before) || logins.has(changed) || LOGIN.test(changed.request.url))
      return { exchange, before, changed, isCached: isFromCache(exchange, same) }
  }
  return null
}

const isRead = ({ request }: ExchangeFacts): boolean => request.method === 'GET' || request.method === 'HEAD'

const isAccepted = ({ response }: ExchangeFacts): boolean => response !== null && response.status < 400

const LOGIN = /(?:log|sign)[-_]?in/i

/** Whether two answers are the same page: Express marks each page by what is in it (ETag). */
function isSameView({ response: one }: ExchangeFacts, { response: other }: ExchangeFacts): boolean {
  const [tag, otherTag] = [one, other].map((response) => header(response?.headers ?? [], 'etag'))
  return one?.status === other?.status && tag !== undefined && tag === otherTag
}

const isFromCache = (exchange: ExchangeFacts, same: readonly ExchangeFacts[]): boolean =>
  answeredBy(exchange)?.kind === 'middleware' &&
  same.some((one) => isSameView(one, exchange) && answeredBy(one)?.kind === 'handler')
