/** Ids that are numbers, or that have one in them. */

/** The digits that numbers are written with. Crockford's base 32 leaves out I, L, O and U. */
const DIGITS = [
  '0123456789',
  '0123456789abcdef',
  '0123456789abcdefghjkmnpqrstvwxyz',
  '0123456789abcdefghijklmnopqrstuvwxyz',
]

/** Whether the ids of a start are numbers that grow by the same step each time, between what all of them have. */
export function areCounted(ids: readonly string[]): boolean {
  const counts = variable(ids).map((word) => word.toLowerCase())
  return DIGITS.some((digits) => {
    const values = counts.map((word) => valueOf(word, digits))
    const [first = null, second = null] = values
    if (first === null || second === null || first === second) return false
    return values.every((value, index) => value === first + BigInt(index) * (second - first))
  })
}

/** A text as a number; null if there are other characters in it. */
function valueOf(word: string, digits: string): bigint | null {
  const values = Array.from(word, (letter) => digits.indexOf(letter))
  if (values.length === 0 || values.includes(-1)) return null
  return values.reduce((value, digit) => value * BigInt(digits.length) + BigInt(digit), 0n)
}

/** What ids have between the beginning and the end that they share. */
function variable(ids: readonly string[]): readonly string[] {
  const some = String(ids[0])
  let start = 0
  while (start < some.length && ids.every((id) => id[start] === some[start])) start += 1
  let end = 0
  while (end < some.length && ids.every((id) => id.at(-1 - end) === some.at(-1 - end))) end += 1
  return ids.map((id) => id.slice(start, id.length - end))
}

/** A number as JavaScript writes it, between what is none. */
const NUMBER = /^\D*?(-?\d+(?:\.\d+)?(?:e[+-]\d+)?)\D*$/

/**
 * The bits of chance that there can be in ids which are numbers of JavaScript (ECMA-262 "The Number Type": a fraction of 52 bits,
 * a sign and an exponent). Undefined if they are none, or if sign and exponent look drawn too: among the ids there are many.
 */
export function bitsOfNumbers(ids: readonly string[]): number | undefined {
  const words = ids.map((id) => String(NUMBER.exec(id)?.[1]))
  if (words.length === 0 || words.some((word) => String(Number(word)) !== word)) return undefined
  const kinds = new Set(
    words.map((word) => `${Math.sign(Number(word))} ${Math.floor(Math.log2(Math.abs(Number(word))))}`),
  )
  return kinds.size > words.length / 2 ? undefined : 52 + Math.log2(kinds.size)
}
