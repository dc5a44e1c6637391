import path from 'node:path'
import type { Host } from '../../src/doctor/app-process.ts'
import { packageRoot } from '../../src/package-root.ts'

const { PATH, HOME } = process.env

/** The Node.js of the tests, and nothing of their environment but where programs are. */
export const doctorHost: Host = {
  nodePath: process.execPath,
  variables: { PATH, HOME },
  dist: path.join(packageRoot, 'dist'),
  signalGroup(leader, name) {
    try {
      process.kill(-leader, name)
    } catch {
      // It is gone.
    }
  },
}
