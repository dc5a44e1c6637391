import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Place } from './observation.ts'

/** How many frames are looked at: the app's may lie below those of several packages, though rarely. */
const DEPTHS = [4, 12, 40]

/** Where the app is now: the topmost frame that lies in no package and not in Node.js. @param skip a function whose callers count */
export function placeHere(skip: Skipped): Place | null {
  for (const depth of DEPTHS) {
    const place = topmostOf(skip, depth)
    if (place) return place
  }
  return null
}

/** Where the app is, if what called this function is the app itself; null for a package. @param skip a function whose caller counts */
export const placeOfCaller = (skip: Skipped): Place | null => topmostOf(skip, 1)

type Skipped = (...words: never[]) => unknown

/** Places by the frames in which the app was: which of them it is, and where its source stands, only the text of a stack says. */
const known = new Map<string, Place | null>()
/** The most that are remembered: code that is made at run time could have no end of them. */
const MOST_KNOWN = 5000

function topmostOf(skip: Skipped, depth: number): Place | null {
  const frames = framesOfApp(skip, depth)
  if (frames === '') return null
  const found = known.get(frames)
  if (found !== undefined) return found
  const place = placeIn(stackHere(skip, depth))
  if (known.size < MOST_KNOWN) known.set(frames, place)
  return place
}

/** The frames above a function that may be the app's, as they are compiled, as text. Making it costs a tenth of what `stackHere` does. */
function framesOfApp(skip: Skipped, depth: number): string {
  let text = ''
  for (const site of sitesHere(skip, depth)) {
    const file = site.getScriptNameOrSourceURL() ?? site.getEvalOrigin()
    if (typeof file === 'string' && mayBeOfApp(file))
      text += `${file}:${site.getLineNumber()}:${site.getColumnNumber()}\n`
  }
  return text
}

const ofApp = new Map<string, boolean>()

function mayBeOfApp(file: string): boolean {
  const found = ofApp.get(file)
  if (found !== undefined) return found
  const plain = pathOf(file)
  const may = plain !== null && !plain.startsWith('node:') && isOfApp(plain)
  if (ofApp.size < MOST_KNOWN) ofApp.set(file, may)
  return may
}

const sites = (_: unknown, all: readonly NodeJS.CallSite[]): readonly NodeJS.CallSite[] => all

function sitesHere(skip: Skipped, depth: number): readonly NodeJS.CallSite[] {
  const own = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace')
  try {
    Object.defineProperty(Error, 'prepareStackTrace', { configurable: true, writable: true, value: sites })
    const found: unknown = captured(skip, depth)
    return Array.isArray(found) ? (found as readonly NodeJS.CallSite[]) : []
  } catch {
    return []
  } finally {
    if (own) Object.defineProperty(Error, 'prepareStackTrace', own)
    else Reflect.deleteProperty(Error, 'prepareStackTrace')
  }
}

/** The frames above a function, as Node.js prints them. Source maps have been applied where Node.js applies them. */
export function stackHere(skip: Skipped, depth = Math.max(...DEPTHS)): string {
  const stack = captured(skip, depth)
  return typeof stack === 'string' ? stack : ''
}

function captured(skip: Skipped, depth: number): unknown {
  const holder: { stack?: unknown } = {}
  const { stackTraceLimit } = Error
  try {
    Error.stackTraceLimit = depth
    Error.captureStackTrace(holder, skip)
    // It is made when it is read, by whatever is put there (`Error.prepareStackTrace`).
    return holder.stack
  } catch {
    return undefined
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}

/** The topmost place in a stack that lies in no package, not in Node.js and not in this instrument. */
export const placeIn = (stack: string): Place | null => placesIn(stack).find(({ file }) => isOfApp(file)) ?? null

/** Where the app called a function itself; null if something else did, as a package. @param skip the function */
export function callerPlace(skip: (...words: never[]) => unknown): Place | null {
  const [caller] = placesIn(stackHere(skip))
  return caller && isOfApp(caller.file) ? caller : null
}

const isOfApp = (file: string): boolean =>
  !NOT_THE_APP.test(file) || appFolders.some((folder) => file.startsWith(folder + path.sep))

let appFolders: readonly string[] = []

/** What lies in a folder is the app's, even where the folder lies in a package. */
export function countAsApp(folder: string): void {
  if (!appFolders.includes(folder)) appFolders = [...appFolders, folder]
}

/** Every place in a stack that lies in a file, the topmost first. */
const placesIn = (stack: string): readonly Place[] =>
  stack.split('\n').flatMap((frame) => {
    const [, where = '', line = ''] = FRAME.exec(frame) ?? []
    const file = where === '' ? null : pathOf(where)
    return file === null ? [] : [{ file, line: Number(line) }]
  })

/** As in `at name (file:1:2)`, `at async file:1:2` and, at the head of a SyntaxError, `file:1`. */
const FRAME = /^(?:\s+at (?:.*\()?(?:async )?)?((?:file:|[A-Za-z]:[\\/]|\/)[^\n]*?):(\d+)(?::\d+)?\)?$/

const OURS = path
  .dirname(import.meta.dirname)
  .replaceAll('\\', '/')
  .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** Packages, the instrument itself, and what runs it. */
const NOT_THE_APP = new RegExp(String.raw`[\\/]node_modules[\\/]|^${OURS}/(?:doctor/preload|observe|sandbox|wire)/`)

function pathOf(where: string): string | null {
  if (!where.startsWith('file:')) return where
  try {
    return fileURLToPath(where.replace(/\?.*$/, ''))
  } catch {
    return null
  }
}
