import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { attempt } from '../../src/exercise/attempt.ts'
import { exercise } from '../../src/exercise/index.ts'
import { packageRoot } from '../../src/package-root.ts'
import { nodeWords } from '../../src/sandbox/node-flags.ts'
import { launch } from '../../src/wire/launch.ts'
import { bareVariables, serverVariables } from '../../src/wire/variables.ts'
import { run, temporaryFolder } from '../support/run.ts'
import { APP, host, LISTEN, printed, ROUTES, tryFile } from './try-file.ts'

const REST = ROUTES + LISTEN

const ALL = {
  PATH: '/bin',
  HOME: '/home/a',
  LANG: 'C.UTF-8',
  LC_ALL: 'C.UTF-8',
  LC_TIME: 'C',
  TMPDIR: '/tmp',
  TZ: 'UTC',
  DEBUG: 'none',
  NODE_ENV: 'test',
  PORT: '8080',
  AWS_SECRET_ACCESS_KEY: 'a key',
  SESSION_SECRET: 'a secret',
  NODE_OPTIONS: '--title=a',
  NODE_PATH: '/a',
  HTTP_PROXY: 'http://a',
  SystemRoot: 'C:\\Windows',
  TEMP: 'C:\\Temp',
  USERPROFILE: 'C:\\Users\\a',
  path: 'lower',
}
const FEW = ['DEBUG', 'HOME', 'LANG', 'LC_ALL', 'LC_TIME', 'NODE_ENV', 'PATH', 'PORT', 'TMPDIR', 'TZ']

describe('what is let through', () => {
  test('to servers, and to programs of lessons', () => {
    expect(Object.keys(serverVariables(ALL, false)).toSorted()).toEqual(FEW)
    const settings = new Set(['DEBUG', 'NODE_ENV', 'PORT'])
    expect(Object.keys(bareVariables(ALL, false)).toSorted()).toEqual(FEW.filter((name) => !settings.has(name)))
    expect(serverVariables(ALL, false)).toMatchObject({ PATH: '/bin', PORT: '8080' })
  })

  test('on Windows, where names are the same in upper and lower case', () => {
    const seen = serverVariables(
      { Path: 'C:\\bin', SYSTEMROOT: 'C:\\Windows', Temp: 'C:\\Temp', userprofile: 'a', ComSpec: 'a', AWS_KEY: 'a' },
      true,
    )
    expect(Object.keys(seen).toSorted()).toEqual(['Path', 'SYSTEMROOT', 'Temp', 'userprofile'])
  })
})

