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

/** How a request is sent. */
interface Manner {
  readonly limitMs: number
  onwardMs(send: string): number
  readonly follow: boolean
}

/** As in `GET /members`. */
export const sendOf = ({ method, path }: RequestPlan): string => `${method} ${path}`

/**
 * Sends a request as a browser would.
 * @param limitMs how long to wait for its answer, in milliseconds
 * @param onwardMs the same for one that a redirect leads to, as in `GET /members`
 * @see sendAndFollow
 */
export async function send(
  browsers: Browsers,
  at: string,
  as: string | null,
  plan: RequestPlan,
  { limitMs, onwardMs, follow }: Manner,
): Promise<Sent> {
  const plans: RequestPlan[] = []
  const noting: Browsers = {
    ...browsers,
    send(server, browser, one, _, ...more) {
      plans.push(one)
      return browsers.send(server, browser, one, one === plan ? limitMs : onwardMs(sendOf(one)), ...more)
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
