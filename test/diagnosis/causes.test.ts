import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { catalogue } from '../../src/diagnosis/catalogue.ts'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import { packageRoot } from '../../src/package-root.ts'
import { drive } from '../support/drive.ts'

const home = path.join(packageRoot, 'src/diagnosis/causes')

test('every folder of a cause stands in the catalogue under its name, and has a broken and a fixed app', () => {
  const codes = catalogue.map(({ code }) => code)
  expect(readdirSync(home).toSorted()).toEqual(codes.toSorted())
  const files = codes.flatMap((code) => ['broken.js', 'fixed.js'].map((name) => path.join(home, code, name)))
  expect(files.filter((file) => !existsSync(file))).toEqual([])
})

/** Packages that are not there for tests: what needs them is held by tables alone. */
const isMissing = (name: string): boolean => !existsSync(path.join(packageRoot, 'node_modules', name))

/** Each app waits most of its time, so as many run side by side as vitest lets (`maxConcurrency`). */
const runnable = catalogue.filter(({ needs }) => !needs.some(isMissing))

test.concurrent.each(runnable)(
  '$code is what is wrong with its broken.js, and no error is found beside it',
  async (own) => {
    const { code, level, moves } = own
    const file = path.join(home, code, 'broken.js')
    const findings = diagnose(await drive({ file }, moves))
    expect(findings.map((finding) => finding.code)).toContain(code)
    const asBad = findings.filter((finding) => finding.level === 'error' || finding.level === level)
    expect(asBad.map((finding) => finding.code)).toEqual([code])
    expect(findings.find((finding) => finding.code === code)?.at?.file ?? null).toBeOneOf([null, file])
  },
)

test.concurrent.each(runnable)('$code: nothing is wrong with fixed.js', async ({ code, moves, fixedMoves }) => {
  const findings = diagnose(await drive({ file: path.join(home, code, 'fixed.js') }, fixedMoves ?? moves))
  expect(findings.filter((finding) => finding.level !== 'info')).toEqual([])
})
