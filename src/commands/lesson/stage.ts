import type { Environment } from '../../environment.ts'
import type { Stage } from '../../lesson/player.ts'
import { ownPackages, type Packages } from '../../lesson/packages.ts'
import { packageRoot } from '../../package-root.ts'

/** What the player needs of the environment. @param packages what lessons play on, if not the tutor's own copies */
export function stageOf(environment: Environment, packages?: Packages): Stage {
  return {
    taps: environment.events,
    interrupted: environment.interrupted,
    packages: packages ?? ownPackages(environment.nodeVersion, packageRoot),
    nodePath: environment.nodePath,
    variables: environment.variables,
    packageRoot,
  }
}
