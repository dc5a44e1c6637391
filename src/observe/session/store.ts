import type { SessionData, StoreCallFacts, StoreFacts } from '../observation.ts'
import { MOST_AMOUNT, takeRoom } from '../amount.ts'
import { isOnlyCounting } from '../counted.ts'
import { savedByUpgrade } from '../upgrades.ts'
import { sessionIsKept } from './id-read.ts'
import { keysOf, type Keys } from './keys.ts'
import { settingsOf } from './settings.ts'
import { placeHere } from '../place.ts'
import { packageFacts, packageOf } from '../packages.ts'
import { placeIn } from '../place.ts'
import { errorFacts, kindOf, masked, shortened, valueFacts } from '../show.ts'
import { overlook } from './watch.ts'
import { current, exchangeOf, since, within, type Growing, type Underway } from '../underway.ts'

/** What the store of a request is known to keep of its session, without the cookie; null for nothing. */
export function storedOf(request: object): Keys | null {
  const { sessionStore, sessionID } = request as { readonly sessionStore?: object; readonly sessionID?: unknown }
  const kept = sessionStore && held.get(sessionStore)?.get(String(sessionID))
  return kept ? keysOf(kept.data) : null
}

type Method = (...words: unknown[]) => unknown
type Op = StoreCallFacts['op']

const OPS: readonly Op[] = ['get', 'set', 'touch', 'destroy']

/** The methods that the contract of a store knows (express-session README, "Session Store Implementation"). */
const METHODS = ['all', 'clear', 'createSession', 'destroy', 'get', 'length', 'load', 'regenerate', 'set', 'touch']

/** Methods that tell already. */
const telling = new WeakSet<object>()

const ids = new WeakMap<object, number>()
let count = 0

/** Where the class of a store called that of express-session: its stack, taken when the store was made. */
const origins = new WeakMap<object, string>()

/** Remembers where a store was made. */
export const noteOrigin = (store: object, stack: string): void => void origins.set(store, stack)

/** What is known of a store. @param isMemoryStore tells whether it is one of express-session's own, or based on it */
export function storeFacts(store: object, isMemoryStore: (store: object) => boolean): StoreFacts {
  if (!ids.has(store)) ids.set(store, (count += 1))
  const className = kindOf(store)
  const isBased = isMemoryStore(store)
  const isOwn = isBased && className === 'MemoryStore'
  const stack = origins.get(store) ?? ''
  const origin = isOwn ? null : packageOf(firstFile(stack))
  const { version = null } = origin ? packageFacts(origin) : {}
  return {
    id: ids.get(store) ?? 0,
    className,
    package: isOwn ? 'express-session' : (origin?.name ?? null),
    version,
    at: placeIn(stack),
    otherMethods:
      isOwn || origin ? [] : namesIn(Object.getPrototypeOf(store)).filter((name) => !METHODS.includes(name)),
    methods: METHODS.filter((name) => typeof (store as Record<string, unknown>)[name] === 'function'),
    isMemoryStore: isBased,
    settings: settingsOf(store),
  }
}

/** The names of the methods of a class, those of classes that it is based on not among them. */
const namesIn = (prototype: unknown): string[] =>
  Object.entries(Object.getOwnPropertyDescriptors(prototype ?? {})).flatMap(([name, { value }]) =>
    typeof value === 'function' && name !== 'constructor' ? [name] : [],
  )

/** The file of the topmost frame that is not express-session's own. */
function firstFile(stack: string): string {
  const frames = [...stack.matchAll(/(?:file:\/\/)?((?:[A-Za-z]:)?[\\/][^()\n]*?):\d+:\d+\)?$/gm)].map(
    ([, file = '']) => file,
  )
  return frames.find((file) => packageOf(file)?.name !== 'express-session') ?? ''
}

/** Makes a store tell of its calls, whatever it is, as far as it does not yet. It behaves as before. Asked again, it finds methods that came later. */
export function tapStore(store: object): void {
  replace(store, 'clear', clearing)
  for (const op of OPS) replace(store, op, (method) => tapped(op, method))
}

/** Puts another method in the place of one, unless that tells already. */
function replace(store: object, name: string, tap: (method: Method) => Method): void {
  const method: unknown = (store as Record<string, unknown>)[name]
  if (typeof method !== 'function' || telling.has(method)) return
  const value = tap(method as Method)
  telling.add(value)
  const { enumerable = false } = Object.getOwnPropertyDescriptor(store, name) ?? {}
  try {
    Object.defineProperty(store, name, { configurable: true, enumerable, writable: true, value })
  } catch {
    // A frozen store stays as it is, and untold.
  }
}

/** `clear`, which tells where a request called it. */
const clearing = (method: Method): Method =>
  new Proxy(method, {
    apply: function tap(target, store, words: unknown[]): unknown {
      const facts = current()?.facts
      if (facts) facts.cleared ??= placeHere(tap)
      return Reflect.apply(target, store, words)
    },
  })

/** What each store is known to keep, as far as this process has seen it. */
const held = new WeakMap<object, Map<string, Snapshot>>()
const MOST_HELD = 1000

