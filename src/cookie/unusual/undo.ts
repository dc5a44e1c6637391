import { decode } from '../value/read.ts'
import { readDumps } from './dumps.ts'

/**
 * Undoes what mail, word processors, shells and web pages do to a text that is copied through them.
 * @returns the text as it probably was
 */
export function undo(text: string): string {
  const whole = readDumps(text)
  let clean = (/\[(?:39|0)?m/.test(whole) ? whole.replaceAll(COLOURS, '') : whole)
    .replaceAll(INVISIBLE, '')
    .replaceAll(BLANKS, ' ')
    .replaceAll(DOUBLE, '"')
    .replaceAll(SINGLE, "'")
    .replaceAll(ENTITIES, (_, name: string) => characterOf(name.toLowerCase()))
  // curl traces 64 bytes a line, and may part a line behind an equals sign.
  if (clean.includes('\n0000: '))
    clean = clean.replaceAll(/\r?\n(?:(?!0000)[\da-f]{4}: )/g, '').replaceAll('\n0000: ', '\n')
  // RFC 2045 section 6.7: an equals sign ends a line that goes on, and begins a byte in two digits. `=3D` is the sign itself.
  if (/[^\s=]=\r?\n\S/.test(clean)) clean = clean.replaceAll(/=\r?\n/g, '').replaceAll(/=3D/g, '=')
  clean = clean
    .replaceAll(/\^(["%&;=<>|^])/g, '$1')
    // In a file for cmd, and as Firefox quotes it.
    .replaceAll(/(?:%%|"%")(?=[\da-f]{2})/gi, '%')
    // What programs print in place of line ends.
    .replaceAll(/\\r\\n|\\[rn](?=\s|$|["'])/g, '\n')
    // Markdown that was made of something else has a backslash before what could be a mark of it.
    .replaceAll(/\\(["'_-])/g, '$1')
  if (/<\/(?:td|th|tr|pre|code|key|string|p|div|span)>/i.test(clean)) clean = withoutTags(clean)
  clean = clean.replaceAll(ENCODED_WORD, (word) => (/%3Ds%25/i.test(word) ? plain(word) : word))
  return joinBroken(withoutMarks(clean)).trim()
}

/** What colours a terminal: ECMA-48, SGR. The escape in front may be lost, or spelled out. What begins one ends it, too. */
const COLOURS = /(?:\u001b|\\x1b|\\u001b|\\033|\^\[)\[[\d;]{0,20}m|\[\d{1,3}(?:;\d{1,3}){0,4}m/g

/** Letters, digits and what URL encoding leaves or makes. */
const ENCODED_WORD = /(?<![\w.%~+-])[\w.%~+-]+/g

const plain = (word: string): string => decode(word) ?? word

/** Cells of a table come beside each other, with a bar between; whatever else begins or ends a block, on a line of its own. */
const withoutTags = (text: string): string =>
  text
    .replaceAll(/<\/(?:td|th|key)>\s{0,80}(?=<)/gi, ' | ')
    .replaceAll(/<\/?(?:tr|pre|p|div|br|table|tbody|thead|li|ul|dict)(?:\s[^<>]{0,200})?\/?>/gi, '\n')
    .replaceAll(/<\/?(?:td|th|key|string|code|span|b|i|em|strong|a)(?:\s[^<>]{0,200})?>/gi, '')

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g
const BLANKS = /[\u00a0\u2000-\u200a\u202f\u3000]/g
const DOUBLE = /[\u201c-\u201f\u00ab\u00bb\u2033\uff02]/g
const SINGLE = /[\u2018-\u201b\u2032\u2039\u203a]/g

const ENTITIES = /&(quot|apos|amp|lt|gt|nbsp|equals|semi|colon|#\d{1,6}|#x[\da-f]{1,5});/gi
const NAMED: ReadonlyMap<string, string> = new Map([
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['nbsp', ' '],
  ['equals', '='],
  ['semi', ';'],
  ['colon', ':'],
])

/** The character that an entity of HTML stands for. @param name in small letters, such as `quot`, `#34` or `#x22` */
const characterOf = (name: string): string =>
  NAMED.get(name) ?? String.fromCodePoint(Number(name.slice('#'.length).replace('x', '0x')))

/** Without the marks of Markdown and Discord: backticks, bold, quotes and lists, and without the shell's sign for a line that goes on. */
const withoutMarks = (text: string): string =>
  text
    .replaceAll(/```[a-z]*|`/g, '')
    .replaceAll(/(?<![*\w-])\*\*(?!\*)|(?<!\*)\*\*(?![*\w-])/g, '')
    // What Discord hides, what is struck out, and code in other markup.
    .replaceAll(/(\|\||~~)([^|~\n=]{1,256}=[^|~\n]{1,4096})\1/g, '$2')
    .replaceAll(/(?<!\S)([~+])([\w.-]{1,256}=s(?::|%3A)[^\s~]{1,4096})\1(?!\S)/gi, '$2')
    .replaceAll(/^[ \t]*(?:[>*+-][ \t])+/gm, '')
    .replaceAll(/[ \t][\\^]\r?\n/g, ' ')
    // What jest and browsers write in front of a list or an object.
    .replaceAll(/\b(?:Array|Object)(?:\(\d+\))? (?=[[{])/g, '')

/**
 * Puts lines together that were broken: one inside a signed value, and attributes with a line of their own.
 */
const joinBroken = (text: string): string =>
  text
    .replaceAll(/;[ \t]*\r?\n[ \t]*(?=(?:HttpOnly|Secure|SameSite|Path|Domain|Expires|Max-Age|Partitioned)\b)/gi, '; ')
    .replaceAll(SIGNED_BROKEN, (value) => rejoined(value, SIGNATURE))
    .replaceAll(TOKEN_BROKEN, (token) => rejoined(token, TOKEN))
    // A sentence ends behind the value, or a list goes on.
    .replaceAll(/(?<=\.(?:[A-Za-z0-9+/]|%2[BbFf]){43})[.,](?!\S)/g, '')

/** A value that goes on in the next lines. */
const SIGNED_BROKEN =
  /(?<![A-Za-z0-9])s(?::|%3A)[\w%.~+/-]{1,512}(?:\r?\n[ \t]{0,80}[\w%.~+/-]{1,512}){1,7}(?![^\s"';,<>)\]}])/g

/** A signature at the end of a value. */
const SIGNATURE = /\.(?:[A-Za-z0-9+/]|%2[BbFf]){43}$/

/** A JSON Web Token, or what begins and is parted like one, that goes on in the next lines. */
const TOKEN_BROKEN = /(?<![\w.])eyJ[\w.-]{16,4096}(?:\r?\n[ \t]{0,80}[\w.-]{1,4096}){1,15}(?![^\s"';,<>)\]}])/g

/** A whole one, or a session of Flask, by the usual lengths of their signatures. */
const TOKEN = /^eyJ[\w-]+\.[\w-]+\.(?:[\w-]{27}|[\w-]{43}|[\w-]{64}|[\w-]{86}|[\w-]{342})$/

/** Puts as many lines together as it takes to the end of a value; none where no line ends one. */
function rejoined(value: string, end: RegExp): string {
  let joined = ''
  for (const { 0: line, index } of value.matchAll(/\S+/g)) {
    joined += line
    if (end.test(joined)) return joined + value.slice(index + line.length)
  }
  return value
}
