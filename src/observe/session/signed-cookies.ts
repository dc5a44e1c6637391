import http, { type IncomingMessage } from 'node:http'
import { callerPlace } from '../place.ts'
import { exchangeOf } from '../underway.ts'

/**
 * Hears when the app asks `req.signedCookies`, which cookie-parser makes, for a cookie whose signature did not fit: it is false there.
 * What the app gets is as always; only `'signedCookies' in req` is true from the beginning.
 * @returns stops
 */
export function observeSignedCookies(): () => void {
  const { prototype } = http.IncomingMessage
  const set = function signedCookies(this: IncomingMessage, value: unknown): void {
    keep(this, value)
  }
  Object.defineProperty(prototype, 'signedCookies', {
    configurable: true,
    enumerable: false,
    get: () => undefined,
    set,
  })
  return () => {
    if (Object.getOwnPropertyDescriptor(prototype, 'signedCookies')?.set === set)
      Reflect.deleteProperty(prototype, 'signedCookies')
  }
}

/** Puts the cookies on a request. cookie-parser puts an empty object there first, and those that it has read in its place. */
function keep(request: IncomingMessage, value: unknown): void {
  const isFirst = typeof value === 'object' && value !== null && Object.keys(value).length === 0
  Object.defineProperty(request, 'signedCookies', {
    configurable: true,
    enumerable: true,
    ...(isFirst
      ? { get: () => value, set: (next: unknown) => keep(request, next) }
      : { writable: true, value: hasRefused(value) ? telling(request, value) : value }),
  })
}

/** Whether a cookie is false there: cookie-parser found a signature that does not fit (index.js `signedCookie`). */
const hasRefused = (cookies: unknown): cookies is object =>
  typeof cookies === 'object' && cookies !== null && Object.values(cookies).includes(false)

const telling = (request: IncomingMessage, cookies: object): object =>
  new Proxy(cookies, {
    get: function asked(target, name, receiver): unknown {
      const value: unknown = Reflect.get(target, name, receiver)
      if (value === false && typeof name === 'string') note(request, name, asked)
      return value
    },
  })

function note(request: IncomingMessage, name: string, asked: (...words: never[]) => unknown): void {
  const { refusedCookies } = exchangeOf(request)?.facts ?? {}
  // cookie-parser and express-session look there themselves.
  const at = refusedCookies ? callerPlace(asked) : null
  if (at && refusedCookies?.every((known) => known.name !== name)) refusedCookies.push({ name, at })
}
