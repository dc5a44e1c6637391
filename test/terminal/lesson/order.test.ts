import { expect, test } from 'vitest'
import type { ExchangeSeen, OrderSeen } from '../../../src/lesson/events.ts'
import { renderOrder } from '../../../src/terminal/lesson/order.ts'
import type { Happening } from '../../../src/wire/moments.ts'
import { anExchange } from '../../support/exchange.ts'
import { plainStyle } from '../../support/style.ts'

const wide = plainStyle({ columns: 80, rows: 24 })
const narrow = plainStyle({ columns: 40, rows: 20 })

const moment = (of: string, what: Happening, { found = false, bytes = 0 } = {}) => ({ of, what, found, bytes })

/** A login that is overtaken by the page that it redirects to. */
const race: OrderSeen = {
  event: 'order',
  label: 'In this order',
  exchanges: ['login', 'page'],
  moments: [
    moment('login', 'came'),
    moment('login', 'set begins'),
    moment('login', 'head'),
    moment('login', 'part', { bytes: 24 }),
    moment('page', 'came'),
    moment('page', 'get begins'),
    moment('page', 'get ends'),
    moment('page', 'head'),
    moment('page', 'ended'),
    moment('login', 'set ends'),
    moment('login', 'part', { bytes: 25 }),
    moment('login', 'ended'),
  ],
}

const exchange = (label: string, parts: Partial<ExchangeSeen>): ExchangeSeen => ({
  event: 'exchange',
  cookieName: 'connect.sid',
  ...anExchange({ label, ...parts }),
})

const told = [
  exchange('login', {
    request: { method: 'POST', path: '/login', headers: [], body: '' },
    response: { status: 302, statusText: 'Found', headers: [['Set-Cookie', 'connect.sid=1']], body: 'Found.' },
  }),
  exchange('page', {
    request: { method: 'GET', path: '/me', headers: [['Cookie', 'connect.sid=1']], body: '' },
    response: { status: 200, statusText: 'OK', headers: [], body: '{"user":"nobody"}' },
  }),
]

test('each request has a column, and time goes down', () => {
  expect(renderOrder(race, told, wide)).toBe(
    `
 In this order
   login                                 page
   > POST /login
   the store begins to save
   < 302 + Set-Cookie, headers
   < 24 of 25 bytes
                                         > GET /me + Cookie
                                         the store finds nothing
                                         < 200 {"user":"nobody"}
   the store has saved
   < the end: Found.
`.slice(1, -1),
  )
})

test('where there is no room for columns, lines are numbered and stand further in', () => {
  expect(renderOrder(race, told, narrow)).toBe(
    `
 In this order
   1 login
   2 page

   1 > POST /login
   1 the store begins to save
   1 < 302 + Set-Cookie, headers
   1 < 24 of 25 bytes
     2 > GET /me + Cookie
     2 the store finds nothing
     2 < 200 {"user":"nobody"}
   1 the store has saved
   1 < the end: Found.
`.slice(1, -1),
  )
})

test('where the exchanges are told elsewhere, words stand for what is on the wire', () => {
  const lines = renderOrder(race, [], wide)
    .split('\n')
    .map((line) => line.trim())
  expect(lines).toContain('the app gets it')
  expect(lines).toContain('24 of 25 bytes have come')
  expect(lines).toContain('the answer is complete')
})

test('what took no time is told as one, and what something came between is not', () => {
  const save = (between: readonly ReturnType<typeof moment>[]) =>
    renderOrder(
      {
        ...race,
        exchanges: ['login'],
        moments: [
          moment('login', 'set begins'),
          moment('login', 'head'),
          ...between,
          moment('login', 'set ends'),
          moment('login', 'ended'),
        ],
      },
      told,
      wide,
    )
      .split('\n')
      .slice(2)
      .map((line) => line.trim())
  expect(save([])).toEqual(['the store has saved', '< 302 + Set-Cookie Found.'])
  expect(save([moment('login', 'touch ends')])).toContain('the store begins to save')
})
