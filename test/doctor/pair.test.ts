import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import { claimsOf, HOME, recordedPair } from '../../src/doctor/pair.ts'
import { packageRoot } from '../../src/package-root.ts'

const { dependencies } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>
}

/** What a learner cannot run without packages of their own. */
const needy = catalogue.filter(({ needs }) => needs.some((name) => !(name in dependencies)))

test('something was recorded of these causes, and of no other', () => {
  const recorded = catalogue.filter((cause) => recordedPair(cause, { packageRoot }) !== null)
  expect(recorded.map(({ code }) => code)).toEqual(needy.map(({ code }) => code))
})

test.each(needy)('$code: what is said of it holds in the recorded runs', (cause) => {
  const pair = recordedPair(cause, { packageRoot })
  expect(pair && claimsOf(cause, pair).filter(({ holds }) => !holds)).toEqual([])
  expect(Object.keys(pair?.recorded ?? {})).toEqual(['Node.js', 'express', 'express-session', ...cause.needs])
})

test.each(needy)('$code: its recording tells nothing of the machine that made it', ({ code }) => {
  const text = readFileSync(path.join(packageRoot, 'src/diagnosis/causes', code, 'recorded.json'), 'utf8')
  expect(text).toContain(HOME)
  expect(text).not.toMatch(/\/(home|root|Users|tmp)\/|\/session-tutor-/)
})
