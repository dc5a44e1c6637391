import { describe, expect, test } from 'vitest'
import type { Cause } from '../../src/diagnosis/cause.ts'
import type { Observation } from '../../src/observe/observation.ts'

/** What happened, and the line that is pointed at: 0 for a finding without one, null where nothing may be found. */
export type Rows = Readonly<Record<string, readonly [Observation, number | null]>>

/** Asks a cause about each row. */
export const check = (cause: Cause, rows: Rows) =>
  describe.each([cause])('$code', ({ find }) => {
    test.each(Object.entries(rows))('%s', (_, [observed, line]) => {
      const found = find(observed)
      expect(found === null ? null : (found.at?.line ?? 0)).toBe(line)
    })
  })
