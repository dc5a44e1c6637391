import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startTrace } from '../../support/traced.ts'
import { temporaryFolder } from '../../support/run.ts'

/** The command runs as it would without a trace. */

const run = async (words: readonly string[], setup: Parameters<typeof startTrace>[1] = {}) => {
  const trace = startTrace(words, setup)
  return { code: await trace.ended, stdout: trace.stdout().toString(), stderr: trace.stderr() }
}

test.concurrent('NODE_ENV is that of the shell', async () => {
  const { stdout, code } = await run(['--', 'node', '-p', 'process.env.NODE_ENV'], {
    variables: { NODE_ENV: 'production' },
  })
  expect([stdout, code]).toEqual(['production\n', 0])
})

test.concurrent('every variable is as it was, but for the two that bring the instrument in', async () => {
  const variables = {
    NODE_ENV: 'staging',
    NO_COLOR: '1',
    EMPTY: '',
    'WITH SPACE': 'a b',
    ACCESSIBLE: '1',
    NODE_OPTIONS: '',
  }
  const { stdout } = await run(['--', 'node', '-p', 'JSON.stringify(process.env)'], { variables })
  const seen = JSON.parse(stdout) as Record<string, string>
  const { NODE_OPTIONS: options, SESSION_TUTOR_OBSERVE: place, ...rest } = seen
  expect(options).toMatch(/^--require=\S+observe\.cjs$|^--require=".*observe\.cjs"$/)
  expect(place).toMatch(/session-tutor-trace-/)
  const { NODE_OPTIONS: _, ...expected } = { ...process.env, ...variables }
  expect(rest).toEqual(expected)
})

test.concurrent('NODE_OPTIONS keeps what is there, with its quotes', async () => {
  const { stdout } = await run(['--', 'node', '-p', 'process.title + process.env.NODE_OPTIONS'], {
    variables: { NODE_OPTIONS: '--title="a b" --no-deprecation' },
  })
  expect(stdout).toMatch(/^a b--require=.* --title="a b" --no-deprecation\n$/)
})

test.concurrent('the three streams are those of the command, byte for byte', async () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1')
  const trace = startTrace(['--', 'node', '-e', 'process.stdin.pipe(process.stdout)'], { input: bytes.repeat(2000) })
  expect(await trace.ended).toBe(0)
  expect(trace.stdout().equals(Buffer.from(bytes.repeat(2000)))).toBe(true)
})

test.concurrent('with --json standard output is JSON alone, and what the command prints goes to standard error', async () => {
  const { stdout, stderr } = await run(['--json', '--', 'node', '-e', 'console.log("from the app")'])
  expect(stderr).toBe('from the app\n')
  expect(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { event: string }).event),
  ).toEqual(['trace', 'end'])
})

test.concurrent.each([
  [['node', '-e', 'process.exit(7)'], 7],
  [['sh', '-c', 'kill -TERM $$'], 128 + 15],
  [['sh', '-c', 'kill -KILL $$'], 128 + 9],
  [['no-such-program-anywhere'], 127],
])('%j ends with %i', async (words, expected) => {
  expect((await run(['--', ...words])).code).toBe(expected)
})

test.concurrent('a command that a signal ended is told so', async () => {
  expect((await run(['--', 'sh', '-c', 'kill -KILL $$'])).stderr).toContain('The command was ended by SIGKILL.')
})

test.concurrent('a program without an extension, and one whose folder has a space', async () => {
  const folder = path.join(temporaryFolder(), 'a b')
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'serve'), 'console.log(require.main === module)')
  expect((await run(['serve'], { folder })).stdout).toBe('true\n')
})

test.concurrent('a Node.js that takes no --require is told of, and its exit code stays', async () => {
  const folder = temporaryFolder()
  const node = path.join(folder, 'node')
  writeFileSync(
    node,
    '#!/bin/sh\nif test -n "$NODE_OPTIONS"; then echo "node: $NODE_OPTIONS is not allowed in NODE_OPTIONS" >&2; exit 9; fi\n',
    { mode: 0o755 },
  )
  const { code, stderr } = await run(['--', 'node', 'app.js'], {
    variables: { PATH: `${folder}:${process.env['PATH']}` },
  })
  expect(code).toBe(9)
  expect(stderr).toContain('may refuse the')
})

test.concurrent('a command without Node.js says so', async () => {
  const { code, stderr } = await run(['--', 'sh', '-c', 'exit 0'])
  expect(code).toBe(0)
  expect(stderr).toContain('started no Node.js')
})

test.concurrent('the tutor itself is not observed: a lesson in a trace, and a trace in a trace', async () => {
  const tutor = path.join(import.meta.dirname, '../../../bin/session-tutor.js')
  const lesson = await run(['--', 'node', tutor, 'lesson', '3', '--json', '--no-save'])
  expect(lesson.code).toBe(0)
  expect(lesson.stdout.trim().split('\n').at(-1)).toContain('"event":"end"')
  const inner = await run(['--', 'node', tutor, 'trace', '--json', '--', 'node', '-p', '1'])
  expect(inner.code).toBe(0)
  expect(inner.stdout).toContain('"event":"trace"')
})
