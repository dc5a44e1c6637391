import type { ExchangeFacts } from '../observe/observation.ts'
import { answeredBy, header } from './facts.ts'
import { grouped } from './grouped.ts'
import { isLetIn, isRefused, loginsIn } from './login.ts'
import { onceFor } from './once-for.ts'
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
export const seenByStrangers = onceFor((exchanges: readonly ExchangeFacts[]): readonly SeenByStranger[] => {
  const run = lookOver(exchanges)
  return exchanges.flatMap((exchange) => {
    const found = isStranger(exchange, run) ? sharedWith(exchange, run) : null
    return found ? [found] : []
  })
})

/** What is asked of a run again and again. */
interface Run {
  readonly order: ReadonlyMap<ExchangeFacts, number>
  readonly logins: ReadonlySet<ExchangeFacts>
  /** By process and page. */
  readonly pages: ReadonlyMap<string, readonly ExchangeFacts[]>
  /** By client: what it sent that is no question for a page. */
  readonly sent: ReadonlyMap<string, readonly ExchangeFacts[]>
}

const lookOver = (exchanges: readonly ExchangeFacts[]): Run => ({
  order: new Map(exchanges.map((exchange, index) => [exchange, index])),
  logins: new Set(loginsIn(exchanges).map(({ exchange }) => exchange)),
  pages: grouped(exchanges, pageOf),
  sent: grouped(
    exchanges.filter((one) => !isRead(one)),
    ({ client }) => client ?? '',
  ),
})

const pageOf = ({ pid, request }: ExchangeFacts): string => `${pid} ${request.method} ${request.url}`

/** Whether a request came from a browser that has sent nothing but requests for pages, and has nothing in a session. */
const isStranger = (exchange: ExchangeFacts, { sent }: Run): boolean =>
  isRead(exchange) &&
  isLetIn(exchange) &&
  exchange.client !== null &&
  // What is in a session that another package made is not seen.
  exchange.session.foreign === null &&
  !sent.has(exchange.client) &&
  !hasData(loadOf(exchange)?.session ?? null)

/** What somebody else did that opened, or changed, a page for a stranger, and how it was before. */
function sharedWith(exchange: ExchangeFacts, { order, logins, pages, sent }: Run): SeenByStranger | null {
  const same = pages.get(pageOf(exchange)) ?? []
  const isBefore = (one: ExchangeFacts, other: ExchangeFacts): boolean =>
    (order.get(one) ?? 0) < (order.get(other) ?? 0)
  for (const own of same) {
    if (own.client === exchange.client || !isSameView(own, exchange)) continue
    const changed = sent.get(own.client ?? '')?.findLast((one) => isBefore(one, own) && isAccepted(one))
    const before = same.findLast(
      // A page that failed was no page.
      (one) => changed && isBefore(one, changed) && !hasFailed(one) && !hasData(loadOf(one)?.session ?? null),
    )
    if (!changed || !before || isSameView(before, exchange)) continue
    // A page that is open to all may change for all.
    if (isRefused(before) || logins.has(changed) || LOGIN.test(changed.request.url))
      return { exchange, before, changed, isCached: isFromCache(exchange, same) }
  }
  return null
}

const isRead = ({ request }: ExchangeFacts): boolean => request.method === 'GET' || request.method === 'HEAD'

const hasFailed = ({ response }: ExchangeFacts): boolean => response === null || response.status >= 500

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
