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
  const { router, _router: older } = appParts(app)
  const layer = (older ?? router)?.stack?.[0]
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

interface Parts {
  readonly router?: { readonly stack?: readonly Layer[] }
  readonly _router?: { readonly stack?: readonly Layer[] }
}

/** In Express 4 `router` is there only to throw. */
function appParts(app: unknown): Parts {
  const { _router } = app as Parts
  return _router ? { _router } : { router: (app as Parts).router ?? {} }
}
