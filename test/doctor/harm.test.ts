import { expect, test } from 'vitest'
import { mayHarm, writesByGet } from '../../src/doctor/harm.ts'

test.each([
  ['DELETE /account', true],
  ['POST /checkout', true],
  ['POST /pay', true],
  ['POST /newsletter', true],
  ['POST /contact', true],
  ['POST /login', false],
  ['POST /cart/one', false],
  ['PUT /profile', false],
])('%s may harm somebody: %s', (send, expected) => {
  expect(mayHarm(send)).toBe(expected)
})

test.each([
  ['/logout', true],
  ['/items/1/delete', true],
  ['/admin', true],
  ['/cron/nightly', true],
  ['/', false],
  ['/cart', false],
])('GET %s may write: %s', (path, expected) => {
  expect(writesByGet(path)).toBe(expected)
})
