import type { Place } from '../observe/observation.ts'
import type { Finding } from './finding.ts'
import { callLine } from './source/call-line.ts'
import { methodLine } from './source/method-line.ts'
import { optionLine } from './source/option-line.ts'
import { parse } from './source/parse.ts'
import { writeLine } from './source/write-line.ts'

/** A place of an app, as a run knows it, and what is meant there. */
export type Spot = Pick<Finding, 'at' | 'option' | 'write' | 'method' | 'call'>

/** The text of a file; null if it cannot be had. */
export type Read = (file: string) => string | null

/** Points at the lines that are meant, where a run knows only what they are a part of. */
export const pinpoint = (findings: readonly Finding[], read: Read): Promise<readonly Finding[]> =>
  Promise.all(findings.map(async (finding) => ({ ...finding, at: await placeOf(finding, read) })))

/**
 * The line of an option, that in which a handler writes to a session, or that of a method of a store: a run tells where session() was
 * called, where a handler was added and where a store was made, and not what stands in which line of them. The place itself where no
 * such line is found.
 */
export async function placeOf({ at, ...part }: Spot, read: Read): Promise<Place | null> {
  const { option, write, method, call } = part
  if (at === null || Object.values(part).every((one) => one === null)) return at
  const source = read(at.file)
  const program = source === null ? null : await parse(source, /\.[cm]?tsx?$/.test(at.file))
  if (!program) return at
  const line =
    (option === null ? null : optionLine(program, at.line, option)) ??
    (write === null ? null : writeLine(program, at.line, write)) ??
    (method === null ? null : methodLine(program, method)) ??
    (call === null ? null : callLine(program, call))
  return line === null ? at : { ...at, line }
}
