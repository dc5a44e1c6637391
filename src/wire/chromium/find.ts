import { findProgram, type Found, type Wanted } from '../find-program.ts'
import type { Variables } from '../variables.ts'

const CHROMIUM: Wanted = {
  // CHROME_PATH is what other tools read.
  namedBy: ['SESSION_TUTOR_BROWSER', 'CHROME_PATH'],
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
  places: {
    darwin: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    win32: [
      String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
      String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
    ],
    linux: ['/opt/google/chrome/chrome', '/snap/bin/chromium'],
  },
}

/** Looks for a Chromium or Chrome of this machine. */
export const findChromium = (variables: Variables, platform: NodeJS.Platform): Found =>
  findProgram(CHROMIUM, variables, platform)

/** The command that brings one, where it is the same for most. */
export const INSTALL: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'apt-get install chromium',
  darwin: 'brew install --cask chromium',
  win32: 'winget install Google.Chrome',
}
