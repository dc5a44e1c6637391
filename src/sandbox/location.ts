import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** A place in a file of the learner's. Lines count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
}

/**
 * The topmost place in a stack trace that lies in a learner's file or in one beside it, but not in a package.
 * @param stack of V8, or the head of a SyntaxError (`file:///a/b.js:3`)
 * @returns null if the trace does not come by
 */
export function placeIn(stack: string, file: string): Place | null {
  const folder = path.dirname(file)
  const prefixes = [
    { prefix: pathToFileURL(folder).href.replace(/\/?$/, '/'), read: decoded },
    { prefix: folder.endsWith(path.sep) ? folder : folder + path.sep, read: (name: string) => name },
  ]
  for (const line of stack.split('\n')) {
    for (const { prefix, read } of prefixes) {
      const at = line.indexOf(prefix)
      const found = at < 0 ? null : /^(.+?):(\d+)(?:[:)\s]|$)/.exec(line.slice(at + prefix.length))
      // Line 0 is none: code that only stands in for a file says so.
      if (!found || found[2] === '0') continue
      const name = read(found[1] ?? '')
      if (!NOT_THEIRS.test(name)) return { file: path.join(folder, name), line: Number(found[2]) }
    }
  }
  return null
}

/** The package whose code stands on top of a stack trace, or null. */
export const packageIn = (stack: string): string | null =>
  /^ +at (?!.*node:)(?!.*[\\/]dist[\\/]src[\\/](?:sandbox|observe)[\\/]).*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/m.exec(
    stack,
  )?.[1] ?? null

/** Packages, and the program in which a learner's file runs, should it lie below the same folder. */
const NOT_THEIRS = /(^|[\\/])(node_modules|dist[\\/]src[\\/](?:sandbox|observe))[\\/]/

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** How a place is told, as in `Line 3` or `Line 3 of helper.js`. @param file the one that is meant if none is named */
export const placeName = ({ file: found, line }: Place, file: string): string =>
  found === file ? `Line ${line}` : `Line ${line} of ${path.relative(path.dirname(file), found)}`

/** How a sentence about a place begins. @param otherwise if none is known */
export const at = (place: Place | null, file: string, otherwise: string): string =>
  place === null ? otherwise : placeName(place, file)

/** The line of a place, if it lies in this file and not in one beside it. */
export const lineOf = (place: Place | null, file: string): number | null => (place?.file === file ? place.line : null)
