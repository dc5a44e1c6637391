import type { Browsers, RequestPlan } from '../wire/client.ts'
import { sendAndFollow, type Hop } from '../wire/follow.ts'

/** What was sent, and how it was answered. */
interface Sent {
  /** Every request, in order: more than one where redirects were followed. */
  readonly plans: readonly RequestPlan[]
  /** The requests and their answers; null where one of them got none. */
  readonly hops: readonly Hop[] | null
  /** The status of the answer to a request, by its place; null for none. One that led to the next was answered by a redirect. */
  statusOf(place: number): number | null
}

/** Sends a request as a browser would. @see sendAndFollow */
export async function send(
  browsers: Browsers,
  at: string,
  as: string | null,
  plan: RequestPlan,
  { limitMs, follow }: { readonly limitMs: number; readonly follow: boolean },
): Promise<Sent> {
  const plans: RequestPlan[] = []
  const noting: Browsers = {
    ...browsers,
    send(server, browser, one, ...more) {
      plans.push(one)
      return browsers.send(server, browser, one, ...more)
    },
  }
  const answered: Promise<readonly Hop[]> = follow
    ? sendAndFollow(noting, at, as, plan, limitMs)
    : noting.send(at, as, plan, limitMs).then((response) => [{ plan, response }])
  const hops = await answered.catch(() => null)
  return {
    plans,
    hops,
    statusOf: (place) => hops?.[place]?.response.status ?? (place < plans.length - 1 ? 302 : null),
  }
}
