import type { ExchangeFacts } from '../observe/observation.ts'
import type { StoreCall } from './exchange.ts'

/**
 * Something that happens to a request. `came`: the app has it. `head`: the headers of the answer go out. `part`: more of its body has come to who
 * asked. `ended`: it is complete. Else the store is told something, or calls back.
 */
export type Happening = 'came' | 'head' | 'part' | 'ended' | `${StoreCall['op']} ${'begins' | 'ends'}`

/** Something that happened to one of several requests that were under way together. */
export interface Moment {
  /** The label of its exchange. */
  readonly of: string
  readonly what: Happening
  /** Of `get ends`: whether the store had a session. Else false. */
  readonly found: boolean
  /** Of `part`: how many bytes of the body have come. Else 0. */
  readonly bytes: number
}

/** So many bytes of a body have come, in milliseconds since the process began. */
export interface Arrival {
  readonly bytes: number
  readonly atMs: number
}

/** A request that was under way: the label of its exchange, what is known of it, and what of the answer's body came when. */
export interface Travelled {
  readonly label: string
  readonly facts: ExchangeFacts
  readonly arrivals: readonly Arrival[]
}

/**
 * What happened to requests that were under way together, in the order in which it happened.
 * @param all those that something is known of
 */
export const momentsOf = (all: readonly Travelled[]): readonly Moment[] =>
  all
    .flatMap(timedOf)
    .toSorted((a, b) => a.ms - b.ms)
    .map(({ of, what, found, bytes }) => ({ of, what, found, bytes }))

/** @returns each with its milliseconds since the process began */
function timedOf({ label, facts, arrivals }: Travelled): readonly (Moment & { readonly ms: number })[] {
  const { cameMs, response, store, durationMs } = facts
  const moment = (what: Happening, ms: number | null, { found = false, bytes = 0 } = {}) =>
    ms === null ? [] : [{ of: label, what, found, bytes, ms: cameMs + ms }]
  return [
    ...moment('came', 0),
    ...store.flatMap(({ op, session, startedMs, doneMs }) => [
      ...moment(`${op} begins`, startedMs),
      ...moment(`${op} ends`, doneMs, { found: op === 'get' && session !== null }),
    ]),
    ...moment('head', response?.headMs ?? null),
    ...arrivals.flatMap(({ bytes, atMs }) => moment('part', atMs - cameMs, { bytes })),
    ...moment('ended', durationMs),
  ]
}
