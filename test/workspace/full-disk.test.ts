import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { packageRoot } from '../../src/package-root.ts'
import { readPart } from '../support/exercises.ts'
import { run, temporaryFolder } from '../support/run.ts'

const first = (await syllabus[0]?.exercise())?.default
if (!first) throw new Error('There is no first lesson.')

const BIN = path.join(packageRoot, 'bin/session-tutor.js')
const STARTER = readPart(first, 'starter.js')
const FILE = '01-session-options.js'
const MINE = `// mine\n${'x'.repeat(3000)}\n`

/** The files of a folder by their names, with their texts. */
const textsIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    existsSync(folder) ? readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]) : [],
  )

/** Runs the built program. @param before what stands before it on the command line */
function tutor(words: readonly string[], before: readonly string[] = [], variables: NodeJS.ProcessEnv = {}) {
  const [program = '', ...rest] = [...before, process.execPath, BIN, ...words]
  const { status, signal, stdout, stderr } = spawnSync(program, rest, {
    env: { ...process.env, NODE_ENV: undefined, SESSION_TUTOR_STATE_DIR: temporaryFolder(), ...variables },
    encoding: 'utf8',
    input: '',
  })
  return { code: status, signal, stdout, stderr }
}

const sentences = (stderr: string): number => stderr.trim().split('\n').length

/** Every file may become only so many blocks of 512 bytes long; what does not fit is written in part, as on a full disk. */
const limited = (blocks: number) => ['sh', '-c', `trap "" XFSZ; ulimit -f ${blocks}; exec "$@"`, 'sh']

describe.runIf(process.platform === 'linux')('a disk that is full', () => {
  test.each([0, 1])('with room for %i blocks: nothing is left behind', (blocks) => {
    const dir = path.join(temporaryFolder(), 'a', 'b')
    const { code, stdout, stderr } = tutor(['exercise', '1', '--dir', dir], limited(blocks))
    expect({ code, stdout, sentences: sentences(stderr) }).toEqual({ code: 2, stdout: '', sentences: 2 })
    expect(stderr).toMatch(/^\S+ cannot be written, so nothing was changed: files may not become that large here/)
    expect(existsSync(path.dirname(dir))).toBe(false)
    // With room it goes as if nothing had been.
    expect(tutor(['exercise', '1', '--dir', dir]).code).toBe(0)
    expect(textsIn(dir)).toEqual({ [FILE]: STARTER, 'package.json': expect.stringContaining('"type": "module"') })
  })

  test.each([0, 1])('with room for %i blocks: a reset changes nothing', (blocks) => {
    const dir = temporaryFolder()
    writeFileSync(path.join(dir, FILE), MINE)
    writeFileSync(path.join(dir, 'package.json'), '{}')
    const { code, stderr } = tutor(['exercise', '1', '--reset', '--dir', dir], limited(blocks))
    expect({ code, sentences: sentences(stderr) }).toEqual({ code: 2, sentences: 2 })
    expect(textsIn(dir)).toEqual({ [FILE]: MINE, 'package.json': '{}' })
  })
})

/** Ends the process before or in the middle of the Nth time that it changes something on the disk. */
const KILLER = `data:text/javascript,${encodeURIComponent(`
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  let left = Number(process.env.KILLED_AT)
  for (const name of ['mkdirSync', 'writeFileSync', 'linkSync', 'renameSync', 'unlinkSync', 'rmdirSync']) {
    const real = fs[name]
    fs[name] = (...words) => {
      left -= 1
      if (left > 0) return real(...words)
      if (name === 'writeFileSync') real(words[0], String(words[1]).slice(0, 20), words[2])
      process.kill(process.pid, 'SIGKILL')
      for (;;);
    }
  }
  syncBuiltinESMExports()
`)}`

