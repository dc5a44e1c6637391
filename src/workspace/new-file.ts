import { existsSync, linkSync, lstatSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Writes a file that is not there yet, whole or not at all: it is written beside, under a name that nothing looks for, and gets its own
 * name at the end.
 * @returns whether it did; false if something has that name
 * @throws the error of the file system; then nothing is left behind
 */
export function writeNew(file: string, text: string): boolean {
  // What is there is told even where nothing can be written.
  if (isThere(file)) {
    remove(besideOf(file))
    return false
  }
  const written = writeBeside(file, text)
  try {
    return giveName(written, file)
  } finally {
    remove(written)
  }
}

/**
 * Puts a new file in the place of what is there, which stays beside it under another name. What is there is never without a name, and
 * if the new one cannot be written, all stays as it was.
 * @returns where it is kept
 * @throws the error of the file system
 */
export function replaceKeeping(file: string, text: string): string {
  const written = writeBeside(file, text)
  try {
    const kept = freeName(file)
    const undo = keepAs(file, kept)
    try {
      renameSync(written, file)
    } catch (error) {
      undo()
      throw error
    }
    return kept
  } finally {
    remove(written)
  }
}

/** Something has this name, even a link that leads nowhere. */
const isThere = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined

/**
 * Writes into a file beside. A process that was killed may have left its own there: it has the same name, so that at most one is left.
 * @returns its path
 */
function writeBeside(file: string, text: string): string {
  const beside = besideOf(file)
  remove(beside)
  try {
    writeFileSync(beside, text, { flag: 'wx' })
  } catch (error) {
    remove(beside)
    throw error
  }
  return beside
}

/** Nothing looks for a name that begins with a dot and ends like this one, neither a watcher nor Node.js. */
const besideOf = (file: string): string => path.join(path.dirname(file), `.${path.basename(file)}.tmp`)

/** Gives a file that was written its name, unless something has that name. @returns whether it did */
function giveName(written: string, file: string): boolean {
  try {
    // Other than a renaming, this never takes the place of something.
    linkSync(written, file)
    return true
  } catch (error) {
    if (isThere(file)) return false
    if (!KNOWS_NO_LINKS.has(codeOf(error))) throw error
    renameSync(written, file)
    return true
  }
}

/** Where a file system knows only one name for a file, as on many memory sticks. */
const KNOWS_NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'EACCES',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EMLINK',
  'EXDEV',
])

/** Gives what has one name another one. Of a file both stay for now; a folder or a link is moved. @returns undoes it */
function keepAs(file: string, kept: string): () => void {
  if (lstatSync(file).isFile()) {
    try {
      if (!existsSync(kept)) linkSync(file, kept)
      return () => remove(kept)
    } catch (error) {
      if (!KNOWS_NO_LINKS.has(codeOf(error))) throw error
    }
  }
  renameSync(file, kept)
  return () => renameSync(kept, file)
}

/** `03-genid.old.js`, or with a number if that is taken by something else. */
function freeName(file: string): string {
  const { dir, name, ext } = path.parse(file)
  for (let count = 1; ; count += 1) {
    const free = path.join(dir, `${name}.old${count === 1 ? '' : `-${count}`}${ext}`)
    if (!isThere(free) || isSame(free, file)) return free
  }
}

/** Both names are of one file: a process was killed between the two steps of {@link replaceKeeping}. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [lstatSync(one), lstatSync(other)]
  return a.isFile() && a.ino === b.ino && a.dev === b.dev
}

function remove(file: string): void {
  try {
    unlinkSync(file)
  } catch {
    // It is gone already.
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
