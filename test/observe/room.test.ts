import { expect, test } from 'vitest'
import { createRoom } from '../../src/observe/room.ts'

test('what has no room, and what is lost afterwards, is counted, and told once', () => {
  const told: number[] = []
  const room = createRoom(0, (dropped) => told.push(dropped))
  expect([room.take(), room.take()]).toEqual([false, false])
  room.lose()
  room.tell()
  room.tell()
  expect(told.at(-1)).toBe(3)
  expect(told.filter((dropped) => dropped === 3)).toHaveLength(1)
  expect(createRoom(1, () => {}).take()).toBe(true)
})
