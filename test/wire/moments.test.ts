import { expect, test } from 'vitest'
import { momentsOf } from '../../src/wire/moments.ts'
import { exchange, storeCall } from '../support/observations.ts'

const told = (...requests: Parameters<typeof momentsOf>[0]) =>
  momentsOf(requests).map(({ of, what, found, bytes }) => [of, what, found || bytes].join(' '))

test('what happened to two requests is told in the order in which it happened', () => {
  const slow = exchange({
    cameMs: 100,
    durationMs: 50,
    store: [storeCall({ op: 'set', startedMs: 1, doneMs: 40 })],
  })
  const quick = exchange({
    cameMs: 110,
    durationMs: 5,
    store: [storeCall({ op: 'get', startedMs: 1, doneMs: 2, session: { user: 'ada' } })],
  })
  expect(
    told(
      { label: 'slow', facts: slow, arrivals: [{ bytes: 24, atMs: 105 }] },
      { label: 'quick', facts: quick, arrivals: [] },
    ),
  ).toEqual(
    [
      'slow came false',
      'slow set begins false',
      'slow head false',
      'slow part 24',
      'quick came false',
      'quick get begins false',
      'quick get ends true',
      'quick head false',
      'quick ended false',
      'slow set ends false',
      'slow ended false',
    ].map((line) => line.replace(/ false$/, ' 0')),
  )
})

test('what has not happened is not told', () => {
  const cut = exchange({
    cameMs: 1,
    durationMs: null,
    status: null,
    store: [storeCall({ op: 'get', startedMs: 1, doneMs: null })],
  })
  expect(momentsOf([{ label: 'cut', facts: cut, arrivals: [] }]).map(({ what }) => what)).toEqual([
    'came',
    'get begins',
  ])
})
