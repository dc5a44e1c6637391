import { describe, expect, test } from 'vitest'
import { forEveryMachine } from '../support/recordings.ts'
import { judge } from './judge.ts'
import { foundIn, recordedCases } from './recorded.ts'

const cases = recordedCases()

describe('what was observed of apps that nobody wrote for the catalogue', () => {
  test.each(cases)('$name', ({ expected, observation }) => {
    expect(judge(expected, foundIn({ observation }))).toEqual([])
  })

  test('there are cases of each kind', () => {
    const kinds = cases.map(({ expected }) => expected.kind)
    expect([...new Set(kinds)].toSorted()).toEqual(['flag', 'is', 'other', 'right'])
    expect(cases.length).toBeGreaterThan(120)
  })

  test('no recording names a place of the machine on which it was made', () => {
    expect(forEveryMachine(JSON.stringify(cases))).not.toMatch(/\/(?:tmp|home|root|Users|work)\//)
  })
})
