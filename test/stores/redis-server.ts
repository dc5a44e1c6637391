import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createClient } from 'redis'

/** Whether there is a real Redis to test with. */
export const hasRedis = ((): boolean => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** A Redis server of our own. */
export interface RedisServer {
  readonly port: number
  readonly socket: string
  readonly folder: string
  stop(): Promise<void>
}

/** Starts a Redis server on a free port of 127.0.0.1, which keeps nothing on disk. @param settings more words of its command line */
export async function startRedis(...settings: readonly string[]): Promise<RedisServer> {
  const port = await freePort()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-redis-'))
  const socket = path.join(folder, 'redis.sock')
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--unixsocket', socket, '--dir', folder, '--save', '']
  const child = spawn('redis-server', [...words, ...settings], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let log = ''
    child.stdout.on('data', (chunk: Buffer) => {
      log += String(chunk)
      if (log.includes('accept connections at')) resolve()
    })
    child.once('exit', () => reject(new Error(`redis-server ended:\n${log}`)))
    child.once('error', reject)
  })
  return {
    port,
    socket,
    folder,
    async stop() {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A client as an app has it. @param url as for `redis` */
export async function connectClient(url: string) {
  const client = createClient({ url })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
