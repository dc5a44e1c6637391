/** What Express 4 and 5 keep a handler in (express 4 `lib/router/layer.js`, router 2 `lib/layer.js`). */
export interface Layer {
  readonly handle: Handler
  readonly name?: unknown
  readonly method?: unknown
  readonly route?: Route
}

export type Handler = ((...words: unknown[]) => unknown) & { readonly stack?: readonly Layer[] }

/** What Express keeps the handlers of a path in. */
export interface Route {
  readonly path?: unknown
  readonly stack?: readonly Layer[]
  readonly methods?: Readonly<Record<string, unknown>>
}
