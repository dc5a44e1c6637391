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

/** Steps whose first page sends something, and what runs for it. */
const STEPS = [
  ['6.4', 'its app'],
  ['7.3', 'its proxy'],
  ['8.3', 'its pages'],
] as const

test.each(
  STEPS.flatMap(([step, what]) => (['SIGKILL', 'SIGINT'] as const).map((signal) => [step, signal, what] as const)),
)('lesson %s leaves nothing behind at %s, not even %s', async (step, signal) => {
  await using terminal = startMortal(['lesson', step, '--no-save'])
  await terminal.turn()
  const page = await terminal.turn('a')
  const ports = new Set([...page.matchAll(/(?:Host: 127\.0\.0\.1|localhost):(\d+)/g)].map(([, port]) => Number(port)))
  expect(ports.size).toBeGreaterThan(0)
  for (const port of ports) expect(await listens(port)).toBe(true)
  terminal.signal(signal)
  await expect.poll(() => terminal.outcome(), { timeout: 60_000 }).not.toBeNull()
  for (const port of ports) expect(await listens(port)).toBe(false)
})
