/** In milliseconds, the largest first; each counts from `from` of itself on. */
const UNITS = [
  { word: 'days', length: 86_400_000, from: 3 },
  { word: 'h', length: 3_600_000, from: 2 },
  { word: 'min', length: 60_000, from: 2 },
] as const

/** Beyond this a date in the past only says that a thing is over, as that of a cookie which is taken away. */
const LONG_AGO = 365 * 86_400_000

/**
 * When something is, as seen from a moment: `in 10 h`, `4 h ago`, `now`. A date of the wire has whole seconds, so a second more or
 * less is not told.
 * @param time and `from` in milliseconds since 1970
 */
export function whenSeen(time: number, from: number): string {
  const span = Math.round(Math.abs(time - from) / 1000) * 1000
  if (span <= 1000) return 'now'
  const isOver = time < from
  if (isOver && span > LONG_AGO) return 'long ago'
  const { word, length } = UNITS.find((unit) => span >= unit.from * unit.length) ?? { word: 's', length: 1000 }
  const count = `${Math.round((span / length) * 10) / 10} ${word}`
  return isOver ? `${count} ago` : `in ${count}`
}

/** What a text names as a date, in milliseconds since 1970; undefined if it does not. */
export function timeOf(text: unknown): number | undefined {
  const time = typeof text === 'string' ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
