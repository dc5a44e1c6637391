import { expect, test } from 'vitest'
import { timeOf, whenSeen } from '../../../src/terminal/exchange/when.ts'

const HOUR = 3_600_000

test.each([
  [0, 'now'],
  [-900, 'now'],
  [5000, 'in 5 s'],
  [119_000, 'in 119 s'],
  [600_000, 'in 10 min'],
  // A date on the wire has lost its milliseconds.
  [10 * HOUR - 530, 'in 10 h'],
  [4.5 * HOUR, 'in 4.5 h'],
  [71 * HOUR, 'in 71 h'],
  [30 * 24 * HOUR, 'in 30 days'],
  [-2 * HOUR, '2 h ago'],
  [-20_000 * HOUR, 'long ago'],
])('%i milliseconds away is %s', (span, words) => {
  const now = Date.UTC(2026, 10, 23)
  expect(whenSeen(now + span, now)).toBe(words)
})

test.each([
  ['Mon, 23 Nov 2026 20:10:00 GMT', Date.UTC(2026, 10, 23, 20, 10)],
  ['2026-11-23T20:10:00.000Z', Date.UTC(2026, 10, 23, 20, 10)],
  ['Invalid Date', undefined],
  [null, undefined],
  [5, undefined],
])('%j names the time %j', (text, time) => {
  expect(timeOf(text)).toBe(time)
})
