import type { RequestPlan } from '../client.ts'
import type { ResponseSeen } from '../exchange.ts'
import { preflightOf, preflightRefusal, readingRefusal } from './cors.ts'
import { pageHeaders } from './page-headers.ts'
import type { OpenPage, Reading } from './page.ts'

/** Sends a request with the cookies of the browser, and keeps those of the answer; or does neither. @see Browsers.send */
export type SendFrom = (plan: RequestPlan, withCookies: boolean) => Promise<ResponseSeen>

/**
 * Does what a browser does when a page starts a request (Fetch standard, "main fetch"), where no real one is there: asks first where it must,
 * sends, and decides what the script may read. Which cookies go along is for the jar.
 * @param api the server, by the name that the page calls it
 * @returns null where the answer becomes the page that is shown
 * @throws what `send` throws
 */
export async function sendFromPage(
  send: SendFrom,
  api: string,
  plan: RequestPlan,
  page: OpenPage,
): Promise<Reading | null> {
  const url = new URL(api + plan.path)
  const from = new URL(page.origin)
  const withHeaders = (request: RequestPlan): RequestPlan => ({
    ...request,
    headers: { ...pageHeaders(page, request.method, url), ...request.headers },
    from,
    navigation: page.by !== 'script',
    ...(page.blocksThirdParty ? { blocksThirdParty: true } : {}),
  })
  if (page.by !== 'script') {
    await send(withHeaders(plan), true)
    return null
  }
  const { origin, credentials } = page
  const isOwn = origin === url.origin
  const question = isOwn ? null : preflightOf(plan)
  if (question) {
    const refused = preflightRefusal(await send(withHeaders(question), false), plan, origin, credentials)
    if (refused !== null) return { ok: false, why: refused }
  }
  const { headers } = await send(withHeaders(plan), isOwn || credentials === 'include')
  const why = isOwn ? null : readingRefusal(headers, origin, credentials)
  return why === null ? { ok: true } : { ok: false, why }
}
