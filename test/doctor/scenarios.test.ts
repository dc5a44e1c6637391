import { describe, expect, test } from 'vitest'
import { oldCookie } from '../../src/doctor/scenarios/old-cookie.ts'
import { scenarios } from '../../src/doctor/scenarios/index.ts'
import { doingsOf, onlyReading, pauseOf, type Site } from '../../src/doctor/site.ts'
import { sessionCall } from '../support/observations.ts'

const site = (parts: Partial<Site> = {}): Site => ({
  routes: {
    pages: ['/', '/admin'],
    logins: ['POST /login'],
    logouts: ['POST /logout'],
    writes: ['POST /cart', 'DELETE /cart', 'POST /pay'],
    takesJson: false,
  },
  resources: [],
  fields: ['item'],
  forms: [],
  scripted: [],
  atOnce: [],
  access: { kind: 'anybody', password: 'secret' },
  front: null,
  pauseMs: 1000,
  servers: 1,
  sessionCookie: { name: 'connect.sid', path: '/' },
  hasSockets: false,
  visits: [],
  keepsData: false,
  onlyReads: false,
  ...parts,
})

const sends = (of: Site) => {
  const doing = doingsOf(of)
  const moves = scenarios.flatMap((one) => (of.onlyReads ? onlyReading(one.moves(doing)) : one.moves(doing)))
  return {
    moves,
    sent: moves.flatMap((move) => ('together' in move ? move.together : 'send' in move ? [move] : [])),
    doing,
  }
}

test('each scenario has a name of its own', () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length)
})

test('nobody deletes or pays, each browser logs in by its own name, and fields are filled in', () => {
  const { sent } = sends(site())
  const lines = new Set(sent.map(({ send }) => send))
  expect([...lines].toSorted()).toEqual(['GET /', 'GET /admin', 'POST /cart', 'POST /login', 'POST /logout'])
  expect(sent.find(({ send, as }) => send === 'POST /login' && as === 'bob')?.body).toMatchObject({
    user: 'bob',
    item: 'one',
  })
})

test('what somebody asks for is sent', () => {
  const { sent } = sends(site({ visits: [{ send: 'DELETE /cart' }] }))
  expect(sent.filter(({ send }) => send === 'DELETE /cart')).toHaveLength(1)
})

test('one account logs in three times at most', () => {
  const account = { user: 'kay', password: 'fig', from: 'app.js:1' }
  const { sent, doing } = sends(site({ access: { kind: 'account', account } }))
  const logins = sent.filter(({ send }) => send === 'POST /login')
  expect(logins.map(({ body }) => [body?.['user'], body?.['password']])).toEqual([1, 2, 3].map(() => ['kay', 'fig']))
  expect(doing.leftOut()).toBeGreaterThan(0)
})

describe('where few logins are left, the last is for production', () => {
  const account = { user: 'kay', password: 'fig', from: 'app.js:1', fields: { door: 'blue' } }
  const loginsOf = (used: number) => {
    const doing = doingsOf(site({ access: { kind: 'account', account } }), used)
    return scenarios.filter((one) => one.moves(doing).some((move) => 'send' in move && move.send === 'POST /login'))
  }
  test.each([
    [0, ['login', 'two-browsers', 'production']],
    [1, ['login', 'production']],
    [2, ['production']],
  ])('%i used: %j', (used, names) => {
    expect(loginsOf(used).map(({ name }) => name)).toEqual(names)
  })

  test('all that the account types is sent', () => {
    const { sent } = sends(site({ access: { kind: 'account', account } }))
    expect(sent.find(({ send }) => send === 'POST /login')?.body).toMatchObject({ user: 'kay', door: 'blue' })
  })
})

test.each([
  ['https://front.test', ['https://front.test']],
  ['https://shop.example', ['https://shop.example']],
  ['http://localhost:5173', []],
  [null, []],
])('in production, too, a page of %s asks', (front, pages) => {
  const production = scenarios.find(({ name }) => name === 'production')
  const moves = production?.moves(doingsOf(site({ front }))) ?? []
  const origins = moves.flatMap((move) => ('send' in move && move.from !== undefined ? [move.from] : []))
  expect([...new Set(origins)]).toEqual(pages)
  // It must be another site than that of the app.
  expect(moves.filter((move) => 'send' in move && move.from !== undefined && move.at === move.from)).toEqual([])
})

test.each([
  ['pages alone', [], ['GET /', 'GET /admin']],
  [
    'pages, and what else writes; and that twice',
    ['POST /cart'],
    ['GET /', 'GET /admin', 'POST /cart', 'POST /cart', 'POST /cart'],
  ],
])('at once: %s', (_, writes, expected) => {
  const overlap = scenarios.find(({ name }) => name === 'overlap')
  const moves = overlap?.moves(doingsOf(site({ routes: { ...site().routes, writes } }))) ?? []
  expect(moves.flatMap((move) => ('together' in move ? move.together.map(({ send }) => send) : []))).toEqual(expected)
})

