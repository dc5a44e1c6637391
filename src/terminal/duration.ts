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
