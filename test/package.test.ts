import { sign } from 'cookie-signature'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { syllabus } from '../lessons/index.ts'
import { packageRoot } from '../src/package-root.ts'

/** What the package may hold. */
const SHIPPED = [
  /^(CHANGELOG\.md|LICENSE|README\.md|package\.json)$/,
  /^bin\/((kept|observe)\.cjs|package\.json|session-tutor\.js)$/,
  // Of the packages that are built in.
  /^dist\/LICENSES$/,
  /^dist\/src\/[\w/-]+\.js$/,
  /^dist\/lessons\/(?!.*\/(starter|solution)\.)[\w/-]+\.js$/,
  // The apps that explain starts.
  /^src\/diagnosis\/causes\/[\w-]+\/((broken|fixed)\.(js|ts)|recorded\.json)$/,
  // The sources that learners are shown.
  /^lessons\/[\w-]+\/([\w-]+-)?(app|store)\.ts$/,
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
    execFileSync('npm', words, {
      cwd,
      // Somebody's own certificates are kept from all other programs (vitest.config.ts).
      env: { ...env, NODE_EXTRA_CA_CERTS: process.env['CERTIFICATES_FOR_NPM'] },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  // What was built is packed: building is no business of a test, and others may be using the build.
  npm(packageRoot, 'pack', '--ignore-scripts', '--pack-destination', elsewhere)
  writeFileSync(path.join(elsewhere, 'package.json'), '{ "private": true }')
  const tarball = readdirSync(elsewhere).find((name) => name.endsWith('.tgz'))
  npm(elsewhere, 'install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`)
  return () => rmSync(elsewhere, { recursive: true, force: true })
}, 300_000)

/** Runs the installed program, as a shell would. */
const tutor = (...words: readonly string[]) => start(installed('.bin', 'session-tutor'), ...words)

async function start(command: string, ...words: readonly string[]) {
  const child = spawn(command, words, {
    cwd: elsewhere,
    env: { ...env, SESSION_TUTOR_STATE_DIR: path.join(elsewhere, 'state') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr, [status]] = await Promise.all([
    readAll(child.stdout),
    readAll(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
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

test('brings no more packages than it did with five lessons', () => {
  const folder = installed()
  const packages = readdirSync(folder).flatMap((name) =>
    name.startsWith('@') ? readdirSync(path.join(folder, name)) : name.startsWith('.') ? [] : [name],
  )
  // Other versions of a package lie below the one that needs them, and are few.
  expect(packages.length).toBeGreaterThan(100)
  expect(packages.length).toBeLessThanOrEqual(154)
})

test.concurrent('--version is that of package.json', async () => {
  const { version } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string }
  expect(await tutor('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
})

test.concurrent('list --json has every lesson', async () => {
  const { status, stdout, stderr } = await tutor('list', '--json')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const lessons = JSON.parse(stdout) as readonly { readonly slug: string }[]
  expect(lessons.map(({ slug }) => slug)).toEqual(syllabus.map(({ slug }) => slug))
})

test.concurrent('npx starts it, and a command that it prints works as it stands', async () => {
  const { stdout } = await start('npx', 'session-tutor', 'list')
  const [command = '', ...words] = /^ *(npx session-tutor lesson \d+)$/m.exec(stdout)?.[1]?.split(' ') ?? []
  expect(await start(command, ...words)).toMatchObject({ status: 0, stdout: expect.stringContaining('step 1 of ') })
})

test.concurrent('inspect takes a cookie apart', async () => {
  const cookie = `connect.sid=${encodeURIComponent(`s:${sign('an id', 'a secret')}`)}`
  const { status, stdout, stderr } = await tutor('inspect', '--json', '--cookie', cookie, '--secret', 'a secret')
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(JSON.parse(stdout)).toMatchObject({ cookies: [{ name: 'connect.sid', id: 'an id', verified: true }] })
})

describe.each(syllabus)('lesson $slug', ({ slug }) => {
  test.concurrent('holds its claims and shows the shipped sources, which are ours', async () => {
    const { status, stdout, stderr } = await tutor('lesson', slug, '--json')
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

/** What the installed program says of exercises in a folder. @param words which; all, if left out */
async function verified(folder: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = await tutor('verify', ...words, '--dir', folder, '--json')
  const verdicts = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly slug: string; readonly passed: boolean; readonly problem: unknown })
  return { status, stderr, verdicts: verdicts.map(({ slug, passed, problem }) => ({ slug, passed, problem })) }
}

/** The folder of a lesson in a folder of lessons. */
const lessonIn = (lessons: string, slug: string): string =>
  path.join(lessons, readdirSync(lessons).find((name) => name.endsWith(`-${slug}`)) ?? '')

// In both languages they do the same, as their own tests show. By turns each language is among what passes.
test.concurrent('each exercise is written, and passes with the shipped solution', async () => {
  const folder = path.join(elsewhere, 'exercises')
  const languageOf = (number: number) => (number % 2 === 0 ? 'ts' : 'js')
  for (const [number, { slug }] of syllabus.entries()) {
    const flags = languageOf(number) === 'ts' ? ['--ts'] : []
    // oxlint-disable-next-line no-await-in-loop -- they write into one folder
    expect(await tutor('exercise', slug, '--dir', folder, ...flags)).toMatchObject({ status: 0, stderr: '' })
  }
  // What the others begin with is the same text as ours, which fails (test/exercises).
  const [first = ''] = syllabus.map(({ slug }) => slug)
  expect(await verified(folder, first)).toEqual({
    status: 1,
    stderr: '',
    verdicts: [{ slug: first, passed: false, problem: null }],
  })
  for (const [number, { slug }] of syllabus.entries()) {
    const ending = `-${slug}.${languageOf(number)}`
    const file = readdirSync(folder).find((name) => name.endsWith(ending)) ?? ''
    const solution = `exercise/solution.${languageOf(number)}`
    copyFileSync(path.join(lessonIn(installed('session-tutor/lessons'), slug), solution), path.join(folder, file))
  }
  const solved = syllabus.map(({ slug }) => ({ slug, passed: true, problem: null }))
  expect(await verified(folder)).toEqual({ status: 0, stderr: '', verdicts: solved })
})

test.each(syllabus)('the files of the exercise of $slug are ours, in both languages', ({ slug }) => {
  for (const part of ['starter.js', 'starter.ts', 'solution.js', 'solution.ts']) {
    const [shipped, own] = [installed('session-tutor/lessons'), path.join(packageRoot, 'lessons')].map((lessons) =>
      readFileSync(path.join(lessonIn(lessons, slug), 'exercise', part), 'utf8'),
    )
    expect(shipped).toBe(own)
  }
})

/** What this looks at in an event. */
interface Event {
  readonly event: string
  readonly holds?: boolean
  readonly file?: string
  readonly firstLine?: number
  readonly text?: string
}
