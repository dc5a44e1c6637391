import { parseCookieDate } from '../cookie/findings/cookie-date.ts'
import { effective, readAttributes } from '../cookie/paste/attributes.ts'
import { readCookieHeader, splitPair } from '../cookie/paste/headers.ts'
import type { Exchange, Failure, StoreCall } from '../wire/exchange.ts'
import type { ProgramResult } from '../wire/launch.ts'

/** The run so far, as conditions see it. */
export interface Run {
  readonly exchanges: readonly Seen[]
  readonly first: Seen
  readonly second: Seen
  readonly last: Seen
  /** The exchange with this label. @throws LessonError if it has not happened */
  exchange(label: string): Seen
  /** The start of a server with this label; the lesson's first server is `start`. @throws LessonError */
  started(label: string): Started
  /** What a launched program printed. @throws LessonError */
  launched(label: string): ProgramResult
  /** Every id that genid returned so far, in order. */
  readonly generated: readonly string[]
}

/** How a server started. */
export interface Started {
  readonly deprecations: readonly string[]
  readonly failure: Failure | null
  /** What this server signs with: its option `secret`, or the first one of a list. Undefined if that is no text. */
  readonly secret: string | undefined
}

/** An exchange with the questions that lessons ask of it. */
export interface Seen extends Exchange {
  readonly status: number
  /** The response body read as JSON; an empty object if it is something else. */
  readonly json: Readonly<Record<string, unknown>>
  /** The session cookie in the request: the value before decoding, as on the wire. */
  readonly sent: string | undefined
  /** The session cookie in the response: the last Set-Cookie line of that name. */
  readonly set: SetCookieSeen | undefined
  /** The cookie that this exchange set, as a client sends it back: `name=value`. @throws LessonError if it set none */
  cookieHeader(): string
  /** The names of the store's calls in order, as in `get touch`. */
  readonly ops: string
  /** Whether a line of express-session's trace begins with this. */
  traced(text: string): boolean
  /** A response header, its repetitions joined by `, `; undefined if it is not there. The name's case does not count. */
  header(name: string): string | undefined
  /** Every Set-Cookie line, whatever its name. */
  readonly setCookies: readonly SetCookieSeen[]
  /** The last session that this exchange handed to the store, or found there. */
  readonly session: StoreCall['session']
}

/** A Set-Cookie line, taken apart. */
export interface SetCookieSeen {
  readonly name: string
  /** The value as on the wire, not decoded. */
  readonly value: string
  /** The session id inside a signed value `s:id.signature`; undefined for another value. */
  readonly id: string | undefined
  /** The whole line. */
  readonly line: string
  /** The end that Expires names, if it names one. */
  readonly expires: Date | undefined
  /** What stands behind Max-Age=, if it is there. */
  readonly maxAge: string | undefined
}

/** A mistake in a lesson, not of the learner. */
export class LessonError extends Error {
  override readonly name = 'LessonError'
}

/** What the player has gathered. */
export interface RunRecord {
  readonly exchanges: readonly Seen[]
  readonly starts: ReadonlyMap<string, Started>
  readonly launches: ReadonlyMap<string, ProgramResult>
}

/** The view of a record that conditions get. It follows the record as it grows. */
export function viewRun(record: RunRecord): Run {
  const find = <T>(what: string, label: string, found: T | undefined): T => {
    if (found === undefined) throw new LessonError(`There is no ${what} ${JSON.stringify(label)} so far.`)
    return found
  }
  const at = (index: number) => find('exchange', `number ${index + 1}`, record.exchanges.at(index))
  return {
    get exchanges() {
      return record.exchanges
    },
    get first() {
      return at(0)
    },
    get second() {
      return at(1)
    },
    get last() {
      return at(-1)
    },
    exchange: (label) =>
      find(
        'exchange',
        label,
        record.exchanges.find((seen) => seen.label === label),
      ),
    started: (label) => find('start', label, record.starts.get(label)),
    launched: (label) => find('launched program', label, record.launches.get(label)),
    get generated() {
      return record.exchanges.flatMap((seen) => seen.generated)
    },
  }
}

/**
 * Adds the lesson's questions to an exchange.
 * @param cookieName the session cookie's name on the server that answered
 */
export function see(exchange: Exchange, cookieName: string): Seen {
  const { request, response, store } = exchange
  const all = (pairs: Exchange['response']['headers'], name: string) =>
    pairs.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value)
  const setCookies = all(response.headers, 'set-cookie').map(readSetCookie)
  const set = setCookies.findLast((cookie) => cookie.name === cookieName)
  const sent = all(request.headers, 'cookie')
    .flatMap((value) => [...readCookieHeader(value)])
    .map(splitPair)
  return {
    ...exchange,
    status: response.status,
    json: readJson(response.body),
    // The first one of a name counts (cookie 0.7.2, `parse()`).
    sent: sent.find(({ name }) => name === cookieName)?.raw,
    set,
    cookieHeader() {
      if (!set) throw new LessonError(`The exchange ${JSON.stringify(exchange.label)} set no session cookie.`)
      return `${cookieName}=${set.value}`
    },
    setCookies,
    ops: store.map((call) => call.op).join(' '),
    traced: (text) => exchange.trace.some((line) => line.startsWith(text)),
    header: (name) => all(response.headers, name).join(', ') || undefined,
    session: store.findLast((call) => call.session !== null)?.session ?? null,
  }
}

/** Reads one Set-Cookie line (RFC 6265bis section 5.6). */
export function readSetCookie(line: string): SetCookieSeen {
  const [pair = '', ...segments] = line.split(';')
  const { name, raw } = splitPair(pair.trim())
  const attributes = readAttributes(segments)
  const end = parseCookieDate(String(effective(attributes, 'Expires')))
  const maxAge = effective(attributes, 'Max-Age')
  return {
    name: name ?? '',
    value: raw,
    id: signedId(raw),
    line,
    expires: end === null ? undefined : new Date(end),
    maxAge: maxAge === undefined ? undefined : String(maxAge),
  }
}

/** The id in `s%3Aid.signature`: what stands before the last dot (cookie-signature `unsign`). */
export function signedId(encoded: string): string | undefined {
  let value: string
  try {
    value = decodeURIComponent(encoded)
  } catch {
    return undefined
  }
  const dot = value.lastIndexOf('.')
  return value.startsWith('s:') && dot > 1 ? value.slice(2, dot) : undefined
}

function readJson(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
