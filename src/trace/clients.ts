import { addressOf, asked, contextOf, cookiesOf } from '../diagnosis/browser.ts'
import { setCookies } from '../diagnosis/facts.ts'
import { goesTo } from '../cookie/browser/goes-to.ts'
import { receive, type ReceivedCookie } from '../cookie/browser/receive.ts'
import type { ExchangeFacts } from '../observe/observation.ts'
import { callerOf } from '../wire/caller.ts'

/** Somebody who uses the app: a browser, a program. */
export interface Client {
  /** As in `Chrome 1`: stays for the whole trace. */
  readonly name: string
  /** Its User-Agent, word for word; empty if it sends none. */
  readonly agent: string
}

/** Tells clients apart. */
export interface Clients {
  /**
   * Who sent a request. Asked for each exchange once, in the order in which they came.
   * @param names of the session cookies of the app
   */
  of(exchange: ExchangeFacts, names: readonly string[]): Client
  /** What came with its answer. Asked when there is one. */
  answered(client: Client, exchange: ExchangeFacts, names: readonly string[]): void
}

interface Known {
  readonly client: Client
  /** The session cookies that it ever had, by what stands before the `;`: requests under way together may bring different ones. */
  readonly given: Set<string>
  /** Those that it has now, by their names; null for one of which nothing is known but that it came. */
  readonly kept: Map<string, ReceivedCookie | null>
  /** Whether it ever sent a session cookie. */
  sends: boolean
  /** When its last request came, in milliseconds since 1970. */
  seenAt: number
}

/** How many clients are remembered, those seen last. */
const MOST = 1000
/** How many session cookies of each, those that came last: a client may throw every one away. */
const MOST_GIVEN = 50
/** What a page fetches as it is opened comes within this time, in milliseconds. */
const PAGE_MS = 2000

/**
 * A client is known by its session cookie and its User-Agent. One that comes without a cookie is taken for the last with this
 * User-Agent that could come so: one that never sent a session cookie, whose cookie is over or not for this address, or whose page fetches what browsers fetch without cookies.
 * Any other is new: a private window, or a browser whose cookies were deleted.
 */
export function createClients(): Clients {
  /** The one seen last is the last. */
  let all: readonly Known[] = []
  const counts = new Map<string, number>()

  const add = (exchange: ExchangeFacts, agent: string): Known => {
    const kind = callerOf(exchange.request.headers)
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    const client = { name: `${kind} ${count}`, agent }
    const known = {
      client,
      given: new Set<string>(),
      kept: new Map<string, ReceivedCookie | null>(),
      sends: false,
      seenAt: 0,
    }
    all = [...all, known].slice(-MOST)
    return known
  }
  return {
    of(exchange, names) {
      const agent = asked(exchange, 'user-agent') ?? ''
      const sent = sessionPairs(cookiesOf(exchange), names)
      const alike = all.filter((one) => one.client.agent === agent)
      const found =
        sent.length > 0
          ? alike.findLast(({ given }) => sent.some((pair) => given.has(pair)))
          : alike.findLast((one) => mayComeWithout(one, exchange))
      const known = found ?? add(exchange, agent)
      if (sent.length > 0) known.sends = true
      known.seenAt = exchange.at
      // One from before the trace, or that a script keeps: it is known by it from now on.
      for (const pair of sent) if (!known.given.has(pair)) give(known, pair, null)
      return known.client
    },
    answered(client, exchange, names) {
      const known = all.find((one) => one.client === client)
      for (const line of setCookies(exchange)) {
        const [pair = ''] = line.split(';', 1)
        if (!known || sessionPairs([pair], names).length === 0) continue
        const cookie = receive(line, addressOf(exchange), exchange.at, contextOf(exchange))
        if (cookie !== null) give(known, pair.trim(), cookie)
      }
    },
  }
}

function give({ given, kept }: Known, pair: string, cookie: ReceivedCookie | null): void {
  kept.set(pair.split('=', 1)[0] ?? '', cookie)
  given.add(pair)
  const [oldest] = given.size > MOST_GIVEN ? given : []
  if (oldest !== undefined) given.delete(oldest)
}

const sessionPairs = (pairs: readonly string[], names: readonly string[]): readonly string[] =>
  pairs.map((pair) => pair.trim()).filter((pair) => names.some((name) => pair.startsWith(`${name}=`)))

/** Whether a client may be the one that came without a session cookie. */
function mayComeWithout({ sends, kept, seenAt }: Known, exchange: ExchangeFacts): boolean {
  if (!sends || (goesWithout(exchange) && exchange.at - seenAt < PAGE_MS)) return true
  const goesAlong = (cookie: ReceivedCookie | null) =>
    cookie === null ||
    (cookie.end > exchange.at && goesTo(cookie, addressOf(exchange), exchange.at, contextOf(exchange)))
  return ![...kept.values()].some(goesAlong)
}

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a browser sends a request without cookies if it is not told to send them: a page of another origin that reads something with `fetch()`,
 * or that asks whether it may (Fetch, "HTTP-network-or-cache fetch", `includeCredentials`), and the manifest of a page (Web Application Manifest,
 * "Processing the manifest"). A login does not count: a private window may be at the same page.
 */
function goesWithout(exchange: ExchangeFacts): boolean {
  if (!SAFE.has(exchange.request.method)) return false
  const [site, mode, origin] = ['sec-fetch-site', 'sec-fetch-mode', 'origin'].map((name) => asked(exchange, name))
  if (asked(exchange, 'sec-fetch-dest') === 'manifest') return true
  if (mode !== undefined) return mode === 'cors' && site !== 'same-origin'
  return origin !== undefined && origin !== addressOf(exchange).origin
}
