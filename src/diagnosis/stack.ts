import type { LayerFacts } from '../observe/observation.ts'

/** Every layer of a stack, in the order in which a request may come to them. */
export const layersIn = (stack: readonly LayerFacts[]): readonly LayerFacts[] =>
  stack.flatMap((layer) => [layer, ...layersIn(layer.layers)])

/** The whole path under which a layer stands, with those of the routers that it is mounted in; null for one that is not in the stack. */
export function mountPath(stack: readonly LayerFacts[], id: number): string | null {
  for (const layer of stack) {
    const inside = layer.id === id ? '' : mountPath(layer.layers, id)
    if (inside !== null) return `${layer.path}/${inside}`.replaceAll(/\/+/g, '/').replace(/(?<=.)\/$/, '')
  }
  return null
}
