import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { inspectAnything } from '../../../src/cookie/inspect-anything.ts'
import { inspectPaste } from '../../../src/cookie/inspect-paste.ts'
import { plainStyle } from '../../support/style.ts'
import { NOW } from '../corpus/case.ts'
import { corpus } from '../corpus/corpus.ts'
import { found } from './found.ts'
import { frameworks } from './frameworks.ts'
import { nearly, nothings, notCookies, refusals } from './others.ts'
import { faultsOf, type PasteCase } from './paste-case.ts'

/** Pastes that were rebuilt from what people post, with secrets and ids that are nobody's. @param file beside this one */
const read = (file: string) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as readonly PasteCase[]

const GROUPS: Readonly<Record<string, readonly PasteCase[]>> = {
  'cookies in anything': found,
  'other frameworks': frameworks,
  'no cookies': notCookies,
  'nearly no cookies': nearly,
  'what browsers and servers refuse': refusals,
  nothing: nothings,
  'as people post them': read('posted.json'),
  'as tools print them': read('rebuilt.json'),
  'in other tongues, and of other makers': read('gathered.json'),
}

describe.each(Object.entries(GROUPS))('%s', (_, cases) => {
  test.each(cases)('$name', async (one) => {
    const seen = await inspectAnything(one.input, { secrets: one.secrets, now: NOW })
    expect(await faultsOf(one, seen, NOW, plainStyle())).toEqual([])
  })
})

test.each(notCookies)('$name: told in whole sentences, what it is and what to do', async ({ input }) => {
  const { notACookie } = await inspectAnything(input, { now: NOW })
  expect(notACookie?.message).toMatch(/^(?:This|These) .*\b(?:not a|no|without a value of a) cookie\b.*[.:] [A-Zr]/)
  expect(notACookie?.message).toMatch(/(?:\.|explain [a-z-]+)$/)
})

test('a case that expects something else is found wrong', async () => {
  const seen = await inspectAnything('theme=dark', { now: NOW })
  const expected = {
    cookies: [{ name: 'sid', finding: 'malformed' }],
    notKind: ['unsigned'],
    mention: 'a pear',
    notText: 'theme',
  }
  const faults = await faultsOf({ name: '', input: '', secrets: [], expected }, seen, NOW, plainStyle())
  expect(faults).toHaveLength(5)
})

/** What is looked at again with another result, on purpose: by the name of the case. */
const OTHERWISE = new Set([
  'the cookies of a site that counts its visitors',
  'cookies that are named like attributes',
  'one segment that no attribute is named like, so no Set-Cookie',
  'the id and the signature without s:',
  'the id alone',
  'a signature in URL-safe base64',
  'a signature that lost its last letter',
  'a signature with its padding',
  'none of three secrets',
])

test('what was read right in the ordinary way stays as it was', async () => {
  const cases = Object.values(corpus).flat()
  const outcomes = await Promise.all(
    cases.map(async ({ about, paste, secrets = [] }) => {
      const options = { secrets, now: NOW }
      const [plain, again] = [inspectPaste(paste, options), await inspectAnything(paste, options)]
      const reports = (seen: typeof plain) => seen.cookies.map(({ report }) => report)
      return JSON.stringify(reports(plain)) === JSON.stringify(reports(again)) ? [] : [about]
    }),
  )
  expect(new Set(outcomes.flat())).toEqual(OTHERWISE)
})
