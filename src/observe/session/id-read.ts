import type { IncomingMessage } from 'node:http'
import { hiddenOn } from '../hidden.ts'
import { placeOfCaller } from '../place.ts'
import type { Underway } from '../underway.ts'

const NAME = 'sessionID'

/** The ids of requests on which somebody listens. */
const ids = hiddenOn<{ value: unknown }>()

/** `req.sessionID`, without being heard. */
export function sessionIdOf(request: IncomingMessage): unknown {
  const followed = ids.get(request)
  return followed ? followed.value : (Object.getOwnPropertyDescriptor(request, NAME)?.value as unknown)
}

/**
 * Hears where the app itself asks for `req.sessionID`, until `leaveId`. It stays a property of its own with the same value; what
 * express-session or another package asks does not count.
 */
export function followId(underway: Underway): void {
  const { request, facts } = underway
  const own = Object.getOwnPropertyDescriptor(request, NAME)
  if (!own?.configurable || !('value' in own)) return
  const kept = { value: own.value as unknown }
  ids.set(request, kept)
  const get = function sessionID(): unknown {
    const { layer } = underway
    const { idReads } = facts.session
    const at = idReads.some((read) => read.layer === layer) ? null : placeOfCaller(get)
    if (at) idReads.push({ layer, at })
    return kept.value
  }
  const set = (value: unknown): void => void (kept.value = value)
  Object.defineProperty(request, NAME, { configurable: true, enumerable: true, get, set })
}

/** From now on it is a plain value again. */
export function leaveId({ request }: Underway): void {
  const kept = ids.get(request)
  if (!kept) return
  ids.set(request, undefined)
  Object.defineProperty(request, NAME, { configurable: true, enumerable: true, writable: true, value: kept.value })
}

/** The longest piece of an answer that is looked through for the id, in bytes. */
const MOST = 100_000

/** Whether a piece of an answer has the id in it. */
export function tellsId({ request }: Underway, chunk: unknown): boolean {
  const id = sessionIdOf(request)
  if (typeof id !== 'string' || id === '') return false
  return (typeof chunk === 'string' || Buffer.isBuffer(chunk)) && chunk.length <= MOST && chunk.includes(id)
}
