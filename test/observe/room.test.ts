import { describe, expect, test } from 'vitest'
import { createRoom } from '../../src/observe/room.ts'

test('each second has as many places as it was given, and says when it begins', () => {
  let seconds = 0
  const room = createRoom(2, () => (seconds += 1))
  const taken = Array.from({ length: 2000 }, () => room.take())
  const places = taken.filter(Boolean).length
  expect(taken.slice(0, 2)).toEqual([true, true])
  expect(seconds).toBeGreaterThan(0)
  expect(places).toBeLessThanOrEqual(2 * seconds)
  expect(createRoom(0, () => {}).take()).toBe(false)
})

interface App {
  /** How long it works on a request, and how much longer where it is written down, in milliseconds. */
  readonly worksMs: number
  readonly writesMs: number
  /** How long it then waits for the next. */
  readonly waitsMs?: number
}

/** @returns how many were written down in each second of an app, on a clock of its own */
function secondsOf({ worksMs, writesMs, waitsMs = 0 }: App, seconds: number): number[] {
  const work = { active: 0, idle: 0 }
  const now = () => work.active + work.idle
  const room = createRoom(
    500,
    () => {},
    now,
    () => ({ ...work }),
  )
  const written = Array.from({ length: seconds }, () => 0)
  while (now() < seconds * 1000) {
    const second = Math.floor(now() / 1000)
    const isWritten = room.take()
    if (isWritten) written[second] = (written[second] ?? 0) + 1
    work.active += worksMs + (isWritten ? writesMs : 0)
    work.idle += waitsMs
  }
  return written
}

describe('an app keeps its time for requests', () => {
  test.each([
    [
      'one that gets as many as are written down keeps them all',
      { worksMs: 1, writesMs: 0.3, waitsMs: 0.75 },
      485,
      500,
    ],
    ['one that is slow keeps them all, however busy it is', { worksMs: 3, writesMs: 0.5 }, 285, 286],
    ['one that waits more than it works keeps 500', { worksMs: 0.2, writesMs: 0.1, waitsMs: 0.5 }, 500, 500],
    ['one in a rush pays a fortieth of its time', { worksMs: 0.3, writesMs: 0.25 }, 99, 103],
    ['on a fast machine that is more of them', { worksMs: 0.1, writesMs: 0.08 }, 305, 325],
    ['where it costs next to nothing it is 500 again', { worksMs: 0.1, writesMs: 0.001 }, 490, 500],
    ['where it costs very much it is a few', { worksMs: 0.2, writesMs: 1.5 }, 25, 60],
  ] satisfies readonly (readonly [string, App, number, number])[])('%s', (_, app, least, most) => {
    const [first = 0, ...others] = secondsOf(app, 20)
    const settled = others.slice(8)
    expect(first).toBeGreaterThan(100)
    expect(Math.min(...settled)).toBeGreaterThanOrEqual(least)
    expect(Math.max(...settled)).toBeLessThanOrEqual(most)
  })

  test('when a rush is over there is room at once', () => {
    const work = { active: 0, idle: 0 }
    const room = createRoom(
      500,
      () => {},
      () => work.active + work.idle,
      () => ({ ...work }),
    )
    const rush = (until: number) => {
      while (work.active + work.idle < until) work.active += room.take() ? 0.6 : 0.3
    }
    rush(2300)
    expect(room.take()).toBe(false)
    work.idle += 60
    expect(room.take()).toBe(true)
  })
})
