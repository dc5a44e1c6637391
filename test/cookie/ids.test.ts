import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { faultIn } from '../../src/cookie/ids/faults.ts'
import { choicesIn, ROOM_ENOUGH, roomIn } from '../../src/cookie/ids/room.ts'
import type { Given } from '../../src/cookie/ids/times.ts'
import { worthOf, type Worth } from '../../src/cookie/ids/worth.ts'

const AT = Date.UTC(2026, 0, 1, 12, 30, 15)
const given = (ids: readonly string[]) => ids.map((id) => ({ id, second: AT / 1000 }))
const worth = (first: readonly string[], second = first): Worth => worthOf(given(first), given(second))

/** Hexadecimal digits that look drawn, and are the same in every run. */
const digits = (seed: number, count: number): string =>
  createHash('sha512').update(String(seed)).digest('hex').slice(0, count)
const many = (make: (seed: number) => string, from = 0) => Array.from({ length: 40 }, (_, index) => make(from + index))

test.each<readonly [string, readonly string[], boolean]>([
  ['numbers', ['shop-1', 'shop-2', 'shop-3'], true],
  ['numbers with another step', ['7', '10', '13'], true],
  ['numbers that go down', ['9', '8', '7'], true],
  ['hexadecimal', ['id-9', 'id-a', 'id-b'], true],
  ['base 36', ['y-x', 'z-x', '10-x'], true],
  ['as many digits as needed', ['9', '10', '11'], true],
  ['steps that differ', ['1', '2', '4'], false],
  ['the same', ['1', '1', '1'], false],
  ['signs that are no digits', ['a!', 'b?', 'c.'], false],
])('whether ids count: %s', (_, ids, expected) => expect(worth(ids).areCounted).toBe(expected))

test.each<readonly [string, string, boolean]>([
  ['milliseconds', `shop-${AT + 123}`, true],
  ['seconds', `${AT / 1000}`, true],
  ['in base 36', `shop-${(AT + 5).toString(36)}`, true],
  ['hexadecimal', `${AT.toString(16)}-1`, true],
  ['as JSON', new Date(AT + 1).toJSON(), true],
  ['as a header', new Date(AT).toUTCString(), true],
  ['a second later', `shop-${AT + 1000}`, false],
  ['no time', 'shop-17', false],
])('whether ids hold the time: %s', (_, id, expected) => expect(worth([id, id]).tellTime).toBe(expected))
test('no id holds a time that is not known', () =>
  expect(worthOf([{ id: String(AT), second: Number.NaN }], []).tellTime).toBe(false))

const HEX = AT.toString(16).padStart(12, '0')
const UUID_7 = `${HEX.slice(0, 8)}-${HEX.slice(8)}-7000-8000-000000000000`
test.each<readonly [string, string, boolean]>([
  ['UUID of version 7', UUID_7, true],
  ['UUID of version 4', `${HEX.slice(0, 8)}-${HEX.slice(8)}-4000-8000-000000000000`, false],
  ['UUID of another time', '00000000-0000-7000-8000-000000000000', false],
  ['ULID', '01KDX9MTCRAAAAAAAAAAAAAAAA', false],
])('whether ids begin with the time: %s', (_, id, expected) => expect(worth([id]).beginWithTime).toBe(expected))
test('a ULID begins with its time', () => {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const time = Array.from({ length: 10 }, (_, index) => letters[Math.floor(AT / 32 ** (9 - index)) % 32]).join('')
  expect(worth([`shop-${time}AAAAAAAAAAAAAAAA`]).beginWithTime).toBe(true)
})

