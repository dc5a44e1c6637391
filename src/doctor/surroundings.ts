import net from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { keyOf, readContacts, type Contact, type Kept } from './contacts.ts'
import type { FolderCopy } from './copy.ts'

/** Where an app runs: in a copy of its folder, and kept from the rest of the world. */
export interface Surroundings {
  /** Words for Node.js that are loaded before the app. */
  readonly flags: readonly string[]
  /** For its environment. */
  readonly variables: Readonly<Record<string, string>>
  contacts(): readonly Contact[]
  close(): void
}

/** @param dist the folder of what was built */
export function keepIn(copy: FolderCopy, dist: string, kept: Pick<Kept, 'allowed'>): Surroundings {
  const folder = mkdtempSync(path.join(copy.root, 'kept-'))
  const file = path.join(folder, 'contacts')
  writeFileSync(file, '')
  const all: Kept = { ...kept, file, root: copy.root, original: copy.originalOf(copy.folder) }
  const load = (name: string) => ['--import', pathToFileURL(path.join(dist, 'src', name)).href]
  return {
    // What is loaded later stands above: the instrument sees each call before it is kept back.
    flags: [
      ...load('doctor/preload/keep-in.js'),
      ...load('doctor/preload/any-port.js'),
      ...load('observe/register.js'),
    ],
    variables: { SESSION_TUTOR_KEEP: JSON.stringify(all) },
    contacts: () => readContacts(file),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** How long somebody who is asked may take to answer, in milliseconds. */
const LIMIT_MS = 1000

/**
 * Those among what an app asked for that are really there, each once: a database that refuses everybody keeps no data.
 * @param isOnline whether others than this machine count
 */
export async function thoseThere(contacts: readonly Contact[], isOnline: boolean): Promise<readonly Contact[]> {
  const once = [...new Map(contacts.map((one) => [keyOf(one), one])).values()]
  const there = await Promise.all(
    once.map(async (one) => {
      if (one.kind === 'file' || one.kind === 'program' || one.was === 'connected') return true
      // Somebody may ask for a port that is not in use, as for that of a server that does not listen yet.
      const isPlace = one.kind === 'pipe' || one.port > 0
      return one.was === 'refused' && isPlace && (isOnline || isHere(one)) && (await answers(one))
    }),
  )
  return once.filter((_, i) => there[i])
}

/** Whether somebody is on this machine. */
export const isHere = ({ kind, host }: Contact): boolean =>
  kind !== 'net' || /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3}|.*\.localhost)$/i.test(host)

/** Whether a connection can be made. Nothing is sent. */
const answers = ({ kind, host, port }: Contact): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(kind === 'pipe' ? { path: host } : { host, port })
    const done = (is: boolean) => {
      socket.destroy()
      resolve(is)
    }
    socket
      .setTimeout(LIMIT_MS, () => done(false))
      .once('connect', () => done(true))
      .once('error', () => done(false))
  })
