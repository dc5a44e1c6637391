import type { Words } from './words.ts'

/** The variable from which each Node.js process takes options, whatever starts it: npm, tsx, nodemon, a test runner. */
export const NODE_OPTIONS = 'NODE_OPTIONS'

/**
 * NODE_OPTIONS with the instrument in it. What is there already stays, behind it: the instrument must be there before anything loads
 * express-session. It comes by `--require`: with `--import`, Node.js 20 loads the app itself as a module (`shouldUseESMLoader`), and
 * then takes no .ts from ts-node.
 * @param present what the variable holds; undefined if it is not set
 * @param instrument the path of the file to load
 * @param more further options
 */
export function withInstrument(present: string | undefined, instrument: string, more: readonly string[] = []): string {
  return [
    `--require=${quoted(instrument)}`,
    ...more,
    ...(present === undefined || present.trim() === '' ? [] : [present]),
  ].join(' ')
}

/** As Node.js reads it (`ParseNodeOptionsEnvVar`): blanks part options but in double quotes, where a backslash takes the next character as it is. */
const quoted = (text: string): string =>
  /[\s"\\]/.test(text) ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : text

const PERMISSION = /^--(experimental-)?permission$/

/**
 * What an app with the permission model of Node.js has to be granted, so that it can be observed: to read the instrument, and to find and
 * write to the socket. Without that model these options are an error, so they are there only where a word asks for it.
 * @param folder of the instrument's package
 * @param socket the path of the socket
 */
export function grants(
  { program, rest }: Words,
  present: string | undefined,
  folder: string,
  socket: string,
): readonly string[] {
  const words = [program, ...rest, ...(present ?? '').split(/\s+/)]
  if (!words.some((word) => PERMISSION.test(word))) return []
  return [`read=${quoted(`${folder}/*`)}`, `read=${quoted(socket)}`, `write=${quoted(socket)}`].map(
    (right) => `--allow-fs-${right}`,
  )
}
