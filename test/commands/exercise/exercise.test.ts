import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { syllabus } from '../../../lessons/index.ts'
import { readPart } from '../../support/exercises.ts'
import { verifyExercise } from '../../../src/workspace/verify-exercise.ts'
import { pipedEnvironment, run, temporaryFolder } from '../../support/run.ts'

const first = (await syllabus[0]?.exercise())?.default
if (!first) throw new Error('There is no first lesson.')

describe('exercise', () => {
  test('writes the starter and a package.json below the current folder', async () => {
    const folder = temporaryFolder()
    const { code, stdout, stderr } = await run(['exercise', '1'], { folder })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const workspace = path.join(folder, 'session-tutor-exercises')
    expect(readdirSync(workspace).toSorted()).toEqual(['01-session-options.js', 'package.json'])
    expect(readFileSync(path.join(workspace, '01-session-options.js'), 'utf8')).toBe(readPart(first, 'starter.js'))
    const manifest = JSON.parse(readFileSync(path.join(workspace, 'package.json'), 'utf8')) as Manifest
    expect(manifest).toMatchObject({ private: true, type: 'module' })
    expect(Object.keys(manifest.dependencies)).toEqual(['express', 'express-session', 'session-file-store'])
    expect(stdout).toContain(path.join('session-tutor-exercises', '01-session-options.js'))
    for (const command of ['watch 1', 'verify 1', 'hint 1']) expect(stdout).toContain(`session-tutor ${command}`)
  })

  test('takes a name, another folder, and TypeScript', async () => {
    const folder = temporaryFolder()
    const { code, stdout } = await run(['exercise', 'session-options', '--ts', '--dir', 'a b'], { folder })
    expect(code).toBe(0)
    expect(readdirSync(path.join(folder, 'a b'))).toContain('01-session-options.ts')
    expect(readFileSync(path.join(folder, 'a b/package.json'), 'utf8')).toContain('@types/express-session')
    expect(stdout).toContain("session-tutor watch 1 --dir 'a b'")
  })

  test('work that is there stays, with and without --reset', async () => {
    const dir = temporaryFolder()
    const file = path.join(dir, '01-session-options.js')
    const manifest = path.join(dir, 'package.json')
    writeFileSync(file, '// mine\n')
    writeFileSync(manifest, '{ "name": "mine" }')
    const again = await run(['exercise', '1', '--dir', dir])
    expect(again.code).toBe(0)
    expect(again.stdout).toContain('--reset')
    expect(readFileSync(file, 'utf8')).toBe('// mine\n')

    const reset = await run(['exercise', '1', '--dir', dir, '--reset'])
    expect(reset.stdout).toContain('01-session-options.old.js')
    expect(reset.stdout).toContain('"type": "module"')
    expect(readFileSync(path.join(dir, '01-session-options.old.js'), 'utf8')).toBe('// mine\n')
    expect(readFileSync(file, 'utf8')).toBe(readPart(first, 'starter.js'))
    expect(readFileSync(manifest, 'utf8')).toBe('{ "name": "mine" }')

    writeFileSync(file, '// mine too\n')
    await run(['exercise', '1', '--dir', dir, '--reset'])
    expect(readFileSync(path.join(dir, '01-session-options.old.js'), 'utf8')).toBe('// mine\n')
    expect(readFileSync(path.join(dir, '01-session-options.old-2.js'), 'utf8')).toBe('// mine too\n')

    const unchanged = await run(['exercise', '1', '--dir', dir, '--reset'])
    expect(unchanged.stdout).toContain('nothing to reset')
    expect(readdirSync(dir)).toHaveLength(4)
  })

  test('a folder that cannot be written is told in two sentences', async () => {
    const dir = path.join(temporaryFolder(), 'file')
    writeFileSync(dir, '')
    const { code, stdout, stderr } = await run(['exercise', '1', '--dir', dir])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.trim().split('\n')).toHaveLength(2)
  })

  test.each([
    ['a folder', (file: string) => mkdirSync(file)],
    ['a link that leads nowhere', (file: string) => symlinkSync('/nowhere/at/all', file)],
  ])('%s in place of the file is told, and --reset keeps it beside', async (_, block) => {
    const dir = temporaryFolder()
    const file = path.join(dir, '01-session-options.js')
    block(file)
    const { code, stdout, stderr } = await run(['exercise', '1', '--dir', dir])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('is there already, and it is no file.')
    const reset = await run(['exercise', '1', '--reset', '--dir', dir])
    expect(reset).toMatchObject({ code: 0, stderr: '' })
    expect(readFileSync(file, 'utf8')).toBe(readPart(first, 'starter.js'))
    expect(readdirSync(dir)).toContain('01-session-options.old.js')
  })

  test('there is none for a lesson that there is not', async () => {
    const folder = temporaryFolder()
    const { code, stderr } = await run(['exercise', 'geneid'], { folder })
    expect(code).toBe(2)
    expect(stderr).toContain('session-tutor exercise genid')
    expect(existsSync(path.join(folder, 'session-tutor-exercises'))).toBe(false)
  })
})