describe('a learner’s file sees', () => {
  const TELL =
    "import fs from 'node:fs'\nconst own = fs.existsSync('/proc/self/environ') ? fs.readFileSync('/proc/self/environ', 'utf8').split('\\0').filter(Boolean).map((line) => line.split('=')[0]) : Object.keys(process.env)\nconsole.log(JSON.stringify([Object.keys(process.env).sort(), own.sort()]))\n"

  test('only these variables, whatever is set', async () => {
    const verdict = await tryFile(TELL + APP + REST, { host: { ...host, variables: ALL } })
    const names = [...FEW, 'FORCE_COLOR', 'NO_COLOR'].toSorted()
    expect({ passed: verdict.passed, seen: JSON.parse(printed(verdict)) }).toEqual({
      passed: true,
      seen: [names, names],
    })
  })

  test('and those that the exercise names', async () => {
    const file = path.join(temporaryFolder(), 'file.js')
    writeFileSync(
      file,
      `console.log(process.env.SESSION_SECRET, 'AWS_SECRET_ACCESS_KEY' in process.env, 'GONE' in process.env)\n${APP}${REST}`,
    )
    const naming = {
      title: 'Names one',
      ...exercise({
        home: import.meta.url,
        variables: ['SESSION_SECRET', 'GONE'],
        actions: [],
        checks: [],
        hints: [],
        explanation: '',
      }),
    }
    const { output } = await attempt(naming, file, { ...host, variables: ALL }, new AbortController().signal)
    expect(output.map(({ text }) => text)).toEqual(['a secret false false\n'])
  })

  test('the whole way from a shell, NODE_ENV too', () => {
    const folder = temporaryFolder()
    writeFileSync(
      path.join(folder, '01-session-options.js'),
      `${TELL}console.log(process.env.NODE_ENV, process.env.PORT, process.env.DEBUG)\n${APP}${REST}`,
    )
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(packageRoot, 'bin/session-tutor.js'), 'verify', '1', '--dir', folder, '--json'],
      {
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'],
          HOME: folder,
          AWS_SECRET_ACCESS_KEY: 'a key',
          NODE_ENV: 'production',
          PORT: '8080',
          SESSION_TUTOR_STATE_DIR: path.join(folder, 'state'),
        },
      },
    )
    expect(stderr).toBe('')
    const { output } = JSON.parse(stdout) as { readonly output: { readonly text: string } }
    const names = ['FORCE_COLOR', 'HOME', 'NODE_ENV', 'NO_COLOR', 'PATH', 'PORT']
    expect(output.text).toBe(`${JSON.stringify([names, names])}\nproduction 8080 undefined\n`)
  })

  test.runIf(process.platform === 'linux')('no more of the one that guards it', async () => {
    process.env['AWS_SECRET_ACCESS_KEY'] = 'a key'
    onTestFinished(() => void delete process.env['AWS_SECRET_ACCESS_KEY'])
    const source = `import fs from 'node:fs'
const read = (name) => { try { return fs.readFileSync(name, 'utf8') } catch { return '' } }
const guards = fs.readdirSync('/proc').filter((pid) => read('/proc/' + pid + '/cmdline').split('\\0').includes(String(process.pid)))
console.log(guards.length, guards.filter((pid) => read('/proc/' + pid + '/environ').includes('AWS_')).length)
${APP}${REST}`
    expect(printed(await tryFile(source))).toBe('1 0\n')
  })
})

test('a program that a lesson launches sees few variables, and those of the lesson', async () => {
  const code = 'console.log(JSON.stringify(Object.keys(process.env).sort()))'
  const { signal } = new AbortController()
  const program = { code, variables: { MINE: 'a' } }
  const { stdout } = await launch(program, process.execPath, ALL, temporaryFolder(), signal)
  expect(JSON.parse(stdout)).toEqual(['HOME', 'LANG', 'LC_ALL', 'LC_TIME', 'MINE', 'PATH', 'TMPDIR', 'TZ'])
})

describe('a star in the path of a folder', () => {
  test.each([
    ['in its name', 'a*', ''],
    ['in the one above', 'a*/b', ''],
    ['behind a link', 'link', 'a*'],
  ])('%s is refused', async (_, name, real) => {
    const folder = temporaryFolder()
    mkdirSync(path.join(folder, real || name), { recursive: true })
    if (real !== '') symlinkSync(path.join(folder, real), path.join(folder, name))
    const dir = path.join(folder, name)
    for (const words of [
      ['verify', '1'],
      ['exercise', '1'],
      ['watch', '1', '--plain'],
      ['solution', '1', '--show'],
    ]) {
      const { code, stdout, stderr } = await run([...words, '--dir', dir])
      expect({ words, code, stdout, stderr }).toEqual({
        words,
        code: 2,
        stdout: '',
        stderr: `Exercises cannot run in ${path.join(folder, real || name)}: Node.js takes the * in it for any text.\nChoose a folder without a * in its path, as in --dir exercises.\n`,
      })
    }
    expect(readdirSync(path.join(folder, real || name))).toEqual([])
  })

  test('never becomes a right', async () => {
    expect(
      nodeWords(new Set(['--permission']), { writes: ['/a*', '/b', '/c*d/e'] }).filter((word) =>
        word.includes('write'),
      ),
    ).toEqual(['--allow-fs-write=/b'])
    const folder = temporaryFolder()
    mkdirSync(path.join(folder, 'ab'))
    const source = `import fs from 'node:fs'\n${APP}${REST}fs.writeFileSync(${JSON.stringify(path.join(folder, 'ab/c'))}, '')\n`
    const { problem } = await tryFile(source, { folder: path.join(folder, 'a*') })
    expect(problem?.message).toContain('only its own folder is allowed here')
    expect(readdirSync(path.join(folder, 'ab'))).toEqual([])
  })
})
