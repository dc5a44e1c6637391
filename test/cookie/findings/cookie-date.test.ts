import { describe, expect, test } from 'vitest'
import { parseCookieDate } from '../../../src/cookie/findings/cookie-date.ts'

const DATE = Date.UTC(2026, 9, 21, 7, 28, 5)

describe('a date is read in any order and spelling', () => {
  test.each([
    ['Wed, 21 Oct 2026 07:28:05 GMT', DATE],
    ['Wednesday, 21-Oct-26 07:28:05 GMT', DATE],
    ['Wed Oct 21 07:28:05 2026', DATE],
    ['2026 07:28:05 21 october', DATE],
    ['07:28:05 OCTOPUS 21 26', DATE],
    ['21 Oct 2026 7:28:5', DATE],
    ['21 Oct 2026 07:28:05.123', DATE],
    ['21 Oct 2026 07:28:05Z', DATE],
    ['21 Oct 2026 07:28:05:99', DATE],
    ['21st Oct 2026AD 07:28:05', DATE],
    // The first of each sort counts; what comes after it is passed over.
    ['21 Oct 2026 07:28:05 08:29:06', DATE],
    ['21 Oct Nov 2026 2027 07:28:05 1', DATE],
    ['21 Oct Nov 2026 07:28:05', DATE],
    ['21 26 Oct 2027 07:28:05', DATE],
    ['1 Jan 1970 00:00:00', 0],
    ['31 Dec 9999 23:59:59', Date.UTC(9999, 11, 31, 23, 59, 59)],
  ])('%s', (text, time) => expect(parseCookieDate(text)).toBe(time))
})

test.each([...['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].entries()])(
  'month %i is %s',
  (index, name) => expect(parseCookieDate(`1 ${name} 2026 00:00:00`)).toBe(Date.UTC(2026, index)),
)

describe('years', () => {
  test.each([
    ['00', 2000],
    ['69', 2069],
    ['70', 1970],
    ['99', 1999],
    ['1601', 1601],
    ['1600', null],
    ['100', null],
    ['099', 1999],
    ['12026', null],
    ['6', null],
    ['x2026', null],
  ])('%s', (year, expected) => {
    const time = parseCookieDate(`21 Oct ${year} 00:00:00`)
    expect(time).toBe(expected === null ? null : Date.UTC(expected, 9, 21))
  })
})

describe('no such day or hour', () => {
  test.each([
    ['29 Feb 2024 00:00:00', Date.UTC(2024, 1, 29)],
    ['31 Oct 2026 23:59:59', Date.UTC(2026, 9, 31, 23, 59, 59)],
    ['29 Feb 2026 00:00:00', null],
    ['31 Apr 2026 00:00:00', null],
    ['32 Oct 2026 00:00:00', null],
    ['0 Oct 2026 00:00:00', null],
    ['021 Oct 2026 00:00:00', null],
    ['x21 Oct 2026 00:00:00', null],
    ['21 Oct 2026 24:00:00', null],
    ['21 Oct 2026 99:00:00', null],
    ['31 Dec 9999 24:00:00', null],
    ['21 Oct 2026 00:60:00', null],
    ['21 Oct 2026 00:00:60', null],
    ['21 Oct 2026 007:00:00', null],
    ['21 Oct 2026 07:028:00', null],
    ['21 Oct 2026 07:28:005', null],
    ['21 Oct 2026 x07:28:00', null],
    ['21 Oct 2026 07:28', null],
  ])('%s', (text, time) => expect(parseCookieDate(text)).toBe(time))
})

describe('a part is missing', () => {
  test.each([
    '',
    'tomorrow',
    '0',
    '21 Oct 2026',
    'Oct 2026 07:28:05',
    '21 2026 07:28:05',
    '21 Oct 07:28:05',
    '21 Oc 26 0:0:0',
  ])('%j', (text) => expect(parseCookieDate(text)).toBeNull())
})

test('what stands between the parts is what RFC 6265bis section 5.1.1 calls a delimiter', () => {
  const signs = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code))
  const between = signs.filter((sign) => parseCookieDate(['21', 'Oct', '2026', '07:28:05'].join(sign)) === DATE)
  expect(between.join('')).toBe('\t !"#$%&\'()*+,-./;<=>?@[\\]^_`{|}~')
})
