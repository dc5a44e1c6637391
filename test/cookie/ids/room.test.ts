import { describe, expect, test } from 'vitest'
import { choicesIn, ROOM_ENOUGH, roomIn } from '../../../src/cookie/ids/room.ts'
import { digits, letters, many, worth } from './drawn.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

describe('room', () => {
  test.each([
    [10, 40],
    [16, 64],
    [32, 128],
  ])('%i hexadecimal digits are %i bits', (count, bits) => {
    const room = roomIn(
      many((seed) => `shop-${digits(seed, count)}`),
      many((seed) => `shop-${digits(seed, count)}`, 40),
    )
    expect(Math.round(room.bits)).toBe(bits)
    expect(room).toMatchObject({ places: count, letters: 16 })
    expect(room.bits >= ROOM_ENOUGH).toBe(bits >= 64)
  })
  test('what differs from start to start only is no place', () => {
    const starts = ['a', 'b'].map((start) => many((seed) => `${start}-${digits(seed, 4)}`))
    expect(roomIn(...starts).places).toBe(4)
  })
  test.each<readonly [first: readonly string[], second: readonly string[], places: number]>([
    [['1a', '1b'], ['2a', '2b'], 1],
    // A start with a single id tells nothing of what visitors get, unless both have one.
    [['1a', '1b'], ['2c', '2c'], 1],
    [['1a', '1a'], ['2c', '2d'], 1],
    [['1a', '1a'], ['2b', '2b'], 2],
  ])('of %j and %j, %i places count', (first, second, places) => expect(worth(first, second).room.places).toBe(places))
  test('a letter that comes too often takes room away', () => {
    const uneven = many((seed) => (seed % 4 === 0 ? digits(seed, 1) : '0') + digits(seed, 9).slice(1))
    expect(roomIn(uneven).bits).toBeLessThan(roomIn(many((seed) => digits(seed, 9))).bits - 1)
  })
  test('what all visitors of one start share is no place', () =>
    expect(
      roomIn(
        many((seed) => `${digits(seed, 4)}a`),
        many((seed) => digits(seed, 5), 40),
      ).places,
    ).toBe(4))
  test('a place that not all ids reach chooses from what stands there', () => {
    const uneven = many((seed) => digits(seed, 8) + ['', 'a', '', 'b'][seed % 4])
    expect(roomIn(uneven).bits).toBeCloseTo(8 * 4 + 1, 0)
  })
  test('of few ids not all letters have turned up', () => {
    const few = Array.from({ length: 25 }, (_, seed) => letters(seed, 5))
    const seen = new Set(few.join('')).size
    expect(seen).toBeLessThan(60)
    expect(roomIn(few).letters).toBeGreaterThan(60)
    expect(roomIn(few).letters).toBeLessThan(75)
  })

  /** Eighty ids of two even hexadecimal places and a third. @param third the letter of each in it */
  const eighty = (third: (index: number) => string) =>
    Array.from({ length: 80 }, (_, index) => {
      const second = (index + Math.floor(index / 16)) % 16
      return (index % 16).toString(16) + second.toString(16) + third(index)
    })
  const bitsOf = (ids: readonly string[]) => roomIn(ids).bits
  test.each<readonly [letters: number, bits: number]>([
    [16, 4],
    // Of 80 draws from 16 letters one is often missing, two hardly ever.
    [15, 4],
    [14, Math.log2(14)],
    [4, 2],
    [2, 1],
  ])('a place that shows %i of 16 letters has room for %d bits', (shown, bits) =>
    expect(bitsOf(eighty((index) => (index % shown).toString(16)))).toBeCloseTo(8 + bits, 1),
  )
  test.each<readonly [often: number, isEven: boolean]>([
    [20, true],
    [21, false],
  ])('one of 16 letters that comes %i times in 80: by chance, %s', (often, isEven) => {
    const rest = 80 - often
    // Shannon entropy and the correction of Miller and Madow, in bits.
    const counts = [often, ...Array.from({ length: 15 }, (_, index) => Math.floor((rest + index) / 15))]
    const entropy = counts.reduce((sum, count) => sum - (count / 80) * Math.log2(count / 80), 0)
    const bits = isEven ? 4 : entropy + 15 / (2 * 80 * Math.LN2)
    const third = (index: number) => (index < often ? '0' : (1 + (index % 15)).toString(16))
    expect(bitsOf(eighty(third))).toBeCloseTo(8 + bits, 2)
  })
  test.each<readonly [shown: number, isPoor: boolean]>([
    [36, false],
    [34, true],
  ])('a place that shows %i of 64 letters among others: fewer than by chance, %s', (shown, isPoor) => {
    const ids = Array.from({ length: 80 }, (_, seed) => letters(seed, 15) + ALPHABET[seed % shown])
    expect(bitsOf(ids) < 15.9 * 6).toBe(isPoor)
  })

  test('no ids leave none', () => expect(roomIn([])).toEqual({ places: 0, letters: 0, bits: 0 }))
})

test.each([
  [10, '1,024'],
  [32, 'about 4 billion'],
  [48, 'about 281 trillion'],
])('%i bits tell %s things apart', (bits, words) => expect(choicesIn(bits)).toBe(words))
