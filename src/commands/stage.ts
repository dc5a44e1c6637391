import type { Environment } from '../environment.ts'
import type { Stage } from '../lesson/player.ts'
import { packageRoot } from '../package-root.ts'

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
