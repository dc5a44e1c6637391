import { lstat, readdir, rm } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'

/** A folder without a socket may be that of a trace which just begins. After so long it is none, in milliseconds. */
const BEGINS_MS = 60_000

/**
 * Removes the folders of traces that were killed. One is left alone where somebody listens, or that is not this person's. What cannot be
 * removed stays.
 * @param own the folder of the trace that runs: the others lie beside it
 * @param name how their names begin
 * @param socket the name of the socket in them
 */
export async function removeLeftovers(own: string, name: string, socket: string): Promise<void> {
  const home = path.dirname(own)
  const owner = (await lstat(own).catch(() => null))?.uid
  const names = await readdir(home).catch(() => [])
  for (const one of names.filter((found) => found.startsWith(name))) {
    const folder = path.join(home, one)
    const found = await lstat(folder).catch(() => null)
    if (!found?.isDirectory() || found.uid !== owner) continue
    const there = await whatListens(path.join(folder, socket))
    const isLeft = there === 'nobody' || (there === 'nothing' && Date.now() - found.mtimeMs > BEGINS_MS)
    if (isLeft) await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}

/** Who listens at a path. `nobody`: there is a socket of somebody who is gone. */
export async function whatListens(place: string): Promise<'somebody' | 'nobody' | 'nothing' | 'no-socket'> {
  const found = await lstat(place).catch(() => null)
  if (!found) return 'nothing'
  if (!found.isSocket()) return 'no-socket'
  return await new Promise((resolve) => {
    const socket = net.connect(place)
    socket.on('connect', () => {
      socket.destroy()
      resolve('somebody')
    })
    socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ECONNREFUSED' ? 'nobody' : 'somebody'))
  })
}
