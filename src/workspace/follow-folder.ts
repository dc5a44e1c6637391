import { stampOfFiles } from './stamp-of-files.ts'

/** A folder that is looked at until it is let go. */
export interface FollowedFolder {
  /** Looks at once, and calls back if something changed. */
  look(): void
  /** Nothing is looked at any more. */
  close(): void
}

/** How long to wait between two looks, in milliseconds: less than anyone notices after saving a file. */
const LOOK_MS = 200

/** Looking takes at most one part in so many of the time, however many files there are. */
const SHARE = 20

/**
 * Calls back whenever a file of a program changes in a folder or below it, and when the folder itself goes or comes back.
 *
 * The files are looked at again and again, and the system is not asked to tell of changes: on network drives and mounted folders it
 * tells of none, it may have no watcher left (inotify(7), `max_user_instances`), and a watcher holds on to the folder it found, also
 * where that one is moved away and another takes its place. What was seen last decides, so no change is missed, whenever it comes.
 */
export function followFolder(folder: string, changed: () => void): FollowedFolder {
  let seen = stampOfFiles(folder, DEPTH)
  // This keeps the process alive, as long as the folder is followed.
  let timer = setTimeout(look, LOOK_MS)

  function look(): void {
    clearTimeout(timer)
    const started = performance.now()
    const now = stampOfFiles(folder, DEPTH)
    timer = setTimeout(look, Math.max(LOOK_MS, (performance.now() - started) * SHARE))
    if (now === seen) return
    seen = now
    changed()
  }

  return { look, close: () => clearTimeout(timer) }
}

/** How many folders below the followed one are looked at. */
const DEPTH = 3
