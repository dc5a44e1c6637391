import type { Environment } from '../environment.ts'
import type { Stage } from '../lesson/player.ts'
import { packageRoot } from '../package-root.ts'
import type { SandboxHost } from '../sandbox/sandbox.ts'

/** What the player needs of the environment. */
export function stageOf(environment: Environment): Stage {
  return {
    taps: environment.events,
    interrupted: environment.interrupted,
    nodeVersion: environment.nodeVersion,
    nodePath: environment.nodePath,
    variables: environment.variables,
    packageRoot,
  }
}

/** What a learner's file needs of the environment to run. */
export function hostOf(environment: Environment): SandboxHost {
  const { nodePath, nodeFlags, variables, endGroup } = environment
  return { nodePath, nodeFlags, variables, endGroup, packageRoot }
}
