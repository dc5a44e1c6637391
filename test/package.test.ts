import { sign } from 'cookie-signature'
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { syllabus } from '../lessons/index.ts'
import { packageRoot } from '../src/package-root.ts'

/** What the package may hold. */
const SHIPPED = [
  /^(CHANGELOG\.md|LICENSE|README\.md|package\.json)$/,
  /^bin\/session-tutor\.js$/,
  /^dist\/src\/[\w/-]+\.js$/,
  /^dist\/lessons\/(?!.*\/(starter|solution)\.|.*\/wrong-answers\/)[\w/-]+\.js$/,
  // The sources that learners are shown.
  /^lessons\/[\w-]+\/([\w-]+-)?app\.ts$/,
  // What learners begin with, and what they may compare it with.
  /^lessons\/[\w-]+\/exercise\/(starter|solution)\.(js|ts)$/,
]

// Vitest sets NODE_ENV, and a shell does not.
const env = { ...process.env, NODE_ENV: undefined }

let elsewhere = ''
const installed = (...names: readonly string[]): string => path.join(elsewhere, 'node_modules', ...names)

beforeAll(() => {
  elsewhere = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-package-'))
  const npm = (cwd: string, ...words: readonly string[]) =>
    execFileSync('npm', words, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  // What was built is packed: building is no business of a test, and others may be using the build.
  npm(packageRoot, 'pack', '--ignore-scripts', '--pack-destination', elsewhere)
  writeFileSync(path.join(elsewhere, 'package.json'), '{ "private": true }')
  const tarball = readdirSync(elsewhere).find((name) => name.endsWith('.tgz'))
  npm(elsewhere, 'install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`)
  return () => rmSync(elsewhere, { recursive: true, force: true })
}, 300_000)

/** Runs the installed program, as a shell would. */
function tutor(...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(installed('.bin', 'session-tutor'), words, {
    cwd: elsewhere,
    encoding: 'utf8',
    env: { ...env, SESSION_TUTOR_STATE_DIR: path.join(elsewhere, 'state') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { status, stdout, stderr }
}

test('holds what runs, what is shown and what is read, and nothing else', () => {
  const root = installed('session-tutor')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(root, name)).isFile())
    .map((name) => name.split(path.sep).join('/'))
  expect(files.filter((file) => !SHIPPED.some((allowed) => allowed.test(file)))).toEqual([])
  expect(SHIPPED.filter((expected) => !files.some((file) => expected.test(file)))).toEqual([])
})

test('--version is that of package.json', () => {
  const { version } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string }
  expect(tutor('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
})

test('list --json has every lesson', () => {
  const { status, stdout, stderr } = tutor('list', '--json')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const lessons = JSON.parse(stdout) as readonly { readonly slug: string }[]
  expect(lessons.map(({ slug }) => slug)).toEqual(syllabus.map(({ slug }) => slug))
})

test('inspect takes a cookie apart', () => {
  const cookie = `connect.sid=${encodeURIComponent(`s:${sign('an id', 'a secret')}`)}`
  const { status, stdout, stderr } = tutor('inspect', '--json', '--cookie', cookie, '--secret', 'a secret')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({ cookies: [{ name: 'connect.sid', id: 'an id', verified: true }] })
})

describe.each(syllabus)('lesson $slug', ({ slug }) => {
  test('holds its claims and shows the shipped sources, which are ours', () => {
    const { status, stdout, stderr } = tutor('lesson', slug, '--json')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Event)
    const claims = events.filter(({ event }) => event === 'claim')
    expect(claims.length).toBeGreaterThan(0)
    expect(claims.filter(({ holds }) => holds !== true)).toEqual([])

    const folder = readdirSync(path.join(packageRoot, 'lessons')).find((name) => name.endsWith(`-${slug}`)) ?? ''
    const shown = events.filter(({ event }) => event === 'code')
    expect(shown.length).toBeGreaterThan(0)
    for (const { file = '', firstLine = 0, text = '' } of shown) {
      const shipped = readFileSync(installed('session-tutor/lessons', folder, file), 'utf8')
      const lines = text.split('\n')
      expect(lines).toEqual(shipped.split('\n').slice(firstLine - 1, firstLine - 1 + lines.length))
      expect(shipped).toBe(readFileSync(path.join(packageRoot, 'lessons', folder, file), 'utf8'))
    }
  })
})

describe.each(syllabus)('exercise $slug', ({ slug }) => {
  test.each([[], ['--ts']])(
    'is written, fails, and passes with the shipped solution %j',
    (...flags: readonly string[]) => {
      const folder = path.join(elsewhere, `exercises${flags.join('')}`)
      expect(tutor('exercise', slug, '--dir', folder, ...flags)).toMatchObject({ status: 0, stderr: '' })
      expect(tutor('verify', slug, '--dir', folder)).toMatchObject({ status: 1, stderr: '' })
      const language = flags.length > 0 ? 'ts' : 'js'
      const file = readdirSync(folder).find((name) => name.endsWith(`-${slug}.${language}`)) ?? ''
      const lesson = readdirSync(installed('session-tutor/lessons')).find((name) => name.endsWith(`-${slug}`)) ?? ''
      copyFileSync(installed('session-tutor/lessons', lesson, `exercise/solution.${language}`), path.join(folder, file))
      expect(tutor('verify', slug, '--dir', folder)).toMatchObject({ status: 0, stderr: '' })
    },
  )
})

/** What this looks at in an event. */
interface Event {
  readonly event: string
  readonly holds?: boolean
  readonly file?: string
  readonly firstLine?: number
  readonly text?: string
}
