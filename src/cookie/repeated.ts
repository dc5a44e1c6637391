/** Tells which texts came more than once. */
export interface Repeated {
  add(text: string): void
  isRepeated(text: string): boolean
}

/**
 * Remembers millions of texts in little memory, as numbers of 52 bits in an open hash table: two different texts of a million
 * are taken for one with a chance of one in ten thousand.
 */
export function rememberRepeated(): Repeated {
  let table = new Float64Array(64)
  let used = 0
  /** The place of a number, or the free one where it belongs. A repeated one is kept as its negative. */
  const placeOf = (number: number): number => {
    let place = number % table.length
    while (table[place] !== 0 && Math.abs(table[place] ?? 0) !== number) place = (place + 1) % table.length
    return place
  }
  const grow = () => {
    const old = table
    table = new Float64Array(old.length * 2)
    for (const held of old) table[placeOf(Math.abs(held))] = held
  }
  return {
    add(text) {
      const number = numberOf(text)
      const place = placeOf(number)
      if (table[place] === 0) {
        table[place] = number
        used += 1
        if (used * 2 > table.length) grow()
      } else table[place] = -number
    },
    isRepeated: (text) => (table[placeOf(numberOf(text))] ?? 0) < 0,
  }
}

/** A number of 52 bits, from 1 on, for a text: two FNV-1a hashes side by side, the second over what the first one made of it. */
export function numberOf(text: string): number {
  let one = 0x811c9dc5
  let other = 0x1000193
  for (let i = 0; i < text.length; i += 1) {
    one = Math.imul(one ^ text.charCodeAt(i), 0x01000193)
    other = Math.imul(other ^ one, 0x85ebca6b) ^ (one >>> 15)
  }
  return (one & 0xfffff) * 0x1_0000_0000 + (other >>> 0) + 1
}
