import { lackOf, machineFault } from '../faults.ts'
import { viewRun, type Run } from '../lesson/run.ts'
import { see, type Seen } from '../lesson/seen.ts'
import type { Overlapping, Send } from '../lesson/script.ts'
import type { Unanswered } from '../sandbox/problem.ts'
import type { Thrown } from '../sandbox/protocol.ts'
import { SandboxEnded, type Sandbox } from '../sandbox/sandbox.ts'
import type { ExchangeFacts } from '../observe/observation.ts'
import { createBrowsers, type Browsers, type RequestPlan } from '../wire/client.ts'
import type { Exchange, Failure, ResponseSeen } from '../wire/exchange.ts'
import { causedIn } from '../wire/caused.ts'
import { sendAndFollow } from '../wire/follow.ts'
import { knownAs } from '../wire/known-as.ts'
import { AnswerTooLong, lightClient } from '../wire/light-client.ts'
import type { PagePlan } from '../wire/pages/page.ts'
import { pageExchange } from '../wire/pages/page-exchange.ts'
import { through } from '../wire/through.ts'
import type { Door } from './door.ts'
import { momentsOf, type Moment } from '../wire/moments.ts'
import { factsOfEach } from '../wire/overlap.ts'
import { API, sendPage, type SentFromPage } from './from-page.ts'
import { cutText, failureKind } from './failures.ts'
import type { Observed } from './observed.ts'

/** An exchange with a learner's app. */
export interface SeenAttempt extends Seen {
  readonly cookieName: string
  /** What the app threw while it answered, with stacks. */
  readonly thrown: readonly Thrown[]
  /** What is known of it from inside the app; null if nothing is. */
  readonly facts: ExchangeFacts | null
}

/** All exchanges with a learner's app, which may be started several times. */
export interface Exchanges {
  readonly seen: readonly SeenAttempt[]
  /** What conditions look at; it grows with the exchanges. */
  readonly run: Run
  /** The request under way, or null. */
  readonly unanswered: Unanswered | null
  /**
   * Sends a request to the app in a sandbox. The exchange is kept even if the process does not survive it.
   * @throws SandboxEnded if it does not, and MachineFault where the machine lacks something
   */
  send(action: Send, sandbox: Sandbox, door: Door, observed: Observed): Promise<void>
  /** Sends a request and follows redirects as soon as the head of an answer is there. @throws as `send` */
  follow(action: Overlapping, sandbox: Sandbox, door: Door, observed: Observed): Promise<void>
}

/** After this many milliseconds without an answer it is asked whether one can still come. */
const IMPATIENCE_MS = 1500

/**
 * No exchanges so far, and browsers without cookies.
 * @param limitMs the longest to wait for an answer, in milliseconds
 * @param now tells the browsers the time, in milliseconds since 1970
 * @param folder of the learner's file
 */
