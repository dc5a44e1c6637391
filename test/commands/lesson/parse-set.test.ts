import { expect, test } from 'vitest'
import { parseSet } from '../../../src/commands/lesson/parse-set.ts'
import { UserError } from '../../../src/errors.ts'

test.each([
  ['rolling=true', { rolling: true }],
  ['cookie.maxAge=5000', { 'cookie.maxAge': 5000 }],
  ['secret=["new","old"]', { secret: ['new', 'old'] }],
  ['name=sid', { name: 'sid' }],
  ['name=a=b', { name: 'a=b' }],
  ['name=', { name: '' }],
  ['cookie.sameSite="lax"', { 'cookie.sameSite': 'lax' }],
  ['resave=undefined', { resave: 'undefined' }],
  ['genid=null', { genid: null }],
  ['cookie.domain={"a":[{"b":null}]}', { 'cookie.domain': { a: [{ b: null }] } }],
])('%s', (word, change) => {
  expect(parseSet([word])).toEqual(change)
})

test('the last of two wins', () => {
  expect(parseSet(['rolling=true', 'rolling=false'])).toEqual({ rolling: false })
})

test.each([
  ['rolling', /not of the form/, /like this: rolling=true/],
  ['=5', /not of the form/, /rolling=true/],
  ['genId=x', /ignored it without a word/, /Did you mean genid\?/],
  ['maxAge=5', /no option "maxAge"/, /Did you mean cookie\.maxAge\?/],
  [
    'cookie.maxage=5',
    /no option "cookie\.maxage".*copied it into req\.session\.cookie without a word/,
    /Did you mean cookie\.maxAge\?/,
  ],
  ['__proto__=5', /no option/, /These can be typed: secret/],
  // The tutor would trip over them: nothing can print them.
  ['name={"toString":1}', /turn the value into a string .* for name/, /simple one/],
  ['name=[{"toString":1}]', /turn the value into a string/, /simple one/],
  [`secret=${'['.repeat(5000)}${']'.repeat(5000)}`, /turn the value into a string .* for secret/, /simple one/],
  ['store=x', /A store cannot be typed/, /These can be typed: secret, .* session-tutor lesson restart-memory-loss$/],
])('%s is refused', (word, message, hint) => {
  const error = refusalOf(word)
  expect(error.message).toMatch(message)
  expect(error.hintFor({ program: 'session-tutor' })).toMatch(hint)
})

function refusalOf(word: string): UserError {
  try {
    parseSet([word])
  } catch (error) {
    if (error instanceof UserError) return error
  }
  throw new Error(`${word} was not refused`)
}
