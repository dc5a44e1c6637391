import type { Place } from '../observe/observation.ts'
import type { Finding } from './finding.ts'
import { optionLine } from './source/option-line.ts'
import { parse } from './source/parse.ts'
import { writeLine } from './source/write-line.ts'

/** A place of an app, as a run knows it: where session() was called, or where a handler was added. */
export interface Spot {
  readonly at: Place | null
  /** The option of the call there that is concerned, as in `cookie.secure`, or null. */
  readonly option: string | null
  /** The part of a request that the handler added there writes to, as in `session.user`, or null. */
  readonly write: string | null
}

/** The text of a file; null if it cannot be had. */
export type Read = (file: string) => string | null

/** Points at the lines that are meant, where a run knows only what they are a part of. */
export const pinpoint = (findings: readonly Finding[], read: Read): Promise<readonly Finding[]> =>
  Promise.all(findings.map(async (finding) => ({ ...finding, at: await placeOf(finding, read) })))

/**
 * The line of an option, or that in which a handler writes to a session: a run does not tell what stands in which line of a call. The
 * place itself where no such line is found.
 */
export async function placeOf({ at, option, write }: Spot, read: Read): Promise<Place | null> {
  if (at === null || (option === null && write === null)) return at
  const source = read(at.file)
  const program = source === null ? null : await parse(source, /\.[cm]?tsx?$/.test(at.file))
  if (!program) return at
  const line =
    (option === null ? null : optionLine(program, at.line, option)) ??
    (write === null ? null : writeLine(program, at.line, write))
  return line === null ? at : { ...at, line }
}
