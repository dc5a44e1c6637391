import type { IncomingMessage } from 'node:http'
import { hiddenOn } from '../hidden.ts'
import { ownValue } from '../own-value.ts'
import { placeOfCaller } from '../place.ts'
import type { Underway } from '../underway.ts'

const NAME = 'sessionID'

/** The ids of requests on which somebody listens. */
const ids = hiddenOn<{ value: unknown }>()

/** `req.sessionID`, without being heard. */
export function sessionIdOf(request: IncomingMessage): unknown {
  const followed = ids.get(request)
  return followed ? followed.value : ownValue(request, NAME)
}

/** Whether this process has kept a session, or written to one: from then on nobody wonders where the ids of new ones went. */
let hasKept = false

/** A session was written to, or is kept. */
export const sessionIsKept = (): void => void (hasKept = true)

/** Whether it matters what becomes of the id of an exchange: it is new, and until now no session was kept. */
export const idMatters = ({ facts }: Underway): boolean => !hasKept && facts.generated.length > 0

/**
 * Hears where the app itself asks for `req.sessionID`, until `leaveId`, as far as that matters: a property that listens makes each look at
 * the request slower. It stays a property of its own with the same value; what express-session or another package asks does not count.
 */
export function followId(underway: Underway): void {
  if (!idMatters(underway)) return
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

/** Whether a piece of an answer has an id in it that matters. */
export function tellsId(underway: Underway, chunk: unknown): boolean {
  if (!idMatters(underway)) return false
  const id = sessionIdOf(underway.request)
  if (typeof id !== 'string' || id === '') return false
  return (typeof chunk === 'string' || Buffer.isBuffer(chunk)) && chunk.length <= MOST && chunk.includes(id)
}
