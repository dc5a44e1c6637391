import type { LayerFacts } from '../observe/observation.ts'

/** Every layer of a stack, in the order in which a request may come to them. */
export const layersIn = (stack: readonly LayerFacts[]): readonly LayerFacts[] =>
  stack.flatMap((layer) => [layer, ...layersIn(layer.layers)])
