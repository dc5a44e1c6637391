import { duration } from '../duration.ts'
import type { Seen } from './seen.ts'

/** Where an id of a run comes from. */
interface Origin {
  /** The same in each run of a lesson: the exchange that first knew the id, and which of its ids it is. */
  readonly place: string
  readonly length: number
}

/** Ids are random, and clocks run on: what stands for them in a text that is compared, and in one that is read. */
export interface Masks {
  /** For comparing: an id by where it comes from and its length, a date by its distance from the request in milliseconds. */
  comparable(text: string, at: number): string
  /** For reading: ids by their number, dates by how far away they are, signatures left out. */
  readable(text: string, at: number): string
  /** The same with ids as they are, where what they look like is what was changed. */
  withIds(text: string, at: number): string
}

const DATE =
  /[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g

/** Where a server of a run listens: the system chooses the port. */
const ADDRESS = /\b(https?:\/\/(?:localhost|127\.0\.0\.1)):\d+/g
const withoutPorts = (text: string): string => text.replace(ADDRESS, '$1:<port>')

/** A signed cookie whose id no server of this run made. What stands for a signature has been put behind the others. */
const FORGED = /s%3A(?!<id)[^;.]+\.[\w%+/-]+/g

/** An HMAC-SHA256 as cookie-signature writes it, base64 without `=`, perhaps URL-encoded. */
const SIGNATURE = String.raw`\.[\w%+/-]{40,}`

/**
 * The masks of several runs of one lesson. Ports are left out. An id has the same number in all of them if it was made at the same place, and
 * numbers count from 1 in the order in which ids are read.
 * @param runs the exchanges of each run
 */
export function masksOf(runs: readonly (readonly Seen[])[]): Masks[] {
  const numbers = new Map<string, number>()
  const numberOf = ({ place }: Origin) => {
    const number = numbers.get(place) ?? numbers.size + 1
    numbers.set(place, number)
    return number
  }
  return runs.map((exchanges) => {
    const replaceIds = idReplacer(originsOf(exchanges))
    const readable = (text: string, at: number, nameOf: NameOf) =>
      replaceIds(withoutPorts(text), nameOf, SIGNED)
        .replace(FORGED, `s%3A<an id that no server made>${SIGNED}`)
        .replace(DATE, (date) => `<${farAway(Date.parse(date) - at)}>`)
    return {
      comparable(text, at) {
        const masked = replaceIds(withoutPorts(text), ({ place, length }) => `<id ${place}, ${length} long>`, '')
        return masked.replace(FORGED, 's%3A<an id that no server made>').replace(DATE, (date) => {
          const distance = Date.parse(date) - at
          return `${distance < 0 ? 'past' : 'future'} ${String(Math.abs(distance)).padStart(4, '0')}`
        })
      },
      readable: (text, at) => readable(text, at, (origin) => `<id ${numberOf(origin)}>`),
      withIds: (text, at) => readable(text, at, (_, id) => id),
    }
  })
}

/** A distance in time as one says it. Milliseconds in; seconds count only below two minutes, and a header knows no less. */
function farAway(distance: number): string {
  const seconds = Math.round(Math.abs(distance) / 1000)
  if (seconds === 0) return 'now'
  const span = duration(seconds < 120 ? seconds * 1000 : Math.round(seconds / 60) * 60_000)
  return distance < 0 ? `${span} ago` : `in ${span}`
}

/** Where each id of a run comes from: the label of the exchange that first knew it. */
function originsOf(exchanges: readonly Seen[]): ReadonlyMap<string, Origin> {
  const origins = new Map<string, Origin>()
  for (const seen of exchanges) {
    const ids = [...seen.generated, ...seen.store.map(({ id }) => id), ...seen.setCookies.flatMap(({ id }) => id ?? [])]
    for (const [place, id] of [...new Set(ids)].entries()) {
      if (id !== '' && !origins.has(id)) origins.set(id, { place: `${place} of ${seen.label}`, length: id.length })
    }
  }
  return origins
}

const SIGNED = '.<signature>'

/** @param id as it stands in the text */
type NameOf = (origin: Origin, id: string) => string

type ReplaceIds = (text: string, nameOf: NameOf, signature: string) => string

/** All ids at once, the longest first: what stands for one may look like another, which may be as short as `1`. */
function idReplacer(origins: ReadonlyMap<string, Origin>): ReplaceIds {
  if (origins.size === 0) return (text) => text
  const ids = [...origins.keys()].toSorted((a, b) => b.length - a.length)
  // In a cookie the id is URL-encoded (cookie `serialize`). Elsewhere it must not be a part of a longer word.
  const inCookie = `s%3A(?<encoded>${ids.map((id) => literal(encodeURIComponent(id))).join('|')})(?=\\.)`
  const asWord = `(?<![\\w.%-])(?<word>${ids.map(literal).join('|')})(?![\\w-])`
  const known = new RegExp(`(?:${inCookie}|${asWord})(?<signature>${SIGNATURE})?`, 'g')
  const byEncoded = new Map([...origins].map(([id, origin]) => [encodeURIComponent(id), origin]))
  return (text, nameOf, signature) =>
    text.replace(known, (match, ...groups) => {
      const { encoded, word, signature: signed } = groups.at(-1) as Record<string, string | undefined>
      const origin = encoded === undefined ? origins.get(word ?? '') : byEncoded.get(encoded)
      if (!origin) return match
      return `${encoded === undefined ? '' : 's%3A'}${nameOf(origin, encoded ?? word ?? '')}${signed === undefined ? '' : signature}`
    })
}

const literal = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, String.raw`\$&`)
