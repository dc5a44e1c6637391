import type { ExchangeFacts } from '../observe/observation.ts'
import { causedIn } from './caused.ts'
import type { RequestPlan } from './client.ts'
import type { Exchange } from './exchange.ts'
import type { Home } from './home.ts'

/** A request and what is known of it, when there is an answer or none can come any more. */
export interface Answered extends Pick<
  Exchange,
  'label' | 'browser' | 'client' | 'response' | 'at' | 'deprecations' | 'failure'
> {
  readonly plan: RequestPlan
  /** As for {@link causedIn}. */
  readonly facts: readonly ExchangeFacts[]
  /** How often the app had called session(). */
  readonly calls: number
}

/** An exchange from all that is known of it. @param home of the app that answered */
export const exchangeOf = (
  { label, browser, plan, response, facts, client, deprecations, failure, at, calls }: Answered,
  home: Home,
): Exchange => ({
  label,
  browser,
  client,
  request: {
    method: plan.method,
    path: plan.path,
    headers: facts[0]?.request.headers ?? [],
    body: plan.body === null ? '' : JSON.stringify(plan.body),
  },
  response,
  ...causedIn(facts, home.folder, home.shownAs),
  ...sessionMark(calls),
  deprecations,
  failure,
  at,
})

/** @param calls how often the app had called session() */
export const sessionMark = (calls: number): Pick<Exchange, 'withoutSession'> =>
  calls > 0 ? {} : { withoutSession: true }
