import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { UserError } from '../errors.ts'
import type { Fact } from '../observe/fact.ts'
import { linesOf } from './lines.ts'

/** Where observed processes report to: a socket in a folder that only this person can read. */
export interface Hub {
  /** The path of the socket. */
  readonly place: string
  /** Resolves when nobody is connected any more and all that was sent is read, or when the time is over. @param limitMs in milliseconds */
  drained(limitMs: number): Promise<void>
  /** Stops listening, and removes the folder. */
  close(): Promise<void>
}

/** The longest path of a socket, in bytes: `sun_path` of macOS holds 104, that of Linux 108, with a zero at the end. */
const LONGEST_PATH = 103

/**
 * Opens the hub in the temporary folder, or in `/tmp` where its path is too long for a socket.
 * @param hear receives each fact, in the order in which its process told it
 * @throws UserError if no folder can be made, or nobody can listen there
 */
export async function openHub(hear: (fact: Fact) => void, temporary: string = os.tmpdir()): Promise<Hub> {
  const { folder, server } = await listen(temporary).catch((error: unknown) => {
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new UserError(
      `The app has no place to report to: ${temporary} cannot be written (${code || message}).`,
      'Set TMPDIR to a folder that you can write to.',
    )
  })
  const place = path.join(folder, SOCKET)
  const open = new Set<net.Socket>()
  let drained: (() => void) | undefined
  server.on('connection', (socket) => {
    open.add(socket)
    const read = linesOf((line) => {
      const fact = factIn(line)
      if (fact) hear(fact)
    })
    // A process that is killed takes its connection with it.
    socket.on('error', () => {})
    socket.on('data', read)
    socket.on('close', () => {
      open.delete(socket)
      if (open.size === 0) drained?.()
    })
  })
  return {
    place,
    async drained(limitMs) {
      if (open.size === 0) return
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, limitMs)
        drained = () => {
          clearTimeout(limit)
          resolve()
        }
      })
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const SOCKET = 's'

async function listen(temporary: string): Promise<{ readonly folder: string; readonly server: net.Server }> {
  const isTooLong = Buffer.byteLength(path.join(temporary, `${NAME}XXXXXX`, SOCKET)) > LONGEST_PATH
  // Only its owner can enter it (mkdtemp(3): mode 0700).
  const folder = await mkdtemp(path.join(isTooLong ? '/tmp' : temporary, NAME))
  const server = net.createServer()
  server.listen(path.join(folder, SOCKET))
  await once(server, 'listening')
  return { folder, server }
}

const NAME = 'session-tutor-'

/** A fact that a process told; null for anything else, which an app that knows the socket could write. */
function factIn(line: string): Fact | null {
  try {
    const told: unknown = JSON.parse(line)
    return typeof told === 'object' && told !== null && 'fact' in told ? (told as Fact) : null
  } catch {
    return null
  }
}
