import { expect, test } from 'vitest'
import { holdsNoCookie, isEmptyText, isPrintedNothing, isToFillIn } from '../../../src/cookie/unusual/placeholder.ts'

const NOTHING = [
  'undefined',
  'null',
  'NaN',
  '"undefined"',
  '[object Object]',
  '[object Promise]',
  'Promise { <pending> }',
]
const LABELS = ['', 'Cookie: ', 'Set-Cookie: ', 'cookies ', 'cookie = ', 'req.session.user ', 'req.session.user: ']
const ARROWS = ['req.user => ', 'user -> ', 'user → ', 'user id: ', 'the id of user: ', "req.cookies['a']: "]

test.each([...LABELS, ...ARROWS])('%j and nothing', (label) => {
  expect(NOTHING.filter((nothing) => !isPrintedNothing(`${label}${nothing}`))).toEqual([])
  expect(isPrintedNothing(`${label}undefined\n  ${label}null`)).toBe(true)
  expect(isPrintedNothing(`${label}undefined\n${label}dark`)).toBe(false)
  expect(isPrintedNothing(`${label}undefinedness`)).toBe(false)
  expect(isEmptyText(`${label}""`)).toBe(true)
  expect(holdsNoCookie(`${label}{}`)).toBe(true)
})

test.each(['', 'theme=undefined', 'a b c d e: undefined', 'it is undefined'])('%j is something', (text) =>
  expect(isPrintedNothing(text)).toBe(false),
)

test.each([
  '[Object: null prototype] {}',
  'req.cookies [Object: null prototype] {}',
  "{ 'a.b': false, c: false }",
  '{ a : false,b:  false ,c:false }',
])('%s holds no cookie', (text) => expect(holdsNoCookie(text)).toBe(true))
test.each(["{ a: 'b' }", '{ a: false } and more', 'x {}'])('%s may hold one', (text) =>
  expect(holdsNoCookie(text)).toBe(false),
)

test.each(["''", '""', 'document.cookie\n""', 'document.cookie; \n< ""', "document.cookie\n← ''"])(
  '%j is empty',
  (text) => expect(isEmptyText(text)).toBe(true),
)
test.each(['', '"', '"a"', '1""', '""1', 'a: document.cookie\n""', 'document.cookie\n"a=b"'])('%j is not', (text) =>
  expect(isEmptyText(text)).toBe(false),
)

test.each(['<your cookie>', '${COOKIE}', '$COOKIE', '%COOKIE%', 'YOUR_COOKIE_HERE', 'xxxx'])('%s', (text) =>
  expect(isToFillIn(text)).toBe(true),
)
