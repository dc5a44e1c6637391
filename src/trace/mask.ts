import { splitPair } from '../cookie/paste/headers.ts'
import type { Finding } from '../diagnosis/finding.ts'
import type { ExchangeFacts, HeaderPair, SessionData } from '../observe/observation.ts'

/** What stands for a value that is not shown. */
export const MASK = '***'

/** Takes the values of sessions and cookies out of an exchange: names, keys and kinds of values stay. */
export interface Masking {
  headers(headers: readonly HeaderPair[]): readonly HeaderPair[]
  session(session: SessionData | null): SessionData | null
  /** The id of a session: the same id is the same word, as in `session-3`. */
  id(id: string): string
  /** A text that may have ids of sessions in it. */
  text(text: string): string
  /** A line of what session() says (`DEBUG=express-session`). */
  line(line: string): string
}

/** Shows everything. */
export const SHOWN: Masking = {
  headers: (headers) => headers,
  session: (session) => session,
  id: (id) => id,
  text: (text) => text,
  line: (line) => line,
}

/** Ids that are shorter may be part of any word. */
const SHORTEST = 6
/** How many ids are remembered, those that were heard of last. */
const MOST_IDS = 20_000
/** How many of them are looked for inside of words, too. */
const MOST_INSIDE = 100

/** Masks, for a report that others may read. Anyone who sees the same id twice can tell. */
export function createMasking(): Masking {
  const words = new Map<string, string>()
  let count = 0
  let latest: readonly string[] = []
  const id = (text: string): string => {
    if (text === '') return text
    const word = words.get(text) ?? `session-${(count += 1)}`
    // The one heard of last is the last.
    words.delete(text)
    words.set(text, word)
    latest = [...latest.filter((one) => one !== text), text].slice(-MOST_INSIDE)
    const [oldest] = words.size > MOST_IDS ? words.keys() : []
    if (oldest !== undefined) words.delete(oldest)
    return word
  }
  const text = (whole: string): string =>
    latest
      .filter((known) => known.length >= SHORTEST)
      .reduce((all, known) => all.replaceAll(known, words.get(known) ?? MASK), whole)
      .replaceAll(/[\w-]{6,}/g, (known) => words.get(known) ?? known)
  return {
    id,
    text,
    line(line) {
      // express-session index.js, `setcookie()`: it says the whole header.
      const [, head, cookie = ''] = /^(set-cookie )([^]*)$/.exec(line) ?? []
      return head === undefined ? text(line) : head + maskedSetCookie(cookie)
    },
    session: (session) =>
      session && {
        ...Object.fromEntries(Object.keys(session).map((key) => [key, MASK])),
        // What a browser is told of the cookie is no secret.
        ...('cookie' in session ? { cookie: session['cookie'] } : {}),
      },
    headers: (headers) =>
      headers.map(([name, value]): HeaderPair => {
        if (/^cookie$/i.test(name)) return [name, value.split(';').map(maskedPair).join(';')]
        return [name, /^set-cookie$/i.test(name) ? maskedSetCookie(value) : value]
      }),
  }
}

function maskedSetCookie(value: string): string {
  const [pair = '', ...attributes] = value.split(';')
  return [maskedPair(pair), ...attributes].join(';')
}

/** A pair of a cookie with its name alone. A line without `=` is all value. */
function maskedPair(pair: string): string {
  const { name } = splitPair(pair.trim())
  const blank = pair.startsWith(' ') ? ' ' : ''
  return pair.includes('=') ? `${blank}${name}=${MASK}` : `${blank}${MASK}`
}

/** An exchange without the values of its sessions and cookies. */
export function maskedFacts(facts: ExchangeFacts, mask: Masking): ExchangeFacts {
  const { request, response, session, store, generated, trace, errors } = facts
  const id = (text: string | null) => text && mask.id(text)
  return {
    ...facts,
    request: { ...request, headers: mask.headers(request.headers) },
    response: response && { ...response, headers: mask.headers(response.headers) },
    session: { ...session, idBefore: id(session.idBefore), idAfter: id(session.idAfter) },
    store: store.map((call) => ({
      ...call,
      id: mask.id(call.id),
      before: mask.session(call.before),
      session: mask.session(call.session),
    })),
    generated: generated.map((one) => ({ ...one, value: mask.id(one.shown), shown: mask.id(one.shown) })),
    trace: trace.map((line) => mask.line(line)),
    errors: errors.map((error) => ({ ...error, message: mask.text(error.message) })),
  }
}

/** A finding whose words name no id of a session. */
export const maskedFinding = <T extends Finding>(finding: T, mask: Masking): T => ({
  ...finding,
  message: mask.text(finding.message),
  fix: { ...finding.fix, text: mask.text(finding.fix.text), code: mask.text(finding.fix.code) },
})

/** Every id of a session that an exchange speaks of. */
export const idsIn = ({ session, store, generated }: ExchangeFacts): readonly string[] =>
  [session.idBefore, session.idAfter, ...store.map(({ id }) => id), ...generated.map(({ shown }) => shown)].filter(
    (id): id is string => typeof id === 'string' && id !== '',
  )
