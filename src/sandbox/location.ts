import { pathToFileURL } from 'node:url'

/** A place in a learner's file. Lines count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
}

/**
 * The topmost place in a stack trace that lies in a file, or in its folder but not in node_modules.
 * @param stack of V8, or the head of a SyntaxError (`file:///a/b.js:3`)
 * @returns null if the trace does not come by
 */
export function placeIn(stack: string, file: string): Place | null {
  const url = pathToFileURL(file).href
  for (const line of stack.split('\n')) {
    for (const name of [url, file]) {
      const at = line.indexOf(`${name}:`)
      const found = at < 0 ? null : /^\d+/.exec(line.slice(at + name.length + 1))
      if (found) return { file, line: Number(found[0]) }
    }
  }
  return null
}
