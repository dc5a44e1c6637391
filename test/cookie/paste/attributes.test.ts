import { describe, expect, test } from 'vitest'
import { attributesByName, effective, isKnownAttribute, readAttributes } from '../../../src/cookie/paste/attributes.ts'

describe('segments of a Set-Cookie line', () => {
  test.each<[string, string, string | true]>([
    ['domain=example.org', 'Domain', 'example.org'],
    ['path=/', 'Path', '/'],
    ['expires=0', 'Expires', '0'],
    ['max-age=60', 'Max-Age', '60'],
    ['HTTPONLY', 'HttpOnly', true],
    ['secure', 'Secure', true],
    ['samesite=lax', 'SameSite', 'lax'],
    ['partitioned', 'Partitioned', true],
    ['priority=high', 'Priority', 'high'],
    [' Path = /x ', 'Path', '/x'],
    ['Expires=a=b', 'Expires', 'a=b'],
    // A flag is set, whatever its value.
    ['Secure=false', 'Secure', true],
    ['HttpOnly=', 'HttpOnly', true],
    ['Partitioned=0', 'Partitioned', true],
    // What needs a value and has none is empty.
    ['path', 'Path', ''],
    [' Domain ', 'Domain', ''],
    ['Path=', 'Path', ''],
    // Browsers pass over the rest, in the spelling that was sent.
    ['WAT', 'WAT', true],
    ['WAT=', 'WAT', ''],
    ['WAT=Yes', 'WAT', 'Yes'],
    ['=x', '', 'x'],
    ['=', '', ''],
  ])('%j', (segment, name, value) => expect(readAttributes([segment])).toEqual([{ name, value }]))

  test('keep their order, and empty ones are left out', () => {
    expect(readAttributes(['', ' b ', ' ', 'a', 'b'])).toEqual([
      { name: 'b', value: true },
      { name: 'a', value: true },
      { name: 'b', value: true },
    ])
  })

  test.each([
    ['Path=/', true],
    ['Path=', true],
    ['Path', false],
    [' SAMESITE = lax', true],
    ['SameSite', false],
    ['Secure', true],
    [' httponly ', true],
    ['Partitioned=1', true],
    ['wat', false],
    ['wat=1', false],
    ['', false],
    ['=', false],
  ])('%j is an attribute that browsers know: %s', (segment, known) => {
    expect(isKnownAttribute(segment)).toBe(known)
  })
})

test('of several with one name the last one counts', () => {
  const attributes = readAttributes(['Path=/a', 'Secure', 'path=/b'])
  expect(attributesByName(attributes)).toEqual({ Path: '/b', Secure: true })
  expect(effective(attributes, 'Path')).toBe('/b')
  expect(effective(attributes, 'Secure')).toBe(true)
  expect(effective(attributes, 'Domain')).toBeUndefined()
})

test.each([
  ['/', 1024, 1024],
  ['/', 1025, 1],
  ['é', 512, 512],
  ['é', 513, 1],
])('a value of %s %i times: %i are left', (sign, times, left) => {
  const attributes = readAttributes([`Path=${sign}`, `Path=${sign.repeat(times)}`])
  expect(effective(attributes, 'Path')).toBe(sign.repeat(left))
})
