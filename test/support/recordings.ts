import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Observation } from '../../src/observe/observation.ts'
import { packageRoot } from '../../src/package-root.ts'
import { digest } from './recorded-attempts.ts'

/*
 * What was observed of apps that were really run, kept in the repository, so that not every app must be started for every test. A
 * recording counts only under the digest of all that decides the run; where anything of it changed, the app runs.
 */

/** What was observed, and the digest of all that decided it. */
interface Recording {
  readonly under: string
  readonly observation: Observation
}

/** How recordings are used. */
export type Use =
  /** What is recorded counts; what is not, runs. */
  | 'trust'
  /** Like `trust`, and what ran is kept. */
  | 'record'
  /** Everything runs, and nothing is kept. */
  | 'ignore'

/** An observation, and what writes it down if it came from a run that is to be kept. */
export interface Observed {
  readonly observation: Observation
  /** Called when the observation was found right: a run that went wrong is not kept. */
  readonly keep: () => void
}

/** As the variables say: NO_RECORDED_RUNS=1 runs everything, RECORD=1 keeps what ran. */
export const USE: Use = process.env['NO_RECORDED_RUNS'] ? 'ignore' : process.env['RECORD'] ? 'record' : 'trust'

/**
 * What was observed of an app: as it was recorded, if all that it depends on is the same; else it runs.
 * @param place the file of the recording
 * @param causes all that decides what a run comes to, as plain data
 * @param run runs the app
 */
export async function observed(
  place: string,
  causes: unknown,
  run: () => Promise<Observation>,
  use: Use = USE,
): Promise<Observed> {
  const under = digest(causes)
  const known = use === 'ignore' ? null : read(place)
  if (known?.under === under) return { observation: known.observation, keep() {} }
  const observation = await run()
  return { observation, keep: () => use === 'record' && write(place, { under, observation }) }
}

/** Stands for the path of the repository, which differs from machine to machine. */
const ROOT = '<repository>'

/** JSON without the path of this repository. */
export const forEveryMachine = (json: string): string => json.replaceAll(inJson(packageRoot), ROOT)

/** JSON as it would have been written here. */
export const forThisMachine = (json: string): string => json.replaceAll(ROOT, inJson(packageRoot))

function read(place: string): Recording | null {
  try {
    return JSON.parse(forThisMachine(readFileSync(place, 'utf8'))) as Recording
  } catch {
    return null
  }
}

function write(place: string, recording: Recording): void {
  mkdirSync(path.dirname(place), { recursive: true })
  writeFileSync(place, `${forEveryMachine(JSON.stringify(recording))}\n`)
}

/** A text as it stands within a text of JSON. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

interface Lock {
  readonly packages: Readonly<Record<string, Locked | undefined>>
}

interface Locked {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/**
 * The versions of the packages that a source names, and of all that these need.
 * @returns each by the folder in which it is installed
 */
export function versionsBehind(source: string, { packages }: Lock = LOCK): Readonly<Record<string, string>> {
  const found = new Map<string, string>()
  const look = (name: string, from: string): void => {
    const own = `${from}/node_modules/${name}`
    const folder = from !== '' && packages[own] ? own : `node_modules/${name}`
    const { version, dependencies = {} } = packages[folder] ?? {}
    if (version === undefined || found.has(folder)) return
    found.set(folder, version)
    for (const needed of Object.keys(dependencies)) look(needed, folder)
  }
  for (const folder of Object.keys(packages)) {
    const name = folder.slice('node_modules/'.length)
    if (source.includes(`'${name}'`)) look(name, '')
  }
  return Object.fromEntries([...found].toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** What is installed, and in which versions. */
export const LOCK = JSON.parse(readFileSync(path.join(packageRoot, 'package-lock.json'), 'utf8')) as Lock
