import type { Handler, Layer } from './layer.ts'

/** An app of Express, as far as it tells what it is made of. */
export interface App {
  readonly parent?: App
  readonly lazyrouter?: unknown
  readonly _router?: { readonly stack?: readonly Layer[] }
  readonly router?: { readonly stack?: readonly Layer[] }
}

/** In Express 4 `router` is there only to throw. */
export const routerOf = (app: App): App['router'] => (app.lazyrouter ? app['_router'] : app.router)

/** Apps that are mounted in another, by the function that Express puts into a layer for each (express `lib/application.js`, `app.use`). */
const mounted = new WeakMap<object, App>()

/** What Express calls that function. */
const MOUNTED = 'mounted_app'

/**
 * Makes `app.use()` tell which app it mounted: the layer that it adds has a function of its own, which does not say.
 * @param application what every app has its methods from
 */
export function wrapUse(application: object): void {
  const methods = application as { use?: (this: App, ...words: unknown[]) => unknown }
  const original = methods.use
  if (original === undefined) return
  methods.use = new Proxy(original, {
    apply(target, self: App, words: unknown[]) {
      const apps = words.flat(Infinity).filter(isApp)
      // In Express 5 a router is made when it is asked for, with the settings of that moment.
      if (apps.length === 0) return Reflect.apply(target, self, words)
      const before = new Set(routerOf(self)?.stack)
      const result: unknown = Reflect.apply(target, self, words)
      for (const { name, handle } of routerOf(self)?.stack?.filter((layer) => !before.has(layer)) ?? []) {
        const app = name === MOUNTED ? apps.shift() : undefined
        if (app) mounted.set(handle, app)
      }
      return result
    },
  })
}

/** What Express takes for an app, and not for a function. */
const isApp = (word: unknown): word is App =>
  typeof word === 'function' && Boolean((word as { handle?: unknown }).handle && (word as { set?: unknown }).set)

/** The layers to which a handler leads: those of a router, or of an app that is mounted there; null for a handler of its own. */
export function stackIn(handle: Handler): readonly Layer[] | null {
  if (Array.isArray(handle.stack)) return handle.stack as readonly Layer[]
  const app = mounted.get(handle)
  return app ? (routerOf(app)?.stack ?? []) : null
}
