import type { ServerResponse } from 'node:http'

/** A function that Express hands a request to. */
type Handler = (...words: unknown[]) => unknown

/** What Express 4 and 5 keep a handler in (router `layer.js`). */
interface Layer {
  readonly handle: Handler
  handleRequest?: Handler
  handle_request?: Handler
}

let last: Handler | undefined
const followed = new WeakSet()

/** The handler that a request reached last. Where nothing goes on, it is the one that forgot to go on. */
export const lastHandler = (): Handler | undefined => last

/** From now on it is known which handler a request to this app reached last. @param app of Express 4 or 5 */
export function followHandlers(app: unknown): void {
  last = undefined
  const layer = routerOf(app as App)?.stack?.[0]
  if (!layer) return
  const prototype = Object.getPrototypeOf(layer) as Layer
  if (followed.has(prototype)) return
  followed.add(prototype)
  for (const name of ['handleRequest', 'handle_request'] as const) {
    const handle = prototype[name]
    if (!handle) continue
    prototype[name] = function (this: Layer, ...words: unknown[]) {
      last = this.handle
      return handle.apply(this, words)
    }
  }
}

interface Router {
  readonly stack?: readonly Layer[]
}

interface App {
  readonly lazyrouter?: unknown
  readonly _router?: Router
  readonly router?: Router
}

/** In Express 4 `router` is there only to throw. */
const routerOf = (app: App): Router | undefined => (app.lazyrouter ? app['_router'] : app.router)

/** Notes when a response is told to end, even if what is in between, as express-session, lets it wait. @returns whether it was */
export function followEnd(response: ServerResponse): () => boolean {
  let ended = false
  let end = response.end as (...words: unknown[]) => unknown
  Object.defineProperty(response, 'end', {
    configurable: true,
    enumerable: true,
    get() {
      // Who puts theirs in between calls the one that was there before.
      const present = end
      return function (this: ServerResponse, ...words: unknown[]) {
        ended = true
        return present.apply(this, words)
      }
    },
    set(other: typeof end) {
      end = other
    },
  })
  return () => ended
}
