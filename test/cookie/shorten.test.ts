import { describe, expect, test } from 'vitest'
import { LONGEST_SHOWN, shortContent, shortened, shortReport } from '../../src/cookie/shorten.ts'
import { inspectOne } from './inspect-one.ts'

/** As many of them as can be shown, but for some. */
const allBut = (count: number) => 'x'.repeat(LONGEST_SHOWN - count)

describe('a long text never ends within a character', () => {
  test.each([
    ['as long as can be shown', allBut(0), '', 0],
    ['longer by one', allBut(0), 'x', 1],
    ['a thousand left out', allBut(0), 'x'.repeat(1000), 1000],
    ['a character of two units', allBut(1), '🍪y', 3],
    ['the same, whole', `${allBut(2)}🍪`, 'y', 1],
    ['one of the highest, and of the lowest', allBut(1), '\u{10ffff}', 2],
    ['the first one', allBut(1), '\u{10000}', 2],
    ['half of one, behind its end', `${allBut(1)}\udc00`, 'y', 1],
    ['half of one, before it', `${allBut(1)}\ud7ff`, 'y', 1],
    ['one that is URL-encoded', allBut(1), '%2Fy', 4],
    ['two of its letters', allBut(2), '%2Fy', 4],
    ['all of them', `${allBut(3)}%2F`, 'y', 1],
    ['one of two bytes', allBut(3), '%C3%A9', 6],
    ['one of three bytes', allBut(6), '%E2%98%83y', 10],
    ['one of three bytes, the last cut in two', allBut(8), '%E2%98%83', 9],
    ['one of three bytes behind others', `${allBut(14)}%C3%A9`, '%E2%98%83', 9],
    ['one of four bytes', allBut(11), '%F0%9F%8D%AA', 12],
    ['one of four bytes, whole', `${allBut(12)}%F0%9F%8D%AA`, 'y', 1],
    ['one of four bytes behind many others', `${allBut(35)}${'%F0%9F%8D%AA'.repeat(2)}`, '%f0%9f%8d%aa', 12],
    ['others behind one', `${allBut(3)}%41`, 'yy', 2],
    ['a percent sign and one letter', `${allBut(3)}%zz`, 'y', 1],
    ['bytes that are no character', `${allBut(24)}${'%FF'.repeat(8)}`, 'y', 1],
    ['the same behind one', `${allBut(15)}%41%FF%FF%FF%FF`, 'y', 1],
    ['characters of three bytes, and nothing else', `${allBut(27)}${'%E2%98%83'.repeat(3)}`, 'y', 1],
    ['an escape of JSON', allBut(1), '\\n', 2],
    ['one with four digits', allBut(2), '\\u0041', 6],
    ['its last digit', allBut(5), '\\u004aYY', 8],
    ['the whole of it', `${allBut(6)}\\u0041`, 'y', 1],
    ['a backslash behind another', `${allBut(2)}\\\\`, 'n', 1],
    ['one behind text, before another', `${allBut(3)}ab`, '\\n\\n', 4],
    ['one behind a pair of them', `${allBut(3)}\\\\`, '\\n', 2],
  ])('%s', (_, shown, rest, left) => {
    const end = left === 0 ? '' : `... (+ ${left === 1000 ? '1,000' : left} characters)`
    expect(shortened(shown + rest).slice(-80)).toBe((shown + end).slice(-80))
    expect(shortened(shown + rest)).toHaveLength((shown + end).length)
  })
})

describe('a report holds no long text', () => {
  const long = 'y'.repeat(LONGEST_SHOWN + 7)
  const token = (header: object, payload: object) =>
    `${[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.c2ln`
  /** With the number of letters instead of a long row of them. */
  const brief = (report: object): unknown =>
    JSON.parse(JSON.stringify(report).replaceAll(/y{100,}/g, (letters) => `${letters.length} y`))

  test.each([
    ['a name', `${long}=1`, { name: '65536 y... (+ 7 characters)', value: '1' }],
    ['a value', `a=${long}`, { name: 'a', value: '65536 y... (+ 7 characters)', content: null }],
    ['an id', `s:${long}.mac`, { name: null, id: '65536 y... (+ 7 characters)', signature: 'mac', weakSecret: null }],
    ['a signature', `s:id.${long}`, { id: 'id', signature: '65536 y... (+ 7 characters)', attributes: null }],
    [
      'an attribute',
      `a=1; Secure; Path=${long}`,
      { attributes: { Secure: true, Path: '65536 y... (+ 7 characters)' } },
    ],
    ['its name', `Set-Cookie: a=1; ${long}`, { attributes: { '65536 y... (+ 7 characters)': true } }],
    ['JSON', `j:{"a":"${long}"}`, { content: '{"a":"65530 y... (+ 15 characters)' }],
    [
      'a payload',
      token({ alg: 'HS256' }, { a: long }),
      { content: { header: { alg: 'HS256' }, payload: '{"a":"65530 y... (+ 15 characters)' } },
    ],
    [
      'a header',
      token({ alg: 'HS256', kid: long }, { a: 1 }),
      { content: { header: '{"alg":"HS256","kid":"65514 y... (+ 31 characters)', payload: { a: 1 } } },
    ],
  ])('%s', (_, paste, parts) => expect(brief(inspectOne(paste).report)).toMatchObject(parts))

  test('a secret', () => {
    const { report } = inspectOne('s:id.mac')
    expect(brief(shortReport({ ...report, weakSecret: long }))).toEqual({
      ...report,
      weakSecret: '65536 y... (+ 7 characters)',
    })
  })
})

test.each([
  [LONGEST_SHOWN - 2, 'as it is'],
  [LONGEST_SHOWN - 1, 'as a text'],
])('data that has %i letters and two quotation marks is shown %s', (length, how) => {
  const content = 'z'.repeat(length)
  expect(shortContent(content)).toBe(how === 'as it is' ? content : `"${content}... (+ 1 characters)`)
})
