import { expect, test } from 'vitest'
import type { ExchangeSeen } from '../../src/lesson/events.ts'
import { callsBefore, createLive } from '../../src/presenters/live.ts'
import { sessionLetter } from '../../src/terminal/exchange/sessions.ts'
import { anExchange } from '../support/exchange.ts'

const call = (label: string): ExchangeSeen => ({ ...anExchange({ label }), event: 'exchange', cookieName: 'sid' })
const live = () => createLive(async () => true)
const none = new Map<string, number>()
const turn = () => new Promise(setImmediate)

test('a call wakes who waits, once it is complete', async () => {
  const calls = live()
  let woken = 0
  calls.waken(() => (woken += 1))
  calls.called(call('first'), 1)
  calls.called(call('more of the first'), 1)
  expect(woken).toBe(0)
  await turn()
  await turn()
  expect(woken).toBeGreaterThan(0)
  expect(calls.take(none).calls.map(({ label }) => label)).toEqual(['more of the first'])
  expect(calls.wasCalled).toBe(true)
})

test('a call that comes while nobody waits is shown later', async () => {
  const calls = live()
  calls.called(call('first'), 1)
  await turn()
  const woken = new Promise<void>((resolve) => void calls.waken(resolve))
  await woken
  expect(calls.take(none).calls).toHaveLength(1)
  expect(calls.take(none).calls).toHaveLength(0)
})

test('who has stopped waiting is not woken', async () => {
  const calls = live()
  let woken = 0
  const stop = calls.waken(() => (woken += 1))
  stop()
  calls.called(call('first'), 1)
  await turn()
  expect(woken).toBe(0)
})

test('what becomes known after it was shown is not shown again', () => {
  const calls = live()
  calls.called(call('first'), 1)
  calls.take(none)
  calls.called(call('first'), 1)
  expect(calls.take(none).calls).toEqual([])
})

test('of many calls the last are shown, and the others counted', () => {
  const calls = live()
  for (const number of [1, 2, 3, 4, 5]) calls.called(call(String(number)), number)
  const { calls: shown, left } = calls.take(none)
  expect(shown.map(({ label }) => label)).toEqual(['3', '4', '5'])
  expect(left).toBe(2)
})

test('nobody called a lesson in which nobody called', () => {
  expect(live().wasCalled).toBe(false)
  expect(live().address).toBe(null)
})

test('calls that are not shown are counted', () => {
  expect([1, 2].map(callsBefore)).toEqual(['+ 1 more call before', '+ 2 more calls before'])
})

test("a session of a caller has a letter, the same one in later playings, and that of the run where it is the run's", () => {
  const guests: string[] = []
  const withCookie = (id: string): ExchangeSeen => ({
    ...anExchange({ request: { method: 'GET', path: '/', headers: [['Cookie', `sid=s%3A${id}.mac`]], body: '' } }),
    event: 'exchange',
    cookieName: 'sid',
  })
  const callWith = (ids: readonly string[], run: ReadonlyMap<string, number>) => {
    const calls = createLive(async () => true, guests)
    for (const [i, id] of ids.entries()) calls.called(withCookie(id), i + 1)
    const { sessions } = calls.take(run)
    return ids.map((id) => sessionLetter(sessions.get(id) ?? NaN))
  }
  expect(callWith(['copied', 'first'], new Map([['copied', 0]]))).toEqual(['A', 'Z'])
  expect(callWith(['second', 'first'], new Map([['another', 0]]))).toEqual(['Y', 'Z'])
})
