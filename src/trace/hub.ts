import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { UserError } from '../errors.ts'
import type { Fact } from '../observe/fact.ts'
import { removeLeftovers, whatListens } from './leftovers.ts'
import { linesOf } from './lines.ts'
import { toldIn, type Blind } from './told.ts'

/** Where observed processes report to: a socket that only this person can use. */
export interface Hub {
  /** The path of the socket. */
  readonly place: string
  /** The processes that are connected and have said who they are. */
  connected(): readonly number[]
  /** Resolves when nobody is connected any more and all that was sent is read, or when the time is over. @param limitMs in milliseconds */
  drained(limitMs: number): Promise<void>
  /** Stops listening, and removes what was made for it. */
  close(): Promise<void>
}

/** How a hub is opened. */
export interface HubSetting {
  /** Hears of processes that cannot be observed. */
  hearBlind?(blind: Blind): void
  /** The temporary folder. @default that of the system */
  readonly temporary?: string
}

/** The longest path of a socket, in bytes: `sun_path` of macOS holds 104, that of Linux 108, with a zero at the end. */
const LONGEST_PATH = 103
const isTooLong = (place: string): boolean => Buffer.byteLength(place) > LONGEST_PATH

/** How the folders of all traces begin. */
const NAME = 'session-tutor-trace-'
const SOCKET = 's'

/**
 * Opens the hub in a folder of its own in the temporary folder, or in `/tmp` where its path is too long for a socket. What traces left
 * there that were killed is removed.
 * @param hear receives each fact, in the order in which its process told it
 * @throws UserError if no folder can be made, or nobody can listen there
 */
export async function openHub(
  hear: (fact: Fact) => void,
  { hearBlind, temporary = os.tmpdir() }: HubSetting = {},
): Promise<Hub> {
  const home = isTooLong(path.join(temporary, `${NAME}XXXXXX`, SOCKET)) ? '/tmp' : temporary
  let folder = ''
  try {
    // Only its owner can enter it (mkdtemp(3): mode 0700).
    folder = await mkdtemp(path.join(home, NAME))
    const hub = await listenAt(path.join(folder, SOCKET), hear, hearBlind)
    void removeLeftovers(folder, NAME, SOCKET)
    return {
      ...hub,
      async close() {
        await hub.close()
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    if (folder !== '') await rm(folder, { recursive: true, force: true })
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new UserError(
      `The app has no place to report to: ${home} cannot be written (${code || message}).`,
      'Set TMPDIR to a folder that you can write to.',
    )
  }
}

/**
 * Opens the hub at a path that apps know, which were started by somebody else.
 * @throws UserError if somebody listens there already, something else lies there, or nobody can listen there
 */
export async function openHubAt(
  place: string,
  hear: (fact: Fact) => void,
  { hearBlind }: Pick<HubSetting, 'hearBlind'> = {},
): Promise<Hub> {
  const shown = JSON.stringify(place)
  const there = await whatListens(place)
  if (there === 'somebody')
    throw new UserError(
      `Another program listens at ${shown} already.`,
      'End that one, or name another path here and in SESSION_TUTOR_SOCKET.',
    )
  if (there === 'no-socket')
    throw new UserError(`${shown} is there, and is no socket.`, 'Name a path at which nothing is.')
  if (isTooLong(place))
    throw new UserError(`${shown} is too long for a socket: ${LONGEST_PATH} bytes at most.`, 'Name a shorter path.')
  try {
    if (there === 'nobody') await rm(place, { force: true })
    return await listenAt(place, hear, hearBlind)
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new UserError(
      `Nobody can listen at ${shown} (${code || message}).`,
      'Name a path in a folder that is there and that you can write to.',
    )
  }
}

async function listenAt(
  place: string,
  hear: (fact: Fact) => void,
  hearBlind: (blind: Blind) => void = () => {},
): Promise<Hub> {
  /** Who is connected, by what they said. */
  const open = new Map<net.Socket, number | null>()
  let drained: (() => void) | undefined
  const server = net.createServer((socket) => {
    open.set(socket, null)
    const read = linesOf((line) => {
      // What stands behind what is none counts as little.
      if (line === '' || socket.destroyed) return
      const told = toldIn(line)
      // Whatever it is, it is no process that is observed.
      if (!told) return void socket.destroy()
      if (told.fact === 'blind') return hearBlind(told.blind)
      if (told.fact === 'process') open.set(socket, told.started.pid)
      hear(told)
    })
    // A process that is killed takes its connection with it.
    socket.on('error', () => {})
    socket.on('data', read)
    socket.on('close', () => {
      open.delete(socket)
      if (open.size === 0) drained?.()
    })
  })
  server.listen(place)
  const listening = once(server, 'listening')
  // It is bound as soon as `listen` returns. In a folder of others they could connect, though nobody would answer them.
  try {
    chmodSync(place, 0o600)
  } catch {
    // It could not be bound: `listening` says why.
  }
  await listening
  return {
    place,
    connected: () => [...open.values()].filter((pid) => pid !== null),
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
      for (const socket of open.keys()) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
