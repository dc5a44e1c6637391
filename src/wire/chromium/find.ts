import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'
import type { Variables } from '../variables.ts'

/** A Chromium or Chrome of this machine, or why none is used. */
export type Found =
  | { readonly kind: 'found'; readonly file: string }
  /** The person at the keyboard wants none: `SESSION_TUTOR_BROWSER=none`. */
  | { readonly kind: 'hidden' }
  /** @param named what a variable names, where that is no program; null if none does and none is in a usual place */
  | { readonly kind: 'missing'; readonly named: string | null }

/** The variables that may name the program, the most particular one first. CHROME_PATH is what other tools read. */
const NAMED_BY = ['SESSION_TUTOR_BROWSER', 'CHROME_PATH'] as const

/** The word that hides every browser. */
const NONE = 'none'

/** How the program is called on the PATH. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Where it lies where it is on no PATH. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [
    String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
    String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
  ],
  linux: ['/opt/google/chrome/chrome', '/snap/bin/chromium'],
}

/** Looks for a Chromium or Chrome, where a variable says, on the PATH and in the usual places. Starts nothing. */
export function findChromium(variables: Variables, platform: NodeJS.Platform): Found {
  const [variable] = NAMED_BY.filter((name) => variables[name])
  if (variable) {
    const named = variables[variable] ?? ''
    if (named === NONE) return { kind: 'hidden' }
    return isProgram(named) ? { kind: 'found', file: named } : { kind: 'missing', named }
  }
  const isWindows = platform === 'win32'
  const folders = (variables['PATH'] ?? variables['Path'] ?? '').split(isWindows ? ';' : ':').filter(Boolean)
  const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, isWindows ? `${name}.exe` : name)))
  const file = [...onPath, ...(PLACES[platform] ?? [])].find(isProgram)
  return file === undefined ? { kind: 'missing', named: null } : { kind: 'found', file }
}

/** The command that brings one, where it is the same for most. */
export const INSTALL: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'apt-get install chromium',
  darwin: 'brew install --cask chromium',
  win32: 'winget install Google.Chrome',
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
