import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Fact } from '../../src/observe/fact.ts'
import { openHub, openHubAt } from '../../src/trace/hub.ts'
import { exchange } from '../support/observations.ts'
import { temporaryFolder } from '../support/run.ts'

const line = (number: number) => `${JSON.stringify({ fact: 'exchange', exchange: exchange({ number }) })}\n`

/** Sends bytes, and waits until the other side or we have closed. */
async function send(place: string, ...pieces: readonly (string | Buffer)[]): Promise<void> {
  const socket = net.connect(place)
  socket.on('error', () => {})
  await once(socket, 'connect')
  for (const piece of pieces) socket.write(piece)
  socket.end()
  socket.resume()
  await once(socket, 'close')
}

test('what is no fact does no harm: its connection is closed, and others are heard', async () => {
  const heard: Fact[] = []
  await using hub = disposable(await openHub((fact) => heard.push(fact), { temporary: temporaryFolder() }))
  const garbage = [
    '{"fact":"exchange","exchange":{}}\n',
    'GET / HTTP/1.1\r\n\r\n',
    Buffer.alloc(100_000, 0xff),
    '\n\n\n',
  ]
  for (const piece of garbage) await send(hub.place, piece)
  await send(hub.place, '{"fact":1}\n', line(1))
  await send(hub.place, line(2))
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0))
  expect(heard.map((fact) => (fact.fact === 'exchange' ? fact.exchange.number : null))).toEqual([2])
})

test('only its owner can come to the socket, and nothing is left of it', async () => {
  const temporary = temporaryFolder()
  const hub = await openHub(() => {}, { temporary })
  expect(statSync(path.dirname(hub.place)).mode & 0o777).toBe(0o700)
  expect(statSync(hub.place).mode & 0o777).toBe(0o600)
  await hub.close()
  expect(readdirSync(temporary)).toEqual([])
})

test('where the path of the temporary folder is too long for a socket, it lies in /tmp', async () => {
  const temporary = path.join(temporaryFolder(), 'a'.repeat(100))
  mkdirSync(temporary)
  await using hub = disposable(await openHub(() => {}, { temporary }))
  expect(hub.place).toMatch(/^\/tmp\/session-tutor-trace-/)
})

test('a temporary folder that cannot be written is told of', async () => {
  const temporary = path.join(temporaryFolder(), 'not-there')
  await expect(openHub(() => {}, { temporary })).rejects.toThrow(
    /^The app has no place to report to: .*not-there cannot be written \(ENOENT\)\.$/,
  )
})

test('what killed traces left is removed; what lives, what just begins, and what is no folder stays', async () => {
  const temporary = temporaryFolder()
  const folder = (name: string) => {
    mkdirSync(path.join(temporary, name))
    return path.join(temporary, name)
  }
  // A socket that is left when its owner was killed: bound, and nobody listens.
  const dead = folder('session-tutor-trace-dead')
  spawnSync(process.execPath, [
    '-e',
    `require('net').createServer().listen(${JSON.stringify(path.join(dead, 's'))}, () => process.kill(process.pid, 'SIGKILL'))`,
  ])
  expect(existsSync(path.join(dead, 's'))).toBe(true)
  folder('session-tutor-trace-begins')
  utimesSync(folder('session-tutor-trace-old'), 1, 1)
  writeFileSync(path.join(temporary, 'session-tutor-trace-file'), '')
  folder('session-tutor-other')
  await using first = disposable(await openHub(() => {}, { temporary }))
  await using second = disposable(await openHub(() => {}, { temporary }))
  const expected = [
    'session-tutor-other',
    'session-tutor-trace-begins',
    'session-tutor-trace-file',
    ...[first, second].map(({ place }) => path.basename(path.dirname(place))),
  ]
  await vi.waitFor(() => expect(readdirSync(temporary).toSorted()).toEqual(expected.toSorted()), {
    timeout: 20_000,
  })
})

test('at a named path: nothing that is there is taken away, and nothing is left', async () => {
  const folder = temporaryFolder()
  const place = path.join(folder, 'tutor')
  const heard: Fact[] = []
  const hub = await openHubAt(place, (fact) => heard.push(fact))
  expect(statSync(place).mode & 0o777).toBe(0o600)
  await send(place, line(7))
  await vi.waitFor(() => expect(heard).toHaveLength(1))
  await expect(openHubAt(place, () => {})).rejects.toThrow(/^Another program listens at .* already\.$/)
  await hub.close()
  expect(existsSync(place)).toBe(false)
  writeFileSync(place, '')
  await expect(openHubAt(place, () => {})).rejects.toThrow(/is there, and is no socket\.$/)
  await expect(openHubAt(path.join(folder, 'none', 'tutor'), () => {})).rejects.toThrow(
    /^Nobody can listen at .*\(ENOENT|EACCES\)/,
  )
  await expect(openHubAt(path.join(folder, 'a'.repeat(120)), () => {})).rejects.toThrow(/too long for a socket/)
})

const disposable = <T extends { close(): Promise<void> }>(hub: T) => ({
  ...hub,
  [Symbol.asyncDispose]: () => hub.close(),
})
