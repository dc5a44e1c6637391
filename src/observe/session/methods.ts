import type { MethodCall } from '../observation.ts'
import { placeHere } from '../place.ts'
import { errorFacts } from '../show.ts'
import { exchangeOf, since, within, type Growing, type Underway } from '../underway.ts'
import { reloadedByUpgrade } from '../upgrades.ts'
import { lookAgain, whenOf } from './watch.ts'

type Method = (...words: unknown[]) => unknown

const NAMES: readonly MethodCall['method'][] = ['regenerate', 'destroy', 'save', 'reload']

/** The most calls that are written down of one exchange. */
const MOST_CALLS = 1000

/**
 * Makes the methods of a session tell when the app calls them.
 * @param prototype of express-session's Session (session/session.js)
 */
export function tapMethods(prototype: object): void {
  for (const name of NAMES) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name)
    if (typeof descriptor?.value !== 'function') continue
    Object.defineProperty(prototype, name, { ...descriptor, value: tapped(name, descriptor.value as Method) })
  }
}

const tapped = (method: MethodCall['method'], original: Method): Method =>
  new Proxy(original, {
    apply: function called(target, session: { readonly req?: unknown } | undefined, words: unknown[]): unknown {
      // Without a session it fails as it would by itself.
      const underway = exchangeOf(session?.req)
      if (method === 'reload') reloadedByUpgrade(session?.req)
      // What session() saves itself when it ends an answer is not the app's doing (index.js `end`). What comes very often is a loop.
      if (!underway || underway.committing || underway.facts.calls.length >= MOST_CALLS)
        return within(underway, () => Reflect.apply(target, session, words))
      lookAgain(underway, whenOf(underway))
      const [callback] = words
      const call: Growing<MethodCall> = {
        method,
        at: placeHere(called),
        callback: typeof callback === 'function',
        layer: underway.layer,
        startedMs: since(underway),
        doneMs: null,
        error: null,
      }
      underway.facts.calls.push(call)
      const told =
        typeof callback === 'function' ? [answered(callback as Method, call, underway), ...words.slice(1)] : words
      try {
        return within(underway, () => Reflect.apply(target, session, told))
      } catch (error) {
        call.error = errorFacts(error)
        throw error
      }
    },
  })

/** The callback of a call, which tells when it is done. */
const answered = (done: Method, call: Growing<MethodCall>, underway: Underway): Method =>
  new Proxy(done, {
    apply(target, self, said: unknown[]): unknown {
      call.doneMs = since(underway)
      if (said[0]) call.error = errorFacts(said[0])
      lookAgain(underway, whenOf(underway))
      return within(underway, () => Reflect.apply(target, self, said))
    },
  })
