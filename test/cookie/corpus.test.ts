import { unsign } from 'cookie-signature'
import { describe, expect, test } from 'vitest'
import { inspectPaste } from '../../src/cookie/inspect-paste.ts'
import { NOW, type Case, type Expected } from './corpus/case.ts'
import { corpus } from './corpus/corpus.ts'

type Report = ReturnType<typeof inspectPaste>['cookies'][number]['report']

const read = ({ paste, secrets = [] }: Case): readonly Report[] =>
  inspectPaste(paste, { secrets: [...secrets], now: NOW }).cookies.map(({ report }) => report)

const codesOf = (reports: readonly Report[]): readonly string[] =>
  reports.flatMap(({ findings }) => findings.map(({ code }) => code))

const ANY_FAULT = { offset: expect.any(Number), reason: expect.stringMatching(/./) }

/** The part of a report that is expected, each key of it as a whole: some of the attributes would not be what was pasted. */
function expectedOf({ has: _has, lacks: _lacks, fault, ...parts }: Expected) {
  const place = fault && { ...ANY_FAULT, ...fault }
  return { ...parts, ...(place !== undefined && { fault: place }), store: null, missing: [], unwanted: [] }
}

/** The same part of what was read. */
function seenOf(report: Report, { has = [], lacks = [], ...parts }: Expected) {
  const keys = [...Object.keys(parts), 'store']
  const codes = codesOf([report])
  return {
    ...Object.fromEntries(Object.entries(report).filter(([key]) => keys.includes(key))),
    missing: has.filter((code) => !codes.includes(code)),
    unwanted: lacks.filter((code) => codes.includes(code)),
  }
}

describe.each(Object.entries(corpus))('%s', (_, cases) => {
  test.each(cases)('$about', (one) => {
    const reports = read(one)
    expect(reports).toHaveLength(one.cookies.length)
    expect(one.cookies.map((cookie, i) => reports[i] && seenOf(reports[i], cookie))).toEqual(
      one.cookies.map(expectedOf),
    )
    const codes = codesOf(reports)
    expect(one.somewhere?.filter((code) => !codes.includes(code)) ?? []).toEqual([])
    expect(one.nowhere?.filter((code) => codes.includes(code)) ?? []).toEqual([])
  })
})

describe('the corpus itself', () => {
  const all = Object.values(corpus).flat()

  test('is large, and no case stands in it twice', () => {
    expect(all.length).toBeGreaterThanOrEqual(180)
    expect(repeated(all.map(({ about }) => about))).toEqual([])
    expect(repeated(all.map(({ paste, secrets }) => JSON.stringify([paste, secrets])))).toEqual([])
  })

  test('expects of signatures what the package cookie-signature says of them', () => {
    const judged = all.flatMap(({ cookies, secrets = [] }) =>
      cookies.flatMap(({ kind, value, verified, secretIndex = null }) =>
        kind === 'express-session' && value !== undefined && typeof verified === 'boolean'
          ? [{ value, secrets, verified, secretIndex: verified ? (secretIndex ?? 0) : null }]
          : [],
      ),
    )
    expect(judged.length).toBeGreaterThan(100)
    const verdicts = judged.map(({ value, secrets }) => {
      const index = secrets.findIndex((secret) => unsign(value.slice('s:'.length), secret) !== false)
      return { value, secrets, verified: index !== -1, secretIndex: index === -1 ? null : index }
    })
    expect(judged).toEqual(verdicts)
  })
})

const repeated = (texts: readonly string[]): readonly string[] => texts.filter((text, i) => texts.indexOf(text) !== i)
