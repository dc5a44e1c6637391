import { expect, test } from 'vitest'
import { explain, follow, get, landing, restart, send, together } from '../../src/lesson/index.ts'
import { exchangesOf, labelsOf } from '../../src/lesson/parts.ts'

const [one, other] = [send('one', get('/')), send('other', get('/'))]

test.each([
  [one, ['one'], ['one']],
  [together('both', one, other), ['one', 'other'], ['both', 'one', 'other']],
  [follow('on', one, landing('page')), ['one', 'page'], ['on', 'one', 'page']],
  [restart('again'), [], ['again']],
  [explain('a text'), [], []],
])('%j', (part, exchanges, labels) => {
  expect(exchangesOf(part)).toEqual(exchanges)
  expect(labelsOf(part)).toEqual(labels)
})
