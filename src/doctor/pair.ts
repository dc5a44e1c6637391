import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Cause, Found } from '../diagnosis/cause.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import type { Finding } from '../diagnosis/finding.ts'
import type { Observation } from '../observe/observation.ts'
import type { Host } from './app-process.ts'
import { drive } from './drive.ts'

/** One of the two apps of a cause, and what happened when it was used. */
export interface Ran {
  readonly source: string
  readonly observation: Observation
  /** What was found of the cause; null for nothing. */
  readonly found: Found | null
}

/** The two apps of a cause, which differ by nothing but the fix, or by what is done to them. */
export interface Pair {
  readonly broken: Ran
  readonly fixed: Ran
  /** The finding that the broken app shows; null if it shows none. */
  readonly finding: Finding | null
}

/** Where the apps of causes lie. */
export interface Sources extends Host {
  /** The folder of package.json. */
  readonly packageRoot: string
}

const fileOf = ({ code }: Cause, name: 'broken.js' | 'fixed.js', { packageRoot }: Sources): string =>
  path.join(packageRoot, 'src/diagnosis/causes', code, name)

/** The sources of the two apps of a cause. */
export const pairSources = (cause: Cause, sources: Sources): { readonly broken: string; readonly fixed: string } => ({
  broken: readFileSync(fileOf(cause, 'broken.js', sources), 'utf8'),
  fixed: readFileSync(fileOf(cause, 'fixed.js', sources), 'utf8'),
})

/** The packages that the apps of a cause need and that are not installed. */
export const missingFor = ({ needs }: Cause, { packageRoot }: Sources): readonly string[] =>
  needs.filter((name) => {
    const { paths } = createRequire(path.join(packageRoot, 'package.json')).resolve
    return !(paths(name) ?? []).some((folder) => existsSync(path.join(folder, name)))
  })

/** Starts the two apps of a cause beside each other, and uses each as its moves say. @param stop ends it before */
export async function runPair(cause: Cause, sources: Sources, stop: AbortSignal): Promise<Pair> {
  const run = async (name: 'broken.js' | 'fixed.js', moves: Cause['moves']): Promise<Ran> => {
    const file = fileOf(cause, name, sources)
    const observation = await drive({ file }, moves, sources, stop)
    return { source: readFileSync(file, 'utf8'), observation, found: cause.find(observation) }
  }
  const [broken, fixed] = await Promise.all([
    run('broken.js', cause.moves),
    run('fixed.js', cause.fixedMoves ?? cause.moves),
  ])
  const findings = diagnose(broken.observation)
  return { broken, fixed, finding: findings.find(({ code }) => code === cause.code) ?? null }
}
