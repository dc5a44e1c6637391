import path from 'node:path'
import { examine } from '../../src/doctor/examine.ts'
import type { Finding } from '../../src/diagnosis/finding.ts'
import { doctorHost } from '../support/doctor-host.ts'
import type { Case } from './case.ts'

/** Lets the doctor examine the app of a case, without any flags. It is told nothing of the case. */
export async function tryCase({ file }: Case): Promise<readonly Finding[]> {
  const asked = {
    folder: path.dirname(file),
    file: path.basename(file),
    command: null,
    online: false,
    writes: false,
    login: null,
    visits: [],
  }
  return (await examine(asked, doctorHost, () => {}, new AbortController().signal)).findings
}
