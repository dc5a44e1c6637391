/** An id, and when its visitor got it. */
export interface Given {
  readonly id: string
  /** In whole seconds since 1970, on the app's own clock; NaN where it is not known. */
  readonly second: number
}

/** Whether an id holds the time at which its visitor came: milliseconds or seconds since 1970, as people write them. */
export function tellsTime({ id, second }: Given): boolean {
  if (Number.isNaN(second)) return false
  const date = new Date(second * 1000)
  const texts = [String(second), date.toISOString().slice(0, 19), date.toUTCString(), date.toString().slice(0, 24)]
  const counts = [...id.matchAll(/[0-9a-z]+/gi)].flatMap(([word]) =>
    [16, 36].map((base) => Number.parseInt(word, base)),
  )
  return (
    texts.some((text) => id.includes(text)) ||
    counts.some((count) => count === second || Math.floor(count / 1000) === second)
  )
}

/** The milliseconds at the beginning of a UUID of version 7 (RFC 9562), and in a ULID (its specification, "Encoding"). */
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}(?=-7[0-9a-f]{3}-)/gi
const ULID = /[0-7][0-9a-hjkmnp-tv-z]{9}(?=[0-9a-hjkmnp-tv-z]{16}$)/gi
const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * Whether an id begins with the time and goes on with chance, so that ids of other moments differ in more places than those of one.
 * Their time is no chance: somebody who logs in with his victim knows it. Of a UUID of version 7, as the package uuid makes it,
 * the next one of the same millisecond has the same 32 bits behind the time, and one added to them: 42 bits are left that
 * somebody with a neighbouring id does not know. So it fails. A ULID has 80 new ones each time and passes, but not one that is made to
 * grow within a millisecond: there, the next one is the last and one more.
 */
export function beginsWithTime({ id, second }: Given): boolean {
  const times = [
    ...Array.from(id.matchAll(UUID), ([digits]) => Number.parseInt(digits.replace('-', ''), 16)),
    ...Array.from(id.matchAll(ULID), ([letters]) => numberOf(letters)),
  ]
  return times.some((time) => Math.floor(time / 1000) === second)
}

const numberOf = (letters: string): number =>
  Array.from(letters.toLowerCase()).reduce((number, letter) => number * 32 + CROCKFORD.indexOf(letter), 0)
