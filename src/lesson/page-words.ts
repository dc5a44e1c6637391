import type { RequestPlan } from '../wire/client.ts'
import type { PagePlan } from '../wire/pages/page.ts'
import type { Handle } from './run.ts'
import type { OptionChange, Restart } from './script.ts'

/** The words for pages of another origin, and for a second server beside the first. */

/** Under which name the page is open. */
interface OnPage {
  /** `localhost` if it is left out: the name by which pages call the server too. */
  readonly page?: string
  /** The browser's clock is moved: no real one lets that happen, so the tutor plays it. */
  readonly moves?: boolean
  /** The browser blocks third-party cookies. */
  readonly blocks?: boolean
}

const started =
  (by: PagePlan['by'], credentials: PagePlan['credentials']) =>
  (request: RequestPlan, { page: host = 'localhost', moves = false, blocks = false }: OnPage = {}): RequestPlan => ({
    ...request,
    page: { host, by, credentials, movesClock: moves, ...(blocks ? { blocksThirdParty: true } : {}) },
  })

/** A script on a page calls `fetch(url)`: cookies of its own origin go along, and no others. */
export const fetched = started('script', 'same-origin')

/** A script on a page calls `fetch(url, { credentials: 'include' })`. */
export const fetchedWithCookies = started('script', 'include')

/** Somebody follows a link on a page. */
export const linked = started('link', 'include')

/** Somebody sends a form on a page. */
export const submitted = started('form', 'include')

/** A request to a server by the part that started it, where several run. */
export const to = ({ label }: Handle<'restart'>, request: RequestPlan): RequestPlan => ({ ...request, to: label })

/**
 * A second server beside those that run: browsers stay, and requests name the server that they are for with `to()`.
 * @param details `change` on top of the app's own options
 */
export const beside = (
  label: string,
  details: { readonly app?: string; readonly change?: OptionChange } = {},
): Restart => ({
  kind: 'restart',
  label,
  app: details.app ?? 'app',
  change: details.change ?? {},
  browsers: 'kept',
  fails: false,
  beside: true,
})
