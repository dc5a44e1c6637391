import { countError } from '../counted.ts'
import { exchangeOf } from '../underway.ts'
import { lookAlike } from '../look-alike.ts'
import { routeOf } from './layers.ts'
import type { Layer } from './layer.ts'
import { enter, handedOn } from './way.ts'

type Method = (this: Layer, ...words: unknown[]) => unknown

/** The methods by which a layer is asked: those of Express 4.6 and later, and of router 2 (Express 5). */
const REQUEST = ['handle_request', 'handleRequest']
const ERROR = ['handle_error', 'handleError']

/**
 * Makes layers tell of each request that comes to them. What they are given stays as it is, `next` too: what one hands on is known when the
 * request comes to the next.
 * @param prototype of Layer
 * @param session tells which call of session() made a handler
 */
export function wrapLayers(prototype: object, session: (handler: unknown) => number | null): void {
  for (const name of REQUEST)
    wrap(prototype, name, (layer, request) => {
      const underway = exchangeOf(request)
      // What only leads to the handlers of a route is no layer of its own on the way.
      if (underway && !layer.route && layer.handle.length <= 3)
        enter(underway, layer, routeOf(request, layer), session(layer.handle))
    })
  for (const name of ERROR)
    wrap(prototype, name, (layer, error, request) => {
      const underway = exchangeOf(request)
      if (!underway) {
        countError(request, error)
        return
      }
      handedOn(underway, error)
      if (layer.handle.length === 4) enter(underway, layer, routeOf(request, layer), session(layer.handle))
    })
}

/** A function of `param()` is no layer; a request that comes to it has been handed on. @param router that has the method */
export function wrapParam(router: object): void {
  wrap(router, 'param', (_, _name, run, words) => {
    if (typeof run === 'function')
      words[1] = new Proxy(run as Method, {
        apply(target, self: Layer, all: unknown[]): unknown {
          const underway = exchangeOf(all[0])
          if (underway) handedOn(underway)
          return Reflect.apply(target, self, all)
        },
      })
  })
}

/** @param before gets the first two words one by one: this is done several times for each request, and to take a list apart costs more */
function wrap(
  object: object,
  name: string,
  before: (self: Layer, first: unknown, second: unknown, words: unknown[]) => void,
): void {
  const methods = object as Record<string, Method | undefined>
  const original = methods[name]
  if (!original) return
  const told: Method = function (...words) {
    before(this, words[0], words[1], words)
    return original.apply(this, words)
  }
  methods[name] = lookAlike(told, original)
}
