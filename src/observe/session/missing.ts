import http, { type IncomingMessage } from 'node:http'
import { placeHere } from '../place.ts'
import { exchangeOf } from '../underway.ts'
import { missedByUpgrade } from '../upgrades.ts'

/**
 * Hears when `req.session` is asked for while there is none. What asks gets `undefined`, as always, and what is put there is an own
 * property of the request, as always; only `'session' in req` is true from the beginning.
 * @returns stops
 */
export function observeMissing(): () => void {
  const { prototype } = http.IncomingMessage
  const get = function session(this: IncomingMessage): undefined {
    const underway = exchangeOf(this)
    if (!underway) {
      missedByUpgrade(this, session)
      return
    }
    if (underway.asks) {
      // session() looks whether another one has been there.
      underway.asks = false
      return
    }
    const { layer, facts } = underway
    // Once it was there, express-session asks for it itself, and finds it gone where the app removed it.
    if (facts.session.idBefore !== null || facts.missing.some((known) => known.layer === layer)) return
    facts.missing.push({ layer, at: placeHere(session) })
  }
  const set = function session(this: IncomingMessage, value: unknown): void {
    Object.defineProperty(this, 'session', { configurable: true, enumerable: true, writable: true, value })
  }
  Object.defineProperty(prototype, 'session', { configurable: true, enumerable: false, get, set })
  return () => {
    if (Object.getOwnPropertyDescriptor(prototype, 'session')?.get === get) Reflect.deleteProperty(prototype, 'session')
  }
}
