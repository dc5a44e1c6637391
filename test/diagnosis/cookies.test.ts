import { expect, test } from 'vitest'
import answerCached from '../../src/diagnosis/causes/answer-cached/cause.ts'
import clearCookieMismatch from '../../src/diagnosis/causes/clear-cookie-mismatch/cause.ts'
import cookieSessionInstead from '../../src/diagnosis/causes/cookie-session-instead/cause.ts'
import tooLarge from '../../src/diagnosis/causes/too-large/cause.ts'
import type { HeaderPair, Observation } from '../../src/observe/observation.ts'
import { brought, clears, finds, minutes, sets } from '../support/cookies.ts'
import { at, errorFacts, exchange, observation, passed, problem, type ExchangeParts } from '../support/observations.ts'
import { check } from '../support/rows.ts'

const seen = (...parts: readonly ExchangeParts[]): Observation =>
  observation({ exchanges: parts.map((part, index) => exchange({ number: index + 1, at: minutes(index), ...part })) })

const login: ExchangeParts = { line: 'POST /login', responseHeaders: sets('Path=/shop') }
const logout = (responseHeaders: readonly HeaderPair[] = clears(), parts: ExchangeParts = {}): ExchangeParts => ({
  line: 'POST /logout',
  requestHeaders: brought,
  layers: [passed()],
  responseHeaders,
  ...parts,
})
const back: ExchangeParts = { requestHeaders: brought }

check(clearCookieMismatch, {
  'another path': [seen(login, logout(), back), 10],
  'another domain': [seen({ ...login, responseHeaders: sets('Path=/; Domain=example.com') }, logout(), back), 10],
  'a later request that is not the next': [seen(login, logout(), {}, back), 10],
  'the same domain, written with a dot': [
    seen(
      { ...login, responseHeaders: sets('Path=/; Domain=.Example.com') },
      logout(clears('Path=/; Domain=example.com')),
      back,
    ),
    null,
  ],
  'the same path': [seen(login, logout(clears('Path=/shop')), back), null],
  'the browser did not send it again': [seen(login, logout(), {}), null],
  'another browser sent it': [seen(login, logout(), { ...back, client: 'bob' }), null],
  'somebody with a copy sent it': [seen(login, logout(), { ...back, client: null }), null],
  'it was sent before the answer was there': [seen(login, logout(clears(), { durationMs: 90_000 }), back), null],
  'it was not cleared': [seen(login, logout([]), back), null],
  'it was set again': [seen(login, logout([...clears(), ...sets('Path=/')]), back), null],
  'nobody saw how it was set': [seen(logout(), back), null],
  'nobody knows whether it was one browser': [
    seen({ ...login, client: null }, logout(clears(), { client: null }), { ...back, client: null }),
    null,
  ],
  'it was set for another browser': [seen({ ...login, client: 'bob' }, logout(), back), null],
  'another cookie was cleared': [seen(login, logout(clears('Path=/', 'theme')), back), null],
  'it had been cleared before': [seen(login, logout(clears('Path=/shop')), logout(), back), null],
})
test('the fix says what is missing', () => {
  const fix = (attributes: string) =>
    clearCookieMismatch.find(seen({ ...login, responseHeaders: sets(attributes) }, logout(), back))?.fix?.code
  expect(fix('Path=/shop')).toBe("res.clearCookie('connect.sid', { path: '/shop' })")
  expect(fix('Domain=example.com')).toBe("res.clearCookie('connect.sid', { domain: 'example.com' })")
})

const page = (control: string | null, parts: ExchangeParts = {}, tag = 'hi'): ExchangeParts => ({
  layers: [passed()],
  session: { state: 'found' },
  store: [finds({ user: 'ada' })],
  ...parts,
  responseHeaders: [
    ...(control === null ? [] : [['Cache-Control', control] as const]),
    ['ETag', tag],
    ...(parts.responseHeaders ?? []),
  ],
})
const stranger = (tag = 'nobody'): ExchangeParts => ({ client: 'bob', responseHeaders: [['ETag', tag]] })
const cached = (control: string | null, parts: ExchangeParts = {}) => seen(stranger(), page(control, parts))
const withoutTag = (parts: ExchangeParts): ExchangeParts => ({
  ...parts,
  responseHeaders: (parts.responseHeaders ?? []).filter(([name]) => name !== 'ETag'),
})
const withCookie = (control: string, parts: ExchangeParts = {}) => {
  const { responseHeaders = [] } = parts
  return seen(page(control, { store: [], session: {}, ...parts, responseHeaders: [...sets(), ...responseHeaders] }))
}

