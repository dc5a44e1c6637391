import type { Environment } from '../../environment.ts'
import type { Stage } from '../../lesson/player.ts'
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
    redis: redisFor(environment),
  }
}

/** One real browser serves all lessons that are played in an environment. */
const browsers = new WeakMap<Environment, RealBrowser>()

function browserOf(environment: Environment): RealBrowser {
  const { variables, events, stderr, stderrIsTerminal, platform, interrupted, signalGroup } = environment
  const browser =
    browsers.get(environment) ??
    realBrowser({
      variables,
      platform,
      interrupted,
      signalGroup,
      onExit: events.onExit,
      // A terminal would stand still meanwhile.
      starting: () => void (stderrIsTerminal && stderr.write('\n Starting Chromium, which takes a moment ...\n')),
    })
  browsers.set(environment, browser)
  return browser
}

/** One Redis, too. */
const servers = new WeakMap<Environment, RealRedis>()

function redisFor(environment: Environment): RealRedis {
  const { variables, events, platform, interrupted, signalGroup } = environment
  const redis =
    servers.get(environment) ?? realRedis({ variables, platform, interrupted, signalGroup, onExit: events.onExit })
  servers.set(environment, redis)
  return redis
}
