import { execFileSync } from 'node:child_process'
import { copyFileSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../../src/package-root.ts'
import { temporaryFolder } from '../../support/run.ts'
import { runTutor } from '../../support/tutor.ts'

/** The built program examines apps. */

const APPS = path.join(packageRoot, 'test/doctor/apps')

test.concurrent('an app with an error: what is tried, the finding with its line and request, and exit code 1', async () => {
  const { code, stdout, stderr } = await runTutor(['doctor', 'secure.js'], APPS)
  expect(stderr).toBe('')
  expect(stdout).toContain('Starts in a copy of this folder')
  expect(stdout).toMatch(/✔ starts and listens/)
  expect(stdout).toMatch(/✗ behind a TLS proxy/)
  expect(stdout).toMatch(/error {2}proxy-not-trusted +secure\.js:\d+/)
  expect(stdout).toContain('X-Forwarded-Proto: https')
  expect(stdout).toContain("app.set('trust proxy', 1)")
  expect(stdout).toContain('explain proxy-not-trusted')
  expect(code).toBe(1)
})

test.concurrent('--json: one object, without ids of sessions, secrets and paths of the copy', async () => {
  const { code, stdout } = await runTutor(['doctor', '--json', 'fixation.js'], APPS)
  const told = JSON.parse(stdout) as Record<string, readonly Record<string, unknown>[]>
  expect(Object.keys(told)).toEqual(['app', 'scenarios', 'findings', 'notTried', 'remarks'])
  expect(told['scenarios']?.[0]).toMatchObject({ name: 'start', result: 'ok', why: null })
  const fixation = told['findings']?.find((one) => one['code'] === 'session-fixation')
  expect(fixation?.['at']).toMatchObject({ file: path.join(APPS, 'fixation.js') })
  expect(stdout).not.toMatch(/s%3A|session-tutor-copy|a secret that is/)
  // It logs in as the source says: a warning is none of the errors that count.
  expect(code).toBe(0)
})

test.concurrent('--json has each patch that --fix prints, and git takes it', async () => {
  const [json, fix] = await Promise.all([
    runTutor(['doctor', '--json', 'secure.js'], APPS),
    runTutor(['doctor', '--fix', 'secure.js'], APPS),
  ])
  const { findings } = JSON.parse(json.stdout) as { readonly findings: readonly { fix: { diff: string | null } }[] }
  expect(findings[0]?.fix.diff).toContain("+app.set('trust proxy', 1)")
  expect(fix.stdout).toBe(findings[0]?.fix.diff)
  const folder = temporaryFolder()
  copyFileSync(path.join(APPS, 'secure.js'), path.join(folder, 'secure.js'))
  execFileSync('git', ['apply'], { cwd: folder, input: fix.stdout })
  expect(readFileSync(path.join(folder, 'secure.js'), 'utf8')).toContain("app.set('trust proxy', 1)")
})

test.concurrent('a command is started as it stands, and --fail-on counts warnings', async () => {
  const { code, stdout } = await runTutor(
    ['doctor', '--fail-on', 'warning', '--', process.execPath, 'fixation.js'],
    APPS,
  )
  expect(stdout).toContain('session-fixation')
  expect(code).toBe(1)
})

test.concurrent('what npm writes for itself is not what the app keeps', async () => {
  const folder = temporaryFolder()
  symlinkSync(path.join(packageRoot, 'node_modules'), path.join(folder, 'node_modules'))
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module", "scripts": { "start": "node app.js" } }')
  writeFileSync(
    path.join(folder, 'app.js'),
    `import express from 'express'
    express().get('/', (req, res) => res.send('hello')).listen(3000)`,
  )
  const { code, stdout } = await runTutor(['doctor', '--json', '--', 'npm', 'start'], folder)
  const { notTried } = JSON.parse(stdout) as { readonly notTried: readonly { readonly why: string }[] }
  expect(notTried.filter(({ why }) => why.includes('keeps data'))).toEqual([])
  expect(code).toBe(0)
})

test.concurrent('nothing is written into the project', async () => {
  const folder = temporaryFolder()
  symlinkSync(path.join(packageRoot, 'node_modules'), path.join(folder, 'node_modules'))
  writeFileSync(
    path.join(folder, 'app.mjs'),
    `import { writeFileSync } from 'node:fs'
    import express from 'express'
    writeFileSync('written.txt', 'by the app')
    express().get('/', (req, res) => res.send('hello')).listen(3000)`,
  )
  const { code } = await runTutor(['doctor', 'app.mjs'], folder)
  expect(code).toBe(0)
  expect(readdirSync(folder)).toEqual(['app.mjs', 'node_modules'])
})

test.concurrent('TypeScript where this Node.js runs none: who starts it is asked for', async () => {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'server.ts'), 'export const app: number = 1')
  const { code, stderr } = await runTutor(['doctor', 'server.ts'], folder)
  const runsTypes = Boolean((process.features as { readonly typescript?: unknown }).typescript)
  expect(stderr).toBe(
    runsTypes
      ? ''
      : 'This Node.js runs no TypeScript.\nStart the app as you do, behind --: session-tutor doctor -- npx tsx server.ts\n',
  )
  expect(code).toBe(2)
})

test.concurrent.each([
  [['doctor'], 'There is nothing to examine.'],
  [['doctor', 'nothing.js'], 'There is no file "nothing.js".'],
  [['doctor', '--login', 'ada', 'right.js'], 'What stands behind --login is no request.'],
])('%j: exit code 2', async (words, sentence) => {
  const { code, stderr } = await runTutor(words, APPS)
  expect(stderr).toContain(sentence)
  expect(code).toBe(2)
})
