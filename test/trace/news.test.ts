import { expect, test } from 'vitest'
import type { Collected } from '../../src/trace/collect.ts'
import type { FindingSeen } from '../../src/trace/findings.ts'
import { createNewsreader } from '../../src/trace/news.ts'
import { exchange, observation, sessionCall } from '../support/observations.ts'

const seen = (number: number, state: 'open' | 'ended' = 'ended'): Collected['exchanges'][number] => ({
  number,
  server: 1,
  client: { name: 'curl 1', agent: 'curl' },
  refused: null,
  facts: exchange({ number, state, ...(state === 'open' ? { status: null } : {}) }),
})
const found = (first: number) => ({ first, code: `code-${first}` }) as FindingSeen
let looks = 0
/** Each is one more look, where a row does not say otherwise. */
const collected = (parts: Partial<Collected>): Collected => ({
  observation: observation({ sessions: [], listens: [] }),
  exchanges: [],
  forgotten: 0,
  lost: 0,
  sessions: { made: 0, found: 0, lost: 0 },
  findings: [],
  blind: [],
  notices: [],
  answering: [],
  looks: (looks += 1),
  ...parts,
})

test('an exchange is told once, when it is over', () => {
  const reader = createNewsreader()
  const numbers = (...exchanges: Collected['exchanges']) =>
    reader.read(collected({ exchanges }), false).exchanges.map(({ number }) => number)
  expect(numbers(seen(1), seen(2, 'open'))).toEqual([1])
  expect(numbers(seen(1), seen(2, 'open'), seen(3))).toEqual([3])
  expect(numbers(seen(1), seen(2), seen(3))).toEqual([2])
  expect(numbers(seen(1), seen(2), seen(3))).toEqual([])
})

test('what is still open at the end is told then', () => {
  const reader = createNewsreader()
  expect(reader.read(collected({ exchanges: [seen(1, 'open')] }), true).exchanges).toHaveLength(1)
})

test('a finding is told once, when it is there a second time, or at the end', () => {
  const reader = createNewsreader()
  const codes = (findings: readonly FindingSeen[], isLast = false) =>
    reader.read(collected({ findings }), isLast).findings.map(({ first }) => first)
  expect(codes([found(1)])).toEqual([])
  expect(codes([found(1), found(2)])).toEqual([1])
  expect(codes([found(1)])).toEqual([])
  expect(codes([found(1), found(3)], true)).toEqual([3])
})

test('a process is told when it has an app, and again when more of that is known', () => {
  const reader = createNewsreader()
  const pids = (parts: Parameters<typeof observation>[0]) =>
    reader.read(collected({ observation: observation({ sessions: [], listens: [], ...parts }) }), false).apps
  const listens = [{ pid: 2, address: '::', port: 1, protocol: 'http' as const }]
  expect(pids({})).toEqual([])
  expect(pids({ sessions: [sessionCall({ pid: 2 })] })).toEqual([2])
  expect(pids({ sessions: [sessionCall({ pid: 2 })] })).toEqual([])
  expect(pids({ sessions: [sessionCall({ pid: 2 })], listens })).toEqual([2])
})

test('a finding waits for a second look, and drawing in between is none', () => {
  const reader = createNewsreader()
  const found1 = [found(1)]
  const read = (parts: Partial<Collected>) => {
    const { findings, isWaiting } = reader.read(collected({ findings: found1, ...parts }), false)
    return [findings.length, isWaiting]
  }
  const first = collected({}).looks + 1
  expect(read({ looks: first })).toEqual([0, true])
  expect(read({ looks: first })).toEqual([0, true])
  expect(read({ looks: first + 1 })).toEqual([1, false])
  expect(read({ looks: first + 1 })).toEqual([0, false])
})
