import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { allowed, isManager, original, refusal, root, tell } from './told.ts'

/** Keeps an app from writing to files outside of its copy. */

const temporary = [os.tmpdir(), '/dev'].map((folder) => real(folder))

const [copy, theirs] = [real(root), real(original)]

const isIn = (name: string, folder: string): boolean => name === folder || name.startsWith(folder + path.sep)

/** The real path of a file or of the nearest folder above it that is there. */
function real(name: string): string {
  try {
    return fs.realpathSync.native(name)
  } catch {
    const above = path.dirname(name)
    return above === name ? name : path.join(real(above), path.basename(name))
  }
}

/** A file as a call names it. */
const nameOf = (place: unknown): string =>
  place instanceof URL ? place.pathname : typeof place === 'string' || Buffer.isBuffer(place) ? place.toString() : ''

/** Whether something may be written to there; what lies elsewhere is told. */
function mayWrite(place: unknown): boolean {
  // A descriptor was opened before.
  if (isManager || nameOf(place) === '') return true
  const name = real(path.resolve(nameOf(place)))
  if (isIn(name, copy)) return true
  // A link in the copy may lead to the real folder, or to packages: nothing is written there, whatever else is allowed.
  const isPackage = /[\\/]node_modules([\\/]|$)/.test(name)
  const isTheirs = isPackage || isIn(name, theirs)
  if (!isTheirs && temporary.some((folder) => isIn(name, folder))) return true
  const isAllowed = allowed !== 'nothing' && !isTheirs
  // What is kept beside packages can be made again, and is no data.
  if (!isPackage) tell({ kind: 'file', host: name, port: 0, was: isAllowed ? 'connected' : 'refused' })
  return isAllowed
}

/** Which words of a call are files that it writes to. */
const WRITERS: Readonly<Record<string, readonly number[]>> = {
  writeFile: [0],
  appendFile: [0],
  createWriteStream: [0],
  mkdir: [0],
  rm: [0],
  rmdir: [0],
  unlink: [0],
  truncate: [0],
  rename: [0, 1],
  copyFile: [1],
  symlink: [1],
  link: [1],
  cp: [1],
}

type Call = (...words: unknown[]) => unknown

function guard(
  all: Record<string, unknown>,
  name: string,
  places: (words: unknown[]) => unknown[],
  isPromise: boolean,
): void {
  const call = all[name] as Call | undefined
  if (typeof call !== 'function') return
  const guarded = function (this: unknown, ...words: unknown[]) {
    const bad = places(words).find((place) => !mayWrite(place))
    if (bad === undefined) return Reflect.apply(call, this, words)
    const error = refusal('EACCES', `EACCES: permission denied, ${name} '${nameOf(bad)}'`)
    if (isPromise) return Promise.reject(error)
    const callback = words.at(-1)
    if (name.endsWith('Sync') || name === 'createWriteStream' || typeof callback !== 'function') throw error
    process.nextTick(callback, error)
  }
  // What others hung on it, as `fs.realpath.native`, stays.
  all[name] = Object.assign(guarded, call)
}

const isWriting = (flags: unknown): boolean =>
  typeof flags === 'number'
    ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0
    : typeof flags === 'string' && /[wa+]/.test(flags)

/** From now on it does. */
export function keepFiles(): void {
  const promises = fs.promises as unknown as Record<string, unknown>
  const callbacks = fs as unknown as Record<string, unknown>
  for (const [name, at] of Object.entries(WRITERS)) {
    const places = (words: unknown[]) => at.map((index) => words[index])
    guard(callbacks, name, places, false)
    guard(callbacks, `${name}Sync`, places, false)
    guard(promises, name, places, true)
  }
  const opened = (words: unknown[]) => (isWriting(words[1]) ? [words[0]] : [])
  guard(callbacks, 'open', opened, false)
  guard(callbacks, 'openSync', opened, false)
  guard(promises, 'open', opened, true)
}
