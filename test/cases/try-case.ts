import path from 'node:path'
import { examine } from '../../src/doctor/examine.ts'
import type { Finding } from '../../src/diagnosis/finding.ts'
import type { Observation } from '../../src/observe/observation.ts'
import { doctorHost } from '../support/doctor-host.ts'
import type { Case } from './case.ts'

/** What was found in an app, and what was observed of it. */
export interface TriedCase {
  readonly found: readonly Finding[]
  readonly observation: Observation | null
}

/** Lets the doctor examine the app of a case, without any flags. It is told nothing of the case. */
export async function tryCase({ file }: Case): Promise<TriedCase> {
  let observation: Observation | null = null
  const observed = (whole: Observation) => {
    observation = whole
  }
  const asked = {
    folder: path.dirname(file),
    file: path.basename(file),
    given: [],
    command: null,
    online: false,
    writes: false,
    login: null,
    visits: [],
  }
  const { findings } = await examine(asked, doctorHost, () => {}, new AbortController().signal, observed)
  return { found: findings, observation }
}
