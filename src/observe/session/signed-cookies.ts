import type { IncomingMessage } from 'node:http'
import { ownValue } from '../own-value.ts'
import { callerPlace } from '../place.ts'
import type { Underway } from '../underway.ts'

const NAME = 'signedCookies'

/** Cookies that tell. */
const telling = new WeakSet<object>()

/**
 * Hears from now on when the app asks `req.signedCookies`, which cookie-parser made, for a cookie whose signature did not fit: it is false
 * there. What the app gets is as always.
 */
export function followSignedCookies({ request, facts }: Underway): void {
  const cookies = ownValue(request, NAME)
  if (!hasRefused(cookies) || telling.has(cookies)) return
  const told = new Proxy(cookies, {
    get: function asked(target, name, receiver): unknown {
      const value: unknown = Reflect.get(target, name, receiver)
      if (value === false && typeof name === 'string') note(facts, name, asked)
      return value
    },
  })
  telling.add(told)
  ;(request as IncomingMessage & { [NAME]: object })[NAME] = told
}

/** Whether a cookie is false there: cookie-parser found a signature that does not fit (index.js `signedCookie`). */
const hasRefused = (cookies: unknown): cookies is object =>
  typeof cookies === 'object' && cookies !== null && Object.values(cookies).includes(false)

function note({ refusedCookies }: Underway['facts'], name: string, asked: (...words: never[]) => unknown): void {
  // cookie-parser and express-session look there themselves.
  const at = callerPlace(asked)
  if (at && refusedCookies.every((known) => known.name !== name)) refusedCookies.push({ name, at })
}
