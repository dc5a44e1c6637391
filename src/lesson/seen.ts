import { endOf } from '../cookie/findings/cookie-end.ts'
import type { AttributeName } from '../cookie/paste/attributes.ts'
import { readCookieHeader, splitPair } from '../cookie/paste/headers.ts'
import type { Exchange, SessionData, StoreCall } from '../wire/exchange.ts'
import { attributeOf, readSetCookie, signedId, type SetCookieSeen } from './set-cookie.ts'

/** A mistake in a lesson, not of the learner. */
export class LessonError extends Error {
  override readonly name = 'LessonError'
}

/**
 * An exchange with the questions that lessons and exercises ask of it, each under one name. "The session cookie" is the one
 * with the name that the server gives it; index.js is that of express-session.
 */
export interface Seen extends Exchange {
  readonly status: number
  /** The response body read as JSON; an empty object if it is something else. */
  readonly json: Readonly<Record<string, unknown>>
  /** A response header, its repetitions joined by `, `; undefined if it is not there. The name's case does not count. */
  header(name: string): string | undefined

  /** A header of the request as it came to the app, its repetitions joined by `, `; undefined if it is not there. */
  told(name: string): string | undefined
  /** Whether the client spoke https: with the first proxy, because apps are spoken to over http. */
  readonly overHttps: boolean

  /** The session cookie in the request: the value before decoding, as on the wire. */
  readonly sent: string | undefined
  /** The session id in that cookie, signed by anyone; undefined if it is none of express-session's. */
  readonly sentId: string | undefined
  /** Whether the script that sent the request may read the answer. */
  readonly isReadByPage: boolean
  /** Every cookie in the request, as the Cookie header has them; undefined without one. */
  readonly sentCookies: string | undefined
  /** Whether the session cookie in the request is the one that another exchange set. */
  bringsCookieOf(other: Seen): boolean

  /** Whether session() had the request in hand. It says what it does with each (index.js `session`), or asks its store. */
  readonly reachedSession: boolean
  /** Whether express-session says this of the request: a line of its trace begins so. */
  traced(text: TraceText): boolean
  /** Whether `req.session` was taken off the request before the answer (index.js `end`). */
  readonly takenOff: boolean

  /** The names of the store's calls in order, as in `get touch`. */
  readonly ops: string
  /** The id of the session that the store was asked for first: the one in a cookie with a good signature (index.js `store.get`). */
  readonly askedFor: string | undefined
  /** The session that the store then had; null if it had none, or was not asked. */
  readonly found: SessionData | null
  /** Whether the store was asked, and had none. */
  readonly notFound: boolean
  /** The last `set`: the store was given a session to keep, new or changed (index.js `end`, or `session.save()`). */
  readonly saved: StoreCall | undefined
  /** Whether the store was told that an unchanged session is still in use: `touch` (index.js `end`). */
  readonly touched: boolean
  /** The ids of the sessions that the store was told to delete: `destroy`, as in logout and `regenerate()`. */
  readonly destroyed: readonly string[]
  /** The last session that this exchange handed to the store, or found there. */
  readonly session: SessionData | null
  /** What that session holds, without the settings of its cookie. Empty without a session. */
  readonly data: SessionData

  /** Every Set-Cookie line, whatever its name. */
  readonly setCookies: readonly SetCookieSeen[]
  /** The session cookie in the response: the last Set-Cookie line of that name. */
  readonly set: SetCookieSeen | undefined
  /** The session cookie that this exchange set, as a client sends it back: `name=value`. @throws LessonError if it set none */
  cookieHeader(): string
  /** What an attribute of the session cookie says. Empty for one without a value, undefined if it or the cookie is missing. */
  attribute(name: AttributeName): string | undefined
  /**
   * How long a browser keeps the session cookie, in milliseconds from the request; zero or less if it drops it, undefined if no
   * end is named. Max-Age comes before Expires (RFC 6265bis section 5.7, steps 3 and 4).
   */
  readonly lifetime: number | undefined
  /** Whether the response takes the session cookie away from the browser: its end is over, as after `res.clearCookie()`. */
  readonly cookieGone: boolean
}

/** What express-session says in its trace, or the beginning of it (index.js, calls of `debug`). Its words differ between versions. */
type TraceText =
  | 'pathname mismatch'
  | 'no SID sent'
  | 'cookie signature invalid'
  | 'fetching'
  | 'error'
  | 'no session found'
  | 'session found'
  | 'session ignored'
  | 'not secured'
  | 'touching'
  | 'touched'
  | 'destroying'
  | 'destroyed'

/** What a session holds, without the settings of its cookie. */
export function dataOf(session: SessionData | null | undefined): SessionData {
  const { cookie: _, ...data } = session ?? {}
  return data
}

/**
 * Adds the questions to an exchange.
 * @param cookieName the session cookie's name on the server that answered
 */
export function see(exchange: Exchange, cookieName: string): Seen {
  const { request, response, store, trace, at } = exchange
  const all = (pairs: Exchange['response']['headers'], name: string) =>
    pairs.filter(([key]) => key.toLowerCase() === name.toLowerCase()).map(([, value]) => value)
  const setCookies = all(response.headers, 'set-cookie').map(readSetCookie)
  const set = setCookies.findLast((cookie) => cookie.name === cookieName)
  const cookies = all(request.headers, 'cookie')
  const sent = cookies
    .flatMap((value) => [...readCookieHeader(value)])
    .map(splitPair)
    // The first one of a name counts (cookie 0.7.2, `parse()`).
    .find(({ name }) => name === cookieName)?.raw
  const asked = store.find(({ op }) => op === 'get')
  const session = store.findLast((call) => call.session !== null)?.session ?? null
  const end = endOf(set?.attributes ?? [], at)
  const lifetime = end === null ? undefined : end - at
  return {
    ...exchange,
    status: response.status,
    json: readJson(response.body),
    header: (name) => all(response.headers, name).join(', ') || undefined,
    told: (name) => all(request.headers, name).join(', ') || undefined,
    overHttps: exchange.through?.[0]?.over === 'https',
    sent,
    sentId: sent === undefined ? undefined : signedId(sent),
    sentCookies: cookies.length > 0 ? cookies.join('; ') : undefined,
    isReadByPage: exchange.page?.reading?.ok === true,
    bringsCookieOf: (other) => sent !== undefined && sent === other.set?.value,
    reachedSession: trace.length > 0 || asked !== undefined,
    traced: (text) => trace.some((line) => line.startsWith(text)),
    takenOff: trace.includes('no session'),
    ops: store.map((call) => call.op).join(' '),
    askedFor: asked?.id,
    found: asked?.session ?? null,
    notFound: asked?.session === null,
    saved: store.findLast(({ op }) => op === 'set'),
    touched: store.some(({ op }) => op === 'touch'),
    destroyed: store.flatMap(({ op, id }) => (op === 'destroy' ? [id] : [])),
    session,
    data: dataOf(session),
    setCookies,
    set,
    cookieHeader() {
      if (!set) throw new LessonError(`The exchange ${JSON.stringify(exchange.label)} set no session cookie.`)
      return `${cookieName}=${set.value}`
    },
    attribute: (name) => attributeOf(set, name),
    lifetime,
    cookieGone: lifetime !== undefined && lifetime <= 0,
  }
}

function readJson(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
