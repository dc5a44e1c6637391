import { inspect, types } from 'node:util'
import type { ErrorFacts, ValueFacts } from './observation.ts'
import { placeIn } from './place.ts'

/** The longest that a piece of text is written down, in characters. */
const MOST = { text: 10_000, value: 200, message: 1000, stack: 20_000 }

/** A text, cut where it is too long, saying so. @param most in characters */
export const shortened = (text: string, most = MOST.text): string =>
  text.length > most ? `${text.slice(0, most)}... (+ ${text.length - most} characters)` : text

/** What kind of value something is. Whatever it is, this does not throw. */
export function kindOf(value: unknown): string {
  try {
    if (value === null) return 'null'
    if (Array.isArray(value)) return 'array'
    if (typeof value === 'function') return kindOfFunction(value)
    if (typeof value !== 'object') return typeof value
    if (types.isDate(value)) return 'date'
    if (types.isPromise(value) || typeof (value as { then?: unknown }).then === 'function') return 'promise'
    const name = (value as { constructor?: { name?: unknown } }).constructor?.name
    return typeof name === 'string' && name !== '' && name !== 'Object' ? name : 'object'
  } catch {
    return typeof value
  }
}

function kindOfFunction(value: object): string {
  if (types.isAsyncFunction(value)) return 'async function'
  return /^class\b/.test(Function.prototype.toString.call(value)) || hasMethods(value) ? 'class' : 'function'
}

/** Whether what `new` makes of a function has more than every object: so it was a class before there were any. */
function hasMethods(maker: object): boolean {
  const prototype: unknown = Object.getOwnPropertyDescriptor(maker, 'prototype')?.value
  if (typeof prototype !== 'object' || prototype === null || types.isGeneratorFunction(maker)) return false
  const isBased = Object.getPrototypeOf(prototype) !== Object.prototype
  return isBased || Object.getOwnPropertyNames(prototype).some((name) => name !== 'constructor')
}

/** Names under which secrets are kept. */
const SECRET_NAME = /secret|passw|passphrase|token|credential|api[-_]?key|private|^(?:jwt|otp)$/i

/** A value as a fact: its kind, and itself where it is short and no secret. @param name under which it stands */
export function valueFacts(value: unknown, name = ''): ValueFacts {
  const kind = kindOf(value)
  if (SECRET_NAME.test(name)) return { kind }
  if (typeof value === 'boolean' || value === null) return { kind, value }
  if (typeof value === 'number') return Number.isFinite(value) ? { kind, value } : { kind, value: String(value) }
  if (typeof value === 'string') return { kind, value: shortened(value, MOST.value) }
  if (types.isDate(value)) return { kind, value: Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString() }
  return { kind }
}

let hides = true
let hidesInHeads = false

/** Whether what looks like a password is masked from now on. @param inHeads in addresses and headers of every name, too */
export function hideSecrets(on: boolean, inHeads = false): void {
  hides = on
  hidesInHeads = on && inHeads
  headers.clear()
}

/** Headers that browsers write, or go by: what they say is no secret, as in `Access-Control-Allow-Credentials`. */
const FOR_BROWSERS = /^(?:access-control|sec)-/i

/** What a header holds: the same few names come with each request. */
const headers = new Map<string, 'secret' | 'address' | 'other'>()
/** The most names that are remembered, as clients may send any. */
const MOST_NAMES = 500

/** The value of a header. What says who somebody is, other than by a cookie, is masked. */
export function maskedHeader(name: string, value: string): string {
  let kind = headers.get(name)
  if (!kind) {
    kind = kindOfHeader(name)
    if (headers.size < MOST_NAMES) headers.set(name, kind)
  }
  if (kind === 'secret') return MASK
  return kind === 'address' ? maskedUrl(value) : value
}

function kindOfHeader(name: string): 'secret' | 'address' | 'other' {
  if (hides && /^(proxy-)?authorization$/i.test(name)) return 'secret'
  if (!hidesInHeads) return 'other'
  if (SECRET_NAME.test(name) && !FOR_BROWSERS.test(name)) return 'secret'
  return /^(?:referer|location|content-location|refresh|link)$/i.test(name) ? 'address' : 'other'
}

/** An address. Values in its query that have the name of a secret are masked. */
export const maskedUrl = (url: string): string =>
  hidesInHeads && url.includes('=')
    ? url.replaceAll(/([?&#;])([^=?&#;]*)=[^&#;\s>"]*/g, (pair, sign: string, name: string) =>
        SECRET_NAME.test(name) ? `${sign}${name}=${MASK}` : pair,
      )
    : url

const MASK = '***'

/** A copy of plain data in which what looks like a password is masked. */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? shortened(value) : value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      hides && SECRET_NAME.test(name) && typeof part !== 'object' ? MASK : masked(part),
    ]),
  )
}

/** What was thrown, as facts. Whatever it is, this does not throw. */
export function errorFacts(thrown: unknown): ErrorFacts {
  try {
    if (!types.isNativeError(thrown) && !(thrown instanceof Error)) {
      const text = shortened(inspect(thrown, { breakLength: Infinity, depth: 1 }), MOST.message)
      return { name: '', message: text, code: null, stack: text, at: null }
    }
    const parts = thrown as unknown as Readonly<Record<string, unknown>>
    const text = (name: string): string => (typeof parts[name] === 'string' ? parts[name] : inspect(parts[name]))
    const { code, permission, resource } = parts
    const [name, message, stack] = [text('name'), text('message'), text('stack')]
    const [shortName, shortMessage] = [shortened(name, MOST.message), shortened(message, MOST.message)]
    // A stack begins with the two, and what counts in it is the rest.
    const whole = stack.replace(name, () => shortName).replace(message, () => shortMessage)
    return {
      name: shortName,
      message: shortMessage,
      code: typeof code === 'string' ? shortened(code, MOST.message) : null,
      stack: shortened(whole, MOST.stack),
      at: placeIn(stack),
      ...(typeof permission === 'string' ? { denied: deniedFacts(permission, resource) } : {}),
    }
  } catch {
    return { name: '', message: 'something that cannot be shown', code: null, stack: '', at: null }
  }
}

const deniedFacts = (permission: string, resource: unknown): NonNullable<ErrorFacts['denied']> => ({
  permission: shortened(permission, MOST.message),
  resource: typeof resource === 'string' ? shortened(resource, MOST.message) : '',
})
