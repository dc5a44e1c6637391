import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../src/exercise/judge.ts'
import type { SandboxHost } from '../../src/sandbox/sandbox.ts'
import { APP, host, LISTEN, printed, ROUTES, tryFile } from './try-file.ts'

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
    /** Each deed in a handler of its own, and all of them in one app. */
    const handlers = DEEDS.map((deed, at) => `app.get('/${at}', () => {\n${deed}\n})\n`).join('')
    let verdict: Promise<Verdict> | undefined
    const tried = () =>
      (verdict ??= tryFile(`import os from 'node:os'\n${APP}${handlers}${LISTEN}`, {
        host: machine,
        paths: DEEDS.map((__, at) => `/${at}`),
      }))

    test.each(DEEDS.map((deed, at) => [deed, at] as const))('%s', async (__, at) => {
      const { problem, checks } = await tried()
      expect({ problem, why: checks[at]?.why }).toEqual({
        problem: null,
        why: {
          line: 5 + 3 * at,
          text: 'Your code interferes with another process, and that is not allowed here, so Express answered 500 for it.',
          code: null,
        },
      })
    })

    test('while the file loads', async () => {
      const source = `import os from 'node:os'\n${APP}process.kill(process.ppid)\n${REST}`
      const { problem } = await tryFile(source, { host: machine })
      expect(problem).toEqual({
        kind: 'exception',
        line: 4,
        message: 'Line 4 interferes with another process, and that is not allowed here.',
        hint: expect.stringMatching(/It may not start programs, .* or interfere with other processes\.$/),
      })
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
