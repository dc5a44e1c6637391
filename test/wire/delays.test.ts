import { expect, onTestFinished, test } from 'vitest'
import { createDelays } from '../../src/wire/delays.ts'

const begin = () => {
  const delays = createDelays()
  onTestFinished(delays.stop)
  return delays
}

/** Waits, and writes down that it is over. */
const noting = async (list: string[], name: string, over: Promise<void>) => {
  await over
  list.push(name)
}

test('the shorter delay ends first, even if it began later', async () => {
  const { wait } = begin()
  const list: string[] = []
  const long = noting(list, 'long', wait(40))
  await Promise.all([long, noting(list, 'short', wait(10))])
  expect(list).toEqual(['short', 'long'])
})

test('of two that are as long, the one that began first ends first', async () => {
  const { wait } = begin()
  const list: string[] = []
  await Promise.all([noting(list, 'one', wait(10)), noting(list, 'other', wait(10))])
  expect(list).toEqual(['one', 'other'])
})

test('none ends while something moves', async () => {
  const { wait, during } = begin()
  const list: string[] = []
  let moves = true
  let asked = 0
  const over = during(() => {
    asked += 1
    return !moves
  })
  const waiting = noting(list, 'over', wait(1))
  await expect.poll(() => asked).toBeGreaterThan(3)
  expect(list).toEqual([])
  moves = false
  await waiting
  expect(list).toEqual(['over'])
  over()
})

test('a short one that begins late ends before a long one that something held up', async () => {
  const { wait, during } = begin()
  const list: string[] = []
  let looked = 0
  during((held) => {
    looked += 1
    return held === 2
  })
  const long = noting(list, 'long', wait(30))
  // By a clock it would be over by then: it is looked at every few milliseconds.
  await expect.poll(() => looked).toBeGreaterThan(30)
  await noting(list, 'short', wait(20))
  during(() => true)
  await long
  expect(list).toEqual(['short', 'long'])
})

test('when it is stopped, nothing is released any more, and no timer is left', async () => {
  const delays = createDelays()
  const list: string[] = []
  void noting(list, 'over', delays.wait(1))
  delays.stop()
  await createDelays().wait(20)
  expect(list).toEqual([])
})
