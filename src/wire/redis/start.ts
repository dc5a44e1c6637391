import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import type { Readable } from 'node:stream'
import { bareVariables, type Variables } from '../variables.ts'
import { connectRedis } from './client.ts'

/** A Redis that runs for us alone: on loopback, with a password of its own, and nothing of it on disk. */
export interface RedisServer {
  /** As `redis://:password@127.0.0.1:1234`: what any client takes. */
  readonly url: string
  readonly port: number
  /** Its version, as `7.0.15`. */
  readonly version: string
  readonly pid: number
  /** Forgets every key. */
  empty(): Promise<void>
  /** Ends it at once, and all that it knew is gone. */
  end(): void
}

/** What a start needs of the world. */
export interface RedisHost {
  readonly variables: Variables
  readonly platform: NodeJS.Platform
  /** Nobody waits any more for what starts. */
  readonly interrupted: AbortSignal
  readonly signalGroup: (leader: number, name: 'SIGKILL') => void
  /** Our own process ends: what is done then must not wait. @returns takes the listener back */
  readonly onExit: (listener: () => void) => () => void
}

/** The longest that a start may take, in milliseconds: on a machine that is busy it takes many times as long as on others. */
const LIMIT_MS = 30_000

/** So much of what it printed is kept until it has started, in characters. */
const MOST_PRINTED = 4000

/** Somebody else may take a port between the moment when it is free and the start: then another is tried, so many times. */
const MOST_TRIES = 5

/**
 * A shell that becomes Redis, and leaves somebody behind who waits for the end of a pipe. The system ends the pipe however we end, and then
 * the whole group is killed. By this no server is left even where we were killed.
 */
const KEEPER = ['/bin/sh', '-c', '{ read -r _ <&3; kill -9 0; } >/dev/null 2>&1 & exec "$0" - 3<&-'] as const

/** What it reads at its start. It comes by a pipe, so that its password stands in no list of processes. */
const settings = (port: number, password: string): string =>
  [
    `port ${port}`,
    'bind 127.0.0.1',
    `requirepass ${password}`,
    'save ""',
    'appendonly no',
    'daemonize no',
    `dir "${os.tmpdir()}"`,
    'logfile ""',
    '',
  ].join('\n')

/**
 * Starts it in a group of processes of its own, so that Ctrl-C does not reach it. It ends with our own process, from its first moment on.
 * @param ended is called when it ends
 * @throws Error with a part of a sentence about why it did not start
 */
export async function startRedis(file: string, host: RedisHost, ended: () => void = () => {}): Promise<RedisServer> {
  for (let left = MOST_TRIES - 1; ; left -= 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the next port is needed only if this one is taken
      return await startAt(await freePort(), file, host, ended)
    } catch (error) {
      if (left === 0 || !/address already in use/i.test(String(error))) throw error
    }
  }
}

async function startAt(port: number, file: string, host: RedisHost, ended: () => void): Promise<RedisServer> {
  const { variables, platform, interrupted, signalGroup, onExit } = host
  const password = randomBytes(24).toString('hex')
  const isKept = platform !== 'win32'
  const [program, words] = isKept ? [KEEPER[0], [...KEEPER.slice(1), file]] : [file, ['-']]
  const child = spawn(program, words, {
    env: { ...bareVariables(variables) },
    detached: isKept,
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
    windowsHide: true,
  })
  const end = () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      if (isKept) signalGroup(child.pid, 'SIGKILL')
      else child.kill('SIGKILL')
    }
    // The shell that waits for the end of this pipe goes too.
    child.stdio[3]?.destroy()
  }
  const forget = onExit(end)
  child.once('exit', () => {
    forget()
    end()
    ended()
  })
  try {
    // It may end before it has read everything.
    child.stdin?.on('error', () => {})
    child.stdin?.end(settings(port, password))
    await untilReady(child, interrupted)
    const url = `redis://:${password}@127.0.0.1:${port}`
    const version = await versionOf(url)
    letGo(child)
    return { url, port, version, pid: child.pid ?? 0, empty: () => emptied(url), end }
  } catch (error) {
    end()
    throw error
  }
}

/** Waits until it takes connections. @throws Error with why it does not */
async function untilReady(child: ChildProcess, interrupted: AbortSignal): Promise<void> {
  let printed = ''
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer)
      interrupted.removeEventListener('abort', stop)
      child.stdout?.off('data', hear)
      // What it prints later is read, and nobody keeps it.
      child.stdout?.resume()
    }
    const fail = (why: string) => {
      settle()
      reject(new Error(why))
    }
    const hear = (text: string) => {
      printed = (printed + text).slice(-MOST_PRINTED)
      if (!/ready to accept connections/i.test(printed)) return
      settle()
      resolve()
    }
    const stop = () => fail('it was interrupted')
    const timer = setTimeout(() => fail(`it was not ready within ${LIMIT_MS / 1000} seconds`), LIMIT_MS)
    interrupted.addEventListener('abort', stop, { once: true })
    if (interrupted.aborted) stop()
    child.stdout?.setEncoding('utf8').on('data', hear)
    child.once('error', ({ message }) => fail(message))
    // By then all that it printed was read: `close` would wait for the shell that was left behind.
    child.once('exit', (code, signal) => {
      setImmediate(() => fail([`it ended with ${code ?? signal}`, ...lastLines(printed)].join(': ')))
    })
  })
}

/** Why it ended is in the last line that is a warning (`#`), if there is one. */
const lastLines = (printed: string): readonly string[] =>
  printed
    .split('\n')
    .filter((line) => line.includes(' # '))
    .map((line) => line.replace(/^.* # /, ''))
    .slice(-1)

async function versionOf(url: string): Promise<string> {
  const client = await connectRedis(url)
  try {
    const info = String(await client.sendCommand(['INFO', 'server']))
    return /^redis_version:(\S+)/m.exec(info)?.[1] ?? 'unknown'
  } finally {
    client.destroy()
  }
}

async function emptied(url: string): Promise<void> {
  const client = await connectRedis(url)
  try {
    await client.sendCommand(['FLUSHALL'])
  } finally {
    client.destroy()
  }
}

/** A port that nothing listens on now. */
async function freePort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** It does not keep our process from ending. */
function letGo(child: ChildProcess): void {
  child.unref()
  for (const stream of child.stdio) (stream as (Readable & { unref?(): void }) | null)?.unref?.()
}
