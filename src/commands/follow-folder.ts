import { watch } from 'chokidar'
import { lstatSync, statSync } from 'node:fs'
import path from 'node:path'
import { IS_PROGRAM, stampOfFiles } from './stamp-of-files.ts'

/** A folder that is looked at until it is let go. */
export interface FollowedFolder {
  /** Resolves when nothing is looked at any more. */
  close(): Promise<void>
}

/** How often it is asked whether the folder is still the same one, in milliseconds. */
const LOOK_MS = 500

/**
 * Calls back whenever a file of a program changes in a folder or below it, and when the folder itself goes or comes back. A watcher
 * holds on to the folder that it found: where that is moved away or deleted, and another takes its place, it sees nothing more. Where
 * the system has no watcher left (inotify(7), `max_user_instances`), the files are looked at instead.
 */
export async function followFolder(folder: string, changed: () => void): Promise<FollowedFolder> {
  let watched = identityOf(folder)
  // The folder may be back, the same one, before it is looked for.
  const stale = () => {
    watched = null
  }
  /** The files as they were last, where no watcher tells of them. */
  let seen: string | null = null
  const unwatched = () => {
    seen ??= stampOfFiles(folder, DEPTH)
  }
  let watcher = await watchFiles(folder, changed, stale, unwatched)
  let line = Promise.resolve()

  const look = async () => {
    if (seen !== null) {
      const now = stampOfFiles(folder, DEPTH)
      if (now !== seen) changed()
      seen = now
    }
    const found = identityOf(folder)
    if (found === watched) return
    watched = found
    await watcher.close()
    if (found !== null) watcher = await watchFiles(folder, changed, stale, unwatched)
    changed()
  }
  // This keeps the process alive, as long as the folder is followed.
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

/** So many folders below the followed one are looked at. */
const DEPTH = 3

/** What chokidar tells with each event of the system. */
interface RawDetails {
  /** The folder, or the link, that is watched. */
  readonly watchedPath: string
}

/**
 * Only folders and links are watched, and what they tell of their files is taken as it comes: a watcher of a single file loses it where
 * the file is replaced several times in a moment.
 */
async function watchFiles(folder: string, changed: () => void, stale: () => void, unwatched: () => void) {
  const watcher = watch(folder, {
    depth: DEPTH,
    ignored: (place) =>
      /[\\/](node_modules|\.[^\\/]+)$/.test(place.slice(folder.length)) ||
      lstatSync(place, { throwIfNoEntry: false })?.isFile() === true,
    // chokidar 5 loses a watcher where its close() meets a change (its issue 1482). Such a one must not keep the process alive.
    persistent: false,
  })
  watcher.on('raw', (event, name, details) => {
    // Not every system tells which file it was.
    if (!name || IS_PROGRAM.test(name)) changed()
    // A folder that came may stand where another one was, and that other one is still the watched one.
    else if (event === 'rename' && isFolder(path.join((details as RawDetails).watchedPath, name))) stale()
  })
  watcher.on('unlinkDir', (place) => {
    if (place === folder) stale()
  })
  watcher.on('error', unwatched)
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()))
  return watcher
}

const isFolder = (place: string): boolean => statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false

/** Tells a folder from another one of the same name; null if there is none. A number may be given out again, so its age counts. */
function identityOf(folder: string): string | null {
  try {
    const { dev, ino, birthtimeMs } = statSync(folder)
    return `${dev} ${ino} ${birthtimeMs}`
  } catch {
    return null
  }
}
