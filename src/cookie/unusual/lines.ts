import { isToken } from '../paste/headers.ts'
import type { Snippet } from '../paste/snippets.ts'

const pair = (name: string, value: string): Snippet => ({ source: 'pair', text: `${name}=${value}` })

/** `New-Object System.Net.Cookie("name", "value", "/", "host")`, as browsers copy a request for PowerShell. */
export function* findInPowerShell(text: string): Generator<Snippet, void, undefined> {
  for (const [, , name = '', , value = ''] of text.matchAll(
    /System\.Net\.Cookie\(\s*(["'])([^"'\n]*)\1\s*,\s*(["'])([^"'\n]*)\3/g,
  ))
    yield pair(name, value)
}

/** A jar in the format of Netscape whose tabs became spaces: domain, subdomains, path, secure, expiry, name, value. */
export function* findInSpacedJar(text: string): Generator<Snippet, void, undefined> {
  for (const [, name = '', value = ''] of text.matchAll(
    /^[^\S\n]*\S+[^\S\n]+(?:TRUE|FALSE)[^\S\n]+\/\S*[^\S\n]+(?:TRUE|FALSE)[^\S\n]+\d+[^\S\n]+(\S+)[^\S\n]+(\S+)[^\S\n]*$/gm,
  ))
    yield pair(name, value)
}

/** `<Cookie name=value for host/>`, as Python prints a jar. */
export function* findInPythonJar(text: string): Generator<Snippet, void, undefined> {
  for (const [, name = '', value = ''] of text.matchAll(/<Cookie ([\w.:$-]{1,256})=([^\s<>]{0,8192}) for /g))
    yield pair(name, value)
}

/** Signs between the columns of tables: Markdown, psql and console.table. */
const COLUMN = /[|│┃]/

/** A table with a heading for the name and one for the value. */
export function* findInTable(text: string): Generator<Snippet, void, undefined> {
  let places: { readonly name: number; readonly value: number } | null = null
  for (const line of text.split('\n')) {
    if (!COLUMN.test(line)) continue
    // Jira doubles the bars of a heading.
    const cells = line
      .replaceAll('||', '|')
      .split(COLUMN)
      .map((cell) => cell.trim().replaceAll(/^["']|["']$/g, ''))
    const name = cells.findIndex((cell) => /^(?:cookie )?(?:name|key)$/i.test(cell))
    const value = cells.findIndex((cell) => /^(?:cookie )?value$/i.test(cell))
    if (name !== -1 && value !== -1) places = { name, value }
    else if (places !== null) {
      const [called = '', holds = ''] = [cells[places.name], cells[places.value]]
      if (isToken(called) && !/^[-:]+$/.test(called)) yield pair(called, holds)
    }
  }
}

/** The option of curl and of what copies it, anywhere in a text. */
export function* findInOptions(text: string): Generator<Snippet, void, undefined> {
  for (const [, , quoted, bare] of text.matchAll(
    /(?<=^|\s)(?:--cookie|-b)(?:=|\s+)(?:(["'])([^\n]*?)\1|([^\s"']+))/g,
  )) {
    const value = quoted ?? bare ?? ''
    if (value.includes('=')) yield { source: 'Cookie', text: value }
  }
}

/** A header's name in any spelling, what parts it from its value, and what opens that. */
const HEADER =
  /(?<![\w.])(set-?cookies?|(?:HTTP_)?cookies?)["'\]*]{0,3}\s{0,80}(?:=>|[:=,]|[^\S\n])\s{0,80}((?:[[("']\s{0,9}){0,3})/gi

/** A name, an equals sign and something behind it. */
const PAIR = /^\s*[\w.:$!-]+=[^\s=]/

/** A Cookie or Set-Cookie header in the middle of something: prose, a log, a list of Go, an array of PHP. */
export function* findInlineHeaders(text: string): Generator<Snippet, void, undefined> {
  let next = 0
  for (const { 0: whole, 1: name = '', 2: open = '', index } of text.matchAll(HEADER)) {
    const start = index + whole.length
    // Inside of a value it is the name of a cookie. Without a look, many of them would each be read to the end of their line.
    if (index < next || !PAIR.test(text.slice(start, start + LONGEST_NAME))) continue
    const end = start + endOf(text.slice(start, start + 16_384), open)
    const value = text
      .slice(start, end)
      .trim()
      .replace(/ \+\d+(?:ms|s|m|h)$/, '')
    if (!PAIR.test(value)) continue
    next = end
    yield { source: /^set/i.test(name) ? 'Set-Cookie' : 'Cookie', text: value }
  }
}

/** In UTF-16 units. */
const LONGEST_NAME = 256

/** Where a value ends that was opened by a quote or a bracket; else at the end of its line. */
function endOf(text: string, open: string): number {
  const quote = /["']/.exec(open)?.[0]
  const closing =
    quote === '"' ? /[\r\n"]/ : quote === "'" ? /[\r\n']/ : open.includes('[') ? /[\r\n\]]/ : /[\r\n\]})>"']/
  const end = text.search(closing)
  return end === -1 ? text.length : end
}

/** What stands in square brackets as a whole: lists as Dart, Java and Python print them. Only a comma before a name parts two. */
export function* findInBrackets(text: string): Generator<Snippet, void, undefined> {
  const [, inside = ''] = /^\[([^[\]]*)\]$/.exec(text) ?? []
  if (!PAIR.test(inside)) return
  for (const item of inside.split(/,\s*(?=[\w.:$-]+=)/))
    yield { source: item.includes(';') ? 'Set-Cookie' : 'Cookie', text: item }
}

/** An array of PHP as `print_r` and `var_dump` print it: the cookies of a request, where one of them is signed. */
export function* findInPhpArray(text: string): Generator<Snippet, void, undefined> {
  const pairs = [
    ...text.matchAll(/^[ \t]*\[([\w.-]{1,256})\] => (\S.*)$/gm),
    ...text.matchAll(/\["([\w.-]{1,256})"\]=>\s{0,80}string\(\d+\) "([^"\n]*)"/g),
  ]
  if (pairs.some(([, , value = '']) => /^s(?::|%3A)/.test(value)))
    for (const [, name = '', value = ''] of pairs) yield pair(name, value)
}

/** A list of YAML below a name that says cookies: a name, a colon and a value on each line, further in. */
export function* findInYaml(text: string): Generator<Snippet, void, undefined> {
  let depth: number | null = null
  for (const line of text.split('\n')) {
    const [, margin = '', name = '', value = ''] =
      /^([ \t]*)["']?([\w.$-]{1,256})["']?:(?:[ \t]+["']?([^\s"']+)["']?[ \t]*)?$/.exec(line.trimEnd()) ?? []
    if (value === '') depth = /^(?:signed)?cookies$/i.test(name) ? margin.length : null
    else if (depth !== null && margin.length > depth) yield pair(name, value)
    else depth = null
  }
}

/** A name and a value that are called so, in any notation: Go, XML, a list, a printed object. Only a signed value is a cookie for sure. */
export function* findLabelled(text: string): Generator<Snippet, void, undefined> {
  for (const [, name = '', value = ''] of text.matchAll(
    /\bname["']?\s{0,9}[:=]\s{0,9}["']?([\w.:$-]{1,256})["']?[^\w"'][^]{0,80}?\bvalue["']?\s{0,9}[:=]\s{0,9}["']?(s(?::|%3A)[^\s"',;<>)}]+)/gi,
  ))
    yield pair(name, value)
}

/** A token of an Authorization header. It is no cookie, but a token all the same. */
export function* findBearer(text: string): Generator<Snippet, void, undefined> {
  for (const [, token = ''] of text.matchAll(/\bauthorization["']?\s*[:=]\s*["']?bearer ([\w.~+/-]+=*)/gi))
    yield { source: 'unknown', text: token }
}
