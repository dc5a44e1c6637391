import { once } from 'node:events'
import net from 'node:net'
import { expect, test } from 'vitest'
import { startMortal } from '../support/mortal.ts'

/** Whether somebody listens on a port of 127.0.0.1. */
async function listens(port: number): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

test.each([
  ['killed', 'SIGKILL'],
  ['interrupted', 'SIGINT'],
] as const)('a lesson that is %s leaves no proxy behind', async (_, signal) => {
  await using terminal = startMortal(['lesson', '7.3', '--no-save'])
  await terminal.turn()
  const page = await terminal.turn('a')
  const ports = [...page.matchAll(/Host: 127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port))
  const [port = 0] = ports
  expect(await listens(port)).toBe(true)
  terminal.signal(signal)
  await expect.poll(() => terminal.outcome(), { timeout: 60_000 }).not.toBeNull()
  expect(await listens(port)).toBe(false)
})
