import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { Observation } from '../../src/observe/observation.ts'
import { packageRoot } from '../../src/package-root.ts'
import { forThisMachine } from '../support/recordings.ts'
import { expectTold } from '../support/rows.ts'

/** What test/diagnosis/causes.test.ts asks of the apps of causes, asked of what was recorded of them, however old that is. */

const recordedOf = (code: string, which: 'broken' | 'fixed'): Observation | null => {
  const file = path.join(packageRoot, 'test/diagnosis/recorded', code, `${which}.json`)
  if (!existsSync(file)) return null
  return (JSON.parse(forThisMachine(readFileSync(file, 'utf8'))) as { readonly observation: Observation }).observation
}

const recorded = catalogue.flatMap((own) => {
  const [broken, fixed] = [recordedOf(own.code, 'broken'), recordedOf(own.code, 'fixed')]
  return broken && fixed ? [{ ...own, broken, fixed }] : []
})

test.each(recorded)('broken', ({ code, level, broken }) => {
  const findings = diagnose(broken)
  findings.forEach(expectTold)
  const asBad = findings.filter((finding) => finding.level === 'error' || finding.level === level)
  expect(asBad.map((finding) => finding.code)).toEqual([code])
})

test.each(recorded)('fixed', ({ fixed }) => {
  expect(diagnose(fixed).filter(({ level }) => level !== 'info')).toEqual([])
})

test.each(recorded.filter(({ claims }) => claims.length > 0))('claims', ({ claims, broken, fixed }) => {
  expect(claims.filter(({ holds }) => !holds(broken, fixed))).toEqual([])
  expect(claims.filter(({ holds }) => holds(fixed, fixed))).toEqual([])
})
