import { describe, expect, test } from 'vitest'
import { readCookieHeader, splitPair, splitSetCookies, unquoteWhole } from '../../../src/cookie/paste/headers.ts'

test.each([
  ['a=1', ['a=1']],
  ['a=1; b=2', ['a=1', 'b=2']],
  ['a=1;b=2;', ['a=1', 'b=2']],
  [' a=1 ; ; b ', ['a=1', 'b']],
  [' ; ', []],
])('a Cookie header: %j', (value, pairs) => expect([...readCookieHeader(value)]).toEqual(pairs))

test.each([
  ['a=b', 'a', 'b'],
  ['a \t=\t  b \t', 'a', 'b'],
  ['a b = c d', 'a b', 'c d'],
  ['a=b=c', 'a', 'b=c'],
  [' =b', null, 'b'],
  ['b', null, 'b'],
  ['"a=b', '"a', 'b'],
  ['a=b"', 'a', 'b"'],
  ['a="b', 'a', '"b'],
  [`a='b"`, 'a', `'b"`],
  ['a=""b""', 'a', '"b"'],
  ['s:a=b', null, 's:a=b'],
  ['S%3aa=b', null, 'S%3aa=b'],
  ['s%3Aa=s%3Ab', 's%3Aa', 's%3Ab'],
  ['s:a=s:b', null, 's:a=s:b'],
  ['e30=', null, 'e30='],
  ['e30=a', 'e30', 'a'],
])('name and value of %j', (text, name, raw) => expect(splitPair(text)).toEqual({ name, raw }))

// JSON as base64 is told from a name by what is in it, or where that is too long to be read, by its letters.
test.each([
  ['short JSON', 'eyJhIjoxfQ=', null],
  ['short, no JSON', 'eyJhIjox=', 'eyJhIjox'],
  ['as long as is read, no JSON', `eyJ${'A'.repeat(1_048_572)}=`, `eyJ${'A'.repeat(1_048_572)}`],
  ['longer, no JSON', `eyJ${'A'.repeat(1_048_573)}=`, null],
  ['longer, and no base64', `eyJ.${'A'.repeat(1_048_573)}=`, `eyJ.${'A'.repeat(1_048_573)}`],
])('padded: %s', (_, text, name) => expect(splitPair(text).name === name).toBe(true))

test.each([
  ['"a"', 'a'],
  ["'a'", 'a'],
  ['"a"; b="c"', '"a"; b="c"'],
  [`"a='b'"`, `a='b'`],
  ['a"', 'a"'],
  ['"', '"'],
  ['', ''],
])('quotes round the whole of %j', (text, inside) => expect(unquoteWhole(text)).toBe(inside))

describe('Set-Cookie lines joined with commas', () => {
  test.each([
    ['a=1', ['a=1']],
    [' a=1 ', ['a=1']],
    ['', ['']],
    ['a=1; Path=/, b=2', ['a=1; Path=/', 'b=2']],
    ['a=1; Path=/,b=2', ['a=1; Path=/', 'b=2']],
    ['a=1; Path=/ ,  b=2; Secure, c=3', ['a=1; Path=/', 'b=2; Secure', 'c=3']],
    ['a=1;, b=2', ['a=1;', 'b=2']],
    // Before the first semicolon a comma belongs to the value, of every cookie.
    ['a=1, b=2', ['a=1, b=2']],
    ['a=1; Path=/, b=2, c=3; Path=/', ['a=1; Path=/', 'b=2, c=3; Path=/']],
    // Behind it only a name and its = begin a cookie.
    ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT, b=2', ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2']],
    ['a=1; Path=/, b', ['a=1; Path=/, b']],
    ['a=1; Path=/, =2', ['a=1; Path=/, =2']],
    ['a=1; Path=/, b c=2', ['a=1; Path=/, b c=2']],
    ['a=1; Path=/, b; c=2', ['a=1; Path=/, b; c=2']],
    ['a=1; Path=/, b"c=2', ['a=1; Path=/, b"c=2']],
    ['a=1; Path=/, b:c=2', ['a=1; Path=/, b:c=2']],
    ['a=1; Path=/,\tb=2', ['a=1; Path=/,\tb=2']],
    ['a=1; Path=/, b, c=3', ['a=1; Path=/, b', 'c=3']],
  ])('%j', (value, lines) => expect([...splitSetCookies(value)]).toEqual(lines))

  // No browser keeps a cookie with a longer name.
  test.each([
    [4096, 2],
    [4097, 1],
  ])('with a name of %i characters: %i', (length, cookies) => {
    expect([...splitSetCookies(`a=1; Secure,${'b'.repeat(length)}=2`)]).toHaveLength(cookies)
  })
})
