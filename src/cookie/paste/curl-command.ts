import { replaceEach } from './pieces.ts'

/** A flag of curl that carries cookies, in front of its value. */
const FLAG = /(?:^|\s)(-H|--header|-b|--cookie)/g

/** Behind a flag, in front of its value. */
const BETWEEN = /\s*(?:=\s*)?/y

/** A value without quotes. */
const BARE = /[^\s'"]+=\S*/y

/**
 * The header lines with cookies in a curl command, as a browser's "Copy as cURL" writes it. None where the text is no such
 * command or holds no cookie.
 */
export function* findInCurlCommand(text: string): Generator<string, void, undefined> {
  // A cookie may be called `-b!a`.
  if (!/^(?:\$ )?curl\s|^-(?:H|b|-header|-cookie)(?:[\s'"=]|\$'|\^")/.test(text)) return
  // The command line of Windows escapes with carets; a browser writes one before each quote.
  const command = text.includes('^"') ? replaceEach(text, /\^[^]/g, withoutFirst) : text
  const flags = new RegExp(FLAG)
  for (let found = flags.exec(command); found !== null; found = flags.exec(command)) {
    const word = readValue(command, flags.lastIndex)
    if (word === null) continue
    flags.lastIndex = word.end
    if (found[1] === '-b' || found[1] === '--cookie') yield `Cookie: ${word.value}`
    else if (/^\s*(?:set-)?cookie\s*:/i.test(word.value)) yield word.value
  }
}

interface Word {
  readonly value: string
  /** Where it ends. */
  readonly end: number
}

/** The value of a flag: in $'...' with escapes, in '...' with '\'' for a quote, in "...", or bare. Null where none follows. */
function readValue(command: string, from: number): Word | null {
  BETWEEN.lastIndex = from
  BETWEEN.test(command)
  return readWord(command, BETWEEN.lastIndex)
}

/** Goes from quote to quote, because an expression that matches a long text letter by letter runs out of stack. */
function readWord(command: string, at: number): Word | null {
  if (command.startsWith("$'", at)) return readQuoted(command, at + 2, /['\\]/g, unescape)
  if (command[at] === '"')
    return readQuoted(command, at + 1, /["\\]/g, (text) => replaceEach(text, /\\["\\$`]/g, withoutFirst))
  if (command[at] === "'") {
    let end = command.indexOf("'", at + 1)
    while (command.startsWith(String.raw`'\''`, end)) end = command.indexOf("'", end + 4)
    return end === -1 ? null : { value: replaceEach(command.slice(at + 1, end), /'\\''/g, () => "'"), end }
  }
  BARE.lastIndex = at
  const [value] = BARE.exec(command) ?? []
  return value === undefined ? null : { value, end: at + value.length }
}

/** @param signs what ends the text, or takes the next character's meaning away */
function readQuoted(command: string, start: number, signs: RegExp, plain: (text: string) => string): Word | null {
  signs.lastIndex = start
  for (let sign = signs.exec(command); sign !== null; sign = signs.exec(command)) {
    if (sign[0] !== '\\') return { value: plain(command.slice(start, sign.index)), end: sign.index }
    signs.lastIndex += 1
  }
  return null
}

/** The escapes that browsers write into $'...' (Bash manual, "ANSI-C Quoting"). */
const unescape = (text: string): string =>
  replaceEach(text, /\\(?:u([\da-f]{4})|x([\da-f]{2})|([^]))/gi, ([, unicode, byte, sign]) =>
    sign === undefined ? String.fromCharCode(Number.parseInt(String(unicode ?? byte), 16)) : (CONTROLS[sign] ?? sign),
  )

/** What is escaped, without the sign in front. */
const withoutFirst = ([escape]: RegExpExecArray): string => escape.slice(1)

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