/** Who is behind the proxy. */
const visitor = (address: string | null, agent: string | null): readonly HeaderPair[] => [
  ...(address === null ? [] : [['X-Forwarded-For', address] as const]),
  ...(agent === null ? [] : [['User-Agent', agent] as const]),
]
const ADA = visitor('203.0.113.7, 10.0.0.1', 'Chrome')

/** A page sets a cookie for one visitor, and another request brings it. */
const givenTwice = (first: readonly HeaderPair[], second: readonly HeaderPair[], line = 'GET /basket'): Observation =>
  seen(
    { line, requestHeaders: first, responseHeaders: sets('Path=/'), layers: [passed({ at: at(10), did: 'answered' })] },
    { client: 'bob', requestHeaders: [...second, ...brought] },
  )

check(answerCached, {
  'two visitors with one cookie': [givenTwice(ADA, visitor('198.51.100.9', 'Firefox')), 10],
  'told by X-Real-IP': [
    givenTwice(
      [
        ['X-Real-IP', '203.0.113.7'],
        ['User-Agent', 'Chrome'],
      ],
      visitor('198.51.100.9', 'Firefox'),
    ),
    10,
  ],
  'the same visitor': [givenTwice(ADA, ADA), null],
  'a visitor in another network': [givenTwice(ADA, visitor('198.51.100.9', 'Chrome')), null],
  'a visitor who shows a page as on a telephone': [givenTwice(ADA, visitor('203.0.113.7', 'Mobile Chrome')), null],
  'no proxy says who they are': [givenTwice(visitor(null, 'Chrome'), visitor(null, 'Firefox')), null],
  'browsers without names': [givenTwice(visitor('203.0.113.7', null), visitor('198.51.100.9', null)), null],
  'what no cache keeps': [givenTwice(ADA, visitor('198.51.100.9', 'Firefox'), 'POST /basket'), null],
})

check(answerCached, {
  'a personal page is public': [cached('public'), 10],
  'a personal page has an age': [cached('max-age=60'), 10],
  'a personal page has an age for shared caches': [cached('s-maxage="60", max-age=0'), 10],
  'the cookie of a session is in it': [withCookie('Public, Max-Age=60'), 10],
  'nothing says that it may be kept': [cached(null), null],
  'it is private': [cached('private, max-age=60'), null],
  'it is not stored': [cached('public, no-store'), null],
  'it is asked for each time': [cached('public, no-cache'), null],
  'it is old at once, as what express.static sends': [cached('public, max-age=0'), null],
  'shared caches find it old at once': [cached('max-age=60, s-maxage=0'), null],
  'a cache keeps one for each cookie': [cached('public', { responseHeaders: [['Vary', 'Accept, Cookie']] }), null],
  'a cache keeps one for each request': [cached('public', { responseHeaders: [['Vary', '*']] }), null],
  'a cache keeps one for each language': [cached('public', { responseHeaders: [['Vary', 'Accept-Language']] }), 10],
  'a form was sent': [cached('public', { line: 'POST /' }), null],
  'a form was sent, and the cookie of a session is in the answer': [withCookie('public', { line: 'POST /' }), null],
  'nothing tells the pages apart': [seen(withoutTag(stranger()), withoutTag(page('public'))), null],
  'nothing tells what the personal page is': [seen(stranger(), withoutTag(page('public'))), null],
  'nothing tells what others got': [seen(withoutTag(stranger()), page('public')), null],
  'it failed': [cached('public', { status: 404 }), null],
  'it was no request that can be answered': [cached('public', { status: 400 }), null],
  'it was never answered': [cached('public', { status: null }), null],
  'the cookie is taken away': [seen(page('public', { store: [], responseHeaders: clears() })), null],
  'another cookie is in it': [seen(page('public', { store: [], responseHeaders: sets('Path=/', 'theme=dark') })), null],
  'all get the same page': [seen(stranger('hi'), page('public')), null],
  'nobody else came': [seen(page('public')), null],
  'nobody has anything in a session': [seen(stranger(), page('public', { store: [] })), null],
  'it is another page': [seen({ ...stranger(), line: 'GET /about' }, page('public')), null],
  'the page has news each time': [seen(stranger(), stranger('news'), page('public')), null],
})

