import { expect, test } from 'vitest'
import { orderOf, type Asked } from '../../src/lesson/order.ts'
import type { Happening } from '../../src/wire/moments.ts'

const [a, b] = [{ label: 'a' }, { label: 'b' }]
const moment = ({ label }: typeof a, what: Happening) => ({ of: label, what, found: false, bytes: 0 })
const { inOrder } = orderOf([
  moment(a, 'came'),
  moment(b, 'came'),
  moment(a, 'get ends'),
  moment(a, 'get ends'),
  moment(b, 'ended'),
])

test.each<readonly [boolean, readonly Asked[]]>([
  [
    true,
    [
      [a, 'came'],
      [b, 'ended'],
    ],
  ],
  [
    true,
    [
      [a, 'came'],
      [b, 'came'],
      [a, 'get ends'],
      [b, 'ended'],
    ],
  ],
  [
    true,
    [
      [a, 'get ends'],
      [a, 'get ends'],
    ],
  ],
  [
    false,
    [
      [a, 'get ends'],
      [a, 'get ends'],
      [a, 'get ends'],
    ],
  ],
  [
    false,
    [
      [b, 'came'],
      [a, 'came'],
    ],
  ],
  [false, [[a, 'ended']]],
])('%s: %j', (expected, happenings) => {
  expect(inOrder(...happenings)).toBe(expected)
})
