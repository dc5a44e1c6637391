import { expect, test } from 'vitest'
import emptySessions from '../../src/diagnosis/causes/empty-sessions/cause.ts'
import notJson from '../../src/diagnosis/causes/not-json/cause.ts'
import storeAnswersWrong from '../../src/diagnosis/causes/store-answers-wrong/cause.ts'
import type { SessionData, ValueFacts } from '../../src/observe/observation.ts'
import {
  at,
  change,
  errorFacts,
  exchange,
  observation,
  passed,
  sessionCall,
  storeCall,
  storeFacts,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

/** What stores keep, and what comes back. */

const put = (kind: string, parts: ExchangeParts = {}, next: ExchangeParts = {}) =>
  observation({
    exchanges: [
      exchange({
        line: 'POST /cart',
        layers: [passed()],
        changes: [change({ keys: ['total', 'cart'], notJson: { cart: kind } })],
        ...parts,
      }),
      exchange({ number: 2, ...next }),
    ],
  })
const typeError = (message: string) => errorFacts({ name: 'TypeError', message })
const comesBack = (session: SessionData | null = { cookie: {}, cart: 'x' }, id = 'id-1') =>
  storeCall({ op: 'get', id, session })
const NOT_A_FUNCTION = typeError('req.session.cart.getTime is not a function')
const failing: ExchangeParts = { store: [comesBack()], errors: [NOT_A_FUNCTION] }
check(notJson, {
  'a Map': [put('Map'), 10],
  'a Set': [put('Set'), 10],
  'a regular expression': [put('RegExp'), 10],
  'a function': [put('function'), 10],
  'a symbol': [put('symbol'), 10],
  'a value that refers to itself': [put('circular'), 10],
  'a BigInt': [put('bigint'), 10],
  'an object of a class that refers to itself': [
    put('User', { errors: [typeError('Converting circular structure to JSON\n    --> starting')] }),
    10,
  ],
  'an object of a class with a BigInt': [
    put('User', { errors: [typeError('Do not know how to serialize a BigInt')] }),
    10,
  ],
  'a Date, and a later request wants one': [put('date', {}, failing), 10],
  'a list of a class, and a later request goes through it': [
    put('List', {}, { ...failing, errors: [typeError('req.session.cart is not iterable')] }),
    10,
  ],
  'a Date': [put('date'), null],
  'an object of a class': [put('User'), null],
  'another error in the same request': [put('User', { errors: [NOT_A_FUNCTION], store: [comesBack()] }), null],
  'a later request fails otherwise': [put('date', {}, { ...failing, errors: [errorFacts()] }), null],
  'a later request fails with an error of the app': [
    put('date', {}, { ...failing, errors: [errorFacts({ name: 'Error', message: 'the cart is not iterable' })] }),
    null,
  ],
  'the app refuses an object of a class': [
    put('User', { errors: [errorFacts({ name: 'Error', message: 'will not serialize a BigInt' })] }),
    null,
  ],
  'a later request fails, and had no such key': [put('date', {}, { ...failing, store: [comesBack({})] }), null],
  'a later request fails, and had no session': [put('date', {}, { ...failing, store: [comesBack(null)] }), null],
  'a later request fails, of another visitor': [
    put('date', {}, { ...failing, store: [comesBack({ cart: 1 }, 'id-2')] }),
    null,
  ],
  'a later request fails, and the store was not asked': [put('date', {}, { ...failing, store: [] }), null],
  'all of it is plain': [put('', { changes: [change()] }, failing), null],
})
test.each<readonly [string, RegExp]>([
  ['Map', /^POST \/cart put a Map into the session as cart\. .*turns it into \{\}/],
  ['function', /put a function into .*leaves it out/],
  ['circular', /put a value that refers to itself into .*the request hangs/],
  ['bigint', /put a BigInt into/],
  [
    'date',
    /put a Date into .*so a text came back, and GET \/ failed: "req\.session\.cart\.getTime is not a function"\./,
  ],
  ['User', /put an object of the class User into .*plain data without its methods came back/],
])('what becomes of a %s is told', (kind, message) => {
  const found = notJson.find(put(kind, {}, failing))
  expect(found?.message).toMatch(message)
  expect(found?.write).toBe('session.cart')
})

const get = (found: ValueFacts, parts: Parameters<typeof storeCall>[0] = {}, session: ExchangeParts['session'] = {}) =>
  observation({
    sessions: [sessionCall({ store: storeFacts({ className: 'TextStore' }) })],
    exchanges: [
      exchange({
        store: [storeCall({ op: 'get', found, foundAt: at(8), ...parts })],
        session: { state: 'found', ...session },
      }),
    ],
  })
check(storeAnswersWrong, {
  'a text': [get({ kind: 'string' }), 8],
  'in a package': [get({ kind: 'string' }, { foundAt: null }), 5],
  'a session': [observation({ exchanges: [exchange({ store: [comesBack()] })] }), null],
  'what counts as nothing': [get({ kind: 'string' }, {}, { state: 'unknown-id' }), null],
})
test.each<readonly [string, RegExp]>([
  ['string', /^For GET \/, get\(\) of TextStore called back with a text\./],
  ['promise', /with a promise\./],
  ['object', /with an object without cookie\./],
  ['Buffer', /with a value of kind Buffer\./],
])('what came is told: %s', (kind, message) => expect(storeAnswersWrong.find(get({ kind }))?.message).toMatch(message))

test('what an object has instead of a cookie is told', () => {
  const found = storeAnswersWrong.find(get({ kind: 'object' }, { session: { user: 'ada', a: 1 } }))
  expect(found?.message).toMatch(/with an object with user and a, and without cookie\./)
})

const CSS: ExchangeParts = { responseHeaders: [['Content-Type', 'text/css; charset=utf-8']] }
const first = (parts: ExchangeParts = {}, kept: SessionData = { cookie: {} }): ExchangeParts => ({
  generated: [{ kind: 'string', value: 'id-1' }],
  store: [storeCall({ session: kept })],
  ...parts,
  session: { saved: true, ...parts.session },
})
const visits = (...parts: readonly ExchangeParts[]) =>
  observation({ exchanges: parts.map((part, index) => exchange({ number: index + 1, ...part })) })
const later: ExchangeParts = { session: { state: 'found' } }
const PREFLIGHT: ExchangeParts = {
  line: 'OPTIONS /api',
  status: 204,
  responseHeaders: [['Access-Control-Allow-Methods', 'GET']],
}
const often = (n: number, parts: ExchangeParts = {}) =>
  Array.from({ length: n }, (_, index) => first({ ...parts, session: { ...parts.session, idAfter: `id-${index}` } }))
check(emptySessions, {
  'a style sheet': [visits(first(CSS)), 5],
  'a picture': [visits(first({ responseHeaders: [['content-type', 'image/png']] })), 5],
  'a script': [visits(first({ responseHeaders: [['Content-Type', 'text/javascript']] })), 5],
  'a health check': [visits(first({ line: 'GET /healthz?full=1' })), 5],
  'a health check inside an API': [visits(first({ line: 'GET /api/health' })), 5],
  'a program of a host': [visits(first({ requestHeaders: [['User-Agent', 'kube-probe/1.31']] })), 5],
  'a bot': [visits(first({ requestHeaders: [['User-Agent', 'Googlebot/2.1']] })), 5],
  'a preflight': [visits(first(PREFLIGHT)), 5],
  'many that nobody came back for': [visits(...often(10)), 5],
  'not so many': [visits(...often(9)), null],
  'somebody came back for one of them': [visits(...often(10), { session: { state: 'found', idBefore: 'id-3' } }), null],
  'a page': [visits(first({ responseHeaders: [['Content-Type', 'text/html']] })), null],
  'a path that only begins like a health check': [visits(first({ line: 'GET /health-food' })), null],
  'an error page': [visits(first({ ...CSS, status: 404 })), null],
  'a page about a request that nobody understands': [visits(first({ ...CSS, status: 400 })), null],
  'no answer': [visits(first({ line: 'GET /ping', status: null })), null],
  'a preflight that nobody allows': [visits(first({ ...PREFLIGHT, responseHeaders: [] })), null],
  'somebody came back for it': [visits(first(CSS), later), null],
  'another one came back': [visits(first(CSS), { session: { state: 'found', idBefore: 'id-2' } }), 5],
  'something was put there': [visits(first(CSS, { cookie: {}, theme: 'dark' })), null],
  'it was saved empty, and then with something in it': [
    visits(first({ ...CSS, store: [storeCall({ session: {} }), storeCall({ session: { theme: 'dark' } })] })),
    null,
  ],
  'it was not saved': [visits(first({ ...CSS, store: [], session: { saved: false } })), null],
  'the session was there before': [visits(first({ ...CSS, generated: [] })), null],
  'only its end was moved': [
    visits(
      first({ ...CSS, store: [storeCall({ op: 'touch', session: { user: 'ada' } }), storeCall({ session: {} })] }),
    ),
    5,
  ],
})
test.each<readonly [ExchangeParts[], RegExp, RegExp]>([
  [[first(CSS)], /^GET \/ is for a part of a page, and left/, /above session\(\)/],
  [[first({ ...CSS, layers: [passed({ name: 'serveStatic' })] })], /^GET \/ is for a static file/, /above session\(\)/],
  [[first({ ...CSS, layers: [passed({ name: 'serveStatic', did: 'passed' })] })], /a part of a page/, /above/],
  [[first({ line: 'GET /ping' })], /is for a program, and no visitor/, /so that a session is kept/],
  [[first(PREFLIGHT)], /is for a preflight/, /so that/],
  [often(12), /^12 requests without a cookie, GET \/ among them/, /so that/],
])('who left the sessions is told, and what to do (%#)', (parts, message, fix) => {
  const found = emptySessions.find(visits(...parts))
  expect(found?.message).toMatch(message)
  expect(found?.fix?.text ?? emptySessions.fix.text).toMatch(fix)
  expect(found?.count).toBe(parts.length)
})
