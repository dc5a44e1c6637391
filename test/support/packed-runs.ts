import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { forEveryMachine, forThisMachine } from './recordings.ts'
import { writeWhole } from './recorded-attempts.ts'

/*
 * The recorded runs of all exercises, or of all lessons, in one file of the repository: a checkout that is new need not run them all again.
 * They are much alike, so together they are a fortieth of their size.
 */

/** Says in a folder of runs that what was packed is there. */
const UNPACKED = '.unpacked'

const PARAMETERS = {
  [constants.BROTLI_PARAM_QUALITY]: 9,
  // Runs of one exercise lie further apart than the usual window is wide.
  [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
}

/** Writes texts without line breaks into one file, each by a name without blanks. */
export function packTexts(texts: ReadonlyMap<string, string>, packed: string): void {
  const lines = [...texts].map(([name, text]) => `${name} ${forEveryMachine(text)}`)
  mkdirSync(path.dirname(packed), { recursive: true })
  writeFileSync(packed, brotliCompressSync(lines.join('\n'), { params: PARAMETERS }))
}

/** The texts of a file, by their names; none without a file. */
export function packedTexts(packed: string): ReadonlyMap<string, string> {
  if (!existsSync(packed)) return new Map()
  const lines = brotliDecompressSync(readFileSync(packed)).toString().split('\n')
  return new Map(
    lines.map((line) => {
      const end = line.indexOf(' ')
      return [line.slice(0, end), forThisMachine(line.slice(end + 1))]
    }),
  )
}

/** Writes all runs of a folder into one file. */
export function packRuns(folder: string, packed: string): void {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  packTexts(new Map(names.toSorted().map((name) => [name, readFileSync(path.join(folder, name), 'utf8')])), packed)
}

/** Writes the runs of a file, if there is one, into a folder. Where that was done before, nothing happens. */
export function unpackRuns(packed: string, folder: string): void {
  const done = path.join(folder, UNPACKED)
  if (!existsSync(packed) || existsSync(done)) return
  for (const [name, text] of packedTexts(packed)) writeWhole(path.join(folder, name), text)
  writeFileSync(done, '')
}
