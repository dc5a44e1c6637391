import { countError } from '../counted.ts'
import type { Treated } from '../packages.ts'
import { errorFacts } from '../show.ts'
import { exchangeOf } from '../underway.ts'
import type { Treatment } from '../compiled.ts'
import { noteLayer } from './layers.ts'
import { wrapUse } from './mounted.ts'
import { handedOn } from './way.ts'
import { wrapLayers, wrapParam } from './wrapped.ts'

type Class = new (...words: unknown[]) => object
type Finalhandler = (...words: unknown[]) => (error?: unknown) => unknown

/**
 * What is done to Express when it is loaded: the layers of Express 4 (express `lib/router/layer.js`) and 5 (router `lib/layer.js`), what
 * mounts an app in another, and what answers where nobody else did (finalhandler).
 * @param isFile whether a file is the one of that package
 * @param session tells which call of session() made a handler
 */
export const expressTreatments = (
  isFile: Treated,
  session: (handler: unknown) => number | null,
): readonly Treatment[] => [
  {
    concerns: (file) => isFile(file, 'router', 'lib/layer.js') || isFile(file, 'express', 'lib/router/layer.js'),
    around: (compiled) => () => {
      const layer = compiled.exports as Class
      wrapLayers(layer.prototype as object, session)
      compiled.exports = new Proxy(layer, {
        construct: function added(target, words: [unknown?], newTarget) {
          const made = Reflect.construct(target, words, newTarget) as object
          noteLayer(made, words[0], added)
          return made
        },
        // So Express 4 makes the layers of a route (`lib/router/route.js`).
        apply: function added(target, self, words: [unknown?]) {
          const made = Reflect.apply(target as unknown as () => object, self, words)
          noteLayer(made, words[0], added)
          return made
        },
      })
    },
  },
  {
    concerns: (file) => isFile(file, 'express', 'lib/application.js'),
    around: (compiled) => () => wrapUse(compiled.exports as object),
  },
  {
    concerns: (file) => isFile(file, 'router', 'index.js') || isFile(file, 'express', 'lib/router/index.js'),
    around: (compiled) => () => {
      const router = compiled.exports as Class
      // In Express 4 the methods lie on the function itself, in router 2 on its prototype.
      wrapParam(Object.hasOwn(router, 'param') ? router : (router.prototype as object))
    },
  },
  {
    concerns: (file) => isFile(file, 'finalhandler', 'index.js'),
    around: (compiled) => () => {
      compiled.exports = new Proxy(compiled.exports as Finalhandler, {
        apply(make, self, words: unknown[]) {
          const answer = Reflect.apply(make, self, words)
          return function (this: unknown, error?: unknown): unknown {
            noteEnd(words[0], error)
            return answer.call(this, error)
          }
        },
      })
    },
  },
]

/** Nobody answered, or one handed on an error that nobody took. */
function noteEnd(request: unknown, error: unknown): void {
  const underway = exchangeOf(request)
  if (!underway) {
    countError(request, error)
    return
  }
  const { facts, response } = underway
  if (!response.headersSent) facts.unanswered = true
  if (error) facts.untaken.push(errorFacts(error))
  handedOn(underway, error)
}