describe('verify', () => {
  /** A folder with one file in it. */
  const withFile = (source: string, name = '01-session-options.js'): string => {
    const dir = temporaryFolder()
    writeFileSync(path.join(dir, name), source)
    return dir
  }

  test('0 for a solution, which counts as solved', async () => {
    const stateFolder = temporaryFolder()
    const dir = withFile(readPart(first, 'solution.js'))
    const { code, stdout, stderr } = await run(['verify', '1', '--dir', dir], { stateFolder })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('✔ solved')
    expect(stdout.match(/✔ passed/g)).toHaveLength(first.checks.length)
    expect(stdout).not.toContain('✗')
    const listed = JSON.parse((await run(['list', '--json'], { stateFolder })).stdout) as readonly Listed[]
    expect(listed[0]?.exercise.status).toBe('solved')
    expect(listed[1]?.exercise.status).toBe('new')
  })

  test('the starter is no try before somebody works on it', async () => {
    const [dir, stateFolder] = [temporaryFolder(), temporaryFolder()]
    const status = async () => {
      const { stdout } = await run(['list', '--json'], { stateFolder })
      return (JSON.parse(stdout) as readonly Listed[])[0]?.exercise.status
    }
    await run(['exercise', '1', '--dir', dir], { stateFolder })
    await run(['verify', '1', '--dir', dir], { stateFolder })
    expect(await status()).toBe('new')
    appendFileSync(path.join(dir, '01-session-options.js'), '\n')
    await run(['verify', '1', '--dir', dir], { stateFolder })
    expect(await status()).toBe('started')
  })

  test('1 for the starter, with the exchange and the header, and why with the line where it is asked for', async () => {
    const dir = withFile(readPart(first, 'starter.js'))
    const { code, stdout } = await run(['verify', '1', '--dir', dir])
    expect(code).toBe(1)
    expect(stdout).toMatch(/✗ failed/)
    expect(stdout).not.toMatch(/Line \d+:/)
    const [asks = ''] = /session-tutor verify 1 .*--why$/m.exec(stdout) ?? []
    expect(asks).toBe(`session-tutor verify 1 --dir ${dir} --why`)
    const why = await run(asks.split(' ').slice(1))
    expect(why.stdout).toMatch(/Line \d+:/)
    expect(why.stdout).not.toContain('--why')
    expect(stdout).toMatch(/> GET \/ HTTP\/1\.1/)
    expect(stdout).toMatch(/< HTTP\/1\.1 200 OK/)
    expect(stdout).toMatch(/look at +< no Set-Cookie header/)
  })

  test('an exchange that broke off is shown as far as it came, and its cause once', async () => {
    const dir = withFile(readPart(first, 'solution.js').replace('res.json({ visits', 'void ({ visits'))
    const { code, stdout } = await run(['verify', '1', '--dir', dir])
    expect(code).toBe(1)
    expect(stdout).toMatch(/GET \/ is never answered: the handler in line \d+ neither/)
    expect(stdout).toMatch(/stack +session: no cookie came, new/)
    expect(stdout).toMatch(/no answer: The server never answers/)
    // There is no answer to look at.
    expect(stdout).not.toMatch(/look at +</)
    expect(stdout).not.toContain('when the answer went out')
    const json = await run(['verify', '1', '--json', '--dir', dir])
    expect(json.events[0]).toMatchObject({
      checks: [
        {
          exchange: {
            trace: ['no SID sent, generating session'],
            layers: [
              { layer: 'session', did: 'passed', isSession: true },
              { kind: 'handler', path: '/', did: 'hung', at: { line: expect.any(Number) } },
            ],
            session: { state: 'no-cookie', saved: false, cookie: 'none' },
            failure: { kind: 'hang' },
          },
        },
        {},
        {},
        {},
      ],
    })
  })

  test('what it printed is shortened, however long its lines are', async () => {
    const source = `console.log('x'.repeat(19_000))\nconsole.log('the end')\n${readPart(first, 'solution.js')}`
    const { stdout } = await run(['verify', '1', '--dir', withFile(source)])
    expect(stdout).toMatch(/Your file printed {2}\+ \d+ lines before these/)
    expect(stdout).toContain('the end')
    expect(stdout.length).toBeLessThan(6000)
  })

  test('a file that cannot be read is a problem like others', async () => {
    // Who may read everything meets it only so.
    const verdict = await verifyExercise(first, temporaryFolder(), pipedEnvironment().environment)
    expect(verdict).toMatchObject({
      passed: false,
      problem: { kind: 'unreadable', message: 'Your file cannot be read (EISDIR).' },
    })
    expect(verdict.checks.map(({ passed }) => passed)).toEqual(first.checks.map(() => null))
  })

  test('other endings of an ES module are right, too', async () => {
    const { code } = await run([
      'verify',
      '1',
      '--dir',
      withFile(readPart(first, 'solution.js'), '01-session-options.mjs'),
    ])
    expect(code).toBe(0)
  })

  test('--json is one object on one line', async () => {
    const { code, events } = await run(['verify', '1', '--json', '--dir', withFile(readPart(first, 'starter.js'))])
    expect(code).toBe(1)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      number: 1,
      slug: 'session-options',
      title: first.title,
      file: expect.stringContaining('01-session-options.js'),
      passed: false,
      problem: null,
      output: { text: '', left: 0 },
      durationMs: expect.any(Number),
    })
    const [check] = (events[0]?.['checks'] ?? []) as readonly Record<string, unknown>[]
    expect(check).toMatchObject({
      name: first.checks[0]?.name,
      text: first.checks[0]?.text,
      passed: false,
      why: { text: expect.any(String), line: expect.any(Number) },
      exchange: {
        client: 'node:http',
        request: { method: 'GET', path: '/' },
        response: { status: 200 },
        trace: [],
        store: [],
      },
    })
  })

  test('without a lesson: every file that is there, and nothing where there is none', async () => {
    const dir = withFile(readPart(first, 'solution.js'))
    mkdirSync(path.join(dir, '02-cookie-max-age.js'))
    const all = await run(['verify', '--json', '--dir', dir])
    expect(all.events.map(({ number }) => number)).toEqual([1])
    const none = await run(['verify', '--dir', temporaryFolder()])
    expect(none.code).toBe(2)
    expect(none.stderr).toContain('session-tutor exercise 1 --dir')
    const other = await run(['verify', '2', '--dir', dir])
    expect(other.code).toBe(2)
    expect(other.stderr).toContain('session-tutor exercise 2 --dir')
  })

  test('a file that cannot be run: what is wrong, where, and what it printed, without raw control characters', async () => {
    const source = "console.log('\\u001b[31mred\\u001b[0m \\u0007 bell')\nconst app = express(\n"
    const { code, stdout } = await run(['verify', '1', '--dir', withFile(source)])
    expect(code).toBe(1)
    expect(stdout).toMatch(/Line 2 opens a \( that is never closed/)
    const printing = `${source.split('\n')[0]}\nthrow new TypeError('no \\u001b[2J luck')\n`
    const thrown = await run(['verify', '1', '--dir', withFile(printing)])
    expect(thrown.stdout).toContain('Line 2 threw TypeError: no \\x1b[2J luck.')
    expect(thrown.stdout).toMatch(/Your file printed[^]*red \\x07 bell/)
    expect(thrown.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
    expect(thrown.stdout.match(/not reached/g)).toHaveLength(first.checks.length)
  })

  test('progress that cannot be kept is told once, and the verdict stands', async () => {
    const stateFolder = path.join(temporaryFolder(), 'file')
    writeFileSync(stateFolder, '')
    const { code, stderr } = await run(['verify', '--dir', withFile(readPart(first, 'solution.js'))], { stateFolder })
    expect(code).toBe(0)
    expect(stderr.match(/nothing is saved/g)).toHaveLength(1)
  })
})

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
}

interface Listed {
  readonly exercise: { readonly status: string }
}
