import { AsyncLocalStorage, createHook, executionAsyncResource } from 'node:async_hooks'
import { hiddenOn } from './hidden.ts'

/** What goes along with everything that is done in the course of something. */
export interface Context<T> {
  get(): T | undefined
  /** Runs a function in the course of this. */
  run<R>(value: T, todo: () => R): R
  /** It goes along from now on. */
  start(): Going
}

/** Something goes along with what is done. */
export interface Going {
  /** Nothing goes along until `goOn`, and nothing is paid for it. Twice is as once. */
  pause(): void
  goOn(): void
  stop(): void
}

const nothing = () => {}

/** Since Node.js 24 it is V8 that carries what an AsyncLocalStorage stores. Before, Node.js hangs it on promises and timers, for all to see. */
export const createContext = <T>(): Context<T> =>
  'kResourceStore' in new AsyncLocalStorage() ? carriedHere() : carriedByNode()

function carriedByNode<T>(): Context<T> {
  const storage = new AsyncLocalStorage<T>()
  return {
    get: () => storage.getStore(),
    run: (value, todo) => storage.run(value, todo),
    start: () => ({ pause: nothing, goOn: nothing, stop: nothing }),
  }
}

/** As AsyncLocalStorage does it (Node.js 22 `lib/internal/async_local_storage/async_hooks.js`), but out of sight. */
function carriedHere<T>(): Context<T> {
  const carried = hiddenOn<T>()
  let goes = false
  const get = (): T | undefined => (goes ? carried.get(executionAsyncResource()) : undefined)
  const hook = createHook({
    init(_id, _type, _trigger, resource: object) {
      const value = get()
      if (value !== undefined || carried.get(resource) !== undefined) carried.set(resource, value)
    },
  })
  return {
    get,
    run(value, todo) {
      const resource = executionAsyncResource()
      const before = carried.get(resource)
      if (before === value) return todo()
      carried.set(resource, value)
      try {
        return todo()
      } finally {
        carried.set(resource, before)
      }
    },
    start() {
      const follow = (on: boolean) => {
        if (on === goes) return
        goes = on
        if (on) hook.enable()
        else hook.disable()
      }
      follow(true)
      const show = hideNumbers()
      return {
        pause: () => follow(false),
        goOn: () => follow(true),
        stop() {
          follow(false)
          show()
        },
      }
    },
  }
}

/**
 * Call it while there is a hook: then Node.js hangs numbers on each promise, where `console.log(promise)` would print them (Node.js
 * `lib/internal/async_hooks.js`). They are hung there as before, so that they are not enumerable.
 * @returns stops
 */
function hideNumbers(): () => void {
  const any = Promise.resolve()
  const prototype = Object.getPrototypeOf(any) as object
  const undo = Object.getOwnPropertySymbols(any).map((symbol) => hideUnder(symbol, prototype))
  return () => {
    for (const step of undo) step()
  }
}

/** What is put under a symbol of objects with this prototype becomes a property that is not enumerable. */
function hideUnder(symbol: symbol, prototype: object): () => void {
  Object.defineProperty(prototype, symbol, {
    configurable: true,
    enumerable: false,
    get: () => undefined,
    set(this: object, value: unknown) {
      Object.defineProperty(this, symbol, { configurable: true, enumerable: false, writable: true, value })
    },
  })
  return () => void Reflect.deleteProperty(prototype, symbol)
}
