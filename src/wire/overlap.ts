import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { ExchangeFacts } from '../observe/observation.ts'
import type { Browsers, RequestPlan, ResponseHead } from './client.ts'
import type { Exchange, ResponseSeen } from './exchange.ts'
import { sendAndFollow } from './follow.ts'
import type { Arrival, Moment } from './moments.ts'

/** A request that is under way together with others. */
export interface Traveller {
  readonly label: string
  readonly browser: string | null
  readonly plan: RequestPlan
}

/** Requests that are under way together. */
export type Overlap =
  /** Each is sent when the app has the one before. */
  | { readonly how: 'together'; readonly sends: readonly Traveller[] }
  /** One is sent, and redirects are followed as soon as the head of an answer is there. `next` are the labels of what is sent then. */
  | { readonly how: 'followed'; readonly first: Traveller; readonly next: readonly string[] }

/** What came of them: the exchanges in the order in which they were sent, and what happened when. */
export interface Overlapped {
  readonly exchanges: readonly Exchange[]
  readonly moments: readonly Moment[]
}

/** A request that was sent, and its answer or why there is none. */
export interface Sent extends Traveller {
  readonly response: ResponseSeen | null
  readonly error: unknown
  /** What of the body had come while the app waited, and the last of it. */
  readonly arrivals: readonly Arrival[]
}

/** Knows what of several requests is where, so that nothing goes on before what moves has come to rest. */
export interface Crossing {
  /** The server has got one of them. */
  came(response: ServerResponse): void
  /** @see Delays.during */
  isAtRest(held: number): boolean
  /**
   * Sends them, and waits until each answer has ended on both sides.
   * @param browsers of a client that tells of the head before the body is there
   * @returns what was sent, in this order. It rejects with nothing
   */
  send(server: string, overlap: Overlap, browsers: Browsers, limitMs: number): Promise<readonly Sent[]>
}

/** Requests that are going to be sent. */
export function createCrossing(): Crossing {
  const answers: ServerResponse[] = []
  let waitsForOne: (() => void) | undefined
  /** How many were sent or will be, and have no whole answer yet; and how many heads have come back. */
  let open = 0
  let heads = 0
  const arrivals: Arrival[][] = []
  /** What had come of each when all was at rest last: what comes later may come before or after what a quick store does. */
  const done = new Set<readonly Arrival[]>()
  let settled: readonly (readonly Arrival[])[] = []

  /** The same browsers, which are watched: what is sent is open until its answer is whole. */
  const watched = ({ client, send }: Browsers): Browsers => ({
    client,
    async send(server, browser, plan, limitMs, onHead = () => {}) {
      const own: Arrival[] = []
      arrivals.push(own)
      open += 1
      const hearHead = (head: ResponseHead) => {
        heads += 1
        onHead(head)
      }
      const hearPart = (bytes: number) => void own.push({ bytes, atMs: performance.now() })
      try {
        return await send(server, browser, plan, limitMs, hearHead, hearPart)
      } finally {
        open -= 1
        done.add(own)
      }
    },
  })

  const together = async (server: string, sends: readonly Traveller[], browsers: Browsers, limitMs: number) => {
    // Those that are not sent yet are on their way too.
    open += sends.length
    const all: Promise<Answered>[] = []
    for (const one of sends) {
      const hasCome = new Promise<void>((resolve) => void (waitsForOne = resolve))
      open -= 1
      const answer = outcomeOf(one, browsers.send(server, one.browser, one.plan, limitMs))
      all.push(answer)
      await Promise.race([hasCome, answer])
    }
    return Promise.all(all)
  }

  const followed = async (
    server: string,
    { first, next }: Extract<Overlap, { how: 'followed' }>,
    browsers: Browsers,
    limitMs: number,
  ): Promise<readonly Answered[]> => {
    try {
      const hops = await sendAndFollow(browsers, server, first.browser, first.plan, limitMs)
      const labels = [first.label, ...next]
      return hops.map(({ plan, response }, i) => ({
        label: labels[i] ?? `${labels.at(-1)} (${i - labels.length + 2})`,
        browser: first.browser,
        plan,
        response,
        error: null,
      }))
    } catch (error) {
      return [{ ...first, response: null, error }]
    }
  }

  return {
    came(response) {
      answers.push(response)
      waitsForOne?.()
    },
    isAtRest(held) {
      const headsOut = answers.filter(({ headersSent }) => headersSent).length
      const isAtRest = answers.length === arrivals.length && headsOut <= heads && open <= held
      if (isAtRest) settled = arrivals.map((own, i) => (done.has(own) ? (settled[i] ?? []) : [...own]))
      return isAtRest
    },
    async send(server, overlap, browsers, limitMs) {
      const own = watched(browsers)
      const all =
        overlap.how === 'together'
          ? await together(server, overlap.sends, own, limitMs)
          : await followed(server, overlap, own, limitMs)
      await Promise.all(answers.filter(({ closed }) => !closed).map((answer) => once(answer, 'close')))
      return all.map((one, i) => {
        const early = settled[i] ?? []
        return { ...one, arrivals: [...early, ...(arrivals[i] ?? []).slice(early.length).slice(-1)] }
      })
    },
  }
}

type Answered = Omit<Sent, 'arrivals'>

/** What came of a request. It rejects with nothing. */
const outcomeOf = (one: Traveller, answer: Promise<ResponseSeen>): Promise<Answered> =>
  answer.then(
    (response) => ({ ...one, response, error: null }),
    (error: unknown) => ({ ...one, response: null, error }),
  )

/** The facts of each request that was sent, in this order; null where nothing is known of one. What an app sends to itself is no such. */
export function factsOfEach(
  sent: readonly Pick<Sent, 'plan'>[],
  all: readonly ExchangeFacts[],
): readonly (ExchangeFacts | null)[] {
  let left = all
  return sent.map(({ plan }) => {
    const own = left.find(({ request }) => request.method === plan.method && request.url === plan.path) ?? null
    left = left.filter((one) => one !== own)
    return own
  })
}
