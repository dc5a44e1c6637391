import { describe, expect, test } from 'vitest'
import { faultIn } from '../../../src/cookie/ids/faults.ts'

describe('what went wrong where an id was put together', () => {
  const PROMISE =
    'A promise was put into the text, and a text does not wait for what it promises. What genid uses must be there at once.'
  const QUOTES = 'What is in ${...} is filled in only between backticks, and this text stands between quotes.'
  const FUNCTION = 'That is the source of a function, which was named and not called: a pair of parentheses is missing.'
  const NOTHING =
    'What was to make them differ had no value that a text can show. Look at where it comes from: whether it was there yet, and whether there was enough of it.'
  test.each<readonly [id: string, says: string | null]>([
    ['shop-[object Promise]', PROMISE],
    ['${nanoid()}-shop', QUOTES],
    ['${}', QUOTES],
    [`shop-${String(() => 7)}`, FUNCTION],
    ['function () { return 7 }', FUNCTION],
    [String(Math.random), FUNCTION],
    ['[native code]', FUNCTION],
    [`shop-${String(undefined)}`, NOTHING],
    [`${Number('x')}-shop`, NOTHING],
    [`shop-${String(null)}`, NOTHING],
    ['shop-[object Object]', NOTHING],
    // Words and signs that only look like one of these.
    ['undefinedness', null],
    ['shop-nullable', null],
    ['a-NaNo', null],
    ['functional', null],
    ['$7', null],
    ['${7', null],
    ['shop-17', null],
    ['', null],
  ])('%s', (id, says) => expect(faultIn(id)).toBe(says))
})
