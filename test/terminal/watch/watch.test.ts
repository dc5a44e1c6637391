import { describe, expect, test } from 'vitest'
import { renderWatch, topOf } from '../../../src/terminal/watch/watch.ts'
import type { WatchState } from '../../../src/terminal/watch/state.ts'
import { width } from '../../../src/terminal/text.ts'
import { plainStyle } from '../../support/style.ts'
import { allRows, at, FIRST, hinted, LAST, SOLVED, verdictOn, working } from './states.ts'

const HINTS = FIRST.hints.length

const draw = (state: WatchState, columns = 80, rows = 24): string => renderWatch(state, plainStyle({ columns, rows }))

/** A screen with its lines put together. */
const inWords = (screen: string): string => screen.replaceAll(/\s+/g, ' ')

/** The keys that a screen offers. */
const bar = (screen: string): string => inWords(screen.split('\n\n').at(-1) ?? '').trim()

/** A text that is moved by so many lines, as far as it goes. */
const moved = (state: WatchState, by: number, columns: number, rows: number): WatchState => ({
  ...state,
  top: topOf(state, plainStyle({ columns, rows })) + by,
})

const marks = (screen: string): string[] =>
  [...screen.matchAll(/^ {3}. (passed|failed|not reached) /gm)].map(([, word]) => word ?? '')

const SOLVED_STATE = working({ verdict: SOLVED, fresh: false })
const KEPT = working({ kept: ['Your file is kept as work/01-session-options.old.js.'] })

const STATES: readonly (readonly [string, WatchState])[] = [
  ['the starter fails', working()],
  ['it is run for the first time', working({ verdict: null, running: true })],
  ['it is run again', working({ running: true })],
  ['solved', SOLVED_STATE],
  ['the last one is solved', at(LAST, { verdict: SOLVED, rows: allRows('solved') })],
  ['a hint', hinted(1)],
  ['the last hint', hinted(HINTS)],
  ['the list', working({ view: 'list' })],
  ['the list, all solved', working({ view: 'list', rows: allRows('solved') })],
  ['the question before starting over', working({ view: 'reset' })],
  ['a file that was kept', KEPT],
  ['a file that is gone', working({ gone: true, verdict: null })],
  ['a file that cannot be run', working({ verdict: await verdictOn('const a = (\n') })],
  ['moved beyond its end', working({ top: 5000 })],
]

describe.each([
  [80, 24],
  [40, 20],
  [32, 12],
])('at %i columns and %i rows', (columns, rows) => {
  test.each(STATES)('it fits: %s', (_, state) => {
    const lines = draw(state, columns, rows).split('\n')
    expect(lines.filter((line) => width(line) > columns)).toEqual([])
    expect(lines.length).toBeLessThan(rows)
  })
})

