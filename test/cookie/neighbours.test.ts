import { describe, expect, test } from 'vitest'
import { lookAround } from '../../src/cookie/neighbours.ts'
import { readPaste } from '../../src/cookie/paste/paste.ts'

const SESSION = Buffer.from('{"n":1}').toString('base64')
const MAC = 'abcdefghijklmnopqrstuvwxy-_'

/** Of each cookie what it is signed with beside it, what stands in its way, and whether another one is signed; null for a signature. */
function around(paste: string, signsAnything = false) {
  const cookies = [...readPaste(paste)]
  const neighbours = lookAround(cookies, signsAnything)
  return cookies.map((cookie, place) => {
    if (neighbours.isSignature(place)) return null
    const { partner, twin, besideSigned } = neighbours.around(cookie)
    return [partner, twin, besideSigned]
  })
}

const alone = [null, null, false]

describe('a signature in a cookie of its own', () => {
  test.each([
    ['of a session', `Cookie: a=${SESSION}; a.sig=x`, [['x', null, false], null]],
    ['before it', `Cookie: x=1; a.sig=x; a=${SESSION}`, [alone, null, ['x', null, false]]],
    [
      'of two sessions',
      `Cookie: a=${SESSION}; a.sig=x; b=${SESSION}; b.sig=y`,
      [['x', null, false], null, ['y', null, false], null],
    ],
    ['alone', 'Cookie: a.sig=x', [alone]],
    ['alone, and named by nothing else', 'Cookie: .sig=x; =.sig', [alone, alone]],
    ['of what is no session', `Cookie: a=1; a.sig=${MAC}`, [alone, alone]],
    ['of a cookie without a name', `Cookie: ${SESSION}; .sig=x`, [alone, alone]],
    ['whose name ends in another way', `Cookie: a=${SESSION}; a.sign=x; asig=y`, [alone, alone, alone]],
  ])('%s', (_, paste, expected) => expect(around(paste)).toEqual(expected))

  // What keygrip signs has 27 letters of base64url.
  test.each([
    ['of a session', `Cookie: a=${SESSION}; a.sig=x`, [['x', null, false], null]],
    ['of any value', `Cookie: a=1; a.sig=${MAC}`, [[MAC, null, false], null]],
    ['with a letter too many behind', `Cookie: a=1; a.sig=${MAC}x`, [alone, alone]],
    ['with a sign too many in front', `Cookie: a=1; a.sig=.${MAC}`, [alone, alone]],
    ['cut off', `Cookie: a=1; a.sig=${MAC.slice(1)}`, [alone, alone]],
    ['of no cookie that is there', `Cookie: b=1; a.sig=${MAC}`, [alone, alone]],
    ['of what is signed in another way', `Cookie: a=s:id.mac; a.sig=${MAC}`, [alone, [null, null, true]]],
    ['of JSON', `Cookie: a=j:1; a.sig=${MAC}`, [alone, alone]],
  ])('and whatever else signs so: %s', (_, paste, expected) => expect(around(paste, true)).toEqual(expected))
})

describe('a cookie that stands in the way of another one', () => {
  const sent = [null, 'Cookie', false]
  const set = [null, 'Set-Cookie', false]
  test.each([
    ['of the same name', 'Cookie: a=1; a=2; b=3', [sent, sent, alone]],
    ['without a name, and one that is called null', 'Cookie: null=1; 2', [alone, alone]],
    ['both without a name', 'Cookie: 1; 2', [alone, alone]],
    ['in a jar', 'a\t1\na\t2', [alone, alone]],
    ['with an empty Domain, and with none', 'Set-Cookie: a=1; Domain=\nSet-Cookie: a=2', [set, set]],
    ['with two Domains', 'Set-Cookie: a=1; Domain=b.c\nSet-Cookie: a=2; Domain=d.c', [alone, alone]],
    [
      'with a Domain like the Path of another one',
      'Set-Cookie: a=1; Domain=/\nSet-Cookie: a=2; Path=/',
      [alone, alone],
    ],
  ])('%s', (_, paste, expected) => expect(around(paste)).toEqual(expected))
})

describe('a signed cookie beside another one', () => {
  const beside = [null, null, true]
  test.each([
    ['none is signed', 'Cookie: a=1; b=xs:2', [alone, alone]],
    ['one is signed', 'Cookie: a=1; b=s:2', [beside, alone]],
    ['both are signed', 'Cookie: a=s%3a1; b=S:2', [beside, beside]],
  ])('%s', (_, paste, expected) => expect(around(paste)).toEqual(expected))
})

test.each([
  ['Cookie: a=1; b=2', 1],
  [`Cookie: a=${SESSION}; a.sig=x`, 2],
])('%s: gone through %i times, because there may be millions', (paste, times) => {
  const cookies = [...readPaste(paste)]
  let begun = 0
  const counted = {
    [Symbol.iterator]() {
      begun += 1
      return cookies.values()
    },
  }
  lookAround(counted, false)
  expect(begun).toBe(times)
})
