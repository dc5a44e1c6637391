import { causedIn } from '../caused.ts'
import type { Home } from '../home.ts'
import type { RequestPlan } from '../client.ts'
import type { Exchange, PageSeen, ResponseSeen } from '../exchange.ts'
import type { ExchangeFacts } from '../../observe/observation.ts'
import { preflightRefusal, readingRefusal } from './cors.ts'
import type { PageSent } from './pages.ts'

/** The part of an exchange that is known by who sent it, and by what the server saw of it. */
type FromPage = Pick<Exchange, 'client' | 'request' | 'response' | 'page'> & ReturnType<typeof causedIn>

/**
 * An exchange that a page began, as the server saw it: what the browser did by itself, such as the question before a request, is known only there.
 * @param facts of all requests that came meanwhile, in their order
 * @param bodyOf the body of the answer to one of them
 * @param home where the app that runs comes from
 */
export function pageExchange(
  { client, page, reading }: PageSent,
  plan: RequestPlan,
  facts: readonly ExchangeFacts[],
  bodyOf: (facts: ExchangeFacts) => string,
  { folder, shownAs }: { readonly folder: string; readonly shownAs?: Home['shownAs'] },
): FromPage {
  const question = facts.find(({ request }) => request.method === 'OPTIONS')
  const main = facts.find(({ request }) => request.method === plan.method && request.url === plan.path)
  const shown = main ?? question
  const response = responseOf(shown, bodyOf)
  const body = main && plan.body !== null ? JSON.stringify(plan.body) : ''
  const { origin, by, credentials } = page
  const why = () =>
    main ? readingRefusal(response.headers, origin, credentials) : preflightRefusal(response, plan, origin, credentials)
  const seen: PageSeen = {
    origin,
    by,
    credentials,
    preflight: main && question ? { request: requestOf(question, ''), response: responseOf(question, bodyOf) } : null,
    reading: reading === null || reading.ok ? reading : { ok: false, why: reading.why ?? why() ?? UNTOLD },
  }
  return {
    client,
    request: requestOf(shown, body),
    response,
    ...causedIn(shown ? [shown] : [], folder, shownAs),
    page: seen,
  }
}

const UNTOLD = 'the browser does not say why'

const requestOf = (facts: ExchangeFacts | undefined, body: string): Exchange['request'] => ({
  method: facts?.request.method ?? '',
  path: facts?.request.url ?? '',
  headers: facts?.request.headers ?? [],
  body,
})

function responseOf(facts: ExchangeFacts | undefined, bodyOf: (facts: ExchangeFacts) => string): ResponseSeen {
  const response = facts?.response
  if (!response) return { status: 0, statusText: '', headers: [], body: '' }
  const { status, statusText, headers } = response
  return { status, statusText, headers, body: bodyOf(facts) }
}
