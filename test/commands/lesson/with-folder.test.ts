import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { copyPackage, linkPackage, writePackage } from '../../support/packages.ts'
import { run, temporaryFolder } from '../../support/run.ts'
import { runTutor } from '../../support/tutor.ts'

const MINE = { file: 'package.json', find: ',\n  "version": "', replace: ',\n  "version": "99.' }
/** What lasts ten hours elsewhere lasts twenty here, which is none of the answers. */
const TWICE_AS_LONG = {
  file: 'session/cookie.js',
  find: 'new Date(Date.now() + ms)',
  replace: 'new Date(Date.now() + 2 * ms)',
}
const NO_HTTP_ONLY = { file: 'session/cookie.js', find: 'this.httpOnly = true;', replace: 'this.httpOnly = false;' }

/** Plays a lesson on a folder, as JSON. */
async function play(lesson: string, folder: string, ...words: readonly string[]) {
  const { code, stdout, stderr } = await runTutor(['lesson', lesson, '--with', folder, '--json', '--no-save', ...words])
  const events = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { code, stderr, events, claims: events.filter(({ event }) => event === 'claim') }
}

/** Every file of a folder with its size and when it was changed. */
const listing = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => {
    const { size, mtimeMs } = statSync(path.join(folder, name))
    return `${name} ${size} ${mtimeMs}`
  })

describe('plays on what is installed', () => {
  test.concurrent('in the folder, lends what is missing, and writes nothing there', async () => {
    const folder = temporaryFolder()
    copyPackage('express-session', folder, [MINE])
    const before = listing(folder)
    const { code, stderr, events } = await play('restart-memory-loss', folder)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(events[0]).toMatchObject({
      event: 'lesson',
      versions: { express: expect.stringMatching(/^5\./), 'express-session': expect.stringMatching(/^99\./) },
      with: { folder, lent: ['express', 'session-file-store'] },
    })
    expect(listing(folder)).toEqual(before)
  })

  test.concurrent('in a folder above, through a link as pnpm makes it, and in a folder that is a link itself', async () => {
    const root = temporaryFolder()
    copyPackage('express-session', path.join(root, 'store'), [MINE])
    const app = path.join(root, 'work space', 'packages', 'app #1')
    mkdirSync(path.join(app, 'node_modules'), { recursive: true })
    symlinkSync(
      path.join(root, 'store/node_modules/express-session'),
      path.join(app, 'node_modules/express-session'),
      'junction',
    )
    linkPackage('express', path.join(root, 'work space/node_modules/express'))
    symlinkSync(app, path.join(root, 'link'), 'junction')
    const { code, stderr, events } = await play('genid', path.join(root, 'link'))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(events[0]).toMatchObject({
      versions: { 'express-session': expect.stringMatching(/^99\./) },
      with: { folder: app, lent: [] },
    })
    // Both were loaded before the lesson, and are observed all the same.
    expect(events.find(({ event }) => event === 'exchange')).toMatchObject({
      trace: expect.arrayContaining(['no SID sent, generating session']),
      layers: expect.arrayContaining([expect.objectContaining({ layer: 'session', isSession: true })]),
    })
  })

  test.concurrent('also where only express is', async () => {
    const folder = temporaryFolder()
    linkPackage('express', path.join(folder, 'node_modules/express'))
    const { code, events } = await play('genid', folder)
    expect(code).toBe(0)
    expect(events[0]).toMatchObject({ with: { folder, lent: ['express-session'] } })
  })

  test.concurrent('also where it is an ES module that cannot be required', async () => {
    const folder = temporaryFolder()
    linkPackage('express', path.join(folder, 'inner'))
    const source = `import express from ${JSON.stringify(pathToFileURL(path.join(folder, 'inner/index.js')).href)}\nexport default express`
    writePackage('express', folder, source, { version: '99.0.0', type: 'module', exports: { import: './index.js' } })
    const { code, stderr, events } = await play('genid', folder)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(events[0]).toMatchObject({ versions: { express: '99.0.0' } })
  })

  test.concurrent('also in the programs that a lesson launches', async () => {
    const folder = temporaryFolder()
    const silent = { file: 'index.js', find: 'console.warn(warning);', replace: '' }
    copyPackage('express-session', folder, [silent])
    const { code, events } = await play('restart-memory-loss', folder)
    expect(code).toBe(1)
    expect(events.find(({ event }) => event === 'launch')).toMatchObject({ exitCode: 0 })
    expect(JSON.stringify(events.find(({ event }) => event === 'launch'))).not.toContain('leak')
  })
})

describe('what is otherwise', () => {
  test.concurrent('is told of each claim that falls, and ends with 1', async () => {
    const folder = temporaryFolder()
    copyPackage('express-session', folder, [NO_HTTP_ONLY])
    const { code, claims } = await play('session-options', folder)
    expect(code).toBe(1)
    const fallen = claims.filter(({ holds }) => holds === false)
    expect(fallen.length).toBeGreaterThan(0)
    expect(fallen.every(({ otherwise }) => otherwise === true)).toBe(true)
    expect(claims.filter(({ holds }) => holds === true).every(({ otherwise }) => otherwise === false)).toBe(true)

    const text = await runTutor(['lesson', 'session-options', '--with', folder, '--plain', '--no-save'])
    expect({ code: text.code, stderr: text.stderr }).toEqual({ code: 1, stderr: '' })
    expect(text.stdout).toMatch(/✗ not true {2}Cookie defaults.*\n.*\n {13}On your versions this is different\./)
  })

  test.concurrent('also of a prediction, which is no mistake of the lesson then', async () => {
    const folder = temporaryFolder()
    copyPackage('express-session', folder, [TWICE_AS_LONG])
    const { code, stderr, events } = await play('cookie-max-age', folder)
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    const verdicts = events.filter(({ event }) => event === 'verdict')
    expect(verdicts).toContainEqual(
      expect.objectContaining({
        answer: null,
        because: expect.stringContaining('On your versions this is different.'),
      }),
    )
  })

  test.concurrent('is not blamed on the versions where an option was changed', async () => {
    const folder = temporaryFolder()
    copyPackage('express-session', folder)
    const { code, claims, events } = await play('session-options', folder, '--set', 'name=sid')
    expect(code).toBe(1)
    expect(claims.some(({ holds }) => holds === false)).toBe(true)
    expect(claims.every(({ otherwise }) => otherwise === false)).toBe(true)
    expect(events.some(({ event }) => event === 'diff')).toBe(true)
  })
})

