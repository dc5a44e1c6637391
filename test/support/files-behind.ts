import { readFileSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from '../../src/package-root.ts'

/** What is imported by a relative path: types are not there when it runs. */
const IMPORT = /^(?:import|export) (?!type\b)(?:[^'"]*? from )?["'](\.[^"']+)["']|\bimport\(["'](\.[^"']+)["']\)/gm

/**
 * The sources that a program is made of: some files, and what they import by relative paths, lazily too.
 * @param entries paths from the root of the repository, or from `root`
 * @returns the text of each by its path, in order
 */
export function filesBehind(entries: readonly string[], root = packageRoot): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const look = (file: string): void => {
    if (found.has(file)) return
    const source = readFileSync(path.join(root, file), 'utf8')
    found.set(file, source)
    for (const [, plain, lazy] of source.matchAll(IMPORT)) look(path.join(path.dirname(file), plain ?? lazy ?? ''))
  }
  for (const file of entries) look(file)
  return new Map([...found].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
