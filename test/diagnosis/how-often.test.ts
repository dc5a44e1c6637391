import { expect, test } from 'vitest'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import { symptoms } from '../../src/diagnosis/symptoms.ts'
import { howOften, rankedCodes } from '../../src/diagnosis/words/how-often.ts'

test('every code that is ranked is one of a cause, and stands there once', () => {
  const codes = catalogue.map(({ code }) => code)
  expect(rankedCodes.filter((code) => !codes.includes(code))).toEqual([])
  expect(new Set(rankedCodes).size).toBe(rankedCodes.length)
})

test('what is reported more often stands first where the same words fit', () => {
  const [first, second] = symptoms('no cookie')
  expect(howOften(first?.cause.code ?? '')).toBeGreaterThanOrEqual(howOften(second?.cause.code ?? ''))
  expect(howOften('secure-over-http')).toBeGreaterThan(howOften('not-json'))
  expect(howOften('not-json')).toBeGreaterThan(howOften('genid-not-unique'))
})