/** The call of a store that is just made. A method that an app put there later may call the one before, and that is one call. */
let inside: { readonly store: object; readonly op: Op } | null = null

function tapped(op: Op, method: Method): Method {
  return new Proxy(method, {
    apply(target, store: object, words: unknown[]): unknown {
      if (inside?.store === store && inside.op === op) return Reflect.apply(target, store, words)
      const request = (words[1] as { req?: unknown } | undefined)?.req
      const underway = exchangeOf(request) ?? current()
      if (!underway && isOnlyCounting()) {
        // What it keeps is not looked at, and what was known of that holds no more.
        if (op === 'set' || op === 'destroy') held.get(store)?.delete(String(words[0]))
        return Reflect.apply(target, store, words)
      }
      const kept = held.get(store) ?? new Map<string, Snapshot>()
      held.set(store, kept)
      const id = String(words[0])
      const before = kept.get(id)
      const call = newCall(op, id, before?.data ?? null, underway)
      const session = op === 'set' || op === 'touch' ? snapshot(words[1], before) : null
      if (op === 'set' && typeof words[1] === 'object' && words[1] !== null) savedByUpgrade(words[1])
      if (underway) note(underway, call, before?.text.length ?? 0)
      call.session = dataOf(session, underway)
      keep(op, kept, id, session)
      const at = words.findLastIndex((word) => typeof word === 'function')
      const told = at < 0 ? words : words.with(at, answered(op, words[at] as Method, call, kept, underway))
      const outer = inside
      inside = { store, op }
      try {
        const run = (): unknown => within(underway, () => Reflect.apply(target, store, told))
        return underway && call.session ? overlook(underway, run) : run()
      } catch (error) {
        call.error = errorFacts(error)
        throw error
      } finally {
        inside = outer
      }
    },
  })
}

/** The callback of a call, which tells what came. */
const answered = (
  op: Op,
  callback: Method,
  call: Growing<StoreCallFacts>,
  kept: Map<string, Snapshot>,
  underway: Underway | undefined,
): Method =>
  new Proxy(callback, {
    apply: function tap(target, self, [error, found, ...rest]: unknown[]): unknown {
      call.doneMs = underway ? since(underway) : 0
      if (error) call.error = errorFacts(error)
      if (op === 'get') {
        const session = snapshot(found, kept.get(call.id))
        call.session = dataOf(session, underway)
        call.found = valueFacts(typeof found === 'string' ? '' : found)
        if (found && !call.session?.['cookie']) call.foundAt = placeHere(tap)
        keep('set', kept, call.id, session)
      }
      return within(underway, () => Reflect.apply(target, self, [error, found, ...rest]))
    },
  })

const newCall = (
  op: Op,
  id: string,
  before: SessionData | null,
  underway: Underway | undefined,
): Growing<StoreCallFacts> => ({
  op,
  id: shortened(id),
  before,
  session: null,
  startedMs: underway ? since(underway) : 0,
  doneMs: null,
  error: null,
})

/** About what a call of a store takes beside sessions, as JSON in characters. */
const CALL = 200

/** @param before the length of what was kept before, as JSON in characters */
function note(underway: Underway, call: Growing<StoreCallFacts>, before: number): void {
  const { facts } = underway
  if (takeRoom(underway, CALL + before)) facts.store.push(call)
  if (call.op === 'set') {
    facts.session.saved = true
    sessionIsKept()
  }
  if (call.op === 'touch') facts.session.touched = true
  if (call.op === 'destroy') facts.session.destroyed = true
}

function keep(op: Op, kept: Map<string, Snapshot>, id: string, session: Snapshot | null): void {
  if (op === 'get') return
  const isKnown = kept.delete(id)
  if (session && (op === 'set' || (op === 'touch' && isKnown))) kept.set(id, session)
  if (kept.size > MOST_HELD) kept.delete(kept.keys().next().value ?? '')
}

/** A session as JSON, which is what stores keep. */
interface Snapshot {
  readonly text: string
  readonly data: Growing<SessionData>
}

/** The data of a session as it is told: where there is no room for more, only its cookie. */
function dataOf(session: Snapshot | null, underway: Underway | undefined): Growing<SessionData> | null {
  if (!session || !underway || takeRoom(underway, session.text.length)) return session?.data ?? null
  return cookieIn(session.data)
}

const cookieIn = ({ cookie }: SessionData): Growing<SessionData> => ({ cookie })

/** Null for what JSON cannot hold. @param before what was kept: mostly nothing has changed */
function snapshot(session: unknown, before: Snapshot | undefined): Snapshot | null {
  if (typeof session !== 'object' || session === null) return null
  try {
    const text = JSON.stringify(session)
    if (text === before?.text) return before
    // So much is never told.
    const plain: unknown = text.length > MOST_AMOUNT ? cookieIn(session as SessionData) : session
    return { text, data: masked(JSON.parse(plain === session ? text : JSON.stringify(plain))) as Growing<SessionData> }
  } catch {
    return null
  }
}
