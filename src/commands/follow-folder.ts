import { watch } from 'chokidar'
import { statSync } from 'node:fs'

/** A folder that is looked at until it is let go. */
export interface FollowedFolder {
  /** Resolves when nothing is looked at any more. */
  close(): Promise<void>
}

/** How often it is asked whether the folder is still the same one, in milliseconds. */
const LOOK_MS = 500

/**
 * Calls back whenever a file of a program changes in a folder or below it, and when the folder itself goes or comes back. A watcher
 * holds on to the folder that it found: where that is moved away or deleted, and another takes its place, it sees nothing more.
 */
export async function followFolder(folder: string, changed: () => void): Promise<FollowedFolder> {
  let watched = identityOf(folder)
  // It may be back, the same one, before it is looked for.
  const gone = () => {
    watched = null
  }
  let watcher = await watchFiles(folder, changed, gone)
  let line = Promise.resolve()

  const look = async () => {
    const found = identityOf(folder)
    if (found === watched) return
    watched = found
    await watcher.close()
    if (found !== null) watcher = await watchFiles(folder, changed, gone)
    changed()
  }
  const timer = setInterval(() => {
    line = line.then(look)
  }, LOOK_MS)

  return {
    async close() {
      clearInterval(timer)
      await line
      await watcher.close()
    },
  }
}

async function watchFiles(folder: string, changed: () => void, gone: () => void) {
  const watcher = watch(folder, {
    ignoreInitial: true,
    depth: 3,
    ignored: (place) => /[\\/](node_modules|\.[^\\/]+)$/.test(place.slice(folder.length)),
  })
  watcher.on('all', (event, place) => {
    if (event === 'unlinkDir' && place === folder) gone()
    if (/\.(m?js|m?ts|json)$/.test(place)) changed()
  })
  watcher.on('error', () => {})
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()))
  return watcher
}

/** Tells a folder from another one of the same name; null if there is none. A number may be given out again, so its age counts. */
function identityOf(folder: string): string | null {
  try {
    const { dev, ino, birthtimeMs } = statSync(folder)
    return `${dev} ${ino} ${birthtimeMs}`
  } catch {
    return null
  }
}
