import type { Spot } from '../diagnosis/pinpoint.ts'
import type { ExchangeFacts, SessionCall } from '../observe/observation.ts'
import type { Evidence } from './script.ts'

/** Places that mistakes point at, as a run knows them. Their lines are found where a check has failed. */

/** What the session() that a request came to was called with, or the last that was called. */
export const optionsGiven = (seen: Evidence, facts?: ExchangeFacts): SessionCall['options'] =>
  callOf(seen, facts)?.options ?? {}

/** An option of the session() that a request came to, or of the last that was called: as in `cookie.maxAge`. */
export const optionOf = (seen: Evidence, option: string, facts?: ExchangeFacts): Partial<Spot> => ({
  at: callOf(seen, facts)?.at ?? null,
  option,
})

function callOf({ observation: { sessions } }: Evidence, facts?: ExchangeFacts): SessionCall | undefined {
  const own = sessions.find(({ id, pid }) => pid === facts?.pid && facts.session.by.includes(id))
  return own ?? sessions.at(-1)
}

/** The line that answered a request. */
export const answerOf = ({ answeredAt }: ExchangeFacts): Partial<Spot> => ({ at: answeredAt })

/**
 * The line in which a request writes to a part of itself, as in `session.user`: in the layer that was seen to change it, or else in the
 * one that answered.
 */
export function writeIn({ layers, changes }: ExchangeFacts, part: string): Partial<Spot> {
  const key = part.split('.')[1] ?? ''
  const changed = changes.find(({ keys, kind }) => keys.includes(key) || kind === key)
  const layer =
    layers.find((one) => one.layer === changed?.layer) ??
    layers.findLast(({ did }) => did === 'answered') ??
    layers.at(-1)
  return { at: layer?.at ?? null, write: part }
}
