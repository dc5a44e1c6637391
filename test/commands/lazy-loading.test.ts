import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import type { Entry } from '../../src/progress/entry.ts'
import { openProgress } from '../../src/progress/open.ts'
import { temporaryFolder } from '../support/run.ts'

const HEAVY = ['express', 'express-session', 'supertest', 'inquirer', '@inquirer/core', 'redis-parser', '@bomb.sh/tab']
const COOKIE = 'connect.sid=s%3AZk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo.cUDFDZKSTJSCcnpuZ6gkJNSvwCnLYB4XfdwIbmJbCTc'

const asModule = (source: string): string => `data:text/javascript,${encodeURIComponent(source)}`

/** Reports the URL of every module that `import` loads, on file descriptor 3. */
const LOADER = `
import { writeSync } from 'node:fs'
export function load(url, context, next) {
  writeSync(3, url + '\\n')
  return next(url, context)
}
`

/** Installs the loader, and at the end reports what \`require\` loaded. */
const HOOK = `
import { writeSync } from 'node:fs'
import module from 'node:module'
module.register(${JSON.stringify(asModule(LOADER))})
process.on('exit', () => {
  for (const file of Object.keys(module._cache)) writeSync(3, file + '\\n')
})
`

/**
 * Runs Node with these words and without a terminal.
 * @param entries what the learner has done before
 * @returns the URLs and paths of the files that were loaded
 */
function filesLoadedBy(words: readonly string[], entries: readonly Entry[] = []): readonly string[] {
  const stateFolder = temporaryFolder()
  const store = openProgress(stateFolder, Date.now)
  expect(entries.every((entry) => store.record(entry))).toBe(true)
  const { status, stderr, output } = spawnSync(process.execPath, ['--import', asModule(HOOK), ...words], {
    cwd: packageRoot,
    encoding: 'utf8',
    env: { ...process.env, SESSION_TUTOR_STATE_DIR: stateFolder },
    // What is loaded is reported apart from what is printed.
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return (output[3] ?? '').split('\n')
}

/** The package of a file: one that is installed, or one that is built in. */
const PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/|\/dist\/src\/packages\/(.+)\.js$/

/** Like {@link filesLoadedBy}. @returns the packages of which a file was loaded */
function packagesLoadedBy(words: readonly string[]): ReadonlySet<string> {
  return new Set(
    filesLoadedBy(words).flatMap((file) => {
      const [, installed, builtIn] = PACKAGE.exec(file) ?? []
      return installed ?? builtIn ?? []
    }),
  )
}

const heavyOnes = (packages: ReadonlySet<string>): string[] => HEAVY.filter((name) => packages.has(name))

const tutor = (...words: readonly string[]): string[] => [path.join(packageRoot, 'bin/session-tutor.js'), ...words]

describe('loads neither Express nor prompts nor what speaks to Redis or completes words', () => {
  test.each([
    [['--version']],
    [['--help']],
    [['lesson', '--help']],
    [['list']],
    [['list', '--json']],
    [['inspect', '--cookie', COOKIE]],
    [['inspect', '--cookie', COOKIE, '--json']],
    [['progress']],
    [['progress', '--json']],
    [['reset', '--yes']],
    [['hint', '1']],
    [['solution', '1', '--show']],
    [[]],
  ])('session-tutor %j', (words) => {
    expect(heavyOnes(packagesLoadedBy(tutor(...words)))).toEqual([])
  })
})

test('a lesson loads what it plays with, and no prompts without a terminal', () => {
  expect(heavyOnes(packagesLoadedBy(tutor('lesson', '3', '--json')))).toEqual([
    'express',
    'express-session',
    'supertest',
  ])
})

test.each([[['completion', 'bash']], [['complete', '--', 'lesson', '']]])(
  '%j loads what completes words, and no more',
  (words) => {
    expect(heavyOnes(packagesLoadedBy(tutor(...words)))).toEqual(['@bomb.sh/tab'])
  },
)

describe('inspect looks again only where a paste leaves a doubt', () => {
  test.each([
    ['a session', COOKIE, []],
    ['a session in a header', `Cookie: theme=dark; ${COOKIE}`, []],
    [
      'a row of a table',
      `| Name | Value |\n|---|---|\n| sid | ${COOKIE.slice(COOKIE.indexOf('=') + 1)} |`,
      ['/unusual/'],
    ],
    ['a printed object', `{ 'sid': '${COOKIE.slice(COOKIE.indexOf('=') + 1)}' }`, ['/unusual/', '/acorn.js']],
  ])('%s', (_, cookie, more) => {
    const loaded = filesLoadedBy(tutor('inspect', '--cookie', cookie)).join('\n')
    expect(['/unusual/', '/acorn.js'].filter((part) => loaded.includes(part))).toEqual(more)
  })
})

describe('of the lessons and exercises are loaded only those that are played', () => {
  /** Somebody is in the middle of it, and broke a claim: there is something to count. */
  const BEGUN: readonly Entry[] = [
    { type: 'done', lesson: 'session-options', right: 1, predictions: 2 },
    { type: 'step', lesson: 'genid', step: 1, of: 9 },
    { type: 'broke', lesson: 'genid', claim: 'any' },
    { type: 'tried', lesson: 'genid', passed: 1, checks: 4 },
  ]

  test.each([
    [[], []],
    [['list'], []],
    [['list', '--json'], []],
    [['progress'], []],
    [['progress', '--json'], []],
    [['reset', 'genid'], []],
    [['hint', '1'], ['01-session-options/exercise/exercise.js']],
    [['next'], ['02-cookie-max-age/lesson.js']],
    [['lesson', '3', '--json'], ['03-genid/lesson.js']],
  ])('session-tutor %j', (words, expected) => {
    const scripts = filesLoadedBy(tutor(...words), BEGUN).flatMap(
      (file) => /\/lessons\/(\d+-[\w-]+\/(?:exercise\/exercise|lesson)\.js)$/.exec(file)?.[1] ?? [],
    )
    expect(scripts).toEqual(expected)
  })
})

test('what plays on other packages is loaded for --with alone', () => {
  const loaded = (...words: readonly string[]) =>
    filesLoadedBy(tutor('lesson', '3', '--json', ...words)).filter((file) => /with-folder|redirection/.test(file))
  expect(loaded()).toEqual([])
  expect(loaded('--with', packageRoot)).not.toEqual([])
})

test.each(HEAVY)('%s would be noticed', (name) => {
  expect(packagesLoadedBy(['--input-type=module', '--eval', `import ${JSON.stringify(name)}`])).toContain(name)
})
