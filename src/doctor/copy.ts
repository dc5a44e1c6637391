import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A copy of a working folder, in which an app may write what it likes. */
export interface FolderCopy {
  /** The copy itself, as an absolute path. */
  readonly folder: string
  /** What it may write to: the copy, and what lies around it. */
  readonly root: string
  /** Folders that are links to the real ones, because they are large: relative to the folder. */
  readonly linked: readonly string[]
  /** Copies again what was there at first; what an app wrote is gone. */
  renew(): void
  /** The path in the real folder of one in the copy. */
  originalOf(file: string): string
  /** Removes it. */
  close(): void
}

/** Folders that are never copied. */
const LEFT_OUT: ReadonlySet<string> = new Set(['.git', '.hg', '.svn'])
const MODULES = 'node_modules'

/** A folder at the top with more than this is not copied but linked, in bytes. */
const LARGE = 20_000_000

/**
 * Copies a folder for an app to run in. Its `node_modules` are links, and so are those of the folders above it, at which Node.js looks too:
 * therefore the copy lies as deep in a folder of its own as the real one does in the file system.
 */
export function copyFolder(original: string): FolderCopy {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'session-tutor-copy-')))
  const inside = (file: string): string => path.join(root, path.relative(path.parse(file).root, file))
  const folder = inside(original)
  const large = new Set(
    foldersIn(original).filter((name) => !isSpecial(name) && isLarger(path.join(original, name), LARGE)),
  )
  const renew = () => {
    rmSync(folder, { recursive: true, force: true })
    copyInto(original, folder, large)
  }
  renew()
  for (let above = path.dirname(original); above !== path.dirname(above); above = path.dirname(above))
    if (isThere(path.join(above, MODULES)))
      symlinkSync(path.join(above, MODULES), inside(path.join(above, MODULES)), 'dir')
  return {
    folder,
    root,
    linked: [...large],
    renew,
    originalOf: (file) =>
      file.startsWith(root + path.sep) ? path.parse(original).root + file.slice(root.length + 1) : file,
    close: () => rmSync(root, { recursive: true, force: true }),
  }
}

const isSpecial = (name: string): boolean => LEFT_OUT.has(name) || name === MODULES

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []))

/** @param linked names of folders at the top that become links */
function copyInto(from: string, to: string, linked: ReadonlySet<string>): void {
  mkdirSync(to, { recursive: true })
  for (const one of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, one.name), path.join(to, one.name)]
    if (LEFT_OUT.has(one.name)) continue
    if (one.name === MODULES || linked.has(one.name)) symlinkSync(realpathSync(source), target, 'dir')
    else if (one.isDirectory()) copyInto(source, target, new Set())
    else if (one.isSymbolicLink()) symlinkSync(linkedTo(source, from), target)
    // Sockets and pipes are nobody's to copy.
    else if (one.isFile()) copyFileSync(source, target)
  }
}

/** Where a link leads: within the folder it stays relative, else the way there is spelled out. */
function linkedTo(link: string, folder: string): string {
  const to = readlinkSync(link)
  return path.isAbsolute(to) || !to.startsWith('..') ? to : path.resolve(folder, to)
}

function isThere(file: string): boolean {
  try {
    return lstatSync(file).isDirectory() || lstatSync(file).isSymbolicLink()
  } catch {
    return false
  }
}

/** Whether a folder holds more than so many bytes; what lies in packages does not count. */
function isLarger(folder: string, most: number): boolean {
  const sizeOf = (at: string, left: number): number => {
    let size = 0
    for (const one of readdirSync(at, { withFileTypes: true })) {
      if (size > left || isSpecial(one.name)) continue
      const file = path.join(at, one.name)
      if (one.isDirectory()) size += sizeOf(file, left - size)
      else if (one.isFile()) size += lstatSync(file).size
    }
    return size
  }
  return sizeOf(folder, most) > most
}
