import type { LayerFacts } from '../observation.ts'
import { placeHere } from '../place.ts'
import { showValue } from '../show-value.ts'
import { shortened } from '../show.ts'
import type { Growing } from '../underway.ts'
import type { Layer, Route } from './layer.ts'
import { stackIn } from './mounted.ts'

/** What was known of a layer when it was added. */
type Added = Pick<Growing<LayerFacts>, 'id' | 'path' | 'at'>

const added = new WeakMap<object, Added>()
let count = 0

/** How many layers have been added so far in this process. */
export const layersAdded = (): number => count

/** Writes down where a layer was added and under which path: neither can be read back later. @param skip whose callers count */
export function noteLayer(layer: object, path: unknown, skip: (...words: never[]) => unknown): void {
  count += 1
  added.set(layer, { id: count, path: pathText(path), at: placeHere(skip) })
}

/** What is known of a layer; one that was there before is numbered when it is met first. */
export function layerId(layer: object): Added {
  const known = added.get(layer)
  if (known) return known
  count += 1
  const late = { id: count, path: pathText((layer as { rawPath?: unknown }).rawPath ?? ''), at: null }
  added.set(layer, late)
  return late
}

function pathText(path: unknown): string {
  if (typeof path === 'string') return shortened(path, 500)
  if (Array.isArray(path)) return shortened(path.map(pathText).join(', '), 500)
  return path === undefined ? '/' : shortened(path instanceof RegExp ? String(path) : showValue(path), 500)
}

/** The routers and routes of a stack, in order, with what is mounted in them. @param session tells which call of session() made a handler */
export function stackFacts(
  stack: readonly Layer[],
  session: (handler: unknown) => number | null,
  above: ReadonlySet<unknown> = new Set(),
): Growing<LayerFacts>[] {
  // A router may be mounted in itself.
  if (above.has(stack)) return []
  const inside = new Set([...above, stack])
  return stack.map((layer): Growing<LayerFacts> => {
    const { id, path, at } = layerId(layer)
    const { route, handle } = layer
    return {
      id,
      kind: kindOfLayer(layer),
      name: nameOf(layer),
      path: route ? pathText(route.path) : path,
      methods: route ? methodsOf(route) : typeof layer.method === 'string' ? [layer.method.toUpperCase()] : [],
      at,
      session: session(handle),
      layers: stackFacts(route?.stack ?? stackIn(handle) ?? [], session, inside),
    }
  })
}

/** What a layer is for. @param inRoute it is one of the handlers of a route */
export function kindOfLayer({ route, handle }: Layer, inRoute = false): LayerFacts['kind'] {
  if (route) return 'route'
  if (stackIn(handle) !== null) return 'router'
  if (handle.length === 4) return 'error-handler'
  return inRoute ? 'handler' : 'middleware'
}

export const nameOf = ({ name }: Layer): string => (typeof name === 'string' ? shortened(name, 100) : '<anonymous>')

const methodsOf = ({ methods = {} }: Route): string[] =>
  Object.keys(methods)
    .filter((method) => method !== '_all' && methods[method] === true)
    .map((method) => method.toUpperCase())

/** The route whose handler a layer is; undefined for a middleware. What a request was matched by last does not tell. */
export function routeOf(request: unknown, layer: Layer): Route | undefined {
  const { route } = request as { readonly route?: Route }
  return route?.stack?.includes(layer) ? route : undefined
}
