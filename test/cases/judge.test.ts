import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/diagnosis/finding.ts'
import { temporaryFolder } from '../support/run.ts'
import { casesIn, type Expectation } from './case.ts'
import { judge, summary } from './judge.ts'

const found = (...findings: readonly string[]) =>
  findings.map((text) => {
    const [code = '', level = 'error'] = text.split(' ')
    return { code, level: level as Finding['level'] }
  })

const is: Expectation = { kind: 'is', codes: ['a', 'b'] }
const right: Expectation = { kind: 'right', codes: ['a'] }
const other: Expectation = { kind: 'other', codes: ['a'] }

describe('what was found is right, or not', () => {
  test.each([
    [is, ['a'], []],
    [is, ['b warning', 'c warning'], []],
    [is, [], ['a was not found']],
    [is, ['a', 'c'], ['accused of c']],
    [is, ['c warning', 'a warning'], ['a does not come first']],
    [is, ['c'], ['a was not found', 'accused of c']],
    [right, ['c warning', 'a info'], []],
    [right, ['c', 'a warning'], ['accused of c', 'warned of a']],
    [right, ['a'], ['accused of a']],
    [other, ['a', 'c warning'], []],
    [other, [], []],
    [other, ['c'], ['accused of c']],
    [{ kind: 'flag' }, ['c warning'], []],
    [{ kind: 'flag' }, ['c'], []],
    [{ kind: 'flag' }, ['c info'], ['nothing was found']],
  ] as const)('%j, found %j: %j', (expected, findings, faults) => {
    expect(judge(expected, found(...findings))).toEqual(faults)
  })
})

test('the fault that most have comes first', () => {
  const results = [
    { name: 'one', faults: ['x'] },
    { name: 'two', faults: ['y', 'x'] },
    { name: 'three', faults: ['x'] },
  ]
  expect(summary(results)).toBe('  3  x: one, two, three\n  1  y: two\n')
})

test('a folder of cases is read: broken apps, their twins, and peers', () => {
  const folder = temporaryFolder()
  mkdirSync(path.join(folder, 'apps'))
  const cases = [
    { id: 'one', code: 'a', alsoRight: ['b'], where: 'app', file: 'apps/one.js', fixedFile: 'apps/one.fixed.js' },
    { id: 'two', code: 'c', where: 'proxy', file: 'apps/two.js', fixedFile: null },
    { id: 'three', code: 'd', where: 'source', file: 'apps/three.ts' },
    { id: 'four', code: 'd', where: 'app', file: null },
  ]
  writeFileSync(path.join(folder, 'cases.json'), JSON.stringify(cases))
  const names = () => casesIn(folder).map(({ name, expected }) => [name, expected])
  expect(names()).toEqual([
    ['one', { kind: 'is', codes: ['a', 'b'] }],
    ['one.fixed', { kind: 'right', codes: ['a', 'b'] }],
    ['two', { kind: 'other', codes: ['c'] }],
  ])
  const peers = ['flag', 'ok', 'info'].map((expected) => ({ id: expected, file: `peers/${expected}.js`, expected }))
  writeFileSync(path.join(folder, 'peers.json'), JSON.stringify({ cases: peers }))
  expect(names().slice(3)).toEqual([
    ['flag', { kind: 'flag' }],
    ['ok', { kind: 'right', codes: [] }],
    ['info', { kind: 'right', codes: [] }],
  ])
  expect(() => casesIn(path.join(folder, 'apps'))).toThrow(/There is no cases\.json/)
})
