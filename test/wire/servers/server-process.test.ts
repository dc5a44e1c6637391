import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { MachineFault } from '../../../src/faults.ts'
import { startServer } from '../../../src/wire/servers/server-process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

afterEach(() => void vi.useRealTimers())

/** Starts a program as a server. @returns what comes of it */
function start(source: string) {
  const folder = temporaryFolder()
  const program = path.join(folder, 'program.mjs')
  writeFileSync(program, source)
  return startServer(
    { program, order: {}, home: { folder, shownAs: (file) => file } },
    { nodePath: process.execPath, variables: process.env, folder: () => folder, onExit: () => () => {} },
  )
}

test('one that says nothing for too long is ended, and is not said to have been ended by the system', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const never = start("process.on('message', () => {})")
  vi.runOnlyPendingTimers()
  const fault = await never.catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(MachineFault)
  expect(String(fault)).toContain('it does not respond')
})

test('one that ends before it listens has not started, for the reason that it printed', async () => {
  const { port, started } = await start("console.error('Error: there is no such port'); process.exitCode = 1")
  expect(port).toBe(0)
  expect(started.failure).toEqual({ kind: 'setup', message: 'Error: there is no such port' })
})

test('one that the system ends is not said to be late', async () => {
  await expect(start("process.kill(process.pid, 'SIGKILL')")).rejects.toThrow('SIGKILL')
})
