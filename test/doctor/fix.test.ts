import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { editFor, patchOf } from '../../src/doctor/fix.ts'
import { temporaryFolder } from '../support/run.ts'

const at = (line: number) => ({ file: '/a/server.js', line })

test.each([
  ['secure-over-http', 'session({ cookie: { secure: true } })', "session({ cookie: { secure: 'auto' } })"],
  ['max-age-seconds', 'session({ cookie: { maxAge: 3600 } })', 'session({ cookie: { maxAge: 3600 * 1000 } })'],
  ['max-age-seconds', 'session({ cookie: { maxAge: 60 * 60 } })', 'session({ cookie: { maxAge: (60 * 60) * 1000 } })'],
  ['resave-overwrites', 'session({ resave: true })', 'session({ resave: false })'],
  ['empty-sessions', 'session({ saveUninitialized: true })', 'session({ saveUninitialized: false })'],
  ['no-http-only', 'session({ cookie: { httpOnly: false } })', 'session({ cookie: { httpOnly: true } })'],
  [
    'same-site-none-insecure',
    "session({ cookie: { sameSite: 'none' } })",
    "session({ cookie: { sameSite: 'none', secure: true } })",
  ],
])('%s: %s', async (code, source, fixed) => {
  expect(await editFor({ code, at: at(1) }, source, false)).toEqual({ line: 1, to: [fixed] })
})

test.each([
  ['secure-over-http', 'session({ cookie: { secure: isProduction } })'],
  ['session-fixation', 'session({ resave: true })'],
  ['resave-overwrites', 'session(options)'],
])('%s: %s is nothing to change without thinking', async (code, source) => {
  expect(await editFor({ code, at: at(1) }, source, false)).toBe(null)
})

test('git applies the patch', async () => {
  const folder = temporaryFolder()
  const source =
    "import express from 'express'\nconst app = express()\n\napp.use(\n  session({ resave: true }),\n)\napp.listen(3000)\n"
  writeFileSync(path.join(folder, 'server.js'), source)
  const findings = [
    { code: 'proxy-not-trusted', at: at(5) },
    { code: 'resave-overwrites', at: at(5) },
  ]
  const edits = await Promise.all(findings.map((one) => editFor(one, source, false)))
  const patch = patchOf(
    'server.js',
    source,
    edits.flatMap((edit) => edit ?? []),
  )
  execFileSync('git', ['apply'], { cwd: folder, input: patch })
  expect(readFileSync(path.join(folder, 'server.js'), 'utf8')).toBe(
    source.replace('express()\n', "express()\napp.set('trust proxy', 1)\n").replace('true', 'false'),
  )
})
