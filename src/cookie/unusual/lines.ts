import { NAME_HEADING, VALUE_HEADING } from '../paste/headings.ts'
import { isToken, unquote } from '../paste/headers.ts'
import type { Snippet } from '../paste/snippets.ts'

/** @param pattern with two groups, which both take part in each match: a name and a value */
function* pairsIn(text: string, pattern: RegExp): Generator<Snippet, void, undefined> {
  for (const [, ...nameAndValue] of text.matchAll(pattern)) yield { source: 'pair', text: nameAndValue.join('=') }
}

/** `New-Object System.Net.Cookie("name", "value", "/", "host")`, as browsers copy a request for PowerShell. */
export const findInPowerShell = (text: string): Iterable<Snippet> =>
  pairsIn(text, /System\.Net\.Cookie\(\s*["']([^"'\n]*)["']\s*,\s*["']([^"'\n]*)["']/g)

/** A jar in the format of Netscape whose tabs became spaces: domain, subdomains, path, secure, expiry, name, value. */
export const findInSpacedJar = (text: string): Iterable<Snippet> =>
  pairsIn(text, /\s(?:TRUE|FALSE)[ \t]+\/\S*[ \t]+(?:TRUE|FALSE)[ \t]+\d+[ \t]+(\S+)[ \t]+(\S+)/g)

/** `<Cookie name=value for host/>`, as Python prints a jar. */
export const findInPythonJar = (text: string): Iterable<Snippet> =>
  pairsIn(text, /<Cookie ([\w.:$-]{1,256})=([^\s<>]{0,8192}) for /g)

/** Signs between the columns of tables: Markdown, psql and console.table. Jira doubles the bars of a heading. */
const COLUMN = /\|\|?|[│┃]/

/** A table with a heading for the name and one for the value. */
export function* findInTable(text: string): Generator<Snippet, void, undefined> {
  let places: { readonly name: number; readonly value: number } | null = null
  for (const line of text.split('\n')) {
    const cells = line.split(COLUMN).map((cell) => unquote(cell.trim()))
    if (places === null) {
      const name = cells.findIndex((cell) => NAME_HEADING.test(cell))
      const value = cells.findIndex((cell) => VALUE_HEADING.test(cell))
      if (Math.min(name, value) >= 0) places = { name, value }
      continue
    }
    const [called = '', holds] = [cells[places.name], cells[places.value]]
    // Markdown has a line of hyphens below the heading.
    if (holds !== undefined && isToken(called) && !called.startsWith('-'))
      yield { source: 'pair', text: `${called}=${holds}` }
  }
}

/** The option of curl and of what copies it, anywhere in a text. */
export function* findInOptions(text: string): Generator<Snippet, void, undefined> {
  for (const [, value = ''] of text.matchAll(/(?<!\S)(?:--cookie|-b)[=\s]\s*("[^"\n]*"|'[^'\n]*'|[^\s"']+)/g))
    if (value.includes('=')) yield { source: 'Cookie', text: unquote(value) }
}

/** A header's name in any spelling, what parts it from its value, and what opens that. */
const HEADER =
  /(?<![\w.])(set-?cookies?|(?:HTTP_)?cookies?)["'\]*]{0,3}\s{0,80}(?:=>|[:=,]|[^\S\n])\s{0,80}((?:[[("']\s{0,9}){0,3})/gi

/** A name, an equals sign and something behind it. */
const PAIR = /^[\w.:$!-]+=[^\s="'\])}>]/

/** In UTF-16 units. */
const LONGEST_NAME = 256
const LONGEST_VALUE = 16_384

/** What ends a value. A parenthesis ends none that was opened by a quote or a bracket: `encodeURIComponent` leaves it in. */
const CLOSING = /[\r\n\]})>"']/
const CLOSING_OPENED = /[\r\n\]}>"']/

/** Where bars part the headers of a log, one behind a signature. */
const BEHIND_SIGNATURE = /(?<=\.(?:[A-Za-z0-9+/]|%2[BbFf]){43})\|[^]*/

/** What follows the first text of a list. */
const NEXT = /["']\s*,\s*["']([^"'\r\n]*)/gy

/** A Cookie or Set-Cookie header in the middle of something: prose, a log, a list of Go, an array of PHP. */
export function* findInlineHeaders(text: string): Generator<Snippet, void, undefined> {
  let next = 0
  for (const { 0: whole, 1: name = '', 2: open = '', index } of text.matchAll(HEADER)) {
    const start = index + whole.length
    // Inside of a value it is the name of a cookie. Without a look, many of them would each be read to the end of their line.
    if (index < next || !PAIR.test(text.slice(start, start + LONGEST_NAME))) continue
    const rest = text.slice(start, start + LONGEST_VALUE)
    const end = rest.search(/[["']/.test(open) ? CLOSING_OPENED : CLOSING)
    const value = (end === -1 ? rest : rest.slice(0, end)).replace(BEHIND_SIGNATURE, '')
    next = start + value.length
    const source = /set/i.test(name) ? 'Set-Cookie' : 'Cookie'
    // The package debug writes behind a line how long after the one before it came.
    yield { source, text: value.replace(/ \+\d+(?:ms|s|m|h)$/, '') }
    if (!open.includes('[')) continue
    for (const [, item = ''] of rest.slice(value.length).matchAll(NEXT)) yield { source, text: item, goesOn: true }
  }
}

/**
 * What stands in brackets as a whole, or behind a label: lists and maps as Dart, Java, Python and Go print them. Only a comma before a
 * name parts two, or a blank where there is nothing else.
 */
export function* findInBrackets(text: string): Generator<Snippet, void, undefined> {
  const inside = /^(?:[\w .-]{1,40}:\s?)?(?:\[(?=[^[\]]*\]$)|\{(?=[^{}[\]"']*\}$))([^]*).$/.exec(text)?.[1] ?? ''
  if (!PAIR.test(inside)) return
  const items = inside.split(/[,;]/.test(inside) ? /,\s*(?=[\w.:$-]+=)/ : / (?=[\w.:$-]+=)/)
  if (inside.includes(';')) for (const item of items) yield { source: 'Set-Cookie', text: item }
  else yield { source: 'Cookie', text: items.join(';') }
}

/** An array of PHP as `print_r` and `var_dump` print it: the cookies of a request, where one of them is signed. */
export function findInPhpArray(text: string): readonly Snippet[] {
  const pairs = [
    ...pairsIn(text, /\[([\w.-]{1,256})\] => (\S.*)/g),
    ...pairsIn(text, /^[ \t]*["']([\w.-]{1,256})["'] ?=> ?["']([^"'\n]*)["'],?[ \t\r]*$/gm),
    ...pairsIn(text, /\["([\w.-]{1,256})"\]=>\s{0,80}string\(\d+\) "([^"\n]*)"/g),
  ]
  return pairs.some((pair) => /^[^=]*=s(?::|%3A)/.test(pair.text)) ? pairs : []
}

/** A list of YAML below a name that says cookies: a name, a colon and a value on each line, further in. */
export function* findInYaml(text: string): Generator<Snippet, void, undefined> {
  let depth: number | null = null
  for (const [, margin = '', name = '', value] of text.matchAll(
    /^([ \t]*)["']?([\w.$-]{1,256})["']?:(?:[ \t]+["']?([^\s"']+)["']?)?[ \t\r]*$/gm,
  )) {
    if (value === undefined) depth = /cookies$/i.test(name) ? margin.length : null
    else if (depth !== null && margin.length > depth) yield { source: 'pair', text: `${name}=${value}` }
    else depth = null
  }
}

/** A name and a value that are called so, in any notation: Go, XML, a list, a printed object. Only a signed value is a cookie for sure. */
export function* findLabelled(text: string): Generator<Snippet, void, undefined> {
  yield* pairsIn(
    text,
    /\b(?:name|key)\W{1,9}(\w[\w.:$-]{0,255})(?![\w.:$-])\W(?:(?!\b(?:name|key)\b)[^]){0,80}?\bvalue\W{1,9}(s(?::|%3A)[^\s"',;<>)}]+)/gi,
  )
  for (const [, value = '', name = ''] of text.matchAll(VALUE_FIRST)) yield { source: 'pair', text: `${name}=${value}` }
}

/** An element of XML or HTML that has its value in front of its name. */
const VALUE_FIRST = /\bvalue="(s(?::|%3A)[^\s"<>]+)"[^<>]{0,80}?\bname="(\w[\w.:$-]{0,255})"/gi

/** A token of an Authorization header. It is no cookie, but a token all the same. */
export function* findBearer(text: string): Generator<Snippet, void, undefined> {
  for (const [, token = ''] of text.matchAll(/\bauthorization\W{1,9}bearer ([\w.~+/-]+=*)/gi))
    yield { source: 'unknown', text: token }
}
