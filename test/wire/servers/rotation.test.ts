import { expect, test } from 'vitest'
import { createRotation } from '../../../src/wire/servers/rotation.ts'

/** Two servers, and where requests go to, as in `A, else B`. */
function two(sticks = false) {
  const rotation = createRotation()
  rotation.add('A', 1)
  rotation.add('B', 2)
  const aim = rotation.aim(sticks)
  const next = (cookie?: string) =>
    aim(cookie === undefined ? [] : [['Cookie', cookie]])
      .map(({ name, port, says = [] }) => `${name}:${port}${says.map(([, value]) => ` (${value})`).join('')}`)
      .join(', else ')
  return { rotation, next }
}

test('servers take turns, and the others are there for one where nobody listens', () => {
  const { next } = two()
  expect([next(), next(), next()]).toEqual(['A:1, else B:2', 'B:2, else A:1', 'A:1, else B:2'])
})

test('one that is taken out gets nothing, until it is there again', () => {
  const { rotation, next } = two()
  rotation.takeOut('A')
  expect([next(), next()]).toEqual(['B:2', 'B:2'])
  rotation.add('A', 3)
  expect([next(), next()]).toEqual(['A:3, else B:2', 'B:2, else A:3'])
  rotation.takeOut('A')
  rotation.takeOut('B')
  expect(next()).toBe('')
})

test('one that sticks tells a new browser by a cookie where it was, and knows it again', () => {
  const { next } = two(true)
  const [a, b] = ['server=A; Path=/; HttpOnly', 'server=B; Path=/; HttpOnly']
  expect(next()).toBe(`A:1 (${a}), else B:2 (${b})`)
  expect(next('x=1; server=A')).toBe(`A:1, else B:2 (${b})`)
  expect(next('server=A')).toBe(`A:1, else B:2 (${b})`)
  expect(next()).toBe(`B:2 (${b}), else A:1 (${a})`)
})

test('a browser that was at a server which is gone gets another', () => {
  const { rotation, next } = two(true)
  rotation.takeOut('A')
  expect(next('server=A')).toBe('B:2 (server=B; Path=/; HttpOnly)')
  expect(next('server=nobody')).toBe('B:2 (server=B; Path=/; HttpOnly)')
})