test.each<readonly [string, first: readonly string[], second: readonly string[], Partial<Worth>]>([
  ['the same ids in both starts', ['a', 'b'], ['a', 'b'], { isRepeat: true, again: 'a', isOneForAll: false }],
  ['the same in another order', ['a', 'b'], ['b', 'a'], { isRepeat: false, again: 'b' }],
  ['one of them again', ['a', 'b'], ['c', 'b'], { isRepeat: false, again: 'b', repeated: undefined }],
  ['none of them again', ['a', 'b'], ['c', 'd'], { isRepeat: false, again: undefined, isOneForBoth: false }],
  ['ids that look alike if joined', ['a', 'bc'], ['ab', 'c'], { isRepeat: false }],
  ['two visitors of the first start', ['a', 'b', 'a'], ['c'], { repeated: 'a', isOneForAll: false }],
  ['two visitors of the second start', ['a'], ['c', 'c'], { repeated: 'c' }],
  ['one for all', ['a', 'a'], ['b', 'b'], { isOneForAll: true, isOneForBoth: false, again: undefined }],
  ['one for both', ['a', 'a'], ['a', 'a'], { isOneForAll: true, isOneForBoth: true, ids: ['a', 'a'] }],
])('who got the same: %s', (_, first, second, expected) => expect(worth(first, second)).toMatchObject(expected))

test.each<readonly [string, first: readonly Given[], Partial<Worth>]>([
  ['one of two holds the time', given([String(AT), 'shop-17']), { tellTime: false }],
  ['both hold it', given([String(AT), `${AT + 1}-1`]), { tellTime: true }],
  ['one of two begins with it', given([UUID_7, 'shop-17']), { beginWithTime: false }],
  ['both begin with it', given([UUID_7, UUID_7]), { beginWithTime: true }],
])('of all the ids of a start: %s', (_, first, expected) => expect(worthOf(first, first)).toMatchObject(expected))

test.each<readonly [string, readonly string[], number | undefined]>([
  ['large numbers', many((seed) => `shop-${(2 ** 128 / 3) * (1 + seed / 100)}`), 52],
  ['no numbers', many((seed) => `shop-${digits(seed, 16)}`), undefined],
  ['numbers of all sizes', many((seed) => String(2 ** (seed * 3))), undefined],
])('the bits of ids as numbers: %s', (_, ids, expected) => {
  const { bitsAsNumbers } = worth(ids)
  expect(bitsAsNumbers === undefined ? undefined : Math.floor(bitsAsNumbers)).toBe(expected)
})

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
  test('where each start has one id, what differs between the starts counts', () =>
    expect(worth(['ax', 'ax'], ['bx', 'bx']).room.places).toBe(1))
  test('a letter that comes too often takes room away', () => {
    const uneven = many((seed) => (seed % 4 === 0 ? digits(seed, 1) : '0') + digits(seed, 9).slice(1))
    expect(roomIn(uneven).bits).toBeLessThan(roomIn(many((seed) => digits(seed, 9))).bits - 1)
  })
  test('no ids leave none', () => expect(roomIn([])).toEqual({ places: 0, letters: 0, bits: 0 }))
})

test.each([
  [10, '1,024'],
  [32, 'about 4 billion'],
  [48, 'about 281 trillion'],
])('%i bits tell %s things apart', (bits, words) => expect(choicesIn(bits)).toBe(words))

describe('what went wrong where an id was put together', () => {
  const PROMISE =
    'A promise was put into the text, and a text does not wait for what it promises. What genid uses must be there at once.'
  const QUOTES = 'What is in ${...} is filled in only between backticks, and this text stands between quotes.'
  const FUNCTION = 'That is the source of a function, which was named and not called: a pair of parentheses is missing.'
  const NOTHING =
    'What was to make them differ had no value that a text can show. Look at where it comes from: whether it was there yet, and whether there was enough of it.'
  test.each<readonly [id: string, says: string | null]>([
    ['shop-[object Promise]', PROMISE],
    ['${nanoid()}-shop', QUOTES],
    ['${}', QUOTES],
    [`shop-${String(() => 7)}`, FUNCTION],
    ['function () { return 7 }', FUNCTION],
    [String(Math.random), FUNCTION],
    ['[native code]', FUNCTION],
    [`shop-${String(undefined)}`, NOTHING],
    [`${Number('x')}-shop`, NOTHING],
    [`shop-${String(null)}`, NOTHING],
    ['shop-[object Object]', NOTHING],
    // Words and signs that only look like one of these.
    ['undefinedness', null],
    ['shop-nullable', null],
    ['a-NaNo', null],
    ['functional', null],
    ['$7', null],
    ['${7', null],
    ['shop-17', null],
    ['', null],
  ])('%s', (id, says) => expect(faultIn(id)).toBe(says))
})
