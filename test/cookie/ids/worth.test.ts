import { expect, test } from 'vitest'
import type { Given } from '../../../src/cookie/ids/times.ts'
import { worthOf, type Worth } from '../../../src/cookie/ids/worth.ts'
import { AT, digits, given, many, worth } from './drawn.ts'

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
  ['the same in other letters', ['A', 'a', 'A'], false],
  ['all but the first', ['x-a', 'x-2', 'x-3'], false],
  ['a first one without a number', ['shop', 'shop1', 'shop2'], false],
  ['a single one', ['7'], false],
])('whether ids count: %s', (_, ids, expected) => expect(worth(ids).areCounted).toBe(expected))

test.each<readonly [string, string, boolean]>([
  ['milliseconds', `shop-${AT + 123}`, true],
  ['seconds', `${AT / 1000}`, true],
  ['in base 36', `shop-${(AT + 5).toString(36)}`, true],
  ['hexadecimal', `${AT.toString(16)}-1`, true],
  ['as JSON', new Date(AT + 1).toJSON(), true],
  ['as a header', new Date(AT).toUTCString(), true],
  ['seconds, hexadecimal', `shop-${(AT / 1000).toString(16)}`, true],
  ['as JavaScript writes it, without its zone', new Date(AT).toString().slice(0, 24), true],
  ['signs alone', '--', false],
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
  const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const time = Array.from({ length: 10 }, (_, index) => crockford[Math.floor(AT / 32 ** (9 - index)) % 32]).join('')
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
  // 52 bits of fraction, and one of 20 exponents: 56.3 bits.
  ['numbers of twenty sizes', many((seed) => String(2 ** (seed % 20))), 56],
  ['numbers of twenty-one sizes', many((seed) => String(2 ** (seed % 21))), undefined],
  ['one that is no number', many((seed) => (seed === 7 ? 'shop' : String(16 + (seed % 16)))), undefined],
  ['zeros in front, as JavaScript writes none', ['017', '018', '019'], undefined],
  ['no ids', [], undefined],
])('the bits of ids as numbers: %s', (_, ids, expected) => {
  const { bitsAsNumbers } = worth(ids)
  expect(bitsAsNumbers === undefined ? undefined : Math.floor(bitsAsNumbers)).toBe(expected)
})
