import { expect, test } from 'vitest'
import type { Finding } from '../../src/diagnosis/finding.ts'
import { createFindings } from '../../src/trace/findings.ts'

const finding = (code: string, parts: Partial<Finding> = {}): Finding =>
  ({ code, level: 'error', at: null, exchange: 1, count: 1, consequences: [], ...parts }) as Finding

/** The findings after several looks, each at what was found then and the numbers of the exchanges that were looked at. */
function after(looks: readonly (readonly [found: readonly Finding[], lookedAt: readonly number[]])[]) {
  const findings = createFindings()
  for (const [found, lookedAt] of looks) findings.add(found, (number) => lookedAt.includes(number))
  return findings.all().map(({ code, first, exchange, count }) => ({ code, first, exchange, count }))
}

test('each is told once, with the first exchange that shows it and the most that were counted', () => {
  expect(
    after([
      [[finding('a', { count: 2 })], [1, 2]],
      [[finding('a', { exchange: 2, count: 1 })], [2, 3]],
    ]),
  ).toEqual([{ code: 'a', first: 1, exchange: 1, count: 2 }])
})

test('the same cause at another line is another finding', () => {
  const at = (line: number) => ({ at: { file: '/a.js', line } })
  expect(after([[[finding('a', at(1)), finding('a', at(2))], [1]]])).toHaveLength(2)
})

test('the most severe come first, and of those the first that was seen', () => {
  const found = after([
    [[finding('advice', { level: 'info' })], [1]],
    [[finding('advice', { level: 'info' }), finding('risk', { level: 'warning' })], [1]],
    [[finding('advice', { level: 'info' }), finding('risk', { level: 'warning' }), finding('loss')], [1]],
  ])
  expect(found.map(({ code }) => code)).toEqual(['loss', 'risk', 'advice'])
})

test('what is none any more is taken back, as long as what showed it is looked at', () => {
  expect(
    after([
      [[finding('a')], [1]],
      [[], [1, 2]],
    ]),
  ).toEqual([])
  expect(
    after([
      [[finding('a')], [1]],
      [[], [2, 3]],
    ]),
  ).toEqual([{ code: 'a', first: 1, exchange: 1, count: 1 }])
})

test('what turns out to be a consequence is not told beside its cause', () => {
  const found = after([
    [[finding('later')], [1]],
    [[finding('cause', { exchange: 5, consequences: ['later'] })], [5]],
  ])
  expect(found.map(({ code }) => code)).toEqual(['cause'])
})
