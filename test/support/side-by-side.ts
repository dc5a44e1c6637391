import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { packageRoot } from '../../src/package-root.ts'

/** What came of an app. */
export interface Answers {
  /** Each answer as it came over the wire, in which only dates, session ids and what follows from them are replaced. */
  readonly answers: readonly string[]
  /** What it printed after the line with its port. */
  readonly printed: string
}

/**
 * Starts an app that prints its port first, and asks it in order, as one browser.
 * @param paths what is asked for, one after the other
 * @param flags words before the file
 * @param node the program of Node.js
 * @throws what it printed, if it ends before it listens
 */
export async function ask(
  file: string,
  paths: readonly string[],
  flags: readonly string[],
  node = process.execPath,
): Promise<Answers> {
  const facts = path.join(os.tmpdir(), `facts-${process.pid}-${(count += 1)}`)
  const child = spawn(node, [...flags, file], {
    env: { PATH: process.env['PATH'], PORT: '0', SESSION_TUTOR_OBSERVE: facts },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    const errors = text(child.stderr)
    const [line] = (await Promise.race([once(child.stdout, 'data'), once(child, 'close')])) as [unknown]
    if (!Buffer.isBuffer(line)) throw new Error(await errors)
    const answers: string[] = []
    const jar = new Map<string, string>()
    for (const url of paths) {
      const answer = await send(Number(line.toString()), url, jar)
      for (const [, name = '', value = ''] of answer.matchAll(/^Set-Cookie: ([^=]+)=([^;\r]*)/gim)) jar.set(name, value)
      answers.push(answer)
    }
    child.kill()
    return { answers: answers.map(settled), printed: settled(await errors) }
  } finally {
    child.kill('SIGKILL')
    rmSync(facts, { force: true })
  }
}

let count = 0

/** The flags that load the instrument as it was built. */
export const INSTRUMENT = ['--import', path.join(packageRoot, 'dist/src/observe/register.js')]

/** @returns the whole answer, byte for byte */
async function send(port: number, url: string, jar: ReadonlyMap<string, string>): Promise<string> {
  const socket = net.connect(port, '127.0.0.1')
  const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  // Not end(): Node.js may take the end of what it gets for the end of a connection.
  socket.write(`GET ${url} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: ${cookies}\r\n\r\n`)
  return text(socket)
}

/** What differs between any two runs. */
const settled = (answer: string): string =>
  answer
    .replaceAll(/\w{3}, \d{2}[ -]\w{3}[ -]\d{4} \d{2}:\d{2}:\d{2} GMT/g, 'DATE')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'DATE')
    .replaceAll(/\(node:\d+\)/g, '(node:PID)')
    .replaceAll(/s%3A[\w.%-]+/g, 'SIGNED-ID')
