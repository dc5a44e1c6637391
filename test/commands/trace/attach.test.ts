import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test, vi } from 'vitest'
import { packageRoot } from '../../../src/package-root.ts'
import { countingApp, startTrace, visit } from '../../support/traced.ts'

/** An app that somebody else starts, and a tutor that comes and goes. */

const REGISTER = pathToFileURL(path.join(packageRoot, 'dist/src/observe/register.js')).href

/** Starts the counting app as in a container. @returns its port, and how it ends */
async function startApp(folder: string, socket: string) {
  const child = spawn(process.execPath, ['--import', REGISTER, 'app.mjs'], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: undefined, SESSION_TUTOR_SOCKET: socket },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const port = await vi.waitFor(() => /port (\d+)/.exec(printed)?.[1] ?? Promise.reject(new Error(printed)), {
    timeout: 30_000,
  })
  return {
    port,
    printed: () => printed,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await new Promise((resolve) =>
        (child.exitCode ?? child.signalCode) === null ? child.on('exit', resolve) : resolve(null),
      )
    },
  }
}

const exchangesOf = (trace: ReturnType<typeof startTrace>) => trace.events().filter(({ event }) => event === 'exchange')

/** Visits until the trace tells of it. */
async function visitUntilTold(trace: ReturnType<typeof startTrace>, port: string): Promise<void> {
  await vi.waitFor(
    async () => {
      await visit(port)
      expect(exchangesOf(trace).length).toBeGreaterThan(0)
    },
    { timeout: 60_000, interval: 100 },
  )
}

test('an app that was there before is seen with what it is made of, by one tutor after the other', async () => {
  const folder = countingApp()
  const socket = path.join(folder, 'tutor.sock')
  await using app = await startApp(folder, socket)
  const first = await visit(app.port)
  expect(first?.text).toContain('visit 1')
  for (const end of ['SIGINT', 'SIGKILL', 'SIGTERM'] as const) {
    const trace = startTrace(['--json', '--attach', socket])
    await visitUntilTold(trace, app.port)
    const events = trace.events()
    expect(events.filter(({ event }) => event === 'process')).toHaveLength(1)
    expect(events.find(({ event }) => event === 'app')).toMatchObject({
      sessions: [{ name: 'shop' }],
      listens: [{ port: Number(app.port) }],
    })
    expect(exchangesOf(trace)[0]).toMatchObject({ session: { state: 'no-cookie', cookie: 'set' } })
    trace.child.kill(end)
    expect([await trace.ended, trace.events().at(-1)?.['event'] === 'end']).toEqual(
      end === 'SIGKILL' ? [end, false] : [130, true],
    )
  }
  expect((await visit(app.port, '/', first?.cookie))?.text).toContain('visit 2')
  expect(app.printed()).toMatch(/^port \d+\n$/)
})

test('a file where the socket should be is left alone, and the app goes on', async () => {
  const folder = countingApp()
  const socket = path.join(folder, 'tutor.sock')
  writeFileSync(socket, 'something')
  await using app = await startApp(folder, socket)
  expect((await visit(app.port))?.text).toContain('visit 1')
  const trace = startTrace(['--attach', socket])
  expect(await trace.ended).toBe(2)
  expect(trace.stderr()).toContain('is there, and is no socket')
})

test('with --attach no command is started', async () => {
  const trace = startTrace(['--attach', 'x', '--', 'node', 'app.js'])
  expect(await trace.ended).toBe(2)
  expect(trace.stderr()).toContain('nothing is started')
})
