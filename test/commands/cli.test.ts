import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { packageRoot } from '../../src/package-root.ts'
import { createProgram } from '../../src/program.ts'
import { pipedEnvironment, run, temporaryFolder } from '../support/run.ts'

const BIN = path.join(packageRoot, 'bin/session-tutor.js')
const SLUGS = syllabus.map(({ slug }) => slug)
const DEADLINE = { timeout: 60_000, interval: 20 }
const STACK = /^ +at .*[:(]/m

interface Setup {
  /** All of standard input. */
  readonly input?: string
  readonly stateFolder?: string
  /** Environment variables on top of the usual ones. */
  readonly variables?: Readonly<Record<string, string>>
  /** Called once, when something was printed, with what sends a signal to the program. */
  onOutput?(kill: (signal: NodeJS.Signals) => void): void
}

/** Runs a program in a process of its own, without a terminal. `code` is null if it had to be stopped. */
function runProgram(file: string, words: readonly string[], setup: Setup = {}) {
  const child = spawn(file, words, {
    // Vitest sets NODE_ENV and FORCE_COLOR, and a shell does not.
    env: {
      ...process.env,
      NODE_ENV: undefined,
      FORCE_COLOR: undefined,
      ACCESSIBLE: undefined,
      SESSION_TUTOR_STATE_DIR: setup.stateFolder ?? temporaryFolder(),
      ...setup.variables,
    },
    stdio: 'pipe',
    timeout: 50_000,
    killSignal: 'SIGKILL',
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  child.stdout.once('data', () => setup.onOutput?.((signal) => child.kill(signal)))
  // A program that ends without reading breaks the pipe.
  child.stdin.on('error', () => {})
  child.stdin.end(setup.input ?? '')
  return new Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  )
}

/** Runs the built program. */
const tutor = (words: readonly string[], setup?: Setup) => runProgram(process.execPath, [BIN, ...words], setup)

interface Listed {
  readonly exercise: { readonly status: string }
}

type Event = Readonly<Record<string, unknown>> & { readonly event: string }

const eventsIn = (stdout: string): Event[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Event)

const ofKind = (events: readonly Event[], kind: string): Event[] => events.filter(({ event }) => event === kind)

/** What the program says of a lesson's progress. */
async function progressOf(slug: string, stateFolder: string) {
  const { stdout } = await run(['progress', '--json'], { stateFolder })
  const { lessons } = JSON.parse(stdout) as {
    readonly lessons: readonly { slug: string; status: string; score: unknown }[]
  }
  const found = lessons.find((lesson) => lesson.slug === slug)
  return { status: found?.status, score: found?.score }
}

const isRecorded = (stateFolder: string): boolean => existsSync(path.join(stateFolder, 'progress.jsonl'))

/** Text without its line breaks and margins, so that wrapping does not matter. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')

describe('wrong usage: exit 2, nothing on standard output, and what to do', () => {
  const LESSONS = SLUGS.map((slug, i) => `${i + 1} ${slug}`).join(', ')
  test.each<[words: string[], says: string[]]>([
    [
      ['lesson', '99'],
      ['"99"', LESSONS],
    ],
    [
      ['lesson', '0'],
      ['"0"', LESSONS],
    ],
    [
      ['lesson', 'foo'],
      ['"foo"', LESSONS],
    ],
    [
      ['lesson', 'genidd'],
      ['"genidd"', 'session-tutor lesson genid\n', LESSONS],
    ],
    [
      ['lesson', ''],
      ['""', LESSONS],
    ],
    [
      ['lesson', '2.99'],
      ['"99"', `lesson 2: it has ${syllabus[1]?.steps}`, 'session-tutor lesson 2 --step '],
    ],
    [
      ['lesson', '2', '--step', '5', '--step', '6'],
      ['--step is given twice', 'one step'],
    ],
    [
      ['reset', '99'],
      ['"99"', LESSONS],
    ],
    [['lesson'], ['lesson', '--help']],
    [
      ['lesson', '3', '4'],
      ['arguments', '--help'],
    ],
    [
      ['lesson', '3', '--set', 'rolling'],
      ['"rolling"', 'option=value', 'rolling=true'],
    ],
    [
      ['lesson', '3', '--set', '=true'],
      ['"=true"', 'option=value'],
    ],
    [
      ['lesson', '3', '--set'],
      ['--set', '--help'],
    ],
    [
      ['lesson', '3', '--set', 'genId=x'],
      ['"genId"', 'ignored', 'Did you mean genid?'],
    ],
    [
      ['lesson', '3', '--set', 'maxAge=5'],
      ['"maxAge"', 'ignored', 'Did you mean cookie.maxAge?'],
    ],
    [
      ['lesson', '3', '--set', 'zzz=1'],
      ['"zzz"', 'ignored', 'saveUninitialized', 'cookie.sameSite'],
    ],
    [
      ['lesson', '3', '--jsn'],
      ["'--jsn'", 'Did you mean --json?'],
    ],
    [
      ['list', '--jsno'],
      ["'--jsno'", 'Did you mean --json?'],
    ],
    [['--versoin'], ["'--versoin'", 'Did you mean --version?']],
    [
      ['lessn', '3'],
      ['"lessn"', 'Did you mean: session-tutor lesson'],
    ],
    [
      ['frobnicate'],
      [
        '"frobnicate"',
        'list, lesson, next, exercise, verify, watch, hint, solution, inspect, trace, doctor, explain, progress, reset, completion',
      ],
    ],
    [
      ['list', 'all'],
      ['arguments', '--help'],
    ],
    [['inspect'], ['--cookie', '--help']],
  ])('%j', async (words, says) => {
    const { code, stdout, stderr } = await run(words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    for (const text of says) expect(stderr).toContain(text)
    // One sentence says what is wrong, the next what to do.
    expect(stderr).toMatch(/^[^\n]+\.\n\S.*\n/s)
    expect(stderr).not.toMatch(STACK)
    expect(stderr).not.toContain('bug')
  })

  test('the binary says the same', async () => {
    const words = ['lesson', 'genidd']
    const { code, stderr } = await run(words)
    expect(await tutor(words)).toEqual({ code, stdout: '', stderr })
  })
})

describe('--help', () => {
  const program = createProgram(pipedEnvironment({ stateFolder: 'unused' }).environment, () => {})
  const commands = program
    .createHelp()
    .visibleCommands(program)
    .map((command) => command.name())

  test('knows every command', async () => {
    expect(commands).toEqual(expect.arrayContaining(['list', 'lesson', 'next', 'inspect', 'progress', 'reset']))
    const { stdout } = await run(['--help'])
    for (const name of commands) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'))
  })

  test.each([[[]], ...commands.map((name) => [[name]])])(
    'session-tutor %j --help shows examples',
    async (words: string[]) => {
      const { code, stdout, stderr } = await run([...words, '--help'])
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain(`Usage: ${['session-tutor', ...words].join(' ')} `)
      const examples = stdout.split('Examples:\n')[1] ?? ''
      expect(examples).toContain(['session-tutor', ...words].join(' '))
    },
  )
})

test('--version is that of package.json', async () => {
  const { version } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string }
  expect(await run(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
})

describe('control characters in arguments are spelt out', () => {
  // A colour, an eight-bit control sequence, a bell, and text that runs backwards.
  const EVIL = '\u001b[31m\u009b2J\u0007\u202e'
  const rawIn = (text: string): string[] => text.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/g) ?? []

  test.each([
    [[EVIL]],
    [[`--${EVIL}`]],
    [['lesson', EVIL]],
    [['lesson', '3', `--${EVIL}`]],
    [['lesson', '3', '--set', EVIL]],
    [['lesson', '3', '--set', `${EVIL}=1`]],
    [['reset', EVIL]],
    [['inspect', '--cookie', EVIL]],
    [['inspect', '--cookie', EVIL, '--json']],
    [['inspect', '--cookie', 'a=b', '--secret-file', EVIL]],
  ])('%j', async (words) => {
    const { stdout, stderr } = await run(words)
    expect(stdout + stderr).toContain('31m')
    expect(rawIn(stdout + stderr)).toEqual([])
  })

  test.each([['--auto'], ['--json']])('in the value of an option, with %s', async (flag) => {
    const { stdout, stderr } = await tutor(['lesson', '3', '--no-save', flag, '--set', `secret=${EVIL}`])
    expect(stdout).toContain('31m')
    expect(rawIn(stdout + stderr)).toEqual([])
  })

  test('in the name of the state folder', async () => {
    const file = path.join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    const { stderr } = await run(['list'], { stateFolder: path.join(file, EVIL) })
    expect(stderr).toContain('31m')
    expect(rawIn(stderr)).toEqual([])
  })
})

describe('without a terminal', () => {
  test.concurrent('session-tutor alone is the overview, and does not wait', async () => {
    const { code, stdout, stderr } = await tutor([])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe((await tutor(['list'])).stdout)
    expect(stdout).toContain('session-tutor lesson 1')
  })

  test.concurrent('a lesson is a transcript: the run answers, and nothing is recorded', async () => {
    const stateFolder = temporaryFolder()
    // What stands in standard input is no answer.
    const { code, stdout, stderr } = await tutor(['lesson', '3'], { stateFolder, input: '3\n3\n3\n' })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const asked = stdout.match(/^ Predict/gm) ?? []
    expect(asked.length).toBeGreaterThan(2)
    expect(stdout).not.toContain('Type a number')
    expect(isRecorded(stateFolder)).toBe(false)
  })

  test.concurrent('next plays the first lesson that is not done', async () => {
    const stateFolder = temporaryFolder()
    await tutor(['lesson', '1', '--auto'], { stateFolder })
    const heading = (stdout: string) => stdout.split('\n', 1)
    const { code, stdout } = await tutor(['next'], { stateFolder })
    expect(code).toBe(0)
    expect(heading(stdout)).toEqual(heading((await tutor(['lesson', '2'])).stdout))
  })
})

describe('what counts', () => {
  test.each([[['--auto']], [['--auto', '--json']]])('%j: the lesson is done, without a score', async (flags) => {
    const stateFolder = temporaryFolder()
    const { code, stderr } = await run(['lesson', '3', ...flags], { stateFolder })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(await progressOf('genid', stateFolder)).toEqual({ status: 'done', score: null })
  })

  test.each([
    [['--json']],
    [['--auto', '--no-save']],
    [['--auto', '--json', '--no-save']],
    [['--plain', '--no-save']],
    [['--auto', '--set', 'rolling=true']],
  ])('%j: nothing is recorded', async (flags) => {
    const stateFolder = temporaryFolder()
    const { code } = await run(['lesson', '3', ...flags], { stateFolder, input: '1\n1\n1\n1\n1\n' })
    expect(code).toBe(0)
    expect(isRecorded(stateFolder)).toBe(false)
  })

  test('--plain: numbered answers come from standard input, and the score is recorded', async () => {
    const events = eventsIn((await run(['lesson', '3', '--json'])).stdout)
    const right = ofKind(events, 'verdict').map(({ answer }) => Number(answer) + 1)
    expect(right.length).toBeGreaterThan(2)
    // A hint and a slip are no answers; the first question is answered wrongly.
    const wrong = right[0] === 1 ? 2 : 1
    const input = ['hint', '9', 'x', wrong, ...right.slice(1)].join('\n')

    const stateFolder = temporaryFolder()
    const { code, stdout, stderr } = await run(['lesson', '3', '--plain'], { stateFolder, input })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Type a number')
    const score = { right: right.length - 1, of: right.length }
    expect(await progressOf('genid', stateFolder)).toEqual({ status: 'done', score })
  })

  test('--plain: quit keeps what was done', async () => {
    const stateFolder = temporaryFolder()
    const { code } = await run(['lesson', '3', '--plain'], { stateFolder, input: '1\nquit\n' })
    expect(code).toBe(0)
    expect(await progressOf('genid', stateFolder)).toEqual({ status: 'started', score: null })
  })

  test.each([[['--auto']], [['--plain']], [['--auto', '--json']]])(
    '%j and no place to write: it plays, and says once that nothing is saved',
    async (flags) => {
      const file = path.join(temporaryFolder(), 'file')
      writeFileSync(file, '')
      const setup = { stateFolder: path.join(file, 'below'), input: '1\n1\n1\n1\n1\n' }
      const { code, stdout, stderr } = await run(['lesson', '3', ...flags], setup)
      expect(code).toBe(0)
      expect(stdout).toContain('A duplicate id gives one visitor the session of another.')
      expect(stderr.match(/nothing is saved/g)).toHaveLength(1)
      expect(stderr).not.toMatch(STACK)
    },
  )
})

describe('a changed option', () => {
  const CHANGE = ['--set', 'saveUninitialized=false']

  test('that breaks claims: exit 1, and the diff names them', async () => {
    const json = await run(['lesson', '3', '--json', ...CHANGE])
    const text = await run(['lesson', '3', ...CHANGE])
    expect([json.code, text.code]).toEqual([1, 1])
    expect([json.stderr, text.stderr]).toEqual(['', ''])

    const events = eventsIn(json.stdout)
    const broken = ofKind(events, 'claim').filter(({ holds }) => holds === false)
    expect(broken.length).toBeGreaterThan(0)
    const [diff] = ofKind(events, 'diff')
    expect(diff?.['fell']).toEqual(broken.map((claim) => claim['text']))
    expect(events.at(-1)).toMatchObject({ event: 'end' })

    const shown = flat(text.stdout.split('saveUninitialized').at(-1) ?? '')
    for (const claim of broken) expect(shown).toContain(`no longer true ${String(claim['text'])}`)
  })

  test('NODE_ENV is none: a lesson is the same in any shell', async () => {
    const variables = { NODE_ENV: 'production' }
    expect(await tutor(['lesson', '3', '--json'], { variables })).toMatchObject({ code: 0, stderr: '' })
  })

  test('that breaks none: exit 0', async () => {
    expect(await run(['lesson', '3', '--json', '--set', 'name=other'])).toMatchObject({ code: 0, stderr: '' })
  })

  // Each of these makes express-session throw at the start, crash the process, or never answer (FACTS).
  test.each(['cookie.maxAge=abc', 'cookie.expires=tomorrow', 'genid=throws', 'unset=maybe', 'secret=[]'])(
    '%s: exit 1 in each presentation, without a stack trace',
    async (change) => {
      for (const flags of [[], ['--json'], ['--plain']]) {
        const words = ['lesson', '3', ...flags, '--set', change]
        // oxlint-disable-next-line no-await-in-loop -- a process plays one lesson at a time
        const { code, stdout, stderr } = await run(words, { input: '1\n1\n1\n1\n1\n' })
        expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
        expect(stdout.replaceAll('\\n', '\n')).not.toMatch(STACK)
      }
    },
  )
})

const shell = (line: string, setup?: Setup) => runProgram('/bin/sh', ['-c', line, 'sh', process.execPath, BIN], setup)

test.runIf(existsSync('/dev/full'))('output that cannot be written ends with 2 and two sentences', async () => {
  const { code, stderr } = await shell('"$1" "$2" list > /dev/full')
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'The output cannot be written (ENOSPC).\nMake room on the disk, or write it elsewhere.\n',
  })
})

/** From version 22 on Node.js keeps what it compiled in the folder of temporary files, and leaves it there. */
const WITHOUT_CACHE = { NODE_DISABLE_COMPILE_CACHE: '1' }

describe('standard output that is closed early', () => {
  test.concurrent.each(['list', 'lesson 3', 'lesson 3 --json'])('%s | head -1', async (words) => {
    const { code, stdout, stderr } = await shell(`"$1" "$2" ${words} | head -1`)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^[^\n]*\n$/)
  })

  test.concurrent('verify checks to the end, and its exit code counts', async () => {
    const dir = temporaryFolder()
    for (const number of ['1', '2', '3']) await tutor(['exercise', number, '--dir', dir])
    // A starter that nobody has worked on is no try.
    for (const file of readdirSync(dir)) appendFileSync(path.join(dir, file), '\n')
    const stateFolder = temporaryFolder()
    const line = `"$1" "$2" verify --dir '${dir}' | true; test "\${PIPESTATUS[0]}" = 1`
    const { code, stderr } = await runProgram('/bin/bash', ['-c', line, 'bash', process.execPath, BIN], { stateFolder })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const listed = JSON.parse((await tutor(['list', '--json'], { stateFolder })).stdout) as readonly Listed[]
    expect(listed.slice(0, 4).map(({ exercise }) => exercise.status)).toEqual(['started', 'started', 'started', 'new'])
  })

  test.concurrent('leaves no scratch folder behind', async () => {
    const folder = temporaryFolder()
    // From here on the lesson keeps files, and nobody reads any more.
    const line = `"$1" "$2" lesson restart-memory-loss --json | sed -n '/"restart".*file-store-app/q'`
    const { code, stderr } = await shell(line, { variables: { ...WITHOUT_CACHE, TMPDIR: folder } })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('%s while a file is verified', (signal) => {
  test.concurrent('leaves no scratch folder behind', async () => {
    const [dir, folder] = [temporaryFolder(), temporaryFolder()]
    const running = path.join(dir, 'running')
    writeFileSync(
      path.join(dir, '01-session-options.js'),
      `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(running)}, '')\nfor (;;);\n`,
    )
    const child = spawn(process.execPath, [BIN, 'verify', '1', '--dir', dir], {
      env: { ...process.env, ...WITHOUT_CACHE, TMPDIR: folder, SESSION_TUTOR_STATE_DIR: temporaryFolder() },
      stdio: 'ignore',
    })
    await vi.waitFor(() => expect(existsSync(running)).toBe(true), DEADLINE)
    expect(readdirSync(folder)).toHaveLength(1)
    child.kill(signal)
    const [code] = (await once(child, 'exit')) as [number | null]
    expect(code).toBe(signal === 'SIGKILL' ? null : 130)
    await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]), DEADLINE)
  })
})

describe('SIGINT', () => {
  test.concurrent.each([
    // Its passwords take their time, so it cannot be over before the signal comes.
    ['in the middle of a lesson', ['lesson', '5', '--json']],
    ['in a transcript', ['lesson', '5']],
    ['while a server hangs', ['lesson', '2', '--json', '--set', 'cookie.expires=tomorrow']],
  ])('%s: exit 130, and no more of the lesson', async (_, words) => {
    const { code, stdout, stderr } = await tutor(words, { onOutput: (kill) => kill('SIGINT') })
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' })
    expect(stdout).not.toContain('"event":"end"')
    expect(stdout).not.toContain(' Remember ')
    // A server that hangs is not waited for.
    expect(stdout).not.toContain('"hang"')
  })
})

describe('lesson --json', () => {
  const some = (type: unknown) => expect.arrayContaining([type]) as unknown
  const text = expect.any(String) as unknown
  const count = expect.any(Number) as unknown
  const truth = expect.any(Boolean) as unknown
  const thing = expect.any(Object) as unknown
  const list = expect.any(Array) as unknown

  /** Every event, and the keys that scripts rely on. Others may come. */
  const EVENTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    lesson: {
      number: 3,
      slug: 'genid',
      title: text,
      options: { secret: text, resave: false, saveUninitialized: true },
      versions: { node: text, express: text, 'express-session': text },
    },
    step: { number: count, of: count, title: text },
    explain: { text },
    code: { file: text, firstLine: count, text },
    predict: { question: text, choices: some(text) },
    exchange: {
      label: text,
      request: { method: text, path: text, headers: some(list), body: text },
      response: { status: count, statusText: text, headers: some(list), body: text },
      trace: some(text),
      store: list,
    },
    restart: { label: text, options: thing },
    verdict: { answer: count, because: text },
    claim: { text, holds: truth },
    causes: { causes: some({ code: text, title: text }) },
    end: { claims: count, held: count, predictions: count, exchanges: count, durationMs: count },
  }

  const played = tutorOnce()

  test.concurrent('prints these events with these keys, and nothing else', async () => {
    const events = await played()
    expect([...new Set(events.map(({ event }) => event))].toSorted()).toEqual(Object.keys(EVENTS).toSorted())
    for (const event of events) expect(event).toMatchObject(EVENTS[event.event] ?? {})
    expect(events[0]?.event).toBe('lesson')
    expect(events.at(-1)?.event).toBe('end')
  })

  test.concurrent('says of each claim what breaks it', async () => {
    const changes = ofKind(await played(), 'claim').map(({ breaksWith }) => breaksWith)
    expect(changes).toContainEqual({ genid: 'uuid' })
    expect(changes).toContainEqual(null)
    expect(changes.filter((change) => typeof change !== 'object')).toEqual([])
  })

  test.concurrent('says of each call of the store what it was about', async () => {
    const calls = ofKind(await played(), 'exchange').flatMap(({ store }) => store as readonly unknown[])
    expect(calls.length).toBeGreaterThan(0)
    for (const call of calls) {
      const session: unknown = expect.toSatisfy((value) => value === null || typeof value === 'object')
      expect(call).toMatchObject({ op: expect.stringMatching(/^(get|set|touch|destroy)$/), id: text, session })
    }
  })

  test.concurrent('counts at the end what was shown before', async () => {
    const events = await played()
    expect(events.at(-1)).toMatchObject({
      claims: ofKind(events, 'claim').length,
      held: ofKind(events, 'claim').filter(({ holds }) => holds).length,
      predictions: ofKind(events, 'predict').length,
      exchanges: ofKind(events, 'exchange').length,
    })
  })

  test.concurrent('has headers as pairs, spelt as on the wire, each Set-Cookie its own', async () => {
    const messages = ofKind(await played(), 'exchange').flatMap(
      ({ request, response }) => [request, response] as readonly { readonly headers: readonly (readonly string[])[] }[],
    )
    const pairs = messages.flatMap(({ headers }) => headers)
    expect(pairs.filter((pair) => pair.length !== 2 || pair.some((part) => typeof part !== 'string'))).toEqual([])
    const names = new Set(pairs.map(([name]) => name))
    expect(names).toEqual(new Set([...names, 'Host', 'Cookie', 'X-Powered-By', 'Set-Cookie']))
    const cookies = pairs.flatMap(([name, value = '']) => (name === 'Set-Cookie' ? [value] : []))
    expect(cookies.filter((cookie) => !/^connect\.sid=s%3A[^,]+; Path=\/; HttpOnly$/.test(cookie))).toEqual([])
  })
})

/** The events of lesson 3, played when they are first asked for. */
function tutorOnce(): () => Promise<Event[]> {
  let events: Promise<Event[]> | undefined
  return () => {
    events ??= tutor(['lesson', '3', '--json']).then(({ code, stdout, stderr }) => {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      return eventsIn(stdout)
    })
    return events
  }
}
