import { expect, test } from 'vitest'
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
