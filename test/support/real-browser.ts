import { processEnvironment } from '../../src/environment.ts'
import { findChromium } from '../../src/wire/chromium/find.ts'
import { realBrowser, type RealBrowser } from '../../src/wire/chromium/real-browser.ts'

const environment = processEnvironment()

/** The variables of this process without the one that hides every browser from tests. */
const { SESSION_TUTOR_BROWSER: _, ...variables } = environment.variables

/** The Chromium of this machine; undefined where it has none. */
const found = findChromium(variables, environment.platform)
export const chromiumFile = found.kind === 'found' ? found.file : undefined

/** Why tests of it are left out, as a part of their name; empty where they are not. */
export const leftOut =
  chromiumFile === undefined ? ' (left out: no Chromium or Chrome here, apt-get install chromium)' : ''

/** The real browser of this machine, not started yet. It ends with this process. */
export const browserHere = (): RealBrowser =>
  realBrowser({
    variables,
    platform: environment.platform,
    interrupted: environment.interrupted,
    signalGroup: environment.signalGroup,
    onExit: environment.events.onExit,
    starting() {},
  })
