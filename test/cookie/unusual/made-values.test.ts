import { expect, test } from 'vitest'
import { findMadeValues, isMadeElsewhere } from '../../../src/cookie/unusual/made-values.ts'

const MADE = [
  'eyJ1c2VyIjo3LCJ0aGVtZSI6ImRhcmsifQ.awyWSA.95GBW2uAnQREHqNgM6jFCbHRGNM',
  'eyJjYXJ0IjpbMV19:1xWQ2A:7hELLKudpGc1VCj9p8xICn0DRRnQla7u5E_aEm5T4wM',
  '.eJyrVkpOLCpRsopWKizNzEtOVdIZZdCSEVsLAFAIefU.awyWSA.Q3N8aLVLcYUKShtq4X3r_Jifl7E',
  'Fe26.2**30201952be70a406a0737a931720a5e0de4d2b02*B2eczVJvXce*yHP67_WRgkI**b8a73315*Q1qO8NmjJg',
  'CfDJ8mmu3y-lfatUjqatxvyYd6DKkhOQZnJVNc47LZ1CK4',
  'e:zOdn4LDOBdnRVyfEp7vjse2X.WB9GksiiicHI.EOp-eSGiRUIP',
  'e%3AzOdn4LDOBdnRVyfEp7vjse2X.WB9GksiiicHI.EOp-eSGiRUIP',
  'DuPA5lMR-gnoupqcuTWKXnA3NmzyBy2R.8YUoxh8GokqLvKagom6/cjXiJjPfUXxNs/Cf4gbp3FQ',
]

test.each(MADE)('%s', (value) => {
  expect(isMadeElsewhere(value)).toBe(true)
  expect(isMadeElsewhere(`${value} `)).toBe(false)
  expect(isMadeElsewhere(` ${value}`)).toBe(false)
  const found = (text: string) => Array.from(findMadeValues(text), ({ source, text: pair }) => `${source} ${pair}`)
  expect(found(`the app sends pond=${value} to me`)).toEqual([`pair pond=${value}`])
  expect(found(`[{"pond": "${value}"}]`)).toEqual([`pair pond=${value}`])
  expect(found(`it is ${value}.`)).toEqual([`unknown ${value}`])
  expect(found(`it is ${value}...`)).toEqual([`unknown ${value}`])
})

test.each(MADE.slice(0, -1))('behind a letter %s is something else', (value) =>
  expect([...findMadeValues(`pond=x${value}`)]).toEqual([]),
)

test.each(['eyJhIjoxfQ', 'eyJ is short', 'Fe26.2', 'CfDJ8short', 'e:a.b.c', 'a.b', '1.24.0', 'theme=dark'])(
  '%s',
  (text) => {
    expect(isMadeElsewhere(text)).toBe(false)
    expect([...findMadeValues(text)]).toEqual([])
  },
)
