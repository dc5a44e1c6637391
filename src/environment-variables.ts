import path from 'node:path'

/** The variables that a process is started with. */
export type Variables = Readonly<Record<string, string | undefined>>

/** How many colours the terminal has, in chalk's levels: none, 16, 256, 16 million. */
export type ColourLevel = 0 | 1 | 2 | 3

/**
 * How a person has to call this program. What npx started is on nobody's PATH afterwards, nor is what lies in a project's node_modules.
 * npx, `npm exec`, `npm run` and pnpm leave npm_config_user_agent to what they start (only npm leaves npm_command).
 * @param script the path of the program, as Node.js was told it: where a link in `.bin` was started, that link
 */
export function programName(variables: Variables, script = ''): string {
  const { dir } = path.parse(script)
  const isInProject = path.basename(dir) === '.bin' && path.basename(path.dirname(dir)) === 'node_modules'
  return variables['npm_config_user_agent'] || isInProject ? 'npx session-tutor' : 'session-tutor'
}

/** Whether a variable says yes: anything but nothing, and 0. */
export const isSet = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== '0'

/**
 * The colours to use on standard output. NO_COLOR (no-color.org: any value but the empty one) comes before
 * FORCE_COLOR (0 to 3, or anything for 1), which comes before what the terminal says of itself.
 */
export function colourLevel(variables: Variables, isTerminal: boolean): ColourLevel {
  if (variables['NO_COLOR']) return 0
  const forced = variables['FORCE_COLOR']
  if (forced !== undefined) {
    if (forced === 'false') return 0
    const level = Number(forced === '' ? 1 : forced)
    return level === 0 || level === 2 || level === 3 ? level : 1
  }
  const term = variables['TERM'] ?? ''
  if (!isTerminal || term === 'dumb') return 0
  if (/^(truecolor|24bit)$/i.test(variables['COLORTERM'] ?? '')) return 3
  return /-256(color)?$/i.test(term) ? 2 : 1
}

/** Whether glyphs beyond ASCII arrive: the locale says UTF-8 (POSIX order of precedence) and this is no bare Linux console. */
export function canShowUnicode(variables: Variables, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return Boolean(variables['WT_SESSION'] ?? variables['TERM_PROGRAM'])
  if (variables['TERM'] === 'linux') return false
  const locale = variables['LC_ALL'] || variables['LC_CTYPE'] || variables['LANG'] || ''
  return /utf-?8/i.test(locale)
}

/**
 * Where progress is kept: SESSION_TUTOR_STATE_DIR, or the folder for state that the platform names (XDG Base Directory
 * Specification; `Library/Application Support` on macOS; LOCALAPPDATA on Windows).
 * @param home null where there is none
 * @returns null where only a home could tell
 */
export function stateFolder(variables: Variables, platform: NodeJS.Platform, home: string | null): string | null {
  const own = variables['SESSION_TUTOR_STATE_DIR']
  if (own) return path.resolve(own)
  // The specification says to ignore a relative path.
  const xdg = variables['XDG_STATE_HOME']
  if (xdg && path.isAbsolute(xdg)) return path.join(xdg, 'session-tutor')
  const local = platform === 'win32' ? variables['LOCALAPPDATA'] : undefined
  if (local) return path.join(local, 'session-tutor')
  if (home === null) return null
  if (platform === 'win32') return path.join(home, 'AppData', 'Local', 'session-tutor')
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'session-tutor')
  return path.join(home, '.local', 'state', 'session-tutor')
}