describe.runIf(process.platform === 'linux')('killed at every step on the disk', () => {
  const killedAt = (step: number, words: readonly string[]) =>
    tutor(words, [], { NODE_OPTIONS: `--import=${KILLER}`, KILLED_AT: String(step), NODE_COMPILE_CACHE: undefined })

  test('exercise leaves no empty or half file that counts', () => {
    let killed = 0
    for (let step = 1; ; step += 1) {
      const dir = path.join(temporaryFolder(), 'work')
      const words = ['exercise', '1', '--dir', dir]
      if (killedAt(step, words).signal === null) break
      killed += 1
      const { [FILE]: file = STARTER, 'package.json': manifest = '{}' } = textsIn(dir)
      expect(file).toBe(STARTER)
      expect(() => JSON.parse(manifest) as unknown).not.toThrow()
      expect(tutor(words).code).toBe(0)
      expect(Object.keys(textsIn(dir)).toSorted()).toEqual([FILE, 'package.json'])
    }
    expect(killed).toBeGreaterThan(4)
  }, 60_000)

  test('a reset loses nothing, and what it leaves is put right by the next', () => {
    let killed = 0
    for (let step = 1; ; step += 1) {
      const dir = temporaryFolder()
      const words = ['exercise', '1', '--reset', '--dir', dir]
      writeFileSync(path.join(dir, FILE), MINE)
      if (killedAt(step, words).signal === null) break
      killed += 1
      const left = textsIn(dir)
      expect([MINE, STARTER]).toContain(left[FILE])
      expect([left[FILE], left['01-session-options.old.js']]).toContain(MINE)
      expect(tutor(words).code).toBe(0)
      expect(textsIn(dir)).toEqual({
        [FILE]: STARTER,
        '01-session-options.old.js': MINE,
        'package.json': expect.stringContaining('"type": "module"'),
      })
    }
    expect(killed).toBeGreaterThan(4)
  }, 60_000)
})

describe('other reasons', () => {
  test('a link of the learner’s is kept, and told of', async () => {
    const dir = temporaryFolder()
    const elsewhere = path.join(temporaryFolder(), 'mine.js')
    writeFileSync(elsewhere, MINE)
    symlinkSync(elsewhere, path.join(dir, FILE))
    const { code, stdout } = await run(['exercise', '1', '--reset', '--dir', dir])
    expect(code).toBe(0)
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /was a link\. It is kept as \S+01-session-options\.old\.js and leads/,
    )
    expect(lstatSync(path.join(dir, FILE)).isFile()).toBe(true)
    expect(readlinkSync(path.join(dir, '01-session-options.old.js'))).toBe(elsewhere)
    expect(readFileSync(elsewhere, 'utf8')).toBe(MINE)
  })

  test('the learner’s file keeps its rights and its age under its new name', async () => {
    const dir = temporaryFolder()
    const file = path.join(dir, FILE)
    writeFileSync(file, MINE)
    chmodSync(file, 0o640)
    const before = lstatSync(file)
    await run(['exercise', '1', '--reset', '--dir', dir])
    const { mode, mtimeMs } = lstatSync(path.join(dir, '01-session-options.old.js'))
    expect({ mode, mtimeMs }).toEqual({ mode: before.mode, mtimeMs: before.mtimeMs })
  })

  test.each([
    ['a name that is too long', 'x'.repeat(300), 'the name is too long (ENAMETOOLONG)'],
    ['a file in place of the folder', 'file/below', 'there is a file in place of a folder (ENOTDIR)'],
    ['a folder that no one can make', '/proc/session-tutor/work', '(ENOENT)'],
  ])('%s', async (_, name, reason) => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'file'), '')
    const { code, stdout, stderr } = await run(['exercise', '1', '--dir', name], { folder })
    expect({ code, stdout, sentences: sentences(stderr) }).toEqual({ code: 2, stdout: '', sentences: 2 })
    expect(stderr).toContain(reason)
    expect(readdirSync(folder)).toEqual(['file'])
  })

  test.runIf(process.platform === 'linux')('named pipes are not waited for', () => {
    const dir = temporaryFolder()
    for (const name of [FILE, 'package.json']) spawnSync('mkfifo', [path.join(dir, name)])
    const { code, stderr } = tutor(['exercise', '1', '--dir', dir])
    expect({ code, sentences: sentences(stderr) }).toEqual({ code: 2, sentences: 2 })
    expect(tutor(['exercise', '2', '--dir', dir]).code).toBe(0)
  })

  test('what a killed process left beside is not in the way, and does not count', async () => {
    const dir = temporaryFolder()
    for (const name of [FILE, 'package.json']) writeFileSync(path.join(dir, `.${name}.tmp`), 'half a')
    expect((await run(['verify', '1', '--dir', dir])).stderr).toContain('There is no file for exercise 1')
    expect((await run(['exercise', '1', '--dir', dir])).code).toBe(0)
    expect(readdirSync(dir).toSorted()).toEqual([FILE, 'package.json'])
  })

  test('something else in its place is told by its name', async () => {
    const dir = temporaryFolder()
    mkdirSync(path.join(dir, `.${FILE}.tmp`))
    const { code, stderr } = await run(['exercise', '1', '--dir', dir])
    expect({ code, sentences: sentences(stderr) }).toEqual({ code: 2, sentences: 2 })
    expect(stderr).toContain(`.${FILE}.tmp cannot be written`)
    expect(readdirSync(dir)).toEqual([`.${FILE}.tmp`])
  })
})
