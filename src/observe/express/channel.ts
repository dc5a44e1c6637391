import diagnostics from 'node:diagnostics_channel'
import { exchangeOf, type Growing } from '../underway.ts'
import type { LayerPassed } from '../observation.ts'
import { routeOf, type Layer } from './layers.ts'
import { enter, fail } from './way.ts'

/** What router 2.3 and later say of each layer that a request comes to (router `lib/layer.js`, `invokeWithTrace`). */
interface Said {
  readonly req?: unknown
  readonly layer?: Layer
  readonly handler?: unknown
  readonly error?: unknown
}

/**
 * Listens to what Express says itself of each layer: router 2.3 and later, so Express 5.3 and later.
 * @param session tells which call of session() made a handler
 * @returns stops
 */
export function listenToRouter(session: (handler: unknown) => number | null): () => void {
  const entered = new WeakMap<object, Growing<LayerPassed>>()
  const start = (message: unknown) => {
    const said = message as Said
    const underway = exchangeOf(said.req)
    // What is said of `param()` names no layer.
    if (underway && said.layer)
      entered.set(said, enter(underway, said.layer, routeOf(said.req, said.layer), session(said.handler)))
  }
  const failed = (message: unknown) => {
    const said = message as Said
    const [underway, passed] = [exchangeOf(said.req), entered.get(said)]
    if (underway && passed && 'error' in said) fail(underway, passed, said.error)
  }
  const listeners = { start, end: failed, asyncEnd: failed, error: failed }
  const names = Object.entries(listeners).map(
    ([name, hear]) => [`tracing:express.router.request:${name}`, hear] as const,
  )
  for (const [name, hear] of names) diagnostics.subscribe(name, hear)
  return () => {
    for (const [name, hear] of names) diagnostics.unsubscribe(name, hear)
  }
}
