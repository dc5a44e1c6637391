import { describe, expect, test } from 'vitest'
import type { SandboxHost } from '../../src/sandbox/sandbox.ts'
import { APP, handling, host, LISTEN, printed, ROUTES, tryFile } from './try-file.ts'

const REST = ROUTES + LISTEN
/** A host whose Node.js has no permission model. */
const free = {
  ...host,
  nodeFlags: new Set([...host.nodeFlags].filter((flag) => !flag.endsWith('permission'))),
}

describe('another process is left alone', () => {
  // Each of these would end this process, or more than that, if it were let through.
  const DEEDS = [
    'process.kill(process.ppid)',
    "process.kill(process.ppid, 'SIGKILL')",
    'process.kill(-process.ppid)',
    'process.kill(String(process.ppid))',
    'let look = 0; process.kill({ valueOf: () => (look++ < 2 ? process.pid : process.ppid) })',
    'process._kill(process.ppid, 9)',
    'process._kill(2 ** 32 + process.ppid, 9)',
    'process._debugProcess(process.ppid)',
    'os.setPriority(process.ppid, 19)',
    ';[process.ppid].forEach((pid) => process.kill(pid))',
    'process.kill(1)',
    'process.kill(-1)',
  ]
  const where: readonly (readonly [string, SandboxHost])[] = [
    ['with the permission model', host],
    ['without it', free],
  ]
  describe.each(where)('%s', (_, machine) => {
    test.each(DEEDS)('%s', async (deed) => {
      const { problem } = await tryFile(`import os from 'node:os'\n${APP}${deed}\n${REST}`, { host: machine })
      expect(problem).toEqual({
        kind: 'exception',
        line: 4,
        message: 'Line 4 interferes with another process, and that is not allowed here.',
        hint: expect.stringMatching(/It may not start programs, .* or interfere with other processes\.$/),
      })
    })
  })

  test('in a handler', async () => {
    const { problem, checks } = await tryFile(handling('process.kill(process.ppid)'))
    expect({ problem, why: checks[0]?.why }).toEqual({
      problem: null,
      why: {
        line: 4,
        text: 'Your code interferes with another process, and that is not allowed here, so Express answered 500 for it.',
        code: null,
      },
    })
  })

  test.each(['process.kill(process.ppid, 0)', 'os.getPriority(process.ppid)', 'os.setPriority(19)'])(
    '%s is no harm',
    async (deed) => {
      expect(await tryFile(`import os from 'node:os'\n${APP}${deed}\n${REST}`)).toMatchObject({
        passed: true,
        problem: null,
      })
    },
  )
})

describe('its own process', () => {
  test.each([
    ['process.kill(0)', 'process.kill(process.pid)'],
    ["process.kill(-process.pid, 'SIGTERM')", "process.kill(process.pid, 'SIGTERM')"],
    ['process._kill(process.pid, 9)', 'process._kill(process.pid, 9)'],
    ['process._kill(0, 15)', 'process._kill(process.pid, 15)'],
    ['process.reallyExit(3)', 'process.reallyExit(3)'],
  ])('%s', async (deed, call) => {
    const { problem } = await tryFile(`${APP}${deed}\n${REST}`)
    expect(problem).toMatchObject({ kind: 'exit', line: 3, message: `Line 3 ends the process: it calls ${call}.` })
  })

  test('a program that it started, where it may start any', async () => {
    const source = `import { spawn } from 'node:child_process'
${APP}const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
child.on('exit', (code, signal) => console.log(signal))
app.get('/', (req, res) => {
  child.on('close', () => res.json({}))
  process.kill(child.pid)
})
app.get('/two', (req, res) => res.json({}))
${LISTEN}`
    const verdict = await tryFile(source, { host: free })
    expect({ passed: verdict.passed, printed: printed(verdict) }).toEqual({ passed: true, printed: 'SIGTERM\n' })
  })
})
