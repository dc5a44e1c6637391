import path from 'node:path'
import type { Move } from '../../src/diagnosis/moves.ts'
import { drive as driveOn } from '../../src/doctor/drive.ts'
import type { Subject } from '../../src/doctor/used-app.ts'
import type { Observation } from '../../src/observe/observation.ts'
import { packageRoot } from '../../src/package-root.ts'

/** {@link driveOn} with the Node.js of the tests, and nothing of their environment but where programs are. */
export function drive(subject: Subject, moves: readonly Move[]): Promise<Observation> {
  const { PATH, HOME } = process.env
  return driveOn(subject, moves, {
    nodePath: process.execPath,
    variables: { PATH, HOME },
    dist: path.join(packageRoot, 'dist'),
  })
}
