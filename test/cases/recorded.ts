import os from 'node:os'
import path from 'node:path'
import type { Finding } from '../../src/diagnosis/finding.ts'
import { found } from '../../src/doctor/found.ts'
import { causesFor } from '../../src/doctor/made-up.ts'
import type { Observation } from '../../src/observe/observation.ts'
import { packTexts, packedTexts } from '../support/packed-runs.ts'
import type { Case } from './case.ts'

/*
 * What the doctor observed of apps that are not in this repository, so that each of them is diagnosed again whenever a cause changes. The
 * apps are no part of it: only what they did, and what should be found in that.
 */

export interface RecordedCase extends Pick<Case, 'name' | 'expected'> {
  readonly observation: Observation
}

const RECORDED = path.join(import.meta.dirname, 'recorded.br')

/** All that are recorded, by their names. */
export const recordedCases = (): readonly RecordedCase[] =>
  [...packedTexts(RECORDED)].map(([name, text]) => ({ name, ...(JSON.parse(text) as Omit<RecordedCase, 'name'>) }))

/**
 * Keeps cases in place of what was recorded of them.
 * @param folder in which their apps lie: its path is in no recording
 * @param tried the names of all that ran now; what is recorded of others stays
 */
export function keepCases(cases: readonly RecordedCase[], folder: string, tried: readonly string[]): void {
  const kept = [...packedTexts(RECORDED)].filter(([name]) => !tried.includes(name))
  const added = cases.map(({ name, ...rest }) => [name, withoutPaths(JSON.stringify(rest), folder)] as const)
  packTexts(new Map([...kept, ...added].toSorted(([one], [other]) => (one < other ? -1 : 1))), RECORDED)
}

/** The copies in which the doctor lets apps run, and the folder of the apps, as one path that is no place of any machine. */
const withoutPaths = (json: string, folder: string): string =>
  json.replaceAll(COPIES, '').replaceAll(path.resolve(folder), '/cases')

const COPIES = new RegExp(`${os.tmpdir()}/session-tutor-copy-\\w+`, 'g')

/** What is found in a recording. No source is at hand, so what only a source could tell is not found. */
export const foundIn = ({ observation }: Pick<RecordedCase, 'observation'>): readonly Finding[] =>
  found(
    observation,
    causesFor(() => null),
  )
