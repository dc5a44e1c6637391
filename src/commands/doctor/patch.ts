import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Finding } from '../../diagnosis/finding.ts'
import { editFor, patchOf, type Edit } from '../../doctor/fix.ts'

/**
 * The fixes of findings as one patch; empty where none is mechanical. No file is changed.
 * @param folder from which the patch is applied: what lies elsewhere is left out
 */
export async function patchFor(findings: readonly Finding[], folder: string): Promise<string> {
  const files = [...new Set(findings.flatMap(({ at }) => at?.file ?? []))].filter((file) =>
    file.startsWith(folder + path.sep),
  )
  const patches = await Promise.all(
    files.map(async (file) => {
      const source = readFileSync(file, 'utf8')
      const own = findings.filter(({ at }) => at?.file === file)
      const edits = await Promise.all(own.map((finding) => editFor(finding, source, /\.[cm]?tsx?$/.test(file))))
      // Of two changes of a line only one can be.
      const firsts = new Map(
        edits
          .filter((edit): edit is Edit => edit !== null)
          .toReversed()
          .map((edit) => [edit.line, edit]),
      )
      return patchOf(path.relative(folder, file).split(path.sep).join('/'), source, [...firsts.values()])
    }),
  )
  return patches.join('')
}

/** The findings, each with its own patch where there is one, as `git apply` takes it. @param folder from which it is applied */
export const withDiffs = (findings: readonly Finding[], folder: string): Promise<readonly Finding[]> =>
  Promise.all(
    findings.map(async (finding) => ({
      ...finding,
      fix: { ...finding.fix, diff: (await patchFor([finding], folder)) || null },
    })),
  )
