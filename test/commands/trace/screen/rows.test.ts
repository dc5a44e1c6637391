import { expect, test } from 'vitest'
import { createRows, placedIn } from '../../../../src/commands/trace/screen/rows.ts'
import { exchange, passed, type ExchangeParts } from '../../../support/observations.ts'
import { finding } from '../../../support/trace-rows.ts'

const traced = (parts: ExchangeParts) => ({
  number: 1,
  server: 1,
  client: { name: 'curl 1', agent: 'curl/8' },
  facts: exchange(parts),
  refused: null,
})
const rowOf = (parts: ExchangeParts) => createRows()([traced(parts)])[0]
const made = { generated: [{ kind: 'string', value: 'id-1' }] }

test.each<readonly [string, ExchangeParts, readonly string[]]>([
  ['a first login', { ...made, session: { saved: true, cookie: 'set' } }, ['new', 'saved', 'cookie set']],
  ['a first visit', made, ['new', 'not saved']],
  ['nobody looked', { session: { state: 'not-reached' } }, ['no session()']],
  ['a visit', { session: { state: 'found' } }, ['known', 'unchanged']],
  ['a visit that moves the end', { session: { state: 'found', touched: true } }, ['known', 'touched']],
  [
    'regenerate()',
    { ...made, session: { state: 'found', saved: true, destroyed: true, cookie: 'set' } },
    ['known', 'new id', 'destroyed', 'saved', 'cookie set'],
  ],
  ['logout', { session: { state: 'found', destroyed: true } }, ['known', 'destroyed']],
  [
    'kept back',
    { ...made, session: { saved: true, cookie: 'kept-back', why: 'not-secured' } },
    ['new', 'cookie kept back', 'saved'],
  ],
  ['after a restart', { ...made, session: { state: 'unknown-id' } }, ['unknown id', 'new', 'not saved']],
  ['another secret', { ...made, session: { state: 'bad-signature' } }, ['bad signature', 'new', 'not saved']],
])('%s', (_, parts, did) => {
  expect(rowOf(parts)?.did).toEqual(did)
})

test.each<readonly [string, ExchangeParts, string]>([
  ['answered', { status: 404 }, '404'],
  ['open', { status: null }, 'open'],
  ['cut', { status: null, state: 'closed' }, 'cut'],
])('%s', (_, parts, status) => {
  expect(rowOf(parts)?.status).toBe(status)
})

const served = [passed({ name: 'serveStatic', did: 'answered' })]
test.each<readonly [string, ExchangeParts, boolean]>([
  ['a file of express.static()', { line: 'GET /logo', layers: served }, true],
  ['one by its ending', { line: 'GET /app.css?v=3' }, true],
  ['a page', { line: 'GET /app' }, false],
  ['a name in the query', { line: 'GET /app?then=/a.css' }, false],
  ['something sent to such a path', { line: 'POST /a.css' }, false],
  ['a file that began a session', { line: 'GET /a.css', session: { saved: true, cookie: 'set' } }, false],
  ['a file that failed', { line: 'GET /a.css', status: 500 }, false],
])('%s', (_, parts, isStatic) => {
  expect(rowOf(parts)?.isStatic).toBe(isStatic)
})

test('an exchange of which nothing new is known keeps its line', () => {
  const rows = createRows()
  const one = traced({})
  expect(rows([one])[0]).toBe(rows([one])[0])
})

test('a place is told from the folder, if it is in it', () => {
  const places = (file: string) => placedIn([finding(1, { at: { file, line: 3 } })], '/app')[0]?.at?.file
  expect(places('/app/src/a.js')).toBe('src/a.js')
  expect(places('/lib/b.js')).toBe('/lib/b.js')
  expect(placedIn([finding(1, { at: null })], '/app')[0]?.at).toBe(null)
})
