import type { Environment } from '../environment.ts'
import { packageRoot } from '../package-root.ts'
import type { SandboxHost } from '../sandbox/sandbox.ts'

/** What a learner's file needs of the environment to run. */
export function hostOf(environment: Environment): SandboxHost {
  const { nodePath, nodeFlags, variables, signalGroup } = environment
  return { nodePath, nodeFlags, variables, signalGroup, packageRoot }
}
