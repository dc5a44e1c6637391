import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeEntry, encodeEntry } from '../../src/progress/entry.ts'
import { anyEntry } from './entries.ts'

test('an entry is one line that says when, in which version and what', () => {
  expect(encodeEntry({ type: 'step', lesson: 'genid', step: 3 }, 1_700_000_000_000)).toBe(
    '{"v":1,"at":1700000000000,"type":"step","lesson":"genid","step":3}',
  )
})

test('every entry fits on one line and is read back as it was', () => {
  fc.assert(
    fc.property(anyEntry, fc.nat(), (entry, at) => {
      const line = encodeEntry(entry, at)
      expect(line).not.toContain('\n')
      expect(decodeEntry(line)).toEqual(entry)
    }),
  )
})

test('what a later format 1 adds to an entry is passed over', () => {
  const line = '{"v":1,"at":0,"type":"done","lesson":"genid","right":1,"predictions":2,"mood":"good"}'
  expect(decodeEntry(line)).toEqual({ type: 'done', lesson: 'genid', right: 1, predictions: 2 })
})

test.each([
  ['nothing', ''],
  ['no JSON', 'step 3'],
  ['a torn line', '{"v":1,"at":0,"type":"step","lesson":"genid","step":3'],
  ['no object', '3'],
  ['null', 'null'],
  ['an array', '[1]'],
  ['no version', '{"at":0,"type":"step","lesson":"genid","step":3}'],
  ['version 0', '{"v":0,"at":0,"type":"step","lesson":"genid","step":3}'],
  ['a version that is no whole number', '{"v":1.5,"at":0,"type":"step","lesson":"genid","step":3}'],
  ['a version in quotes', '{"v":"2","at":0,"type":"step","lesson":"genid","step":3}'],
  ['no time', '{"v":1,"type":"step","lesson":"genid","step":3}'],
  ['an unknown type', '{"v":1,"at":0,"type":"nap","lesson":"genid"}'],
  ['no lesson', '{"v":1,"at":0,"type":"step","step":3}'],
  ['a lesson that is no text', '{"v":1,"at":0,"type":"step","lesson":3,"step":3}'],
  ['step 0', '{"v":1,"at":0,"type":"step","lesson":"genid","step":0}'],
  ['a step before the jump to it', '{"v":1,"at":0,"type":"step","lesson":"genid","step":3,"from":4}'],
  ['a jump to nowhere', '{"v":1,"at":0,"type":"step","lesson":"genid","step":3,"from":"2"}'],
  ['half a step', '{"v":1,"at":0,"type":"step","lesson":"genid","step":2.5}'],
  ['a step in quotes', '{"v":1,"at":0,"type":"step","lesson":"genid","step":"3"}'],
  ['an answer to no step', '{"v":1,"at":0,"type":"answer","lesson":"genid","right":true}'],
  ['an answer neither right nor wrong', '{"v":1,"at":0,"type":"answer","lesson":"genid","step":3,"right":1}'],
  ['a score of nothing', '{"v":1,"at":0,"type":"done","lesson":"genid","right":1,"predictions":null}'],
  ['half a score', '{"v":1,"at":0,"type":"done","lesson":"genid","predictions":2}'],
  ['a score better than possible', '{"v":1,"at":0,"type":"done","lesson":"genid","right":3,"predictions":2}'],
  ['a negative score', '{"v":1,"at":0,"type":"done","lesson":"genid","right":-1,"predictions":2}'],
  ['a found change without a claim', '{"v":1,"at":0,"type":"found","lesson":"genid","change":{}}'],
  ['a broken claim without words', '{"v":1,"at":0,"type":"broke","lesson":"genid","claim":7}'],
  ['a try without checks', '{"v":1,"at":0,"type":"tried","lesson":"genid","passed":0,"checks":0}'],
  ['a try better than possible', '{"v":1,"at":0,"type":"tried","lesson":"genid","passed":5,"checks":4}'],
  ['a try that passed less than nothing', '{"v":1,"at":0,"type":"tried","lesson":"genid","passed":-1,"checks":4}'],
  ['half a try', '{"v":1,"at":0,"type":"tried","lesson":"genid","passed":2}'],
  ['a try in quotes', '{"v":1,"at":0,"type":"tried","lesson":"genid","passed":"2","checks":"4"}'],
  ['a try of no lesson', '{"v":1,"at":0,"type":"tried","passed":2,"checks":4}'],
  ['hint 0', '{"v":1,"at":0,"type":"hint","lesson":"genid","hint":0}'],
  ['half a hint', '{"v":1,"at":0,"type":"hint","lesson":"genid","hint":1.5}'],
  ['a hint in words', '{"v":1,"at":0,"type":"hint","lesson":"genid","hint":"Look at genid."}'],
  ['a reset of who knows what', '{"v":1,"at":0,"type":"reset"}'],
])('nothing is made of %s', (_, line) => {
  expect(decodeEntry(line)).toBeNull()
})

test.each(['{"v":2}', '{"v":2,"at":0,"type":"step","lesson":"genid","step":3}', '{"type":"nap","v":99}'])(
  '%s is newer',
  (line) => {
    expect(decodeEntry(line)).toBe('newer')
  },
)
