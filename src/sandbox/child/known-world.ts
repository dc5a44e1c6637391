import { subscribe } from 'node:diagnostics_channel'
import { syncBuiltinESMExports } from 'node:module'
import type net from 'node:net'
import os from 'node:os'

/** A number that no process has: Linux goes up to 2 ** 22, others less far. */
const PID = 4_195_017

/** How long the process and the machine have been running at the start, in nanoseconds. */
const AGE = 150_000_000n
const MACHINE_AGE = 93_784_000_000_000n

const SECOND = 1_000_000_000n

/**
 * Makes what looks like chance and is none come out the same at every start: `Math.random()`, the clocks that count finer than
 * `Date`, the number of the process, what it uses of the machine, and the ports from which requests come. The clocks go on
 * with `Date`, and a little with each look, so that no two looks see the same. `Date` itself must stand still by now.
 */
export function makeWorldKnown(self: NodeJS.Process): void {
  Math.random = knownNumbers()
  const pace = knownNumbers()
  const upTo = (most: number) => 1 + Math.floor(pace() * most)

  const began = Date.now()
  let looks = 0n
  /** Nanoseconds since the process started. */
  const elapsed = () => {
    looks += BigInt(upTo(100_000))
    return AGE + BigInt(Date.now() - began) * 1_000_000n + looks
  }
  const hrtime = (before: readonly [number, number] = [0, 0]): [number, number] => {
    const since = MACHINE_AGE + elapsed() - (BigInt(before[0]) * SECOND + BigInt(before[1]))
    return [Number(since / SECOND), Number(since % SECOND)]
  }
  const machineAge = () => Number(MACHINE_AGE + elapsed()) / 1e9
  /** A number that grows with each look. */
  const growing = (from: number, step: number) => () => (from += upTo(step))

  const { pid, kill } = self
  fix(self, 'pid', PID)
  fix(self, 'ppid', PID - 1)
  self.kill = (to, signal) => kill(Math.abs(to) === PID ? Math.sign(to) * pid : to, signal)
  self.hrtime = Object.assign(hrtime, { bigint: () => MACHINE_AGE + elapsed() })
  self.uptime = () => Number(elapsed()) / 1e9
  fix(performance, 'now', () => Number(elapsed()) / 1e6)
  fix(performance, 'timeOrigin', began - Number(AGE / 1_000_000n))

  const [rss, heap, user] = [growing(6e7, 4096), growing(1e7, 4096), growing(9e4, 500)]
  const usage = () => ({ rss: rss(), heapTotal: 2e7, heapUsed: heap(), external: 2e6, arrayBuffers: 1e4 })
  self.memoryUsage = Object.assign(usage, { rss })
  self.cpuUsage = (before) => ({ user: user() - (before?.user ?? 0), system: 2e4 - (before?.system ?? 0) })
  Object.assign(os, { uptime: machineAge, freemem: growing(2e9, 4096), loadavg: () => [0.5, 0.25, 0.125] })
  syncBuiltinESMExports()

  knowPorts()
}

const fix = (target: object, name: string, value: unknown) =>
  Object.defineProperty(target, name, { configurable: true, enumerable: true, writable: true, value })

/** Each client has a port of its own for a connection. */
function knowPorts(): void {
  const number = knownNumbers()
  subscribe('net.server.socket', (message) => {
    const { socket } = message as { readonly socket: net.Socket }
    fix(socket, 'remotePort', 32_768 + Math.floor(number() * 28_000))
  })
}

/** Numbers from 0 to 1 that look random and are the same each time (a linear congruential generator, Numerical Recipes). */
function knownNumbers(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
