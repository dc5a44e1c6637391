import http, { type IncomingMessage } from 'node:http'
import { placeHere } from '../place.ts'
import { exchangeOf } from '../underway.ts'
import { missedByUpgrade } from '../upgrades.ts'

/**
 * Hears when `req.session` is asked for while there is none. What asks gets `undefined`, as always, and what is put there is an own
 * property of the request, as always. But nothing can hear that something is asked for which is not there: so it is there, as a getter of
 * all requests, and `'session' in req` is true. That is why nobody listens before a request comes to code of the app without a session.
 */

/** Middleware of packages that never asks for a session, by its name. What stands above session() is mostly of these. */
const NEVER_ASKS: ReadonlySet<string> = new Set([
  'query',
  'expressInit',
  'jsonParser',
  'urlencodedParser',
  'textParser',
  'rawParser',
  'cookieParser',
  'serveStatic',
  'serveFavicon',
  'compression',
  'corsMiddleware',
  'helmetMiddleware',
  'logger',
])

/** Whether a layer of this name may ask for `req.session`. */
export const mayAsk = (name: string): boolean => !NEVER_ASKS.has(name)

const NAME = 'session'
/** Requests get their own property by one description, whose value is exchanged: this is done for each of them. */
const own = { configurable: true, enumerable: true, writable: true, value: undefined as unknown }

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
  own.value = value
  Object.defineProperty(this, NAME, own)
  own.value = undefined
}

let listens = false

/** Listens from now on. More than once is as once. */
export function listenForMissing(): void {
  if (listens) return
  listens = true
  Object.defineProperty(http.IncomingMessage.prototype, NAME, { configurable: true, enumerable: false, get, set })
}

/** Nobody listens any more. */
export function stopListening(): void {
  listens = false
  const { prototype } = http.IncomingMessage
  if (Object.getOwnPropertyDescriptor(prototype, NAME)?.get === get) Reflect.deleteProperty(prototype, NAME)
}