test.concurrent('a version that is none is not shown', async () => {
  const folder = temporaryFolder()
  linkPackage('express', path.join(folder, 'inner'))
  const source = `module.exports = require(${JSON.stringify(path.join(folder, 'inner'))})`
  writePackage('express', folder, source, { version: '\u001b[31m5' })
  const { code, events } = await play('genid', folder)
  expect(code).toBe(0)
  expect(events[0]).toMatchObject({ versions: { express: 'unknown' } })
})

describe('two sentences and exit code 2', () => {
  /** What a lesson on this folder is refused with. */
  async function refusal(folder: string) {
    const { code, stdout, stderr } = await runTutor(['lesson', '1', '--with', folder, '--no-save'])
    return { code, stdout, sentences: stderr.trimEnd().split('\n') }
  }
  const twoSentences = (problem: RegExp) => ({
    code: 2,
    stdout: '',
    sentences: [expect.stringMatching(problem), expect.stringMatching(/^(Name|Run|Install) /)],
  })

  test.concurrent('for what is no folder', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'file'), '')
    expect(await refusal(path.join(folder, 'nowhere'))).toEqual(twoSentences(/^There is no folder ".*nowhere"\.$/m))
    expect(await refusal(path.join(folder, 'file'))).toEqual(twoSentences(/^".*file" is no folder\.$/m))
    expect(await refusal('')).toEqual(twoSentences(/^"" is no folder\.$/m))
  })

  test.concurrent('for a folder without Express and express-session', async () => {
    const folder = temporaryFolder()
    expect(await refusal(folder)).toEqual(twoSentences(/^Neither express nor express-session is installed/))
    linkPackage('session-file-store', path.join(folder, 'node_modules/session-file-store'))
    expect(await refusal(folder)).toEqual(twoSentences(/^Neither express nor express-session is installed/))
  })

  test.concurrent.each([
    ['throws', 'throw new Error("out of order\\nreally")', 'out of order'],
    ['throws what is no error', 'throw null', 'null'],
    ['is no JavaScript', 'this is not', 'Unexpected identifier'],
    ['lacks a package', 'require("a-package-that-nobody-has")', "Cannot find module 'a-package-that-nobody-has'"],
    ['fails a moment later', 'module.exports = () => {}; process.nextTick(() => { throw new Error("late") })', 'late'],
    ['is no function', 'module.exports = {}', 'it is not a function'],
    ['is empty', '', 'it is not a function'],
  ])('for a package that %s', async (_, source, problem) => {
    const folder = temporaryFolder()
    writePackage('express', folder, source)
    expect(await refusal(folder)).toEqual(
      twoSentences(new RegExp(`^express 9\\.9\\.9 in ${folder}.* cannot be used: ${problem}`)),
    )
  })

  test.concurrent('for an express-session that tells nothing of what it does', async () => {
    const folder = temporaryFolder()
    writePackage('express-session', folder, 'module.exports = () => {}')
    expect(await refusal(folder)).toEqual(
      twoSentences(/^express-session 9\.9\.9 .* cannot be used: Cannot find module 'debug'/),
    )
  })

  test.concurrent.each([
    ['express', '3.21.2'],
    ['express-session', '1.0.0'],
    ['express-session', '1.7.6'],
  ])('for %s %s, which is too old', async (name, version) => {
    const folder = temporaryFolder()
    writePackage(name, folder, 'module.exports = () => {}', { version })
    expect(await refusal(folder)).toEqual(
      twoSentences(new RegExp(`^${name} ${version} in .* is too old: lessons need`)),
    )
  })

  test.concurrent('for a package.json that is not JSON', async () => {
    const folder = temporaryFolder()
    writePackage('express', folder, '', '{')
    expect(await refusal(folder)).toEqual(twoSentences(/package\.json that is not JSON/))
  })

  test.concurrent('for a folder given twice', async () => {
    expect(await run(['lesson', '1', '--with', 'a', '--with', 'b'])).toMatchObject({
      code: 2,
      stderr: '--with is given twice.\nPlay the lesson once for each folder.\n',
    })
  })

  test.concurrent('for a package of which a part is missing', async () => {
    const folder = temporaryFolder()
    copyPackage('express-session', folder)
    rmSync(path.join(folder, 'node_modules/express-session/session'), { recursive: true })
    expect(await refusal(folder)).toEqual(twoSentences(/cannot be used: Cannot find module '\.\/session\/cookie'/))
  })
})

test.concurrent('--help shows it with an example', async () => {
  const { stdout } = await run(['lesson', '--help'])
  expect(stdout).toContain('--with <folder>')
  expect(stdout).toMatch(/Examples:[^]*--with \.\.\/my-app/)
})
