import type { Place } from '../observe/observation.ts'
import type { Finding } from './finding.ts'
import { optionLine } from './source/option-line.ts'
import { parse } from './source/parse.ts'

/**
 * Points at the lines of options: a run tells where session() was called, and not where an option of it stands.
 * @param read the text of a file; null if it cannot be had
 */
export async function pinpoint(
  findings: readonly Finding[],
  read: (file: string) => string | null,
): Promise<readonly Finding[]> {
  return Promise.all(
    findings.map(async (finding) => {
      const { at, option } = finding
      if (at === null || option === null) return finding
      const line = await lineOf(at, option, read)
      return line === null ? finding : { ...finding, at: { ...at, line } }
    }),
  )
}

async function lineOf(
  { file, line }: Place,
  option: string,
  read: (file: string) => string | null,
): Promise<number | null> {
  const source = read(file)
  const program = source === null ? null : await parse(source, /\.[cm]?tsx?$/.test(file))
  return program && optionLine(program, line, option)
}
