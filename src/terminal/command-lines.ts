import type { OptionChange } from '../lesson/script.ts'
import type { Exchange } from '../wire/exchange.ts'
import { visible } from './text.ts'

/**
 * A word for a POSIX shell, quoted only where it must be. Control characters become escapes in `$'...'`, which Bash and Zsh
 * read, because a terminal would obey them.
 */
export function shellWord(word: string): string {
  if (visible(word) !== word) return `$'${visible(word.replace(/[\\']/g, String.raw`\$&`))}'`
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** An option's value as one types it: strings bare, the rest as JSON. */
export function optionValue(value: OptionChange[string] | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A change as a person says it: `rolling = true, name left out`. */
export function changeText(change: OptionChange): string {
  return Object.entries(change)
    .map(([name, value]) => (value === 'undefined' ? `${name} left out` : `${name} = ${optionValue(value)}`))
    .join(', ')
}

/**
 * The command that plays a lesson with a change: `session-tutor lesson 3 --set rolling=true`.
 * @param program what stands before the words of a command
 * @param folder the folder whose packages are played on, if any
 */
export function lessonCommand(
  program: string,
  number: number,
  change: OptionChange,
  folder: string | undefined,
): string {
  const flags = Object.entries(change).map(([name, value]) => ` --set ${shellWord(`${name}=${optionValue(value)}`)}`)
  const on = folder === undefined ? '' : ` --with ${shellWord(folder)}`
  return `${program} lesson ${number}${on}${flags.join('')}`
}

/** Headers that curl sends by itself or that belong to the connection. */
const CURLS_OWN = new Set(['host', 'connection', 'accept-encoding', 'content-length'])

/** Headers that proxies write. */
const OF_PROXIES = /^(?:forwarded|via|x-(?:forwarded-\w+|real-ip))$/i

/**
 * The same request as a curl command, a flag a line. It works as long as the lesson's server runs. Where proxies stand before it, the command goes
 * past them, with what they wrote: nobody but the lesson's browsers knows their certificate. Somebody's own app is asked where the client
 * asked it.
 */
export function curlCommand({ request, appAddress, origin, through = [] }: Exchange): string {
  const named = request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? '127.0.0.1'
  const host = appAddress ?? named
  const flags = request.headers
    .filter(([name]) => !CURLS_OWN.has(name.toLowerCase()) && !(origin !== undefined && OF_PROXIES.test(name)))
    .map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`)
  if (request.method !== 'GET') flags.unshift(`-X ${shellWord(request.method)}`)
  if (request.body !== '') flags.push(`-d ${shellWord(request.body)}`)
  const command = ['curl -i', ...flags, shellWord(`${origin ?? `http://${host}`}${request.path}`)].join(' \\\n  ')
  return through.length === 0 ? command : `# past the proxy, to the app, as it came there:\n${command}`
}
