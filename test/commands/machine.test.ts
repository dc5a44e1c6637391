import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { packageRoot } from '../../src/package-root.ts'
import { readPart } from '../support/exercises.ts'
import { handling, tryFile } from '../sandbox/try-file.ts'
import { run, temporaryFolder } from '../support/run.ts'

const first = (await syllabus[0]?.exercise())?.default
if (!first) throw new Error('There is no first lesson.')

const DEADLINE = { timeout: 60_000, interval: 20 }
const BIN = path.join(packageRoot, 'bin/session-tutor.js')

/** A folder with a right answer to exercise 1. */
function solved(): string {
  const dir = temporaryFolder()
  if (first) writeFileSync(path.join(dir, '01-session-options.js'), readPart(first, 'solution.js'))
  return dir
}

/** Runs the built program through a shell. @param line in it `tutor` stands for the program */
function shell(
  line: string,
  setup: { readonly cwd?: string; readonly variables?: NodeJS.ProcessEnv; readonly words?: readonly string[] } = {},
) {
  const { status, stdout, stderr } = spawnSync(
    'sh',
    ['-c', line.replace('tutor', `"${process.execPath}" "${BIN}" "$@"`), 'sh', ...(setup.words ?? [])],
    {
      cwd: setup.cwd,
      env: { ...process.env, NODE_ENV: undefined, SESSION_TUTOR_STATE_DIR: temporaryFolder(), ...setup.variables },
      encoding: 'utf8',
      input: '',
    },
  )
  return { code: status, stdout, stderr }
}

/** What a command said on standard error, and how it ended. */
const told = ({ code, stderr }: { readonly code: number | null; readonly stderr: string }) => ({
  code,
  lines: stderr.trim().split('\n').length,
  stderr,
})

/** Two sentences, a line each, and exit code 2. */
const fault = (message: RegExp) => ({ code: 2, lines: 2, stderr: expect.stringMatching(message) })

const onLinux = process.platform === 'linux'

