import type { Place } from '../observe/observation.ts'
import type { Finding } from './finding.ts'
import { calledLine } from './source/called-line.ts'
import { callLine } from './source/call-line.ts'
import { methodLine } from './source/method-line.ts'
import { optionLine } from './source/option-line.ts'
import { parseFile, type Read } from './source/parse.ts'
import { writePlace } from './source/write-place.ts'

/** A place of an app, as a run knows it, and what is meant there. */
export type Spot = Pick<Finding, 'at' | 'option' | 'write' | 'calls' | 'method' | 'call'>

/** Points at the lines that are meant, where a run knows only what they are a part of. */
export const pinpoint = (findings: readonly Finding[], read: Read): Promise<readonly Finding[]> =>
  Promise.all(findings.map(async (finding) => ({ ...finding, at: await placeOf(finding, read) })))

/**
 * The line of an option, that in which a handler writes to a session or calls something, or that of a method of a store: a run tells where session() was
 * called, where a handler was added and where a store was made, and not what stands in which line of them. The place itself where no
 * such line is found.
 */
export async function placeOf({ at, option, write, calls, method, call }: Spot, read: Read): Promise<Place | null> {
  if (at === null || [option, write, calls, method, call].every((part) => part === null)) return at
  const program = await parseFile(at.file, read)
  if (!program) return at
  const line =
    (option === null ? null : optionLine(program, at.line, option)) ??
    (calls === null ? null : calledLine(program, at.line, calls)) ??
    (method === null ? null : methodLine(program, method)) ??
    (call === null ? null : callLine(program, call))
  if (line !== null) return { ...at, line }
  return (write === null ? null : await writePlace(at, write, read)) ?? at
}
