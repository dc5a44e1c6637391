import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { unifiedDiff } from '../../../src/commands/explain/unified.ts'
import { catalogue } from '../../../src/diagnosis/catalogue.ts'
import { pairSources } from '../../../src/doctor/pair.ts'
import { packageRoot } from '../../../src/package-root.ts'
import { temporaryFolder } from '../../support/run.ts'

test('two files that are the same have no difference', () => {
  expect(unifiedDiff('a\nb\n', 'a\nb\n', ['a', 'b'])).toBe(null)
})

test('each broken app becomes the fixed one with its difference, as git applies it', () => {
  const folder = temporaryFolder()
  const wrong = catalogue.filter((cause) => {
    const { broken, fixed } = pairSources(cause, { packageRoot })
    const diff = unifiedDiff(broken, fixed, ['app.js', 'app.js'])
    if (diff === null) return broken !== fixed
    const [app, patch] = ['app.js', 'a.patch'].map((name) => path.join(folder, name))
    if (app === undefined || patch === undefined) return true
    writeFileSync(app, broken)
    writeFileSync(patch, diff)
    execFileSync('git', ['apply', '-p0', 'a.patch'], { cwd: folder })
    return readFileSync(app, 'utf8') !== fixed
  })
  expect(wrong.map(({ code }) => code)).toEqual([])
})
