import { describe, expect, test } from 'vitest'
import type { ExchangeSeen } from '../../../src/lesson/events.ts'
import { curlCommand } from '../../../src/terminal/command-lines.ts'
import { renderExchange } from '../../../src/terminal/exchange/exchange.ts'
import { cameBy, hopsOf } from '../../../src/terminal/exchange/hops.ts'
import { width } from '../../../src/terminal/text.ts'
import type { HeaderPair } from '../../../src/wire/exchange.ts'
import { anExchange } from '../../support/exchange.ts'
import { plainStyle } from '../../support/style.ts'

const HOST: HeaderPair = ['Host', '127.0.0.1:8443']
const COOKIE: HeaderPair = ['Cookie', 'a=1']
const FOR: HeaderPair = ['X-Forwarded-For', '10.0.0.7']
const PROTO: HeaderPair = ['X-Forwarded-Proto', 'https']

/** What came to a proxy, and what to the app. */
const through = (came: readonly HeaderPair[], toTheApp: readonly HeaderPair[]): ExchangeSeen => ({
  ...anExchange({
    request: { method: 'GET', path: '/me', headers: toTheApp, body: '' },
    through: [{ name: 'the proxy', over: 'https', headers: came }],
    appAddress: '127.0.0.1:3000',
  }),
  event: 'exchange',
  cookieName: 'sid',
})

describe('what a proxy wrote', () => {
  test.each([
    ['what is new', [HOST], [HOST, FOR, PROTO], [FOR, PROTO]],
    ['what is otherwise than it came', [['X-Forwarded-For', '1']], [FOR], [FOR]],
    ['not what came like this', [HOST, COOKIE, PROTO], [HOST, COOKIE, PROTO], []],
    ['not what each connection has of its own', [['Connection', 'keep-alive']], [['Connection', 'close']], []],
  ] as const)('%s', (_, came, went, wrote) => {
    expect(hopsOf(through([...came] as HeaderPair[], [...went] as HeaderPair[]))).toMatchObject([{ wrote }])
  })

  test('each on the way, and nothing without proxies', () => {
    const request = { method: 'GET', path: '/', headers: [HOST, FOR, PROTO], body: '' }
    const hops = hopsOf({
      request,
      through: [
        { name: 'a', over: 'https', headers: [HOST] },
        { name: 'b', over: 'http', headers: [HOST, FOR] },
      ],
    })
    expect(hops.map(({ name, wrote }) => [name, wrote])).toEqual([
      ['a', [FOR]],
      ['b', [PROTO]],
    ])
    expect(hopsOf({ request })).toEqual([])
    expect(hopsOf({ request, through: [] })).toEqual([])
  })
})

test('how a request came stands there only where there are proxies', () => {
  expect(cameBy({})).toBe('')
  expect(cameBy({ through: [] })).toBe('over http, past the proxy')
  expect(cameBy(through([], []))).toBe('over https')
})

describe('drawn', () => {
  test('both requests: what the browser sent, and below it what the proxy wrote', () => {
    const text = renderExchange(
      through([HOST, COOKIE], [HOST, COOKIE, FOR, PROTO]),
      plainStyle({ columns: 80 }),
      'brief',
    )
    expect(text).toMatch(
      new RegExp(
        [
          / {3}> GET \/me HTTP\/1\.1 +over https, \+ 1 more header/,
          / {3}> Cookie: a=1/,
          / {3}-> the proxy sends it on over http, with/,
          / {3}> X-Forwarded-For: 10\.0\.0\.7/,
          / {3}> X-Forwarded-Proto: https/,
        ]
          .map(({ source }) => source)
          .join('\n'),
      ),
    )
  })

  test('a proxy that says nothing of https', () => {
    const text = renderExchange(through([HOST], [HOST, FOR]), plainStyle({ columns: 80 }), 'brief')
    expect(text).toContain('> no X-Forwarded-Proto header')
  })

  test('what somebody made up before the proxy stands in what they sent', () => {
    const forged: HeaderPair = ['X-Forwarded-Proto', 'http']
    const text = renderExchange(through([forged], [PROTO]), plainStyle({ columns: 80 }), 'brief')
    expect(text.indexOf('> X-Forwarded-Proto: http\n')).toBeLessThan(text.indexOf('the proxy sends it on'))
    expect(text.indexOf('> X-Forwarded-Proto: https')).toBeGreaterThan(text.indexOf('the proxy sends it on'))
  })

  test('in full all that it went on with', () => {
    const text = renderExchange(through([HOST], [HOST, FOR]), plainStyle({ columns: 80 }), 'full')
    expect(text.split('> Host: 127.0.0.1:8443').length).toBe(3)
  })

  test('within 40 columns', () => {
    const text = renderExchange(through([HOST, COOKIE], [HOST, FOR, PROTO]), plainStyle({ columns: 40 }), 'brief')
    for (const line of text.split('\n')) expect(width(line)).toBeLessThan(40)
  })
})

test('as curl it goes to the app, and says so: nobody else knows the certificate', () => {
  expect(curlCommand(through([HOST], [HOST, PROTO]))).toBe(
    [
      '# past the proxy, to the app, as it came there:',
      'curl -i \\',
      "  -H 'X-Forwarded-Proto: https' \\",
      '  http://127.0.0.1:3000/me',
    ].join('\n'),
  )
})