export function beginExchanges(limitMs: number, now: () => number, folder: string): Exchanges {
  let begun = false
  let chain: Door['chain']
  let appNow = API
  // A page calls the app by a name of its own.
  const named = knownAs(lightClient, ({ origin }) => (origin === API ? appNow : origin))
  const browsers = createBrowsers(
    through(named, () => chain),
    now,
  )
  const seen: SeenAttempt[] = []
  const orders = new Map<string, readonly Moment[]>()
  const run = viewRun({ exchanges: seen, orders, starts: new Map(), launches: new Map() })
  let unanswered: string | null = null

  /**
   * Waits for an answer. When none can come any more, the process is ended.
   * @param sending what sends the request, and hears when the head of an answer is there
   * @returns what came of it, or why nothing did
   */
  const answer = async <T>(
    plan: RequestPlan,
    sandbox: Sandbox,
    sending: (onHead: () => void) => Promise<T>,
  ): Promise<{ readonly came: T | null; readonly failure: Failure | null }> => {
    const name = `${plan.method} ${plan.path}`
    unanswered = name
    begun = false
    const ask = async () => {
      const canCome = await sandbox.ask({ ask: 'pending' }).catch(() => null)
      if (unanswered === null || canCome === null) return
      if (canCome) timer = setTimeout(() => void ask(), IMPATIENCE_MS)
      else await sandbox.giveUpOn(name)
    }
    let timer = setTimeout(() => void ask(), IMPATIENCE_MS)
    try {
      return { came: await sending(() => (begun = true)), failure: null }
    } catch (error) {
      const fault = machineFault(error)
      if (fault) throw fault
      // What is asked of it next says that it is gone, and why.
      if (error instanceof AnswerTooLong) await sandbox.cutOff(name)
      return { came: null, failure: { kind: 'cut', message: cutText(error) } }
    } finally {
      unanswered = null
      clearTimeout(timer)
    }
  }

  /** Keeps an exchange. @param all what is known of it, and of what the app asked itself meanwhile */
  const keep = (
    { label, browser, plan, at, address }: Sent,
    all: readonly ExchangeFacts[],
    response: ResponseSeen,
    failure: Failure | null,
    { observation }: Observed,
    drawn: number | null = null,
    fromPage: Partial<Exchange> = {},
  ) => {
    const [facts = null] = all
    const body = plan.body === null ? '' : JSON.stringify(plan.body)
    const headers = facts?.request.headers ?? Object.entries(plan.headers)
    const exchange: Exchange = {
      label,
      browser,
      client: browsers.client,
      request: { method: plan.method, path: plan.path, headers, body },
      ...(chain ? { through: chain.came(), appAddress: address } : {}),
      response,
      ...causedIn(all, folder),
      ...fromPage,
      ...(observation.sessions.length > 0 ? {} : { withoutSession: true }),
      deprecations: [],
      failure,
      at,
      ...(drawn === null ? {} : { drawn }),
    }
    const cookieName = signedCookieIn(exchange) ?? seen.at(-1)?.cookieName ?? 'connect.sid'
    seen.push(seeAttempt(exchange, cookieName, untakenIn(all), facts))
  }

  /** Lets a page begin a request, and keeps what came of it. */
  const keepFromPage = async (first: Sent, starter: PagePlan, sandbox: Sandbox, observed: Observed) => {
    /** What was known of its requests before the last one. */
    const before: ExchangeFacts[] = []
    let isFirst = true
    const page = await sendPage(first.plan, starter, browsers.client, async (one, withCookies) => {
      if (!isFirst) {
        await sandbox.ask({ ask: 'end' })
        before.push(...observed.came())
        await sandbox.ask({ ask: 'begin' })
        observed.sending(first.browser)
      }
      isFirst = false
      const sender = withCookies ? first.browser : null
      const { came, failure } = await answer(one, sandbox, (onHead) => browsers.send(API, sender, one, limitMs, onHead))
      return { response: came ?? NO_RESPONSE, failure }
    })
    const drawn = await sandbox.ask({ ask: 'end' })
    const last = observed.came()
    const all = [...before, ...last]
    throwLack(all)
    const { response, failure } = page.answer
    const own = last.length > 0 ? last : all
    keep(
      first,
      own,
      response,
      failure,
      observed,
      drawn,
      pageExchange(page.sent, first.plan, all, bodyIn(page), { folder }),
    )
  }

  /**
   * Does something to the app in a sandbox, and keeps what came of it even if the process does not survive.
   * @param first the request that it begins with
   */
  const within = async (first: Sent, sandbox: Sandbox, observed: Observed, todo: () => Promise<void>) => {
    try {
      await sandbox.ask({ ask: 'begin' })
      observed.sending(first.browser)
      await todo()
    } catch (error) {
      if (error instanceof SandboxEnded) {
        const { problem } = error
        const failure: Failure = { kind: failureKind(problem, begun), message: problem.message }
        const all = observed.came()
        keep(first, all, NO_RESPONSE, all.length > 0 ? failure : { ...failure, untold: true }, observed)
      }
      throw error
    }
  }

  return {
    seen,
    run,
    get unanswered() {
      return unanswered === null ? null : { name: unanswered, begun }
    },
    async send({ label, browser, request, past }, sandbox, door, observed) {
      chain = door.chain
      const straight = `http://${door.address}`
      appNow = straight
      const server = past ? straight : (chain?.origin ?? straight)
      const plan = typeof request === 'function' ? request(run) : request
      const first: Sent = { label, browser, plan, at: now(), address: door.address }
      await within(first, sandbox, observed, async () => {
        if (plan.page) return keepFromPage(first, plan.page, sandbox, observed)
        const { came, failure } = await answer(plan, sandbox, (onHead) =>
          browsers.send(server, browser, plan, limitMs, onHead),
        )
        const drawn = await sandbox.ask({ ask: 'end' })
        const all = observed.came()
        throwLack(all)
        keep(first, all, came ?? NO_RESPONSE, failure, observed, drawn)
      })
    },
    async follow({ label: name, sends, next }, sandbox, door, observed) {
      chain = door.chain
      const server = chain?.origin ?? `http://${door.address}`
      for (const { label, browser, request } of sends) {
        const plan = typeof request === 'function' ? request(run) : request
        const first: Sent = { label, browser, plan, at: now(), address: door.address }
        await within(first, sandbox, observed, async () => {
          const { came, failure } = await answer(plan, sandbox, (onHead) => {
            const telling: Browsers = {
              ...browsers,
              send: (to, own, hop, limit, hear) =>
                browsers.send(to, own, hop, limit, (head) => {
                  onHead()
                  hear?.(head)
                }),
            }
            return sendAndFollow(telling, server, browser, plan, limitMs)
          })
          await sandbox.ask({ ask: 'end' })
          const hops = came ?? [{ plan, response: NO_RESPONSE }]
          const all = observed.came(hops.length)
          throwLack(all)
          const each = factsOfEach(hops, all)
          const labels = hops.map((_, i) => [label, ...next.map((one) => one.label)][i] ?? `${label} (${i})`)
          for (const [i, hop] of hops.entries()) {
            const own = each[i] ? [each[i]] : []
            keep({ ...first, label: labels[i] ?? label, plan: hop.plan }, own, hop.response, failure, observed)
          }
          orders.set(name, orderIn(seen.slice(-hops.length)))
        })
      }
    },
  }
}

