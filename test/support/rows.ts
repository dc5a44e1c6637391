import { describe, expect, test } from 'vitest'
import type { Cause, Found } from '../../src/diagnosis/cause.ts'
import type { Observation } from '../../src/observe/observation.ts'

/** What happened, and the line that is pointed at: 0 for a finding without one, null where nothing may be found. */
export type Rows = Readonly<Record<string, readonly [Observation, number | null]>>

type Told = Pick<Found, 'message' | 'count'> & { readonly option?: string | null }

/** What is found is told in sentences, and nothing in them is left open. */
export function expectTold({ message, count = 1, option }: Told): void {
  expect(message).toMatch(/^\S.{39,}[.!?]$/su)
  expect(message).not.toMatch(/NaN|\[object| {2}| [.,;](?!\w)|[.,;][,;:]/)
  expect(count).toBeGreaterThan(0)
  expect(Number.isInteger(count)).toBe(true)
  expect(option).not.toBe('')
}

/** Asks a cause about each row. */
export const check = (cause: Cause, rows: Rows) =>
  describe.each([cause])('$code', ({ find }) => {
    test.each(Object.entries(rows))('%s', (_, [observed, line]) => {
      const found = find(observed)
      expect(found === null ? null : (found.at?.line ?? 0)).toBe(line)
      if (found) expectTold(found)
    })
  })
