import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import readline from 'node:readline'
import { RedisStore } from 'connect-redis'
import type { RedisClientType } from 'redis'
import { expect, onTestFinished, test, vi } from 'vitest'
import { packageRoot } from '../../../src/package-root.ts'
import { connectRedis } from '../../../src/wire/redis/client.ts'
import { realRedis } from '../../../src/wire/redis/real-redis.ts'
import type { RedisServer } from '../../../src/wire/redis/start.ts'
import { leftOut, redisFile, redisHere, redisHost } from '../../support/real-redis.ts'

/** A Redis of this machine that runs. */
async function server(redis = redisHere()): Promise<RedisServer> {
  const served = await redis.serve()
  if (served.kind !== 'redis') throw new Error(`no Redis: ${served.why}`)
  onTestFinished(() => served.server.end())
  return served.server
}

/** Whether anybody takes connections at a port of this machine. */
const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

test.skipIf(redisFile === undefined)(`it keeps what it is given, and nothing on disk${leftOut}`, async () => {
  const { url, version } = await server()
  const client = await connectRedis(url)
  expect(version).toMatch(/^\d+\.\d+/)
  expect(await client.set('ä', 'one\r\ntwo', { expiration: { type: 'EX', value: 100 } })).toBe('OK')
  expect(await client.get('ä')).toBe('one\r\ntwo')
  expect(await client.sendCommand(['TTL', 'ä'])).toBe(100)
  expect(await client.expire('ä', 50)).toBe(1)
  expect(await client.sendCommand(['TTL', 'ä'])).toBe(50)
  expect(await client.expire('nothing', 50)).toBe(0)
  expect(await client.del(['ä', 'nothing'])).toBe(1)
  expect(await client.get('ä')).toBe(null)
  await expect(client.sendCommand(['NONSENSE'])).rejects.toThrow(/unknown command/)
  expect(await client.sendCommand(['CONFIG', 'GET', 'save'])).toEqual(['save', ''])
  expect(await client.sendCommand(['CONFIG', 'GET', 'appendonly'])).toEqual(['appendonly', 'no'])
  expect(await client.sendCommand(['CONFIG', 'GET', 'bind'])).toEqual(['bind', '127.0.0.1'])
  client.destroy()
})

test.skipIf(redisFile === undefined)(
  `only its own password opens it, and none stands in a list${leftOut}`,
  async () => {
    const { url, port, pid } = await server()
    await expect(connectRedis(`redis://:wrong@127.0.0.1:${port}`)).rejects.toThrow(/WRONGPASS|invalid/i)
    const stranger = await connectRedis(`redis://127.0.0.1:${port}`)
    await expect(stranger.get('a')).rejects.toThrow(/NOAUTH/)
    stranger.destroy()
    const words = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout
    expect(words).toContain('redis-server')
    expect(words).not.toContain(new URL(url).password)
  },
)

test.skipIf(redisFile === undefined)(`connect-redis works with the client${leftOut}`, async () => {
  const { url, empty } = await server()
  const client = await connectRedis(url)
  const store = new RedisStore({ client: client as RedisClientType })
  const session = { cookie: { originalMaxAge: null }, user: 'ada' } as never
  await store.set('one', session)
  expect(await store.get('one')).toEqual(session)
  expect(await client.sendCommand(['TTL', 'sess:one'])).toBe(86_400)
  await store.touch('one', session)
  await store.destroy('one')
  expect(await store.get('one')).toBe(null)
  await store.set('two', session)
  await empty()
  expect(await store.get('two')).toBe(null)
  client.destroy()
})

test.skipIf(redisFile === undefined)(
  `when it ends, those who wait are told, and another starts${leftOut}`,
  async () => {
    const redis = redisHere()
    const first = await server(redis)
    expect((await server(redis)).port).toBe(first.port)
    const client = await connectRedis(first.url)
    const waiting = client.sendCommand(['BLPOP', 'nothing', '0'])
    first.end()
    await expect(waiting).rejects.toThrow('The connection to Redis has ended')
    await expect(client.get('a')).rejects.toThrow('The connection to Redis has ended')
    await vi.waitFor(async () => expect((await server(redis)).pid).not.toBe(first.pid))
  },
)

test.skipIf(redisFile === undefined)(`nothing is left of it where we are killed${leftOut}`, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'redis-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const program = path.join(folder, 'starts.mts')
  const from = (name: string) => JSON.stringify(path.join(packageRoot, name))
  writeFileSync(
    program,
    `import { redisHere } from ${from('test/support/real-redis.ts')}
     const served = await redisHere().serve()
     console.log(JSON.stringify(served.server))
     setInterval(() => {}, 1000)`,
  )
  const jiti = path.join(packageRoot, 'node_modules/jiti/lib/jiti-cli.mjs')
  const { SESSION_TUTOR_REDIS: _, ...env } = process.env
  const child = spawn(process.execPath, [jiti, program], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of readline.createInterface(child.stdout)) {
    const { port } = JSON.parse(line) as RedisServer
    expect(await isOpen(port)).toBe(true)
    child.kill('SIGKILL')
    await vi.waitFor(async () => expect(await isOpen(port)).toBe(false), { timeout: 60_000 })
    return
  }
  throw new Error('it said nothing')
})

test('where it is hidden or missing, nothing starts, and it is said which', async () => {
  const withVariables = (variables: Readonly<Record<string, string>>) =>
    realRedis({ ...redisHost, variables, platform: 'linux' })
  expect(await withVariables({ SESSION_TUTOR_REDIS: 'none' }).serve()).toEqual({
    kind: 'nobody',
    reason: 'hidden',
    why: null,
  })
  const missing = withVariables({ PATH: '' })
  expect(await missing.serve()).toEqual({ kind: 'nobody', reason: 'missing', why: null })
  expect(missing.install).toBe('apt-get install redis-server')
})

test('a program that is no Redis does not start, and says why', async () => {
  const redis = realRedis({ ...redisHost, variables: { SESSION_TUTOR_REDIS: process.execPath } })
  const served = await redis.serve()
  expect(served).toMatchObject({ kind: 'nobody', reason: 'failed' })
  expect('why' in served && served.why).toContain(`${process.execPath}: it ended with`)
})
