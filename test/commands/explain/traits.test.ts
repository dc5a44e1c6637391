import { expect, test } from 'vitest'
import { differencesOf, twinOf } from '../../../src/commands/explain/traits.ts'
import { exchange, observation, type ExchangeParts } from '../../support/observations.ts'

const answered = (headers: readonly (readonly [string, string])[]): ExchangeParts => ({ responseHeaders: headers })

test.each<[string, ExchangeParts, ExchangeParts, readonly string[]]>([
  ['the same', answered([['Cache-Control', 'public']]), answered([['cache-control', 'public']]), []],
  ['dates', answered([['Date', 'Sun']]), answered([['Date', 'Mon']]), []],
  [
    'a header',
    answered([['Cache-Control', 'public']]),
    answered([['Cache-Control', 'private']]),
    ['header cache-control'],
  ],
  ['a header that is missing', answered([]), answered([['Vary', 'Cookie']]), ['header vary']],
  ['ids', answered([['Set-Cookie', 'a=s%3A1.2; Path=/']]), answered([['Set-Cookie', 'a=s%3A3.4; Path=/']]), []],
  [
    'attributes',
    answered([['Set-Cookie', 'a=1; Path=/']]),
    answered([['Set-Cookie', 'a=1; Path=/x']]),
    ['header set-cookie'],
  ],
])('what differs: %s', (_, one, other, names) => {
  expect(differencesOf(exchange(one), exchange(other))).toEqual(names)
})

test('the twin of a request is the one that was sent for the same, as often before', () => {
  const own = observation({ exchanges: [exchange({ line: 'GET /' }), exchange({ line: 'GET /' })] })
  const other = observation({
    exchanges: [exchange({ line: 'POST /' }), exchange({ line: 'GET /' }), exchange({ line: 'GET /' })],
  })
  const [first, second] = own.exchanges
  expect([first, second].map((one) => one && other.exchanges.indexOf(twinOf(one, own, other) ?? one))).toEqual([1, 2])
})
