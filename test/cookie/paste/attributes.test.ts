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

describe('of thousands of attributes those are kept that count', () => {
  const read = (segments: readonly string[]) =>
    readAttributes(segments).map(({ name, value }) => (value === true ? name : `${name}=${value}`))
  const unknown = (count: number) => Array.from({ length: count }, (_, i) => `x${i}`)
  const long = `Path=/${'x'.repeat(1024)}`

  test.each<[string, readonly string[], readonly string[]]>([
    ['2,000 are all kept', unknown(2000), unknown(2000)],
    ['of 2,001 that browsers do not know the first 1,000', unknown(2001), unknown(1000)],
    ['and what comes then', [...unknown(2001), 'y', 'Path=/'], [...unknown(1000), 'y', 'Path=/']],
    ['what browsers know, wherever it stands', ['Path=/', ...unknown(2000)], ['Path=/', ...unknown(999)]],
    [
      'and behind the others',
      [...unknown(1990), 'Secure', 'Path=/a', 'Path=/b', ...unknown(8)],
      [...unknown(1000).slice(8), 'Secure', 'Path=/b', ...unknown(8)],
    ],
    ['of a name the last one', [...unknown(1999), 'x0=1', 'x0=2'], [...unknown(1000).slice(1), 'x0=2']],
    [
      'the one that browsers act on, and the last one, which is too long',
      [...unknown(1998), 'Path=/a', 'Path=/b', long],
      [...unknown(1000), 'Path=/b', long],
    ],
    [
      'of one that browsers do not know only the last',
      [...unknown(1999), 'x0=1', long.replace('Path', 'x0')],
      [...unknown(1000).slice(1), long.replace('Path', 'x0')],
    ],
  ])('%s', (_, segments, kept) => expect(read(segments)).toEqual(kept))
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
