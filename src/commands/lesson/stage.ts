import type { Environment } from '../../environment.ts'
import type { Stage } from '../../lesson/stage.ts'
import { ownPackages, type Packages } from '../../lesson/packages.ts'
import { packageRoot } from '../../package-root.ts'
import { realBrowser, type RealBrowser } from '../../wire/chromium/real-browser.ts'
import { realRedis, type RealRedis } from '../../wire/redis/real-redis.ts'

/** What the player needs of the environment. @param packages what lessons play on, if not the tutor's own copies */
export function stageOf(environment: Environment, packages?: Packages): Stage {
  return {
    taps: environment.events,
    interrupted: environment.interrupted,
    packages: packages ?? ownPackages(environment.nodeVersion, packageRoot),
    nodePath: environment.nodePath,
    variables: environment.variables,
    packageRoot,
    browser: browserOf(environment),
    redis: redisOf(environment),
  }
}

/** One of a kind serves all lessons that are played in an environment. */
function onceIn<T extends object>(make: (environment: Environment) => T): (environment: Environment) => T {
  const made = new WeakMap<Environment, T>()
  return (environment) => {
    const one = made.get(environment) ?? make(environment)
    made.set(environment, one)
    return one
  }
}

const browserOf = onceIn<RealBrowser>(
  ({ variables, events, stderr, stderrIsTerminal, platform, interrupted, signalGroup }) =>
    realBrowser({
      variables,
      platform,
      interrupted,
      signalGroup,
      onExit: events.onExit,
      // A terminal would stand still meanwhile.
      starting: () => void (stderrIsTerminal && stderr.write('\n Starting Chromium, which takes a moment ...\n')),
    }),
)

const redisOf = onceIn<RealRedis>(({ variables, events, platform, interrupted, signalGroup }) =>
  realRedis({ variables, platform, interrupted, signalGroup, onExit: events.onExit }),
)
