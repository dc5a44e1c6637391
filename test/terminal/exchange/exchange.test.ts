import { expect, test } from 'vitest'
import type { ExchangeSeen } from '../../../src/lesson/events.ts'
import { see } from '../../../src/lesson/seen.ts'
import { curlCommand } from '../../../src/terminal/command-lines.ts'
import { renderCookieParts } from '../../../src/terminal/cookie/parts.ts'
import { renderExchange } from '../../../src/terminal/exchange/exchange.ts'
import { sessionsOf } from '../../../src/terminal/exchange/sessions.ts'
import type { Style } from '../../../src/terminal/style.ts'
import { width } from '../../../src/terminal/text.ts'
import { plainStyle } from '../../support/style.ts'

const ID = 'ZkGtZ7YjX2vB4nM6qW8eR0tY1uI3oP5a'
const COOKIE = `connect.sid=s%3A${ID}.qD1kWq9Zx0vB4nM6qW8eR0tY1uI3oP5aLkJhGfDsA%2Bo`

const exchange: ExchangeSeen = {
  event: 'exchange',
  cookieName: 'connect.sid',
  label: 'a visit',
  browser: 'your browser',
  client: 'supertest',
  request: {
    method: 'POST',
    path: '/login?next=%2F',
    headers: [
      ['Host', '127.0.0.1:4321'],
      ['Cookie', COOKIE],
      ['Connection', 'close'],
    ],
    body: `{"name":"o'hara"}`,
  },
  response: {
    status: 200,
    statusText: 'OK',
    headers: [
      ['X-Powered-By', 'Express'],
      ['Set-Cookie', `${COOKIE}; Path=/; Expires=Mon, 23 Nov 2026 20:10:00 GMT; HttpOnly`],
      ['Date', 'Mon, 23 Nov 2026 20:00:00 GMT'],
    ],
    body: '{"hello":"you"}',
  },
  layers: [
    { layer: 'jsonParser', kind: 'middleware', path: '/', at: null, did: 'passed', isSession: false },
    {
      layer: 'session',
      kind: 'middleware',
      path: '/',
      at: { file: 'app.ts', line: 4 },
      did: 'passed',
      isSession: true,
    },
    { layer: '<anonymous>', kind: 'handler', path: '/login', at: null, did: 'answered', isSession: false },
  ],
  decided: { state: 'found', saved: true, touched: false, destroyed: false, cookie: 'set', why: null },
  trace: [`fetching ${ID}`, 'session found'],
  store: [
    { op: 'get', id: ID, before: null, session: { cookie: {}, visits: 1 } },
    { op: 'set', id: ID, before: { cookie: {}, visits: 1 }, session: { cookie: {}, visits: 2 } },
  ],
  generated: [],
  errors: [],
  deprecations: [],
  failure: null,
  at: Date.parse('2026-11-23T20:00:00Z'),
}

const style = (columns: number): Style => plainStyle({ columns })

test('in brief: what matters, and how much is left out', () => {
  const text = renderExchange(exchange, style(80), 'brief')
  expect(text).toContain('> Cookie: connect.sid=s%3AZkGtZ7Yj....qD1...2Bo')
  expect(text).toContain('+ 2 more headers')
  expect(text).toMatch(/\+ 1 more header$/m)
  expect(text).toContain('< Date: Mon, 23 Nov 2026 20:00:00 GMT')
  expect(text).toContain('{"visits":1} -> {"visits":2}')
  expect(text).not.toContain(ID)
})

test.each(['Accept: text/html', 'X-Forwarded-Proto: https'])(
  'in brief %s is shown: the answer depends on it',
  (line) => {
    const [name = '', value = ''] = line.split(': ')
    const { request } = exchange
    const sent: ExchangeSeen = { ...exchange, request: { ...request, headers: [...request.headers, [name, value]] } }
    expect(renderExchange(sent, style(80), 'brief')).toContain(`> ${line}`)
  },
)

test('the store says when a session ends, and the cookie too: a date, and how far it is away', () => {
  const cookie = { expires: '2026-11-24T06:10:00.000Z' }
  const touched: ExchangeSeen = { ...exchange, store: [{ op: 'touch', id: ID, before: null, session: { cookie } }] }
  const text = renderExchange(touched, style(80), 'brief')
  expect(text).toContain('touch   ZkGtZ7Yj...  ends 24 Nov 06:10, in 10.2 h')
  expect(text).toMatch(/^ {5}.*GMT; HttpOnly +ends in 10 min$/m)
  expect(renderExchange(touched, style(80), 'full')).toMatch(/HttpOnly\n {5}ends in 10 min\n/)
})

test('a session looks the same in the cookie, in the store and in the body, and unlike any other', () => {
  const other = `${ID.slice(0, -1)}b`
  const answer = { ...exchange.response, body: `{"id":"${ID}","before":"${other}"}` }
  const [, ...calls] = exchange.store
  const two: ExchangeSeen = {
    ...exchange,
    response: answer,
    store: [...calls, { op: 'destroy', id: other, before: null, session: null }],
  }
  const sessions = sessionsOf([see(two, 'connect.sid')])
  const painted: Style = { ...style(80), sessions: [(text) => `<1>${text}</1>`, (text) => `<2>${text}</2>`] }
  const text = renderExchange(two, painted, 'brief', { sessions })
  expect(text).toContain('> Cookie: connect.sid=s%3A<1>ZkGtZ7Yj...(A)</1>.qD1...2Bo')
  expect(text).toContain('set     <1>ZkGtZ7Yj...(A)</1>  {"visits":1} -> {"visits":2}')
  expect(text).toContain('destroy <2>ZkGtZ7Yj...(B)</2>')
  expect(text).toContain('{"id":"<1>ZkGtZ7Yj...(A)</1>","before":"<2>ZkGtZ7Yj...(B)</2>"}')
  // Whole, it is still the same colour, and what is copied has no letter in it.
  const whole = renderExchange(two, painted, 'full', { sessions })
  expect(whole).toContain(`{"id":"<1>${ID}</1>","before":"<2>${other}</2>"}`)
  expect(whole).toContain(`destroy <2>${other}</2> (B)`)
})