describe.each([
  [80, 24],
  [40, 20],
])('at %i columns and %i rows', (columns, rows) => {
  const screen = (state: WatchState) => draw(state, columns, rows)

  test('what was begun', () => {
    expect(screen(working())).toMatch(/watching/)
    expect(screen(working({ running: true }))).toMatch(/running/)
    expect(marks(screen(working()))).toContain('failed')
    expect(inWords(draw(working(), columns, 60))).toContain('Open the file in your editor')
  })

  test('what is solved: nothing fails, and nothing is left to hint at', () => {
    const shown = screen(SOLVED_STATE)
    expect(shown).toMatch(/watching[^]*solved/)
    expect(marks(shown)).not.toEqual([])
    expect(new Set(marks(shown))).toEqual(new Set(['passed']))
    expect(bar(shown)).not.toContain('hint')
    expect(inWords(shown)).toContain('Press n for the next one.')
    expect(inWords(shown)).toMatch(/session-tutor solution 1 --dir \S/)
    // It stays there until the learner moves on.
    expect(inWords(shown)).toContain(FIRST.title)
  })

  test('a hint is moved to where it is seen, and back', () => {
    for (let number = 1; number <= HINTS; number += 1) {
      expect(screen(hinted(number))).toContain(`hint ${number} of ${HINTS}`)
    }
    const up = moved(hinted(HINTS), -1, columns, rows)
    expect(bar(screen(up))).toContain('down more')
    const down = screen(moved(up, 1, columns, rows))
    expect(down).toContain(`hint ${HINTS} of ${HINTS}`)
    expect(bar(down)).toContain('up back up')
  })

  test('what does not fit is reached line by line, and the bar says when there is no more', () => {
    let state = working({ why: true })
    let shown = screen(state)
    let seen = shown
    expect(bar(shown)).toMatch(/down more/)
    expect(bar(shown)).not.toMatch(/back up/)
    for (let i = 0; bar(shown).includes('down more') && i < 200; i += 1) {
      state = moved(state, 1, columns, rows)
      shown = screen(state)
      expect(bar(shown)).toContain('up back up')
      seen += shown
    }
    expect(seen).toMatch(/Line \d+:/)
    expect(seen).toMatch(/look at/)
    expect(seen).toMatch(/store\s+not asked/)
    expect(bar(shown)).not.toMatch(/down more/)
    // There is no further, and no higher than the top.
    expect(screen(moved(state, 1, columns, rows))).toBe(shown)
    expect(screen(moved(working(), -1, columns, rows))).toBe(screen(working()))
  })

  test('the list', () => {
    const rowsOfAll = allRows('started', 1).map((row, i) => (i === 0 ? { ...row, status: 'solved' as const } : row))
    const shown = screen(working({ view: 'list', rows: rowsOfAll }))
    expect(shown).toMatch(/Exercises[^]*> 1 {2}[^]*solved[^]* {3}2 {2}[^]*1 of \d/)
    expect(bar(shown)).toBe(`1-${LAST} open b back q quit`)
  })

  test('the question before starting over', () => {
    const shown = screen(working({ view: 'reset' }))
    expect(inWords(shown)).toMatch(/Start \S+01-session-options\.js over\? Your file stays beside it, with \.old/)
    expect(bar(shown)).toBe('y yes, start over b back q quit')
  })

  test('a file that was kept is told of until it is worked on', () => {
    const told = 'Your file is kept as work/01-session-options.old.js.'
    expect(inWords(draw(KEPT, columns, 60))).toContain(told)
    expect(inWords(screen({ ...KEPT, verdict: null, running: true }))).toContain(told)
    expect(inWords(draw({ ...KEPT, fresh: false }, columns, 60))).not.toContain(told)
  })

  test('a file that is gone', () => {
    const shown = screen(working({ gone: true, verdict: null }))
    expect(inWords(shown)).toContain('any more. Put it back, or press r to start over.')
    expect(shown).not.toMatch(/watching|running/)
    expect(screen(working())).not.toMatch(/Put it\s+back/)
  })

  test('a file that cannot be run says so', async () => {
    const shown = screen(working({ verdict: await verdictOn('const a = (\n') }))
    expect(inWords(shown)).toMatch(/never closed/)
    expect(new Set(marks(shown))).toEqual(new Set(['not reached']))
  })
})

test.each([
  [0, 'h hint'],
  [1, 'h another hint'],
  [HINTS, 'h hints again'],
])('with %i hints shown the bar says: %s', (seenHints, says) => {
  expect(bar(draw(working({ seenHints })))).toBe(`down more w why ${says} n next l list r start over q quit`)
})

test('the reason and its line are told only where they are to be, above the hint', () => {
  const hidden = draw(working(), 80, 60)
  expect(hidden).toMatch(/look at/)
  expect(hidden).not.toMatch(/Line \d+:/)
  expect(bar(hidden)).toContain('w why')
  const told = draw({ ...hinted(1), why: true }, 80, 60)
  expect(told).toMatch(/Line \d+:[^]*hint 1 of/)
  expect(bar(told)).not.toContain('w why')
})

test('no hint is shown before it is asked for', () => {
  expect(draw(working(), 80, 60)).not.toMatch(/hint \d/)
})

test('only keys that do something are there', () => {
  expect(bar(draw(at(2), 80, 200))).toBe('w why h hint n next p previous l list r start over q quit')
  expect(bar(draw(at(LAST), 80, 200))).toBe('w why h hint p previous l list r start over q quit')
  expect(bar(draw(working({ verdict: SOLVED }), 80, 200))).toBe('n next l list r start over q quit')
})

test('the last one that is solved is said to be the last', () => {
  expect(inWords(draw(at(LAST, { verdict: SOLVED, rows: allRows('solved') })))).toContain('solved them all')
  expect(inWords(draw(at(LAST, { verdict: SOLVED })))).not.toMatch(/solved them all|Press n/)
})
