import { expect, test } from 'vitest'
import { afterwards } from '../../src/observe/afterwards.ts'

test('each is looked at after each delay, and waits no more after the last', async () => {
  const looks: string[] = []
  let resolve = () => {}
  const done = new Promise<void>((all) => (resolve = all))
  const recent = afterwards<string>([1, 30], 10, (one) => {
    looks.push(one)
    if (looks.length === 6) resolve()
  })
  for (const one of ['first', 'second']) recent.add(one)
  expect(recent.waiting()).toEqual(['first', 'second'])
  setImmediate(() => recent.add('third'))
  const alive = setInterval(() => {}, 1000)
  await done
  clearInterval(alive)
  expect(looks.toSorted()).toEqual(['first', 'first', 'second', 'second', 'third', 'third'])
  await new Promise((now) => setImmediate(now))
  expect(recent.waiting()).toEqual([])
})

test('where too many wait, the oldest is looked at at once, and waits no more', () => {
  const looks: number[] = []
  const recent = afterwards<number>([60_000], 3, (one) => looks.push(one))
  for (const one of [1, 2, 3, 4, 5]) recent.add(one)
  expect(looks).toEqual([1, 2])
  expect(recent.waiting()).toEqual([3, 4, 5])
})