test('a second click brings something else, a little later', () => {
  const moves =
    scenarios.find(({ name }) => name === 'overlap')?.moves(doingsOf(site({ fields: ['item', 'name'] }))) ?? []
  const [first, second] = moves.flatMap((move) => ('together' in move && move.apartMs ? move.together : []))
  expect([first?.send, second?.send]).toEqual(['POST /cart', 'POST /cart'])
  for (const field of ['item', 'name']) expect(first?.body?.[field]).not.toBe(second?.body?.[field])
})

test('what a page fetches at once is asked for by a browser that is new', () => {
  const atOnce = [{ page: '/admin', paths: ['/a', '/b'] }]
  const moves = scenarios.find(({ name }) => name === 'first-visits')?.moves(doingsOf(site({ atOnce }))) ?? []
  const own = moves.filter((move) => 'together' in move || ('send' in move && move.as === 'nora'))
  expect(own.slice(0, 2)).toEqual([
    { send: 'GET /admin', as: 'nora' },
    { together: ['/a', '/b'].map((path) => ({ send: `GET ${path}`, as: 'nora' })) },
  ])
})

test('somebody leaves something as a guest, looks around, and logs in then', () => {
  const first = scenarios.find(({ name }) => name === 'login')?.moves(doingsOf(site())) ?? []
  const sent = first.flatMap((move) => ('send' in move ? [move.send] : []))
  expect(sent.slice(0, 4)).toEqual(['POST /cart', 'GET /', 'GET /admin', 'POST /login'])
})

test('who registers does so before each login', () => {
  const { sent } = sends(site({ access: { kind: 'registers', send: 'POST /register' } }))
  const own = sent.filter(({ as, send }) => as === 'carol' && send.startsWith('POST'))
  expect(own.slice(0, 2).map(({ send }) => send)).toEqual(['POST /register', 'POST /login'])
})

test('where only is read, nothing but pages that change nothing is asked for, and no clock is moved', () => {
  const { moves, sent } = sends(site({ onlyReads: true, visits: [{ send: 'POST /x' }] }))
  expect([...new Set(sent.map(({ send }) => send))]).toEqual(['GET /'])
  expect(moves.filter((move) => 'laterMs' in move || 'beside' in move)).toEqual([])
})

describe('somebody who keeps coming', () => {
  test.each([
    [undefined, 5000],
    [60_000, 42_000],
  ])('maxAge %s: waits %s', (value, expected) => {
    const options = value === undefined ? {} : { 'cookie.maxAge': { kind: 'number', value } }
    expect(pauseOf([sessionCall({ options })])).toBe(expected)
  })
})

test('where nothing but JSON is read, JSON is sent, unless a form of a page sends it', () => {
  const routes = { ...site().routes, takesJson: true, writes: ['POST /cart/one'] }
  const kindOf = (send: string, parts: Partial<Site>) => sends(site(parts)).sent.find((one) => one.send === send)?.form
  expect(kindOf('POST /login', { routes })).toBe(false)
  expect(kindOf('POST /login', {})).toBe(true)
  expect(kindOf('POST /login', { routes, forms: ['POST /login'] })).toBe(true)
  expect(kindOf('POST /cart/one', { routes, forms: ['POST /cart/7'] })).toBe(true)
  expect(kindOf('POST /login', { scripted: ['/login'] })).toBe(false)
  expect(kindOf('POST /login', { scripted: ['/login'], forms: ['POST /login'] })).toBe(true)
})

describe('the old cookie has the path under which most pages lie, below that of the session cookie', () => {
  test.each([
    [['/', '/cart', '/admin', '/admin/users'], '/', '/admin'],
    [['/', '/cart'], '/', '/cart'],
    [['/shop', '/shop/cart?all', '/other/a', '/other/b'], '/shop', '/shop/cart'],
    [['/'], '/', null],
    [['/shop'], '/shop', null],
  ])('%j, with a cookie for %s: %s', (pages, path, expected) => {
    const routes = { ...site().routes, pages }
    const moves = oldCookie.moves(doingsOf(site({ routes, sessionCookie: { name: 'sid', path } })))
    const [line = null] = moves.flatMap((move) => ('holds' in move ? [move.holds] : []))
    expect(/^sid=s%3A[\w.%]+; Path=([^;]+);/.exec(line ?? '')?.[1] ?? null).toBe(expected)
    expect(moves.length > 0).toBe(expected !== null)
  })

  test('without session() there is none', () => {
    expect(oldCookie.moves(doingsOf(site({ sessionCookie: null })))).toEqual([])
  })
})

test('nobody deletes, pays or mails to log in or out', () => {
  const routes = {
    ...site().routes,
    logins: ['POST /login', 'DELETE /api/session', 'POST /checkout/session'],
    logouts: ['DELETE /logout', 'POST /logout'],
  }
  const { sent } = sends(site({ routes }))
  const lines = new Set(sent.map(({ send }) => send).filter((send) => !send.startsWith('GET')))
  expect([...lines].toSorted()).toEqual(['POST /cart', 'POST /login', 'POST /logout'])
})

test('one account logs in three times at most, wherever it can', () => {
  const account = { user: 'kay', password: 'fig', from: 'app.js:1' }
  const routes = { ...site().routes, logins: ['POST /login', 'POST /api/login'] }
  const { sent } = sends(site({ routes, access: { kind: 'account', account } }))
  expect(sent.filter(({ send }) => /login/.test(send))).toHaveLength(3)
})
