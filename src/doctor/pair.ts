import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { appOf, type Cause, type Found } from '../diagnosis/cause.ts'
import { diagnose } from '../diagnosis/diagnose.ts'
import type { Finding } from '../diagnosis/finding.ts'
import type { Observation } from '../observe/observation.ts'
import type { Host } from './app-process.ts'
import { drive } from './drive.ts'
import type { Subject } from './used-app.ts'

/** One of the two apps of a cause, and what happened when it was used. */
export interface Ran {
  /** The name of its file. */
  readonly name: string
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
  /** Where the runs were recorded, because packages are not there: the versions of what ran, by their names; null where they just ran. */
  readonly recorded: Readonly<Record<string, string>> | null
}

/** A sentence about the two runs, and whether it holds. */
export interface Claim {
  readonly text: string
  readonly holds: boolean
}

/** What is said of a cause, checked on its runs: first that the one app shows it and the other does not. */
export const claimsOf = ({ claims }: Cause, { finding, broken, fixed }: Pair): readonly Claim[] => [
  { text: 'The broken app shows it.', holds: finding !== null },
  { text: 'The fixed app does not.', holds: fixed.found === null },
  ...claims.map(({ text, holds }) => ({ text, holds: holds(broken.observation, fixed.observation) })),
]

/** Where the apps of causes lie. */
export interface Sources extends Host {
  /** The folder of package.json. */
  readonly packageRoot: string
}

const fileOf = ({ code }: Cause, name: string, { packageRoot }: Pick<Sources, 'packageRoot'>): string =>
  path.join(packageRoot, 'src/diagnosis/causes', code, name)

/** The sources of the two apps of a cause. */
export const pairSources = (
  cause: Cause,
  sources: Pick<Sources, 'packageRoot'>,
): { readonly broken: string; readonly fixed: string } => ({
  broken: readFileSync(fileOf(cause, appOf(cause, 'broken'), sources), 'utf8'),
  fixed: readFileSync(fileOf(cause, appOf(cause, 'fixed'), sources), 'utf8'),
})

/** The packages that the apps of a cause need and that are not installed. */
export const missingFor = ({ needs }: Cause, { packageRoot }: Sources): readonly string[] =>
  needs.filter((name) => {
    const { paths } = createRequire(path.join(packageRoot, 'package.json')).resolve
    return !(paths(name) ?? []).some((folder) => existsSync(path.join(folder, name)))
  })

/** How an app of a cause is started. @param file its path */
export function subjectOf({ typed }: Pick<Cause, 'typed'>, file: string, { dist }: Pick<Host, 'dist'>): Subject {
  if (!typed) return { file }
  const loaded = ['observe/register.js', 'doctor/compiled.js'].map((name) => path.join(dist, 'src', name))
  return { file, flags: loaded.flatMap((name) => ['--import', pathToFileURL(name).href]) }
}

/** Starts the two apps of a cause beside each other, and uses each as its moves say. @param stop ends it before */
export async function runPair(cause: Cause, sources: Sources, stop: AbortSignal): Promise<Pair> {
  const run = async (which: 'broken' | 'fixed', moves: Cause['moves']): Promise<Ran> => {
    const file = fileOf(cause, appOf(cause, which), sources)
    const observation = await drive(subjectOf(cause, file, sources), moves, sources, stop)
    return {
      name: path.basename(file),
      source: readFileSync(file, 'utf8'),
      observation,
      found: cause.find(observation),
    }
  }
  const [broken, fixed] = await Promise.all([run('broken', cause.moves), run('fixed', cause.fixedMoves ?? cause.moves)])
  return pairOf(cause, broken, fixed, null)
}

function pairOf(cause: Cause, broken: Ran, fixed: Ran, recorded: Pair['recorded']): Pair {
  const findings = diagnose(broken.observation)
  return { broken, fixed, finding: findings.find(({ code }) => code === cause.code) ?? null, recorded }
}

/** Runs of the two apps of a cause that were kept, because they need packages of their own. Facts are kept, and no verdicts. */
export interface RecordedRuns {
  /** The versions of what ran, by their names. */
  readonly versions: Readonly<Record<string, string>>
  readonly broken: Observation
  readonly fixed: Observation
}

/** Stands in a recording for the folder of the apps. */
export const HOME = '<folder>'

/** The recorded runs of a cause, judged again; null where nothing was recorded. */
export function recordedPair(cause: Cause, sources: Pick<Sources, 'packageRoot'>): Pair | null {
  const file = fileOf(cause, 'recorded.json', sources)
  if (!existsSync(file)) return null
  const folder = JSON.stringify(path.dirname(file)).slice(1, -1)
  const { versions, broken, fixed } = JSON.parse(readFileSync(file, 'utf8').replaceAll(HOME, folder)) as RecordedRuns
  const texts = pairSources(cause, sources)
  const ran = (which: 'broken' | 'fixed', source: string, observation: Observation): Ran => ({
    name: appOf(cause, which),
    source,
    observation,
    found: cause.find(observation),
  })
  return pairOf(cause, ran('broken', texts.broken, broken), ran('fixed', texts.fixed, fixed), versions)
}