describe.runIf(onLinux)('the current folder was deleted', () => {
  const inDeleted = (words: readonly string[]) =>
    shell('mkdir gone && cd gone && rmdir ../gone && tutor', { cwd: temporaryFolder(), words })

  test.each([
    [['lesson', '3', '--json']],
    [['next']],
    [['exercise', '1']],
    [['verify', '1']],
    [['verify', '1', '--dir', '/tmp']],
    [['watch', '1', '--plain']],
    [['solution', '1', '--show']],
  ])('%j needs it', (words) => {
    const outcome = inDeleted(words)
    expect(told(outcome)).toEqual(fault(/^The current folder does not exist any more\.\n/))
    expect(outcome.stdout).toBe('')
  })

  test.each([
    [['--version']],
    [['--help']],
    [['list']],
    [['inspect', '--cookie', 'a=b']],
    [['hint', '1']],
    [['progress']],
  ])('%j does not', (words) => {
    expect(inDeleted(words)).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('the folder for temporary files', () => {
  test.each([
    ['is not there', '/no/such/folder', 'there is no such folder (ENOENT)'],
    ['takes nothing', onLinux ? '/proc' : '/no/such/folder', 'ENOENT'],
  ])('%s', (_, folder, reason) => {
    for (const words of [
      ['verify', '1', '--dir', solved()],
      ['lesson', '4'],
    ]) {
      const outcome = shell('tutor', { words, variables: { TMPDIR: folder } })
      expect(told(outcome)).toEqual(fault(/^The folder for temporary files, \S+, cannot be used: /))
      expect(outcome.stderr).toContain(reason)
      expect(outcome.stdout).not.toContain('not true')
    }
  })

  test('watch ends with it', () => {
    const outcome = shell('tutor', {
      words: ['watch', '1', '--plain', '--dir', solved()],
      variables: { TMPDIR: '/no/such/folder' },
    })
    expect(told(outcome)).toEqual(fault(/^The folder for temporary files/))
  })

  test.runIf(onLinux)('is full: nothing is left in it', () => {
    const folder = temporaryFolder()
    const words = ['verify', '1', '--dir', solved()]
    const outcome = shell('trap "" XFSZ; ulimit -f 8; tutor', { words, variables: { TMPDIR: folder } })
    expect(told(outcome)).toEqual(fault(/^The folder for temporary files/))
    expect(readdirSync(folder).filter((name) => name !== 'node-compile-cache')).toEqual([])
  })
})

describe.runIf(onLinux)('too few files may be open', () => {
  // Below 19 Node.js itself does not start, and from 48 on there are enough for all but `watch`.
  test.each([20, 22, 24, 25, 26, 27, 28, 30, 32])('%i: a command works, or says why it does not', (limit) => {
    const commands = [['--version'], ['list'], ['lesson', '3', '--json'], ['verify', '1', '--dir', solved()]]
    const outcomes = commands.map((words) => told(shell(`ulimit -n ${limit}; tutor`, { words })))
    // Node.js 22 and later need more to start at all: the system ends them.
    const wrong = outcomes.filter(({ code }) => code !== 0 && code !== 139 && code !== null)
    expect(wrong).toEqual(wrong.map(() => fault(/^Too many files are open \(EMFILE\)\./)))
  })
})

const canUnshare = onLinux && spawnSync('unshare', ['-n', 'sh', '-c', 'ip link set lo up']).status === 0

describe.runIf(canUnshare)('the network', () => {
  const LOOPBACK = /^This machine does not reach itself at 127\.0\.0\.1 \(\w+\)\./
  const PORTS = /^No port is free at 127\.0\.0\.1 \(\w+\)\./
  const within = (before: string, words: readonly string[]) =>
    shell(`unshare -n sh -c '${before} exec "$@"' sh tutor`, { words })
  const range = (from: number) => `ip link set lo up; echo ${from} 60999 > /proc/sys/net/ipv4/ip_local_port_range;`

  const play = ['lesson', '3', '--json']
  const check = () => [
    ['verify', '1', '--dir', solved()],
    ['watch', '1', '--plain', '--dir', solved()],
  ]

  test.each([
    ['no loopback', '', LOOPBACK],
    ['no 127.0.0.1', 'ip link set lo up; ip addr del 127.0.0.1/8 dev lo;', LOOPBACK],
    ['a single port', range(60_999), PORTS],
  ])('%s', (_, before, message) => {
    expect(told(within(before, play))).toEqual(fault(message))
    for (const words of check()) {
      const outcome = within(before, words)
      expect(told(outcome)).toEqual(fault(message))
      expect(outcome.stdout).not.toMatch(/failed|Line \d/)
    }
    expect(within(before, ['--version'])).toMatchObject({ code: 0, stderr: '' })
    expect(within(before, ['list'])).toMatchObject({ code: 0, stderr: '' })
  })

  test('two ports, which are enough as long as the system gives the second one out again', () => {
    const either = [{ code: 0, lines: 1, stderr: '' }, fault(PORTS)]
    expect(either).toContainEqual(told(within(range(60_998), play)))
    for (const words of check()) {
      const outcome = within(range(60_998), words)
      expect(either).toContainEqual(told(outcome))
      expect(outcome.stdout).not.toMatch(/failed|Line \d/)
    }
  })
})

describe('a second Node.js', () => {
  const verifyWith = (nodePath: string) => run(['verify', '1', '--dir', solved()], { nodePath })

  test('is not there any more', async () => {
    expect(told(await verifyWith('/no/such/node'))).toEqual(
      fault(/^The Node\.js that runs session-tutor is gone \(ENOENT\)\./),
    )
    expect(told(await run(['lesson', '4', '--json'], { nodePath: '/no/such/node' }))).toEqual(
      fault(/is gone \(ENOENT\)\./),
    )
  })

  test.runIf(onLinux && process.getuid?.() !== 0)('may not be started', async () => {
    const copy = path.join(temporaryFolder(), 'node')
    copyFileSync(process.execPath, copy)
    chmodSync(copy, 0o644)
    expect(told(await verifyWith(copy))).toEqual(fault(/may not be started again \(EACCES\)\./))
  })

  test.runIf(onLinux).each([
    [
      'breaks down before it comes to its program',
      'kill -ABRT $$',
      /^A second Node\.js does not start on this machine \(SIGABRT\)\./,
    ],
    [
      'ends before it comes to its program',
      'exit 7',
      /^A second Node\.js does not start on this machine \(exit code 7\)\./,
    ],
  ])('%s', async (_, what, message) => {
    const fake = path.join(temporaryFolder(), 'node')
    writeFileSync(fake, `#!/bin/sh\n${what}\n`, { mode: 0o755 })
    expect(told(await verifyWith(fake))).toEqual(fault(message))
  })

  test('is ended by the system', async () => {
    const folder = temporaryFolder()
    const pid = path.join(folder, 'pid')
    const body = "writeFileSync(import.meta.dirname + '/pid', String(process.pid))\nsetInterval(() => {}, 1000)"
    const attempted = tryFile(`import { writeFileSync } from 'node:fs'\n${handling(body)}`, { folder })
    // As the system does where memory runs out: from outside, without a word.
    const killed = vi.waitFor(() => process.kill(Number(readFileSync(pid, 'utf8') || 'no'), 'SIGKILL'), DEADLINE)
    await expect(attempted).rejects.toThrow('The system ended a process of the tutor (SIGKILL).')
    await killed
  })
})

test('a real bug is still one', async () => {
  const { code, stderr } = await run(['list'], {
    size() {
      throw new TypeError('a mistake of ours')
    },
  })
  expect(code).toBe(1)
  expect(stderr).toMatch(/^This is a bug in session-tutor[^]*TypeError: a mistake of ours/)
})
