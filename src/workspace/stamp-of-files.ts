import { readdirSync, statSync, type Dirent } from 'node:fs'
import path from 'node:path'

/** Files that a program is made of. */
const IS_PROGRAM = /\.(m?js|m?ts|json)$/

/** Folders that are none of the learner's. */
const NOT_THEIRS = /^(node_modules|\..*)$/

/**
 * What tells the files of a program, in a folder and below it, from how they will be after any change: their names, sizes, ages and rights.
 * @param depth how many folders below it count
 */
export function stampOfFiles(folder: string, depth: number): string {
  return entriesOf(folder)
    .flatMap((entry) => {
      const place = path.join(folder, entry.name)
      if (isFolder(entry, place))
        return depth > 0 && !NOT_THEIRS.test(entry.name) ? [stampOfFiles(place, depth - 1)] : []
      return IS_PROGRAM.test(entry.name) ? [`${place} ${stampOf(place)}`] : []
    })
    .join('\n')
}

/** A link to a folder counts as one. A circle of them ends with the depth. */
function isFolder(entry: Dirent, place: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  try {
    return statSync(place).isDirectory()
  } catch {
    return false
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function stampOf(file: string): string {
  try {
    const { size, mtimeMs, ino, mode } = statSync(file)
    return `${size} ${mtimeMs} ${ino} ${mode}`
  } catch {
    return 'gone'
  }
}
