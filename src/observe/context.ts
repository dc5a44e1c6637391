import type { AsyncLocalStorage } from 'node:async_hooks'

const { setTimeout: later, setImmediate: soon, clearTimeout, clearImmediate } = globalThis

/**
 * While an AsyncLocalStorage is in use, Node.js below 24 hangs numbers, and what is stored, on each promise and timer, where
 * `console.log(promise)` would print them (Node.js `lib/internal/async_hooks.js`, `lib/async_hooks.js`). They are hung there as before,
 * so that they are not enumerable.
 * @param any something to store, for a moment
 * @returns stops
 */
export function hideContext<T>(storage: AsyncLocalStorage<T>, any: T): () => void {
  const [promise, timer, immediate] = storage.run(any, () => [Promise.resolve(), later(() => {}, 0), soon(() => {})])
  clearTimeout(timer)
  clearImmediate(immediate)
  const symbols = Object.getOwnPropertySymbols(promise)
  const undo = [promise, timer, immediate].flatMap((one) =>
    symbols
      .filter((symbol) => Object.hasOwn(one, symbol))
      .map((symbol) => hide(Object.getPrototypeOf(one) as object, symbol)),
  )
  return () => {
    for (const step of undo) step()
  }
}

/** What is put under a symbol of objects with this prototype becomes a property that is not enumerable. */
function hide(prototype: object, symbol: symbol): () => void {
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