const of = (message: string, parts: ExchangeParts = {}): ExchangeParts => ({
  line: 'POST /logout',
  status: 500,
  errors: [errorFacts({ name: 'TypeError', message })],
  session: { state: 'not-reached', by: [], foreign: 'a getter' },
  ...parts,
})
const NO_DESTROY = 'req.session.destroy is not a function'
const withPackage = (observed: Observation, name = 'cookie-session'): Observation => ({
  ...observed,
  packages: [{ name, version: '2.1.0', folder: '/app/node_modules/cookie-session' }],
})

check(cookieSessionInstead, {
  'destroy() was called': [withPackage(seen(of(NO_DESTROY))), 12],
  'regenerate() was called on a session by another name': [
    withPackage(seen(of('session.regenerate is not a function'))),
    12,
  ],
  'nobody caught the error': [
    {
      ...withPackage(seen(of('', { errors: [] }))),
      problems: [problem({ exchange: 1, error: errorFacts({ name: 'TypeError', message: NO_DESTROY, at: null }) })],
    },
    0,
  ],
  'it was another request that nobody caught it of': [
    {
      ...withPackage(seen(of('', { errors: [] }))),
      problems: [problem({ exchange: 2, error: errorFacts({ name: 'TypeError', message: NO_DESTROY }) })],
    },
    null,
  ],
  'it was in another process': [
    {
      ...withPackage(seen(of('', { errors: [] }))),
      problems: [problem({ pid: 7, exchange: 1, error: errorFacts({ name: 'TypeError', message: NO_DESTROY }) })],
    },
    null,
  ],
  'another function is missing': [withPackage(seen(of('req.session.flash is not a function'))), null],
  'the app threw it itself': [
    withPackage(seen(of('', { errors: [errorFacts({ name: 'Error', message: NO_DESTROY })] }))),
    null,
  ],
  'the package is not there': [withPackage(seen(of(NO_DESTROY)), 'express-session'), null],
  'express-session made the session': [withPackage(seen(of(NO_DESTROY, { session: { foreign: null } }))), null],
})
test('Passport needs another package, and a logout another line', () => {
  const fix = (message: string) => cookieSessionInstead.find(withPackage(seen(of(message))))?.fix?.text
  expect(fix('req.session.regenerate is not a function')).toMatch(/^Use express-session/)
  expect(fix(NO_DESTROY)).toBeUndefined()
})

const pairOf = (size: number, name = 'session') => `${name}=${'x'.repeat(size - name.length)}`
const cookieSession = passed({ kind: 'middleware', name: '_cookieSession', layer: 1, did: 'passed' })
const grew = (size: number, parts: ExchangeParts = {}, name = 'session'): ExchangeParts => ({
  line: 'POST /letters',
  layers: [cookieSession, passed({ layer: 2, at: at(20) })],
  responseHeaders: sets('Path=/', pairOf(size, name)),
  ...parts,
})

check(tooLarge, {
  'the session is in the cookie': [seen(grew(4097), {}), 10],
  'the cookie is one of the app': [seen(grew(4097, { layers: [passed()] }), {}), 10],
  'the id is long': [seen(grew(4097, {}, 'connect.sid'), {}), 5],
  'nobody knows what answered': [seen(grew(4097, { layers: [] }), {}), 0],
  'it is as large as it may be': [seen(grew(4096), {}), null],
  'the client keeps it all the same': [
    seen(grew(4097), { requestHeaders: [['Cookie', `a=b; ${pairOf(4097)}`]] }),
    null,
  ],
  'the client never came back': [seen(grew(4097)), null],
  'another client came': [seen(grew(4097), { client: 'bob' }), null],
  'nobody knows the client': [seen(grew(4097, { client: null }), { client: null }), null],
})
test('the size is told, and for a long id what makes it', () => {
  expect(tooLarge.find(seen(grew(5000), {}))?.message).toMatch(
    /has 5000 bytes, and browsers keep none of more than 4096/,
  )
  expect(tooLarge.find(seen(grew(5000, {}, 'connect.sid'), {}))?.option).toBe('genid')
})
