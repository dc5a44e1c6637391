import type { Browsers, RequestPlan, ResponseHead } from './client.ts'
import type { ResponseSeen } from './exchange.ts'

/** A request of a chain of redirects, and its answer. */
export interface Hop {
  readonly plan: RequestPlan
  readonly response: ResponseSeen
}

/** As many as the Fetch standard allows ("HTTP-redirect fetch"). */
const MOST_REDIRECTS = 20

/**
 * Sends a request and follows redirects as browsers do: as soon as the head of an answer says where to, while its body is still on
 * its way. So the next request can overtake what the server does before it ends the answer. Only redirects to the same server are
 * followed; one that leads elsewhere is the last answer.
 * @param browsers of a client that tells of the head before the body is there
 * @param limitMs how long to wait for the end of each answer, in milliseconds
 * @returns the requests in the order in which they were sent, when all answers have ended
 * @throws what `browsers` throws, for the first request that fails, when those behind it have come to an end too
 */
export function sendAndFollow(
  browsers: Browsers,
  server: string,
  browser: string | null,
  plan: RequestPlan,
  limitMs: number,
): Promise<readonly Hop[]> {
  const go = async (current: RequestPlan, left: number): Promise<readonly Hop[]> => {
    let onward: Promise<readonly Hop[]> = Promise.resolve([])
    const own = browsers.send(server, browser, current, limitMs, (head) => {
      const next = left > 0 ? redirected(server, current, head) : null
      if (next) onward = go(next, left - 1)
      // It is waited for below, but may fail before.
      onward.catch(() => {})
    })
    const [response] = await Promise.allSettled([own])
    const [hops] = await Promise.allSettled([onward])
    if (response.status === 'rejected') throw response.reason
    if (hops.status === 'rejected') throw hops.reason
    return [{ plan: current, response: response.value }, ...hops.value]
  }
  return go(plan, MOST_REDIRECTS)
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** The request that a redirect asks for (Fetch standard, "HTTP-redirect fetch"); null if it is none, or leads elsewhere. */
function redirected(server: string, plan: RequestPlan, { status, headers }: ResponseHead): RequestPlan | null {
  const location = headers.find(([name]) => name.toLowerCase() === 'location')?.[1]
  if (!REDIRECTS.has(status) || location === undefined || !URL.canParse(location, server + plan.path)) return null
  const { origin, pathname, search } = new URL(location, server + plan.path)
  if (origin !== new URL(server).origin) return null
  const path = pathname + search
  const becomesGet = status === 303 ? plan.method !== 'GET' : status < 303 && plan.method === 'POST'
  if (!becomesGet) return { ...plan, path }
  const kept = Object.entries(plan.headers).filter(([name]) => !/^content-/i.test(name))
  return { ...plan, path, method: 'GET', headers: Object.fromEntries(kept), body: null }
}
