import type { SessionChange } from '../observation.ts'
import { kindOf } from '../show.ts'
import { exchangeOf, since, type Growing, type Underway } from '../underway.ts'
import { followId, sessionIdOf } from './id-read.ts'
import { changedKeys, keysOf, textOf } from './keys.ts'

/** What `req.session` was when it was looked at last. */
interface Sight {
  readonly session: unknown
  readonly sessionID: unknown
  readonly keys: ReadonlyMap<string, string>
  readonly cookie: readonly [lifetime: unknown, rest: string]
}

const sights = new WeakMap<Underway, Sight>()
/** Sessions that were `req.session` in the course of an exchange, and are no more, with their data when they were left. */
const left = new WeakMap<Underway, Map<object, ReadonlyMap<string, string>>>()

/** Looks at `req.session` for the first time: session() has just put it there. */
export function firstSight(underway: Underway): void {
  sights.set(underway, look(underway))
  underway.facts.session.idBefore = idText(underway)
  followId(underway)
}

/** How far an exchange is now. */
export const whenOf = ({ ended, response }: Underway): SessionChange['when'] =>
  ended ? 'after-end' : response.headersSent ? 'after-head' : 'before-head'

/** Looks at `req.session` again, and writes down what has become of it. Before `firstSight` it does nothing. */
export function lookAgain(underway: Underway, when: SessionChange['when']): void {
  const before = sights.get(underway)
  if (!before) return
  const after = look(underway)
  sights.set(underway, after)
  const { facts, layer } = underway
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
  for (const [session, keys] of left.get(underway) ?? []) {
    const now = keysOf(session)
    const changed = changedKeys(keys, now)
    if (changed.length === 0) continue
    left.get(underway)?.set(session, now)
    add('stale', changed, session)
  }
}

/** Calls a store. What that puts into the session itself, as session-file-store does, is not the app's doing. */
export function overlook<T>(underway: Underway, call: () => T): T {
  const before = look(underway)
  const result = call()
  const sight = sights.get(underway)
  const after = look(underway)
  if (!sight || after.session !== before.session) return result
  const keys = new Map(sight.keys)
  for (const key of changedKeys(before.keys, after.keys)) {
    const text = after.keys.get(key)
    if (text === undefined) keys.delete(key)
    else keys.set(key, text)
  }
  sights.set(underway, { ...sight, keys })
  return result
}

function leave(underway: Underway, { session, keys }: Sight): void {
  if (!isSession(session)) return
  const sessions = left.get(underway) ?? new Map<object, ReadonlyMap<string, string>>()
  left.set(underway, sessions.set(session, keys))
}

function look({ request }: Underway): Sight {
  const session = own(request, 'session')
  const isObject = typeof session === 'object' && session !== null
  return {
    session,
    sessionID: sessionIdOf(request),
    keys: isObject ? keysOf(session) : new Map(),
    cookie: isObject ? cookieOf(session) : [undefined, ''],
  }
}

/** A property of its own that is a value. One that is worked out when it is asked for is not asked. */
const own = (object: object, name: string): unknown => Object.getOwnPropertyDescriptor(object, name)?.value as unknown

/** Whether something is a session of express-session: it has its request (session/session.js `Session`). */
const isSession = (value: unknown): value is object =>
  exchangeOf((value as { req?: unknown } | null)?.req) !== undefined

/** The settings of a session's cookie. Its end moves with each request, so its lifetime stands apart. */
function cookieOf(session: object): Sight['cookie'] {
  const cookie = own(session, 'cookie')
  if (typeof cookie !== 'object' || cookie === null) return [undefined, kindOf(cookie)]
  const { originalMaxAge, _expires, ...rest } = cookie as Record<string, unknown>
  return [originalMaxAge ?? _expires ?? null, textOf(rest)]
}

/** `touch()` works the lifetime out again, which may move it by some milliseconds (session/cookie.js `set expires`). */
function cookieChanged([before, rest]: Sight['cookie'], [after, newRest]: Sight['cookie']): boolean {
  const isNear = typeof before === 'number' && typeof after === 'number' && Math.abs(before - after) < 1000
  return rest !== newRest || !(isNear || Object.is(before, after) || String(before) === String(after))
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
      const value = own(session, key)
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
  return id === undefined || id === null ? null : typeof id === 'string' ? id : kindOf(id)
}
