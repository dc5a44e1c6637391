import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
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

describe.each(catalogue)('$code', ({ code, level, moves, needs }) => {
  const isRun = !needs.some(isMissing)

  test.runIf(isRun).concurrent('is what is wrong with broken.js, and no error is found beside it', async () => {
    const findings = diagnose(await drive({ file: path.join(home, code, 'broken.js') }, moves))
    expect(findings.map((finding) => finding.code)).toContain(code)
    expect(
      findings.filter((finding) => finding.level === 'error' || finding.level === level).map((one) => one.code),
    ).toEqual([code])
    expect(findings.find((finding) => finding.code === code)?.at?.file ?? null).toBeOneOf([
      null,
      path.join(home, code, 'broken.js'),
    ])
  })

  test.runIf(isRun).concurrent('nothing is wrong with fixed.js', async () => {
    const findings = diagnose(await drive({ file: path.join(home, code, 'fixed.js') }, moves))
    expect(findings.filter((finding) => finding.level !== 'info')).toEqual([])
  })
})
