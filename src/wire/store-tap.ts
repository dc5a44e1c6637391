import type { Store } from 'express-session'
import type { SessionData, StoreCall } from './exchange.ts'
import type { Recorder } from './recorder.ts'
import { shortened } from './shortened.ts'
import { showValue } from '../observe/show-value.ts'

type Callback = (error?: unknown, session?: unknown) => void
type Method = (...words: unknown[]) => unknown

/** A store as the tap sees it: methods to wrap, each of which a store may lack. */
type Tappable = Partial<Record<StoreCall['op'] | 'generate', Method>>

/**
 * Wraps the methods of a store, so that the recorder sees each call with the session before and after it, and each id
 * that genid returned. The store behaves as before.
 */
export function tapStore(store: Store, recorder: Recorder): void {
  const target = store as unknown as Tappable
  const held = new Map<string, SessionData>()

  const wrap = (op: StoreCall['op'], after: (id: string, session: SessionData | null) => void) => {
    const original = target[op]
    if (typeof original !== 'function') return
    target[op] = function (this: unknown, ...words) {
      const id = String(words[0])
      const call = { op, id: shortened(id), before: held.get(id) ?? null, session: null as SessionData | null }
      if (op === 'set' || op === 'touch') call.session = snapshot(words[1])
      recorder.current?.store.push(call)
      after(id, call.session)
      if (op === 'get') {
        const callback = words[1] as Callback
        words[1] = (error: unknown, session: unknown) => {
          call.session = snapshot(session)
          if (call.session) held.set(id, call.session)
          else held.delete(id)
          callback(error, session)
        }
      }
      return original.apply(this, words)
    }
  }

  wrap('get', () => {})
  wrap('set', (id, session) => session && held.set(id, session))
  wrap('touch', (id, session) => session && held.has(id) && held.set(id, session))
  wrap('destroy', (id) => held.delete(id))

  // session() gives every store a `generate`, which calls genid once (express-session index.js `store.generate`).
  const generate = target.generate
  if (typeof generate === 'function') {
    target.generate = function (this: unknown, ...words) {
      const result = generate.apply(this, words)
      const { sessionID } = words[0] as { sessionID: unknown }
      recorder.current?.generated.push(shortened(typeof sessionID === 'string' ? sessionID : showValue(sessionID)))
      return result
    }
  }
}

/** A session as JSON, which is what a store keeps. Null for what JSON cannot hold. */
function snapshot(session: unknown): SessionData | null {
  if (typeof session !== 'object' || session === null) return null
  try {
    return JSON.parse(JSON.stringify(session)) as SessionData
  } catch {
    return null
  }
}
