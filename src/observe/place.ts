import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Place } from './observation.ts'

/** How many frames are looked at: the app's may lie below those of several packages. */
const DEPTH = 40

/** Where the app is now: the topmost frame that lies in no package and not in Node.js. @param skip a function whose callers count */
export function placeHere(skip: (...words: never[]) => unknown): Place | null {
  return placeIn(stackHere(skip))
}

/** Where the app is, if what called this function is the app itself; null for a package. @param skip a function whose caller counts */
export const placeOfCaller = (skip: (...words: never[]) => unknown): Place | null => placeIn(stackHere(skip, 1))

/** The frames above a function, as Node.js prints them. Source maps have been applied where Node.js applies them. */
export function stackHere(skip: (...words: never[]) => unknown, depth = DEPTH): string {
  const holder: { stack?: unknown } = {}
  const { stackTraceLimit } = Error
  try {
    Error.stackTraceLimit = depth
    Error.captureStackTrace(holder, skip)
    // It is made when it is read, by whatever the app may have put there (`Error.prepareStackTrace`).
    const { stack } = holder
    return typeof stack === 'string' ? stack : ''
  } catch {
    return ''
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

const isOfApp = (file: string): boolean => !NOT_THE_APP.test(file)

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
const NOT_THE_APP = new RegExp(String.raw`[\\/]node_modules[\\/]|^${OURS}/(?:observe|sandbox|wire)/`)

function pathOf(where: string): string | null {
  if (!where.startsWith('file:')) return where
  try {
    return fileURLToPath(where.replace(/\?.*$/, ''))
  } catch {
    return null
  }
}
