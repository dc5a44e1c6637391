import type { Environment } from '../../environment.ts'
import type { Stage } from '../../lesson/player.ts'
import { ownPackages, type Packages } from '../../lesson/packages.ts'
import { packageRoot } from '../../package-root.ts'
import { realBrowser, type RealBrowser } from '../../wire/chromium/real-browser.ts'

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
