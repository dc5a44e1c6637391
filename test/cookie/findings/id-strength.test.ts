import { describe, expect, test } from 'vitest'
import { bitsIn, charactersIn, patternIn } from '../../../src/cookie/findings/id-strength.ts'
import { NOW } from '../inspect-one.ts'

const DAY = 86_400_000

describe('bits that an id has room for', () => {
  test.each([
    ['', 0],
    ['0123456789', 33],
    ['abcdef0123', 40],
    ['ABCDEF0123', 40],
    ['aBcdef0123', 60],
    ['abcde-f0123', 40],
    ['ABCDE-F0123', 40],
    ['12-34', 16],
    ['xyz', 15],
    ['XYZ', 15],
    ['xYz', 18],
    ['a+/_-z', 36],
    ['0-z', 18],
    ['a b', 19],
    ['a.b', 19],
    ['(xyz)', 32],
    ['é', 6],
    ['\u{1f36a}\u{1f36a}', 13],
  ])('%j: %i', (id, bits) => expect(bitsIn(id)).toBe(bits))

  // The examples of RFC 9562 appendix A, by version.
  test.each([
    ['C232AB00-9414-11EC-B3C8-9F6BDECED846', 0],
    ['1EC9414C-232A-6B00-B3C8-9F6BDECED846', 0],
    ['919108f7-52d1-4320-9bac-f847db4148a8', 122],
    ['017F22E2-79B0-7CC3-98C4-DC0C0C07398F', 74],
    ['2ed6657d-e927-568b-95e1-2665a8aea6a2', 128],
    ['919108f7-52d1-4320-cbac-f847db4148a8', 128],
    ['919108f7-52d1-4320-9bac-f847db4148a80', 132],
    ['0919108f7-52d1-4320-9bac-f847db4148a8', 132],
    ['919108f752d143209bacf847db4148a8', 128],
  ])('UUID %s: %i', (id, bits) => expect(bitsIn(id)).toBe(bits))
})

test.each([
  ['', 0],
  ['abc', 3],
  ['a\u{1f36a}', 2],
  // Halves of a pair that stand alone.
  ['a\ud83cb', 3],
  ['a\udf6ab', 3],
])('%j has %i characters', (id, characters) => expect(charactersIn(id)).toBe(characters))

describe('what tells how to guess the next id', () => {
  const at = (what: 'timestamp' | 'uuid-v1' | 'object-id', time: number) => ({ what, at: time })
  const counter = { what: 'counter' }
  const repeated = { what: 'repeated' }

  const MADE = Date.UTC(2022, 1, 22, 19, 22, 22)
  test.each([
    ['C232AB00-9414-11EC-B3C8-9F6BDECED846', at('uuid-v1', MADE)],
    ['1EC9414C-232A-6B00-B3C8-9F6BDECED846', at('uuid-v1', MADE)],
    // 709,356 times 100 nanoseconds later.
    ['c23d7dec-9414-11ec-b3c8-9f6bdeced846', at('uuid-v1', MADE + 70)],
    ['919108f7-52d1-4320-9bac-f847db4148a8', null],
    ['017F22E2-79B0-7CC3-98C4-DC0C0C07398F', null],
  ])('the time in UUID %s', (id, pattern) => expect(patternIn(id, NOW)).toEqual(pattern))

  test.each([
    ['aaaa', repeated],
    ['abab', repeated],
    ['1111', repeated],
    ['abaab', repeated],
    ['aaa', null],
    ['abac', null],
    ['aabbc', null],
    ['', null],
  ])('two characters in %j', (id, pattern) => expect(patternIn(id, NOW)).toEqual(pattern))

  const [SECONDS, MILLISECONDS] = ['1767225600', '1767225600000']
  const now = at('timestamp', NOW)
  test.each([
    [SECONDS, now],
    [MILLISECONDS, now],
    ['17672256000', null],
    ['176722560000', null],
    ['17672256000000', null],
    [`sess-${MILLISECONDS}`, now],
    [`${'x'.repeat(16)}${SECONDS}`, now],
    [`${'x'.repeat(17)}${SECONDS}`, null],
    [`${'\u{1f36a}'.repeat(16)}${SECONDS}`, now],
    [`a1${SECONDS}`, null],
    [`${SECONDS}-`, now],
    [`${SECONDS}-123456789012`, now],
    [`${SECONDS}-1234567890123`, null],
    [`${SECONDS}\u{1f36a}${'\u{1f36a}'.repeat(12)}`, now],
    [`${MILLISECONDS}\na`, now],
    [`sess-${SECONDS}-7f3a`, now],
    // Nobody served a session before Node.js.
    ['1104537600', at('timestamp', Date.UTC(2005, 0))],
    ['1104537599', null],
    ['1104537600000', at('timestamp', Date.UTC(2005, 0))],
    ['1104537599999', null],
    // A clock may be in another time zone, so a day ahead counts.
    [String(NOW + DAY), at('timestamp', NOW + DAY)],
    [String(NOW + DAY + 1), null],
    [String((NOW + DAY) / 1000), at('timestamp', NOW + DAY)],
    [String((NOW + DAY) / 1000 + 1), null],
  ])('a time in %j', (id, pattern) => expect(patternIn(id, NOW)).toEqual(pattern))

  test('a time after 2100 is none, even when it has passed', () => {
    const end = Date.UTC(2100, 0)
    expect(patternIn(String(end), end + DAY)).toEqual(at('timestamp', end))
    expect(patternIn(String(end + 1), end + DAY)).toBeNull()
  })

  test.each([
    ['1', counter],
    ['42', counter],
    ['123456789', counter],
    ['12345678901', null],
    ['0000000421', counter],
    ['00000000000000000123456789', counter],
    ['user42', counter],
    ['USER42', counter],
    ['user-42', counter],
    ['user_42', counter],
    ['user.42', counter],
    ['user:42', counter],
    ['user-0042', counter],
    ['user 42', null],
    ['user--42', null],
    ['-42', null],
    ['+user42', null],
    ['user-', null],
    ['user42x', null],
    [`${'x'.repeat(16)}42`, counter],
    [`${'x'.repeat(17)}42`, null],
  ])('a counter in %j', (id, pattern) => expect(patternIn(id, NOW)).toEqual(pattern))

  const objectId = (time: number, rest = '799439011bcf86cd') =>
    Math.trunc(time / 1000)
      .toString(16)
      .padStart(8, '0') + rest
  const early = Date.UTC(2005, 0)
  test.each([
    ['507f1f77bcf86cd799439011', at('object-id', 1_350_508_407_000)],
    [objectId(NOW), at('object-id', NOW)],
    [objectId(NOW + DAY), at('object-id', NOW + DAY)],
    [objectId(NOW + DAY + 1000), null],
    [objectId(early), at('object-id', early)],
    [objectId(early - 1000), null],
    [objectId(NOW).toUpperCase(), null],
    [objectId(NOW, '799439011bcf86c'), null],
    [objectId(NOW, '799439011bcf86cde'), null],
    [`x${objectId(NOW)}`, null],
    [objectId(NOW, '799439011bcf86cg'), null],
  ])('an ObjectId %s', (id, pattern) => expect(patternIn(id, NOW)).toEqual(pattern))

  test.each(['Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo', '7f3a9c05d81e6b24', 'user-42-7f3a'])('nothing in %s', (id) =>
    expect(patternIn(id, NOW)).toBeNull(),
  )
})
