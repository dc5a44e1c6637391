import { exchangeOf } from '../underway.ts'
import { routeOf, type Layer } from './layers.ts'
import { enter, fail } from './way.ts'

type Method = (this: Layer, ...words: unknown[]) => unknown
type Next = (error?: unknown) => unknown

/** The methods by which a layer is asked: those of Express 4, and of router 2.0 to 2.2 (Express 5.0 to 5.2). */
const REQUEST = ['handle_request', 'handleRequest']
const ERROR = ['handle_error', 'handleError']

/**
 * Makes the layers of an Express that says nothing itself tell of each request.
 * @param prototype of its Layer
 * @param session tells which call of session() made a handler
 */
export function wrapLayers(prototype: object, session: (handler: unknown) => number | null): void {
  const methods = prototype as Record<string, Method | undefined>
  const wrap = (
    name: string,
    words: (all: readonly unknown[]) => readonly unknown[],
    runs: (layer: Layer) => boolean,
  ) => {
    const original = methods[name]
    if (!original) return
    methods[name] = new Proxy(original, {
      apply(target, layer: Layer, all: unknown[]): unknown {
        const [request, , next] = words(all)
        const underway = exchangeOf(request)
        if (!underway || !runs(layer)) return Reflect.apply(target, layer, all)
        const passed = enter(underway, layer, routeOf(request, layer), session(layer.handle))
        const noting = new Proxy(next as Next, {
          apply(go, self, said: [unknown?]): unknown {
            fail(underway, passed, said[0])
            return Reflect.apply(go, self, said)
          },
        })
        return Reflect.apply(target, layer, [...all.slice(0, -1), noting])
      },
    })
  }
  // What only leads to the handlers of a route is no layer of its own on the way.
  for (const name of REQUEST)
    wrap(
      name,
      (all) => all,
      ({ route, handle }) => !route && handle.length <= 3,
    )
  for (const name of ERROR)
    wrap(
      name,
      ([, ...rest]) => rest,
      ({ handle }) => handle.length === 4,
    )
}
