import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderProgressBar, renderStopped } from '../../src/terminal/progress-bar.ts'
import { createStyle } from '../../src/terminal/style.ts'
import { width } from '../../src/terminal/text.ts'
import type { Advance } from '../../src/wordlist/search.ts'
import { pipedEnvironment } from '../support/run.ts'
import { plainStyle } from '../support/style.ts'

const at = (changes: Partial<Advance>): Advance => ({
  words: 4_876_543,
  lines: 4_900_000,
  skipped: 0,
  bytes: 47_600_000,
  totalBytes: 140_000_000,
  hits: [null],
  ...changes,
})
const SECONDS = 1000
const HOURS = 3600 * SECONDS

test.each([
  [80, '  34 %  ########................  4,876,543 words  1,520,000 a second  7 s left'],
  [70, '  34 %  #####..........  4,876,543 words  1,520,000 a second  7 s left'],
  [63, '  34 %  ##......  4,876,543 words  1,520,000 a second  7 s left'],
  [62, '  34 %  ########................  4,876,543 words  7 s left'],
  [43, '  34 %  ##......  4,876,543 words  7 s left'],
  [42, '  34 %  ########................  7 s left'],
  [40, '  34 %  #######...............  7 s left'],
  [20, '  34 %  7 s left'],
  [10, '  34 %'],
])('in %i columns', (columns, line) => {
  expect(renderProgressBar(at({}), 3200, plainStyle({ columns }))).toBe(line)
})

test.each([
  [80, ' 4,876,543 words  1,520,000 a second'],
  [30, ' 4,876,543 words'],
  [12, ' 4,876,543'],
])('without a known length, in %i columns', (columns, line) => {
  expect(renderProgressBar(at({ totalBytes: null }), 3200, plainStyle({ columns }))).toBe(line)
})

test('with other signs where the terminal has them', async () => {
  const { environment } = pipedEnvironment({ unicode: true, size: () => ({ columns: 40, rows: 24 }) })
  expect(renderProgressBar(at({}), 3200, await createStyle(environment))).toBe(
    '  34 %  ███████░░░░░░░░░░░░░░░  7 s left',
  )
})

test('colours take no room', () => {
  const paint = (text: string) => `\u001b[36m${text}\u001b[39m`
  expect(width(renderProgressBar(at({}), 3200, plainStyle({ accent: paint, dim: paint, columns: 80 })))).toBe(79)
})

test.each([
  ['at the start', at({ words: 0, bytes: 0 }), 0, '   0 %  ........................  0 words'],
  ['too early to tell', at({ words: 1, bytes: 9 }), 499, '   0 %  ........................  1 word  2 a second'],
  [
    'at the end',
    at({ bytes: 140_000_000 }),
    9000,
    ' 100 %  ########################  4,876,543 words  542,000 a second  0 s left',
  ],
  [
    'behind the end of a list that grew',
    at({ bytes: 150_000_000 }),
    9000,
    ' 100 %  ########################  4,876,543 words  542,000 a second  0 s left',
  ],
  [
    'just before the end',
    at({ bytes: 139_999_999 }),
    9000,
    '  99 %  #######################.  4,876,543 words  542,000 a second  1 s left',
  ],
])('%s', (_when, advance, elapsed, line) => {
  expect(renderProgressBar(advance, elapsed, plainStyle({ columns: 90 }))).toBe(line)
})

test.each([
  [12 * SECONDS, '12 s left'],
  [119.1 * SECONDS, '2 min left'],
  [3 * 60 * SECONDS, '3 min left'],
  [119.1 * 60 * SECONDS, '2 h left'],
  [5 * HOURS, '5 h left'],
  [47.5 * HOURS, '2 days left'],
  [80_000 * HOURS, '3,334 days left'],
])('half of the list took %i ms, so there is as much left', (elapsed, left) => {
  const line = renderProgressBar(at({ bytes: 70_000_000 }), elapsed, plainStyle({ columns: 24 }))
  expect(line).toBe(`  50 %  ${left}`)
})

test('fits any columns from 20 on, whatever the counts', () => {
  const count = fc.oneof(
    fc.nat(10),
    fc.nat(20_000_000),
    fc.maxSafeNat().map((n) => n % 1e12),
  )
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 130 }),
      fc.record({ words: count, bytes: count, totalBytes: fc.option(count.map((n) => n + 1)) }),
      fc.nat(1e9),
      (columns, counts, elapsed) => {
        const line = renderProgressBar(at(counts), elapsed, plainStyle({ columns }))
        expect(width(line)).toBeLessThanOrEqual(columns)
        expect(line).toMatch(/^ +\d/)
        expect(line).not.toMatch(/NaN|Infinity|[\p{Cc}]/u)
      },
    ),
    { numRuns: 2000 },
  )
})

const hit = { word: Buffer.from('\u001b[31mword'), line: 3 }

test.each([
  [{}, 'Stopped after 4,876,543 words, 34 % of the list. None of them fits.'],
  [{ bytes: 9 }, 'Stopped after 4,876,543 words, less than 1 % of the list. None of them fits.'],
  [{ totalBytes: null }, 'Stopped after 4,876,543 words. None of them fits.'],
  [{ words: 1, totalBytes: null }, 'Stopped after 1 word. It does not fit.'],
  [{ words: 0 }, 'Stopped before the first word was tried.'],
  [{ hits: [null, hit, null] }, 'Stopped after 4,876,543 words, 34 % of the list. A word fits 1 of 3 signatures.'],
])('stopped with %o', (changes, sentence) => {
  expect(renderStopped(at(changes))).toBe(sentence)
})
