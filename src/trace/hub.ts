import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
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
  /**
   * Resolves when nobody is connected any more and all that was sent is read, or when nothing has come for a while.
   * @param quietMs how long nothing must have come, in milliseconds
   */
  drained(quietMs: number): Promise<void>
  /** Stops listening, and removes what was made for it. */
  close(): Promise<void>
}

/** What else is heard. */
export interface Ears {
  /** Hears of processes that cannot be observed. */
  hearBlind?(blind: Blind): void
  /** Hears that the connection of a process is closed. */
  hearGone?(pid: number): void
}

/** How a hub is opened. */
export interface HubSetting extends Ears {
  /** The temporary folder. @default that of the system */
  readonly temporary?: string
}

/** So often it is waited once more, where something goes on to come: a process may outlive its command. */
const MOST_ROUNDS = 5

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
  { temporary = os.tmpdir(), ...ears }: HubSetting = {},
): Promise<Hub> {
  const home = isTooLong(path.join(temporary, `${NAME}XXXXXX`, SOCKET)) ? '/tmp' : temporary
  let folder = ''
  try {
    // Only its owner can enter it (mkdtemp(3): mode 0700).
    folder = await mkdtemp(path.join(home, NAME))
    const hub = await listenAt(path.join(folder, SOCKET), hear, ears)
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
export async function openHubAt(place: string, hear: (fact: Fact) => void, ears: Ears = {}): Promise<Hub> {
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
    return await listenAt(place, hear, ears)
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new UserError(
      `Nobody can listen at ${shown} (${code || message}).`,
      'Name a path in a folder that is there and that you can write to.',
    )
  }
}

async function listenAt(place: string, hear: (fact: Fact) => void, ears: Ears): Promise<Hub> {
  /** Who is connected, by what they said. */
  const open = new Map<net.Socket, number | null>()
  let drained: (() => void) | undefined
  let pieces = 0
  const server = net.createServer((socket) => {
    open.set(socket, null)
    const read = linesOf((line) => {
      // What stands behind what is none counts as little.
      if (line === '' || socket.destroyed) return
      const told = toldIn(line)
      // Whatever it is, it is no process that is observed.
      if (!told) return void socket.destroy()
      if (told.fact === 'blind') return ears.hearBlind?.(told.blind)
      if (told.fact === 'process') open.set(socket, told.started.pid)
      hear(told)
    })
    // A process that is killed takes its connection with it.
    socket.on('error', () => {})
    socket.on('data', (piece: Buffer) => {
      pieces += 1
      read(piece)
    })
    socket.on('close', () => {
      const pid = open.get(socket) ?? null
      open.delete(socket)
      if (pid !== null) ears.hearGone?.(pid)
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
    async drained(quietMs) {
      // Who has just connected is there a turn of the loop later.
      await new Promise(setImmediate)
      await new Promise(setImmediate)
      if (open.size === 0) return
      const all = new Promise<true>((resolve) => (drained = () => resolve(true)))
      for (let before = -1, rounds = 0; before !== pieces && rounds < MOST_ROUNDS; rounds += 1) {
        before = pieces
        if (await Promise.race([all, setTimeout(quietMs, false, { ref: false })])) return
      }
    },
    async close() {
      for (const socket of open.keys()) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
