import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { appOf, type Cause } from '../../src/diagnosis/cause.ts'
import type { Move } from '../../src/diagnosis/moves.ts'
import type { Observation } from '../../src/observe/observation.ts'
import { subjectOf } from '../../src/doctor/pair.ts'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'
import { filesBehind } from '../support/files-behind.ts'
import { observed, versionsBehind } from '../support/recordings.ts'
import { expectTold } from '../support/rows.ts'

const home = path.join(packageRoot, 'src/diagnosis/causes')
const dist = path.join(packageRoot, 'dist')
const recorded = path.join(import.meta.dirname, 'recorded')

/** What starts an app, uses it and looks at it, apart from the app and its packages. */
const machinery = {
  sources: [...filesBehind(['test/support/drive.ts', 'src/doctor/later.ts', 'dist/src/observe/register.js'])],
  node: process.versions.node.split('.')[0],
  platform: process.platform,
}

/** What is observed of an app of a cause. Most were observed before, and are not started again while nothing of it changed. */
async function observe(own: Cause, which: 'broken' | 'fixed', moves: readonly Move[]) {
  const { code } = own
  const file = path.join(home, code, appOf(own, which))
  const source = readFileSync(file, 'utf8')
  const causes = { source, moves, packages: versionsBehind(source), machinery }
  const place = path.join(recorded, code, `${which}.json`)
  return { file, ...(await observed(place, causes, () => drive(subjectOf(own, file, { dist }), moves))) }
}

test('every folder of a cause stands in the catalogue under its name, and has a broken and a fixed app', () => {
  const codes = catalogue.map(({ code }) => code)
  expect(readdirSync(home).toSorted()).toEqual(codes.toSorted())
  const files = catalogue.flatMap((own) =>
    (['broken', 'fixed'] as const).map((which) => path.join(home, own.code, appOf(own, which))),
  )
  expect(files.filter((file) => !existsSync(file))).toEqual([])
})

test('every recording is of a cause', () => {
  const codes = catalogue.map(({ code }) => code)
  expect(readdirSync(recorded).filter((name) => !codes.includes(name))).toEqual([])
})

/** Packages that are not there for tests: what needs them is held by tables alone. */
const isMissing = (name: string): boolean => !existsSync(path.join(packageRoot, 'node_modules', name))

/** An app that runs waits most of its time, so as many run side by side as vitest lets (`maxConcurrency`). */
const runnable = catalogue.filter(({ needs }) => !needs.some(isMissing))

test.concurrent.each(runnable)(
  '$code is what is wrong with its broken.js, and no error is found beside it',
  async (own) => {
    const { code, level, moves } = own
    const { file, observation, keep } = await observe(own, 'broken', moves)
    const findings = diagnose(observation)
    findings.forEach(expectTold)
    expect(findings.map((finding) => finding.code)).toContain(code)
    const asBad = findings.filter((finding) => finding.level === 'error' || finding.level === level)
    expect(asBad.map((finding) => finding.code)).toEqual([code])
    expect(findings.find((finding) => finding.code === code)?.at?.file ?? null).toBeOneOf([null, file])
    keep()
  },
)

test.concurrent.each(runnable)('$code: nothing is wrong with fixed.js', async (own) => {
  const { observation, keep } = await observe(own, 'fixed', own.fixedMoves ?? own.moves)
  expect(diagnose(observation).filter((finding) => finding.level !== 'info')).toEqual([])
  keep()
})

test.concurrent.each(runnable.filter(({ claims }) => claims.length > 0))(
  '$code: what else is said of its apps holds, and tells them apart',
  async (own) => {
    const { moves, fixedMoves, claims } = own
    const [broken, fixed] = await Promise.all([
      observe(own, 'broken', moves),
      observe(own, 'fixed', fixedMoves ?? moves),
    ])
    const holding = (one: Observation, other: Observation) =>
      claims.filter(({ holds }) => holds(one, other)).map(({ text }) => text)
    expect(holding(broken.observation, fixed.observation)).toEqual(claims.map(({ text }) => text))
    expect(holding(fixed.observation, fixed.observation)).toEqual([])
  },
)
