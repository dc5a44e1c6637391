import type { Place } from '../observe/observation.ts'
import type { Finding } from './finding.ts'
import { methodLine } from './source/method-line.ts'
import { optionLine } from './source/option-line.ts'
import { parse } from './source/parse.ts'
import { writeLine } from './source/write-line.ts'

/**
 * Points at the lines of options, at those in which handlers write to sessions, and at methods of stores: a run tells where session()
 * was called, where a handler was added and where a store was made, and not what stands in which line of them.
 * @param read the text of a file; null if it cannot be had
 */
export async function pinpoint(
  findings: readonly Finding[],
  read: (file: string) => string | null,
): Promise<readonly Finding[]> {
  return Promise.all(
    findings.map(async (finding) => {
      const { at } = finding
      const line = at === null ? null : await lineOf(at, finding, read)
      return at === null || line === null ? finding : { ...finding, at: { ...at, line } }
    }),
  )
}

async function lineOf(
  { file, line }: Place,
  { option, write, method }: Finding,
  read: (file: string) => string | null,
): Promise<number | null> {
  if (option === null && write === null && method === null) return null
  const source = read(file)
  const program = source === null ? null : await parse(source, /\.[cm]?tsx?$/.test(file))
  if (!program) return null
  return (
    (option === null ? null : optionLine(program, line, option)) ??
    (write === null ? null : writeLine(program, line, write)) ??
    (method === null ? null : methodLine(program, method))
  )
}