test('what decides is bright: no Set-Cookie, a value that changed, the layer that answered', () => {
  const bright: Style = { ...style(80), bold: (text) => `<${text}>`, dim: (text) => `(${text})` }
  const headers = exchange.response.headers.filter(([name]) => name !== 'Set-Cookie')
  const text = renderExchange({ ...exchange, response: { ...exchange.response, headers } }, bright, 'brief')
  expect(text).toContain('<no Set-Cookie header>')
  expect(text).toContain('({"visits":1}) -> <{"visits":2}>')
  expect(text).toMatch(/\(json\) -> session: known, saved, cookie set -> <POST\s+\/login\s+answered>/)
})

test('in full: every header, nothing shortened, no line broken', () => {
  const text = renderExchange(exchange, style(40), 'full')
  for (const [name, value] of [...exchange.request.headers, ...exchange.response.headers]) {
    expect(text).toContain(`${name}: ${value}`)
  }
  expect(text).toContain(`fetching ${ID} / session found`)
})

test('in full: what sent it, beside whose cookies go along', () => {
  const nobody: ExchangeSeen = { ...exchange, browser: null, client: 'node:http' }
  expect(renderExchange(exchange, style(80), 'full')).toMatch(/^ a visit +your browser, sent by supertest\n/)
  expect(renderExchange(nobody, style(80), 'full')).toMatch(/^ a visit +no browser, no cookie jar, sent by node:http\n/)
  expect(renderExchange(exchange, style(80), 'brief')).toMatch(/^ a visit +your browser\n/)
})

test.each([40, 60, 80])('in brief no line is wider than %i columns', (columns) => {
  for (const line of renderExchange(exchange, style(columns), 'brief').split('\n')) {
    expect(width(line)).toBeLessThanOrEqual(columns)
  }
})

test('control characters from anywhere are written out', () => {
  const evil = '\u001b[2J\u0007'
  const poisoned: ExchangeSeen = {
    ...exchange,
    label: evil,
    browser: evil,
    request: { method: evil, path: evil, headers: [[evil, evil]], body: evil },
    response: { status: 200, statusText: evil, headers: [['Set-Cookie', `a=${evil}`]], body: evil },
    trace: [evil],
    store: [{ op: 'get', id: evil, before: null, session: { evil } }],
    errors: [evil],
    deprecations: [evil],
    failure: { kind: 'crash', message: evil },
  }
  for (const detail of ['brief', 'full'] as const) {
    expect(renderExchange(poisoned, style(80), detail)).not.toMatch(/[^\P{Cc}\n]/u)
  }
  expect(renderCookieParts(see(poisoned, 'a'), style(80))).not.toMatch(/[^\P{Cc}\n]/u)
})

test('a request without an answer says what that means', () => {
  const unanswered = { ...exchange, response: { status: 0, statusText: '', headers: [], body: '' } }
  const crash = renderExchange(
    { ...unanswered, failure: { kind: 'crash', message: 'TypeError: no' } },
    style(80),
    'brief',
  )
  expect(crash).toContain('no answer: A real server process would end here')
  expect(crash).toContain('TypeError: no')
  const hang = renderExchange({ ...unanswered, failure: { kind: 'hang', message: 'no answer' } }, style(80), 'brief')
  expect(hang).toContain('never answers')
})

test('a cookie is taken apart into name, s:, id, signature and attributes', () => {
  const text = renderCookieParts(see(exchange, 'connect.sid'), style(80))
  expect(text).toMatch(/name +connect\.sid/)
  expect(text).toMatch(new RegExp(`id +${ID}`))
  expect(text).toMatch(/signature +qD1kWq9Zx0vB4nM6qW8eR0tY1uI3oP5aLkJhGfDsA\+o/)
  expect(text).toMatch(/Expires +Mon, 23 Nov 2026 20:10:00 GMT\s+\(about 10 minutes after the\s+request\)/)
  expect(text).toContain('HttpOnly')
})

test('no control character of a request reaches the terminal in a curl command', () => {
  const headers = [['X', "it's \u009b31m\\ \u202e"]] as const
  const request = { ...exchange.request, method: 'PO\u001bST', path: '/\u0085', body: 'a\nb\r', headers }
  const command = curlCommand({ ...exchange, request })
  expect(command).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/)
  expect(command).toContain(String.raw`-H $'X: it\'s \x9b31m\\ \u202e'`)
  expect(command).toContain(String.raw`-d $'a\nb\r'`)
})

test('the same request as curl, quoted for a shell', () => {
  expect(curlCommand(exchange)).toBe(
    [
      'curl -i \\',
      '  -X POST \\',
      `  -H 'Cookie: ${COOKIE}' \\`,
      `  -d '{"name":"o'\\''hara"}' \\`,
      "  'http://127.0.0.1:4321/login?next=%2F'",
    ].join('\n'),
  )
})

test('what came over https, or through a proxy, is asked where the client asked it', () => {
  const headers = [
    ['X-Forwarded-Proto', 'https'],
    ['X-Request-Id', '7'],
  ] as const
  const request = { ...exchange.request, method: 'GET', path: '/me', body: '', headers }
  expect(curlCommand({ ...exchange, request, origin: 'https://shop.example' })).toBe(
    ['curl -i \\', `  -H 'X-Request-Id: 7' \\`, '  https://shop.example/me'].join('\n'),
  )
})
