import { beforeEach, describe, expect, test } from 'vitest'
import {
  countAnew,
  countAnswer,
  countCookieKeptBack,
  counted,
  countedSoFar,
  countError,
  countNoMore,
  countOne,
  isOnlyCounting,
} from '../../src/observe/counted.ts'

beforeEach(countAnew)

describe('of exchanges without room', () => {
  test('there are sums', () => {
    for (const status of [200, 404, 200]) {
      countOne()
      countAnswer(status)
    }
    countOne()
    countCookieKeptBack()
    expect(counted()).toEqual({ count: 4, statuses: { 200: 2, 404: 1 }, failed: 0, errors: [], cookiesKeptBack: 1 })
    expect(countedSoFar()).toBe(4)
  })

  test('an error is counted once for each request, and told once for each message', () => {
    countOne()
    const [first, second] = [{}, {}]
    const broken = new TypeError('it broke')
    for (const request of [first, first, second]) countError(request, broken)
    countError({}, 'a text')
    countError({}, undefined)
    const { failed, errors } = counted()
    expect(failed).toBe(3)
    expect(errors.map(({ count, error }) => [count, error.name, error.message])).toEqual([
      [2, 'TypeError', 'it broke'],
      [1, '', "'a text'"],
    ])
  })

  test('errors without end are not all told apart', () => {
    countOne()
    for (let i = 0; i < 100; i += 1) countError({}, new Error(`number ${i}`))
    const { failed, errors } = counted()
    expect(failed).toBe(100)
    expect(errors).toHaveLength(20)
  })
})

test('where none was counted, an answer, an error and a cookie belong to something else', () => {
  countAnswer(200)
  countError({}, new Error('it broke'))
  countCookieKeptBack()
  expect(counted()).toEqual({ count: 0, statuses: {}, failed: 0, errors: [], cookiesKeptBack: 0 })
})

test('it is known whether the last one had room', () => {
  countOne()
  expect(isOnlyCounting()).toBe(true)
  countNoMore()
  expect(isOnlyCounting()).toBe(false)
})
