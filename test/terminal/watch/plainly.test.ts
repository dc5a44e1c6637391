import { describe, expect, test } from 'vitest'
import { keyOfWord, keysOf, wordsOf } from '../../../src/terminal/watch/keys.ts'
import { NOTHING_SAID, renderUnknown, tellNews } from '../../../src/terminal/watch/plainly.ts'
import type { WatchState } from '../../../src/terminal/watch/state.ts'
import { plainStyle } from '../../support/style.ts'
import { at, hinted, LAST, SOLVED, working } from './states.ts'

const style = plainStyle()

/** What is said of each of these states, one after the other. */
function news(...states: readonly WatchState[]): readonly string[] {
  let said = NOTHING_SAID
  return states.map((state) => {
    const told = tellNews(state, said, style)
    said = told.said
    return told.news.replaceAll(/\s+/g, ' ').trim()
  })
}

const FIRST_RUN = working({ verdict: null, running: true })
const ASKS = 'Type a word and Enter: why, hint, next, list, reset, quit.'

test('nothing is said while the first run goes on, and then all that failed, and the words', () => {
  const [before, after = ''] = news(FIRST_RUN, working())
  expect(before).toBe('')
  expect(after).toMatch(/failed/)
  expect(after.endsWith(ASKS)).toBe(true)
})

describe('only what is new is said', () => {
  test('a hint, and not again what failed', () => {
    const [, hint, same, next] = news(working(), hinted(1), hinted(1), hinted(2))
    expect(hint).toMatch(/^Hint 1 of \d: /)
    expect(hint).not.toContain('Type a word')
    expect(same).toMatch(/^Hint 1 of/)
    expect(next).toMatch(/^Hint 2 of/)
    const shown = hinted(1)
    expect(news(shown, { ...shown, top: 3 })[1]).toBe('')
  })

  test('a new run with the old result is not', () => {
    expect(news(working(), working({ running: true }), working()).slice(1)).toEqual(['', ''])
  })

  test('another result is', () => {
    const [, solved = ''] = news(working(), working({ verdict: SOLVED }))
    expect(solved).toMatch(/\+ solved Type a word/)
    // Nothing is left to hint at.
    expect(solved.endsWith('Type a word and Enter: next, list, reset, quit.')).toBe(true)
  })

  test('what became of a file that was reset, once', () => {
    const kept = ['Your file is kept as work/a.old.js.']
    const started = working({ verdict: null, running: true, kept })
    expect(news(working(), started, started).slice(1)).toEqual([kept[0], ''])
  })
})

test.each<readonly [string, Partial<WatchState>, RegExp]>([
  ['the list', { view: 'list' }, /^Exercises 1 .* Type a word and Enter: 1-\d+, back, quit\.$/],
  [
    'the question before starting over',
    { view: 'reset' },
    /^Start \S+\.js over\? Your file stays beside it\. Type a word and Enter: yes, back, quit\.$/,
  ],
  [
    'a file that is gone',
    { gone: true, verdict: null },
    /^There is no \S+\.js any more\. Put it back, or reset\. Type/,
  ],
])('%s', (_, changes, says) => {
  expect(news(working(changes))[0]).toMatch(says)
})

test('a word that does nothing is repeated, and the others are named', () => {
  expect(renderUnknown('hnit', working())).toBe(` "hnit" does nothing here. ${ASKS}\n`)
})

describe('words and keys', () => {
  test.each([
    ['hint', 'h'],
    ['next', 'n'],
    ['previous', 'p'],
    ['list', 'l'],
    ['reset', 'r'],
    ['quit', 'q'],
    ['yes', 'y'],
    ['back', 'b'],
    ['h', 'h'],
    ['2', '2'],
    ['hnit', 'hnit'],
  ])('%s is the key %s', (typed, key) => {
    expect(keyOfWord(typed)).toBe(key)
  })

  test.each<readonly [string, WatchState]>([
    ['at work', at(2)],
    ['after the last hint', at(2, { seenHints: 9 })],
    ['at the last one', at(LAST)],
    ['solved', working({ verdict: SOLVED })],
    ['in the list', working({ view: 'list' })],
    ['before starting over', working({ view: 'reset' })],
  ])('the words are those of the keys: %s', (_, state) => {
    expect(wordsOf(state).map(keyOfWord)).toEqual(keysOf(state).map(({ key }) => key))
  })
})
