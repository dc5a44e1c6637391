/** A span of time in words: 600000 is `10 minutes`. Milliseconds in. */
export function duration(milliseconds: number): string {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ] as const
  const [name, size] = units.find(([, length]) => milliseconds >= length && milliseconds % length === 0) ??
    units.find(([, length]) => milliseconds >= length) ?? ['millisecond', 1]
  const count = Math.round((milliseconds / size) * 10) / 10
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** In milliseconds. */
const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** A span of time as one tells it: 725 seconds are `12 minutes`. A unit counts from two on, so 119 seconds stay seconds. */
export function roughly(milliseconds: number): string {
  if (milliseconds < 1000) return 'less than a second'
  const [unit, length] = UNITS.find(([, size]) => milliseconds >= 2 * size) ?? ['second', 1000]
  const count = Math.floor(milliseconds / length)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}
