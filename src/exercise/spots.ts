import type { Spot } from '../diagnosis/pinpoint.ts'
import type { ExchangeFacts } from '../observe/observation.ts'
import type { Evidence } from './script.ts'

/** Places that mistakes point at, as a run knows them. Their lines are found where a check has failed. */

/** An option of the session() that a request came to, or of the last that was called: as in `cookie.maxAge`. */
export function optionOf({ observation }: Evidence, option: string, facts?: ExchangeFacts): Partial<Spot> {
  const calls = observation.sessions
  const call = calls.find(({ id, pid }) => pid === facts?.pid && facts.session.by.includes(id)) ?? calls.at(-1)
  return { at: call?.at ?? null, option }
}

/** The line that answered a request. */
export const answerOf = ({ answeredAt }: ExchangeFacts): Partial<Spot> => ({ at: answeredAt })

/**
 * The line in which a request writes to a part of itself, as in `session.user`: in the layer that was seen to change it, or else in the
 * one that answered.
 */
export function writeIn({ layers, changes }: ExchangeFacts, part: string): Partial<Spot> {
  const key = part.split('.')[1] ?? ''
  const changed = changes.find(({ keys }) => keys.includes(key))
  const layer =
    layers.find((one) => one.layer === changed?.layer) ??
    layers.findLast(({ did }) => did === 'answered') ??
    layers.at(-1)
  return { at: layer?.at ?? null, write: part }
}