/** What happened to these exchanges in which order, as far as it is known from inside the app. */
export const orderIn = (exchanges: readonly SeenAttempt[]): readonly Moment[] =>
  momentsOf(exchanges.flatMap(({ label, facts }) => (facts ? [{ label, facts, arrivals: [] }] : [])))

/** @throws MachineFault where the app threw because the machine lacks something */
function throwLack(all: readonly ExchangeFacts[]): void {
  const [fault] = untakenIn(all).flatMap((thrown) => lackOf(thrown) ?? [])
  if (fault) throw fault
}

/** A request that is sent, and when. */
interface Sent {
  readonly label: string
  readonly browser: string | null
  readonly plan: RequestPlan
  readonly at: number
  /** Where the app itself listens. */
  readonly address: string
}
/** The body of the answer to a request of a page. */
const bodyIn =
  ({ bodies }: SentFromPage) =>
  ({ request }: ExchangeFacts): string =>
    bodies.get(request.method) ?? ''

/** What came to the last handler. */
const untakenIn = (all: readonly ExchangeFacts[]): readonly Thrown[] => all.flatMap(({ untaken }) => untaken)

/** An exchange with a learner's app, from the plain data of it. @param cookieName the session cookie's name */
export const seeAttempt = (
  exchange: Exchange,
  cookieName: string,
  thrown: readonly Thrown[],
  facts: ExchangeFacts | null,
): SeenAttempt => ({
  ...see(exchange, cookieName),
  cookieName,
  thrown,
  facts,
})

const NO_RESPONSE: ResponseSeen = { status: 0, statusText: '', headers: [], body: '' }

/** The name of the session cookie, if this exchange set one: its value is signed (express-session `setcookie`). */
function signedCookieIn({ response }: Exchange): string | undefined {
  const lines = response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value)
  return lines.flatMap((line) => /^([^=]+)=s(?:%3A|:)/i.exec(line)?.[1] ?? []).at(-1)
}
