import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPace } from '../../../src/commands/trace/pace.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** When something was done. @param takesMs how long it takes each time @param plansAgain how often it is a reason for itself */
function paced(takesMs: number, plansAgain = 0) {
  const times: number[] = []
  const start = performance.now()
  const pace = createPace({ soonMs: 10, gapMs: 50, part: 0.2 }, () => {
    times.push(performance.now() - start)
    vi.advanceTimersByTime(takesMs)
    if (times.length <= plansAgain) pace.plan()
  })
  return { pace, times }
}

test('reasons that come together are one', () => {
  const { pace, times } = paced(0)
  for (let i = 0; i < 5; i += 1) pace.plan()
  vi.advanceTimersByTime(1000)
  expect(times).toEqual([10])
})

test('the next one waits until the gap is over', () => {
  const { pace, times } = paced(0)
  pace.plan()
  vi.advanceTimersByTime(20)
  pace.plan()
  vi.advanceTimersByTime(1000)
  pace.plan()
  vi.advanceTimersByTime(1000)
  expect(times).toEqual([10, 60, 1030])
})

test('what takes long is done less often', () => {
  const { pace, times } = paced(100, 1)
  pace.plan()
  vi.advanceTimersByTime(2000)
  expect(times).toEqual([10, 510])
})

test('after a stop nothing is done', () => {
  const { pace, times } = paced(0)
  pace.plan()
  pace.stop()
  pace.plan()
  vi.advanceTimersByTime(1000)
  expect(times).toEqual([])
})
