import { expect, test } from 'vitest'
import { sign } from 'cookie-signature'
import { nearMissIn, variantThatVerifies } from '../../../src/cookie/unusual/near-miss.ts'

// variants.test.ts holds what is said against a real express-session.

const ID = 'pY7mQ2xTnR5wLk3JzVc8HbGd4FsA9eUo'
const SIGNED = `s:${sign(ID, 'two pears')}`

test.each([
  ['an address with dots', 'https://shop.example/...'],
  ['capitals behind another letter', `CLASS:${'ABCDEFGH'.repeat(6)}`],
  ['an id of capitals alone', `S:${'ABCDEFGH'.repeat(6)}.x${SIGNED.slice(40)}`],
  ['few capitals', 'S:ABC.DEF'],
  ['small letters behind another one', `class:id.${'abc4567'.repeat(7).slice(0, 43)}`],
  ['an id of small letters', `s:id.${SIGNED.slice(-43)}`],
  ['a sentence behind an address', `https://a.${'words and blanks '.repeat(3).slice(0, 43)}`],
  ['a sentence behind a value', `s:a.${'words and blanks '.repeat(3)}, and more`],
])('%s is no near miss', (_, value) => {
  expect(nearMissIn(value)).toBeNull()
})

/** Takes one value for right. */
const only = (value: string) => (one: string) => one === value

test('the signature may have been made with any of the secrets', () => {
  const cut = variantThatVerifies(SIGNED.slice(0, -5), () => false, ['a plum', 'two pears', 'a fig'])
  expect(cut).toBe(
    'The signature is cut: the last 5 characters are missing, and what there is of it is right. ' +
      'Copy the cookie to its end, with all 43 characters behind the dot.',
  )
})

test.each([
  ['a value without s:', SIGNED.replace('s:', 'x:').replace('.', '.=')],
  ['an id of another length', SIGNED.replace('s:pY', 's:')],
  ['a value without a dot', `s:${ID}`],
])('%s could be anything', (_, value) => {
  const right = [SIGNED, SIGNED.replace('s:p', 's:')]
  expect(variantThatVerifies(value, (one) => right.includes(one), ['two pears'])).toBeNull()
})

test('a letter of the id is looked for only with secrets that were given', () => {
  const value = SIGNED.replace('s:p', 's:')
  expect(variantThatVerifies(value, only(SIGNED), ['two pears'])).toContain('with p in front')
  expect(variantThatVerifies(value, only(SIGNED), [])).toBeNull()
})

test.each([
  ['dots', `${SIGNED.slice(0, 20)}...`],
  ['capitals', SIGNED.toUpperCase()],
  ['small letters', SIGNED.toLowerCase()],
  ['a blank for a plus', SIGNED.replace(/.$/, ' ')],
])('of %s is said what it is, and what to do', (_, value) => {
  expect(nearMissIn(value)).toMatch(/, .*\. (?:Copy|Send) .*\.$/)
})

test('blanks in a signature are named', () => {
  const broken = `${SIGNED.slice(0, -10)}\n ${SIGNED.slice(-10)}`
  expect(variantThatVerifies(broken, only(SIGNED), ['two pears'])).toBe(
    'Without the blanks in it the signature is right: they came in where the line was broken. Copy it on one line.',
  )
})

test('an id that no letter makes right is not said to have lost one', () => {
  expect(variantThatVerifies(SIGNED.replace('s:p', 's:'), () => false, ['a plum'])).toBeNull()
})
