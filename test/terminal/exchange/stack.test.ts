import { expect, test } from 'vitest'
import type { ExchangeSeen } from '../../../src/lesson/events.ts'
import { renderTrace, stackText } from '../../../src/terminal/exchange/stack.ts'
import type { LayerSeen, SessionSeen } from '../../../src/wire/exchange.ts'
import { anExchange } from '../../support/exchange.ts'
import { width } from '../../../src/terminal/text.ts'
import { plainStyle } from '../../support/style.ts'

const style = plainStyle({ columns: 80 })

const layer = (parts: Partial<LayerSeen> = {}): LayerSeen => ({
  layer: '<anonymous>',
  kind: 'handler',
  path: '/',
  at: null,
  did: 'answered',
  isSession: false,
  ...parts,
})
const json = layer({ layer: 'jsonParser', kind: 'middleware', did: 'passed' })
const session = layer({ layer: 'session', kind: 'middleware', did: 'passed', isSession: true })
const answer = layer()

const decided = (parts: Partial<SessionSeen> = {}): SessionSeen => ({
  state: 'no-cookie',
  saved: false,
  touched: false,
  destroyed: false,
  cookie: 'none',
  why: null,
  ...parts,
})

const seen = (parts: Partial<ExchangeSeen>): ExchangeSeen => ({
  event: 'exchange',
  cookieName: 'connect.sid',
  ...anExchange(),
  decided: decided(),
  ...parts,
})

const NEW = ['an-id']
const touching = (expires: string | null): ExchangeSeen['store'] => [
  { op: 'touch', id: 'a', before: null, session: { cookie: { expires } } },
]

test.each<readonly [string, Partial<ExchangeSeen>, string]>([
  [
    'a server beside the app',
    { layers: [], decided: decided({ state: 'not-reached' }), withoutExpress: true },
    'no Express app got it: another server of this process did',
  ],
  [
    'the first visit',
    { layers: [session, answer], generated: NEW, decided: decided({ saved: true, cookie: 'set' }) },
    'session: no cookie came, new, saved, cookie set -> GET / answered',
  ],
  [
    'nothing to keep',
    { layers: [session, answer], generated: NEW },
    'session: no cookie came, new, not saved -> GET / answered',
  ],
  [
    'a session with an end',
    {
      layers: [json, session, layer({ layer: 'guard', kind: 'middleware', did: 'passed' }), layer({ path: '/me' })],
      decided: decided({ state: 'found', touched: true }),
      store: touching('2026-01-01T00:00:00Z'),
    },
    'json -> session: known, unchanged, its end moved -> guard -> GET /me answered',
  ],
  [
    'a session without an end',
    { layers: [session, answer], decided: decided({ state: 'found', touched: true }), store: touching(null) },
    'session: known, unchanged, touched -> GET / answered',
  ],
  [
    'a store that cannot touch',
    { layers: [session, answer], decided: decided({ state: 'found' }) },
    'session: known, unchanged -> GET / answered',
  ],
  [
    'regenerate()',
    {
      layers: [session, answer],
      generated: NEW,
      decided: decided({ state: 'found', destroyed: true, saved: true, cookie: 'set' }),
    },
    'session: known, destroyed, new, saved, cookie set -> GET / answered',
  ],
  [
    'logout',
    { layers: [session, answer], decided: decided({ state: 'found', destroyed: true }) },
    'session: known, destroyed -> GET / answered',
  ],
  [
    'a forged cookie',
    { layers: [session, answer], generated: NEW, decided: decided({ state: 'bad-signature', saved: true }) },
    'session: the signature does not match, new, saved -> GET / answered',
  ],
  [
    'plain http',
    {
      layers: [session, answer],
      generated: NEW,
      decided: decided({ saved: true, cookie: 'kept-back', why: 'not-secured' }),
    },
    'session: no cookie came, new, saved, cookie kept back: not secured -> GET / answered',
  ],
  [
    'answered above session()',
    { layers: [answer], decided: decided({ state: 'not-reached' }) },
    'GET / answered; session() did not run: the request was answered before it',
  ],
  [
    'an app that never called session()',
    { layers: [answer], decided: decided({ state: 'not-reached' }), withoutSession: true },
    'GET / answered; this app has no session()',
  ],
  [
    'an error above session()',
    {
      layers: [layer({ layer: 'jsonParser', kind: 'middleware', did: 'threw' })],
      decided: decided({ state: 'not-reached' }),
      errors: ['SyntaxError'],
    },
    'json failed -> Express answered 200 for the error; session() did not run: an error came before it',
  ],
  [
    'no session() at all',
    { layers: [json], decided: decided({ state: 'not-reached' }) },
    'json -> nobody answered GET /, so Express did: 200; session() did not run: this request does not pass it',
  ],
  [
    'stuck above session()',
    { layers: [layer({ layer: 'gate', kind: 'middleware', did: 'hung' })], decided: decided({ state: 'not-reached' }) },
    'gate neither answered nor passed it on; session() did not run: the request did not get that far',
  ],
  [
    'session() ran, and its trace says nothing',
    { layers: [session, answer], decided: decided({ state: 'not-reached' }) },
    'session: ran, and said nothing -> GET / answered',
  ],
  [
    'a logout that deletes the cookie too',
    { layers: [session, answer], decided: decided({ state: 'found', destroyed: true, cookie: 'cleared' }) },
    'session: known, destroyed, cookie cleared -> GET / answered',
  ],
  [
    'a layer that calls what session() returned',
    {
      layers: [layer({ kind: 'middleware', did: 'passed' }), answer],
      generated: NEW,
      decided: decided({ state: 'unknown-id', saved: true, cookie: 'set' }),
    },
    'a middleware -> GET / answered; session() ran inside another layer: the store has no such id, new, saved, cookie set',
  ],
  [
    'a page that is not there',
    {
      layers: [layer({ layer: 'router', kind: 'router', did: 'passed' }), session],
      decided: decided({ state: 'found' }),
    },
    'session: known, unchanged -> nobody answered GET /, so Express did: 200',
  ],
  ['nothing came in', { decided: null }, 'the request did not reach the app'],
  [
    'no time to tell',
    { decided: null, failure: { kind: 'crash', message: 'x', untold: true } },
    'not known: the process ended before it could tell',
  ],
])('the way of a request: %s', (_, parts, text) => {
  expect(stackText(seen(parts), style)).toBe(text)
})

test.each<readonly [string, Partial<ExchangeSeen>, RegExp]>([
  ['lines', { trace: ['fetching a', 'session found'] }, / {3}fetching a\n {3}session found$/],
  ['it ran', { decided: decided({ state: 'stepped-aside' }) }, /It ran, and said nothing\.$/],
  ['it did not run', { decided: decided({ state: 'not-reached' }) }, /It did not run\.$/],
  ['nothing is known', { failure: { kind: 'crash', message: 'x', untold: true } }, /not known/],
])('the trace: %s', (_, parts, text) => {
  expect(renderTrace(seen(parts), style)).toMatch(text)
})

test.each([40, 80])('no line of the trace is wider than %i columns', (columns) => {
  const text = renderTrace(seen({ trace: [`set-cookie ${'a'.repeat(100)}; Path=/`] }), plainStyle({ columns }))
  for (const line of text.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns)
})
