import type { SessionChange } from '../observation.ts'
import { ownValue } from '../own-value.ts'
import { kindOf, shortened } from '../show.ts'
import { exchangeOf, since, type Growing, type Underway } from '../underway.ts'
import { followId, sessionIdOf } from './id-read.ts'
import { changedKeys, keysNow, keysOf, type Keys } from './keys.ts'
import type { CookieSight, Sight } from './sight.ts'

const NO_KEYS: Keys = new Map()
const NO_COOKIE: CookieSight = { kind: '', lifetime: undefined, rest: NO_KEYS }

/** Looks at `req.session` for the first time: session() has just put it there. */
export function firstSight(underway: Underway): void {
  underway.sight = look(underway)
  underway.facts.session.idBefore = idText(underway)
  followId(underway)
}

/** How far an exchange is now. */
export const whenOf = ({ ended, response }: Underway): SessionChange['when'] =>
  ended ? 'after-end' : response.headersSent ? 'after-head' : 'before-head'

/** Looks at `req.session` again, and writes down what has become of it. Before `firstSight` it does nothing. */
export function lookAgain(underway: Underway, when: SessionChange['when']): void {
  const before = underway.sight
  if (!before) return
  const after = look(underway, before)
  const { facts, layer } = underway
  // So it is most of the time.
  if (after === before && underway.left === null && facts.session.idAfter !== null) return
  underway.sight = after
  const add = (kind: SessionChange['kind'], keys: readonly string[] = [], session = after.session) => {
    facts.changes.push({ layer, kind, keys: [...keys], ...oddities(session, keys), when, ms: since(underway) })
  }
  facts.session.idAfter = idText(underway)
  if (after.session !== before.session) {
    leave(underway, before)
    if (after.session === null || after.session === undefined) add('removed')
    else if (isSession(after.session)) add('renewed', changedKeys(new Map(), after.keys))
    else add('replaced', [...after.keys.keys()])
  } else {
    const keys = changedKeys(before.keys, after.keys)
    if (keys.length > 0) add('keys', keys)
    if (isSession(after.session) && cookieChanged(before.cookie, after.cookie)) add('cookie')
    if (after.sessionID !== before.sessionID) add('id')
  }
  for (const [session, keys] of underway.left ?? []) {
    const now = keysNow(session, keys)
    const changed = changedKeys(keys, now)
    if (changed.length === 0) continue
    underway.left?.set(session, now)
    add('stale', changed, session)
  }
}

/** Calls a store. What that puts into the session itself, as session-file-store does, is not the app's doing. */
export function overlook<T>(underway: Underway, call: () => T): T {
  const before = look(underway, underway.sight)
  const result = call()
  const { sight } = underway
  const after = look(underway, before)
  if (!sight || after.session !== before.session || after.keys === before.keys) return result
  const keys = new Map(sight.keys)
  for (const key of changedKeys(before.keys, after.keys)) {
    const value = after.keys.get(key)
    if (value === undefined) keys.delete(key)
    else keys.set(key, value)
  }
  underway.sight = { ...sight, keys }
  return result
}

function leave(underway: Underway, { session, keys }: Sight): void {
  if (!isSession(session)) return
  underway.left = (underway.left ?? new Map<object, Keys>()).set(session, keys)
}

/** @param before what it was when it was looked at before: what is still the same is not made again, and that itself where all is */
function look({ request }: Underway, before: Sight | null = null): Sight {
  const session = ownValue(request, 'session')
  const sessionID = sessionIdOf(request)
  if (typeof session !== 'object' || session === null) return { session, sessionID, keys: NO_KEYS, cookie: NO_COOKIE }
  if (before?.session !== session) return { session, sessionID, keys: keysOf(session), cookie: cookieOf(session) }
  const keys = keysNow(session, before.keys)
  const cookie = cookieOf(session, before.cookie)
  const isSame = keys === before.keys && cookie === before.cookie && sessionID === before.sessionID
  return isSame ? before : { session, sessionID, keys, cookie }
}

/** Whether something is a session of express-session: it has its request (session/session.js `Session`). */
const isSession = (value: unknown): value is object =>
  exchangeOf((value as { req?: unknown } | null)?.req) !== undefined

const LIFETIME: ReadonlySet<string> = new Set(['originalMaxAge', '_expires'])

function cookieOf(session: object, before = NO_COOKIE): CookieSight {
  const cookie = ownValue(session, 'cookie')
  if (typeof cookie !== 'object' || cookie === null) return { ...NO_COOKIE, kind: kindOf(cookie) }
  const { originalMaxAge, _expires } = cookie as Readonly<Record<string, unknown>>
  const lifetime = originalMaxAge ?? _expires ?? null
  const rest = keysNow(cookie, before.rest, LIFETIME)
  const isSame = before.kind === 'object' && rest === before.rest && Object.is(lifetime, before.lifetime)
  return isSame ? before : { kind: 'object', lifetime, rest }
}

/** `touch()` works the lifetime out again, which may move it by some milliseconds (session/cookie.js `set expires`). */
function cookieChanged(before: CookieSight, after: CookieSight): boolean {
  if (before.kind !== after.kind || changedKeys(before.rest, after.rest).length > 0) return true
  const [old, now] = [before.lifetime, after.lifetime]
  const isNear = typeof old === 'number' && typeof now === 'number' && Math.abs(old - now) < 1000
  return !(isNear || Object.is(old, now) || String(old) === String(now))
}

/** What is gone, and what JSON leaves out, changes or cannot hold, among the keys of a session that changed. */
function oddities(
  session: unknown,
  keys: readonly string[],
): Pick<Growing<SessionChange>, 'removedKeys' | 'undefinedKeys' | 'notJson'> {
  const removedKeys: string[] = []
  const undefinedKeys: string[] = []
  const notJson: Record<string, string> = {}
  if (typeof session === 'object' && session !== null)
    for (const key of keys) {
      const value = ownValue(session, key)
      if (isNothing(value)) removedKeys.push(key)
      if (value === undefined && key in session) undefinedKeys.push(key)
      const odd = oddityOf(value)
      if (odd !== null) notJson[key] = odd
    }
  return { removedKeys, undefinedKeys, notJson }
}

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  ((kindOf(value) === 'object' || kindOf(value) === 'array') && Object.keys(value).length === 0)

const JSON_KINDS: ReadonlySet<string> = new Set(['null', 'string', 'boolean', 'undefined'])
const MOST_DEPTH = 20

/** The kind of the first value inside that JSON does not give back as it was; null if there is none. */
function oddityOf(value: unknown, depth = 0, above: ReadonlySet<unknown> = new Set()): string | null {
  const kind = kindOf(value)
  if (kind === 'number') return Number.isFinite(value) ? null : String(value)
  if (JSON_KINDS.has(kind) || depth > MOST_DEPTH) return null
  if (kind !== 'object' && kind !== 'array') return kind
  if (above.has(value)) return 'circular'
  const inside = new Set([...above, value])
  const parts = Object.values(Object.getOwnPropertyDescriptors(value as object)).filter(({ enumerable }) => enumerable)
  for (const { value: part } of parts) {
    const odd = oddityOf(part, depth + 1, inside)
    if (odd !== null) return odd
  }
  return null
}

function idText({ request }: Underway): string | null {
  const id = sessionIdOf(request)
  return id === undefined || id === null ? null : typeof id === 'string' ? shortened(id) : kindOf(id)
}
