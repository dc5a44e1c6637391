import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startLimit } from '../../src/exercise/limit.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a step that takes too long is over, once', () => {
  const late = vi.fn<(limitMs: number) => void>()
  const limit = startLimit(10, 60, late)
  vi.advanceTimersByTime(9)
  expect(limit.over).toBe(null)
  vi.advanceTimersByTime(100)
  expect(late.mock.calls).toEqual([[10]])
  expect(limit.over).toBe(10)
  limit.step(10)
  vi.advanceTimersByTime(100)
  expect(late).toHaveBeenCalledTimes(1)
})

test('each step has its own time, and all together have theirs', () => {
  const late = vi.fn<(limitMs: number) => void>()
  const limit = startLimit(10, 60, late)
  for (let step = 0; step < 6; step += 1) {
    vi.advanceTimersByTime(9)
    limit.step(10)
  }
  expect(limit.over).toBe(null)
  vi.advanceTimersByTime(9)
  expect(late.mock.calls).toEqual([[60]])
})

test('a step may have another limit than the first', () => {
  const late = vi.fn<(limitMs: number) => void>()
  const limit = startLimit(10, 60, late)
  limit.step(5)
  vi.advanceTimersByTime(4)
  expect(limit.over).toBe(null)
  vi.advanceTimersByTime(1)
  expect(late.mock.calls).toEqual([[5]])
})

test('once stopped it is never over', () => {
  const late = vi.fn<(limitMs: number) => void>()
  startLimit(10, 60, late).stop()
  vi.advanceTimersByTime(100)
  expect(late).not.toHaveBeenCalled()
})
