import type { IncomingMessage } from 'node:http'
import type { Place, UpgradeFacts } from './observation.ts'
import { callerPlace } from './place.ts'
import { changedKeys, keysOf, type Keys } from './session/keys.ts'
import type { Growing } from './underway.ts'

/** Requests for another protocol, as a WebSocket: no middleware runs for them, unless the app calls it with them itself. */

/** An upgrade, and what is known of it so far. */
interface Upgrade {
  readonly facts: Growing<UpgradeFacts>
  tell(): void
  /** Its session as it was last saved, or read from the store; null before it had one. */
  kept: Keys | null
  /** Keys that were seen to differ from that, and may be saved soon. */
  changed: readonly string[]
  /** What the app read of a session that is another one in the store, unless it loads it again at once. */
  read: UpgradeFacts['stale']
  /** Where the app read its session last, and how often it did. */
  last: Place | null
  reads: number
}

const known = new WeakMap<object, Upgrade>()

const upgradeOf = (request: unknown): Upgrade | undefined =>
  typeof request === 'object' && request !== null ? known.get(request) : undefined

/** An upgrade has come. @param told hears of it, now and whenever more is known */
export function beginUpgrade(
  facts: Growing<UpgradeFacts>,
  request: IncomingMessage,
  told: (facts: UpgradeFacts) => void,
): void {
  const tell = () => told(structuredClone(facts))
  known.set(request, { facts, tell, kept: null, changed: [], read: null, last: null, reads: 0 })
  tell()
}

/** Something asked an upgrade for `req.session`, and there was none. @param asked what it asked */
export function missedByUpgrade(request: IncomingMessage, asked: (...words: never[]) => unknown): void {
  const upgrade = upgradeOf(request)
  const at = upgrade?.facts.missing === null ? callerPlace(asked) : null
  if (!upgrade || !at) return
  upgrade.facts.missing = at
  upgrade.tell()
}

type Next = (...words: unknown[]) => unknown

/** The app calls the middleware that session() made with an upgrade. @returns the words to call it with; null for no upgrade */
export function reachByUpgrade(words: unknown[], id: number, stored: Stored): { readonly words: unknown[] } | null {
  const upgrade = upgradeOf(words[0])
  if (!upgrade) return null
  const [request, response, next, ...rest] = words
  if (typeof next !== 'function') return null
  upgrade.facts.by.push(id)
  upgrade.tell()
  const told = new Proxy(next as Next, {
    apply(go, self, said: unknown[]): unknown {
      if (upgrade.kept === null) follow(upgrade, request as IncomingMessage, stored)
      return Reflect.apply(go, self, said)
    },
  })
  return { words: [request, response, told, ...rest] }
}

/** What a store is known to keep of a session, without its cookie; null for nothing. */
type Stored = (request: object) => Keys | null

/** How often a session of a socket is looked at, in milliseconds. */
const LOOK_MS = 200

const [every, soon] = [setInterval, setImmediate]

/** Follows what becomes of the session of an upgrade while its socket is open. */
function follow(upgrade: Upgrade, request: IncomingMessage, stored: Stored): void {
  let session: unknown = Object.getOwnPropertyDescriptor(request, 'session')?.value
  if (typeof session !== 'object' || session === null) return
  upgrade.kept = keysOf(session)
  const get = function read(): unknown {
    noteRead(upgrade, session, stored(request), read)
    return session
  }
  const set = (value: unknown): void => {
    session = value
    if (typeof value === 'object' && value !== null) upgrade.kept = keysOf(value)
  }
  Object.defineProperty(request, 'session', { configurable: true, enumerable: true, get, set })
  const timer = every(() => look(upgrade, session), LOOK_MS)
  timer.unref()
  request.socket.once('close', () => {
    clearInterval(timer)
    look(upgrade, session)
  })
}

/** What differs twice in a row was not saved meanwhile. */
function look(upgrade: Upgrade, session: unknown): void {
  if (typeof session !== 'object' || session === null || upgrade.kept === null) return
  const now = changedKeys(upgrade.kept, keysOf(session))
  const keys = now.filter((key) => upgrade.changed.includes(key))
  upgrade.changed = now
  if (keys.join() === (upgrade.facts.unsaved?.keys ?? []).join()) return
  upgrade.facts.unsaved = keys.length > 0 ? { keys, at: upgrade.last } : null
  upgrade.tell()
}

/** Where it is read is worth no more stacks than these. */
const MOST_READS = 100

function noteRead(upgrade: Upgrade, session: unknown, stored: Keys | null, read: (...words: never[]) => unknown): void {
  const { facts, kept, reads } = upgrade
  const at = reads < MOST_READS ? callerPlace(read) : null
  upgrade.reads += 1
  if (!at || kept === null || typeof session !== 'object' || session === null) return
  upgrade.last = at
  if (stored === null || facts.stale || upgrade.read) return
  const own = keysOf(session)
  // What is masked in the store cannot be compared.
  const isTold = (key: string) => !String(stored.get(key)).includes('***')
  const keys = changedKeys(kept, own).length > 0 ? [] : changedKeys(own, stored).filter(isTold)
  if (keys.length === 0) return
  upgrade.read = { at, keys }
  soon(() => {
    if (!upgrade.read) return
    facts.stale = { at, keys }
    upgrade.tell()
  })
}

/** The session of an upgrade was saved. */
export function savedByUpgrade(session: object): void {
  const upgrade = upgradeOf((session as { readonly req?: unknown }).req)
  if (upgrade) upgrade.kept = keysOf(session)
}

/** The session of an upgrade is loaded again: that it was old when the app asked for it does no harm. */
export function reloadedByUpgrade(request: unknown): void {
  const upgrade = upgradeOf(request)
  if (upgrade) upgrade.read = null
}
