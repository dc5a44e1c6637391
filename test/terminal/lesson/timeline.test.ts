import { expect, test } from 'vitest'
import { see, type Seen } from '../../../src/lesson/seen.ts'
import { sessionsOf } from '../../../src/terminal/exchange/sessions.ts'
import { renderTimeline } from '../../../src/terminal/lesson/timeline.ts'
import type { Exchange, StoreCall } from '../../../src/wire/exchange.ts'
import { anExchange } from '../../support/exchange.ts'
import { plainStyle } from '../../support/style.ts'

const START = Date.UTC(2026, 10, 23)
const HOUR = 3_600_000

/** A visit at an hour. @param set the hour at which the cookie ends that it sets; null for one without an end */
function visit(
  hour: number,
  {
    sent,
    set,
    id = 'a',
    store = [],
    ...rest
  }: Partial<Omit<Exchange, 'store'>> & {
    readonly sent?: string
    readonly set?: number | null
    readonly id?: string
    readonly store?: readonly StoreCall[]
  },
): Seen {
  const expires = typeof set === 'number' ? `; Expires=${new Date(START + set * HOUR).toUTCString()}` : ''
  const one = anExchange({
    at: START + hour * HOUR,
    request: {
      method: 'GET',
      path: '/',
      headers: sent === undefined ? [] : [['Cookie', `sid=s%3A${sent}.mac`]],
      body: '',
    },
    response: {
      status: 200,
      statusText: 'OK',
      headers: set === undefined ? [] : [['Set-Cookie', `sid=s%3A${id}.mac; Path=/${expires}`]],
      body: '',
    },
    store,
    ...rest,
  })
  return see(one, 'sid')
}

const call = (op: StoreCall['op'], id: string, ends?: number | null): StoreCall => ({
  op,
  id,
  before: null,
  session:
    ends === undefined
      ? null
      : { cookie: { expires: ends === null ? null : new Date(START + ends * HOUR).toISOString() } },
})

const draw = (seen: readonly Seen[], columns = 80) =>
  renderTimeline(seen, sessionsOf(seen), plainStyle({ columns }), 'brief').split('\n')

const first = visit(0, { set: 10, store: [call('set', 'a', 10)] })
const reading = visit(6, { sent: 'a', store: [call('get', 'a', 10), call('touch', 'a', 16)] })

test('a visit that only the store hears of moves one end of two', () => {
  expect(draw([first, reading])).toEqual([
    '   hour     0    2    4    6     8    10   12   14   16',
    '   visits   v              v',
    '   browser  [A========================]                  until hour 10',
    '   store    [A=============|=========================]   until hour 16',
  ])
})

test('after the end of its cookie a browser gets another session: both are drawn', () => {
  const later = visit(12, { set: 22, id: 'b', store: [call('set', 'b', 22)] })
  const lines = draw([first, reading, later])
  expect(lines[2]).toMatch(/^ {3}browser {2}\[A=+\] +\[B=+\] +until hour 22$/)
  expect(lines[3]).toMatch(/^ {3}store {4}\[A=+\|=+\] +until hour 16$/)
  expect(lines[4]).toMatch(/^ {3}store +\[B=+\] +until hour 22$/)
})

test('no end, an end that nobody saw, and one before its time each look like nothing else', () => {
  const open = [visit(0, { set: null, store: [call('set', 'a', null)] }), visit(720, { sent: 'a' })]
  const lines = draw([...open, visit(721, { sent: 'a', store: [call('touch', 'a', null)] })])
  expect(lines[0]).toMatch(/^ {3}day {6}0 /)
  expect(lines[2]).toMatch(/^ {3}browser {2}\[A=+> +no end$/)
  expect(lines[3]).toMatch(/^ {3}store {4}\[A=+> +no end$/)
  expect(draw([first, visit(6, { sent: 'a', store: [call('touch', 'a')] })])[3]).toMatch(/\[A=+\|=+\? +end unknown$/)
  const gone = visit(6, { sent: 'a', store: [call('destroy', 'a')] })
  expect(draw([first, gone])[3]).toMatch(/^ {3}store {4}\[A=+x +gone by hour 6$/)
})

test('a cookie that is sent by hand moves nothing in the browser that got it', () => {
  const byHand = visit(12, { sent: 'a', browser: null, store: [call('get', 'a', 16), call('touch', 'a', 22)] })
  expect(draw([first, reading, byHand]).slice(2)).toEqual([
    expect.stringMatching(/^ {3}browser {2}\[A=+\] +until hour 10$/),
    expect.stringMatching(/^ {3}store {4}\[A=+\|=+\|=+\] +until hour 22$/),
  ])
})

test('nothing is drawn of a session that has no end, before time has passed, and of visits without one', () => {
  expect(draw([visit(0, { set: null, store: [call('set', 'a', null)] })])).toEqual([''])
  expect(draw([visit(0, {}), visit(3, {})])).toEqual([''])
  expect(draw([])).toEqual([''])
})

test('in words for those who hear it', () => {
  const seen = [first, reading]
  const words = renderTimeline(seen, sessionsOf(seen), plainStyle(), 'full').replaceAll(/\s+/g, ' ')
  expect(words).toBe(
    ' timeline It is hour 6. Browser (A): from hour 0, until hour 10. Store (A): from hour 0, until hour 16, moved at hour 6.',
  )
})

test.each([20, 40, 79])('at %i columns no line is too wide', (columns) => {
  for (const line of draw([first, reading], columns)) expect(line.length).toBeLessThan(Math.max(columns, 32))
})

test('a story: all its sessions, and no more behind the last visit than half of what is before', () => {
  const seen = [
    visit(0, { set: 100, id: 'a', store: [call('set', 'a', 100)] }),
    visit(4, { sent: 'a', set: 104, id: 'b', store: [call('destroy', 'a'), call('set', 'b', 104)] }),
    visit(6, { sent: 'b', store: [call('get', 'b', 104)] }),
  ]
  const drawn = renderTimeline(seen, sessionsOf(seen), plainStyle(), 'brief', new Set(['a', 'b'])).split('\n')
  expect(drawn.map((line) => line.replaceAll(/=+/g, '=').replaceAll(/ +/g, ' ').trim())).toEqual([
    'hour 0 2 4 6 8',
    'visits v v v',
    'browser [A=[B= until hour 104',
    'store A [A=x gone by hour 4',
    'store B [B= until hour 104',
  ])
})

test('nothing is drawn of what a page of another origin began: its cookie stays away for other reasons than time', () => {
  const page = { host: '127.0.0.1', origin: 'http://127.0.0.1:5173', by: 'form', credentials: 'include' } as const
  const seen = { ...page, movesClock: true, preflight: null, reading: null }
  expect(draw([first, visit(3, {})])).not.toEqual([''])
  expect(draw([first, visit(3, { page: seen })])).toEqual([''])
})
