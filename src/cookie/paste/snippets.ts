import { findInCurlCommand } from './curl-command.ts'
import { findInJson } from './json-headers.ts'
import { isToken, splitPair, unquoteWhole } from './headers.ts'
import { again, createJoiner, every, linesOf, some, type Joiner } from './pieces.ts'

/** A piece of a paste that holds cookies, and what tells how to read it. */
export interface Snippet {
  /** The header it stood in; `pair` where nothing but one name and one value can stand; `unknown` where nothing tells. */
  readonly source: 'Cookie' | 'Set-Cookie' | 'pair' | 'unknown'
  readonly text: string
  /** It belongs to the Cookie header in front of it. */
  readonly goesOn?: true
}

/** A header, also as JavaScript or JSON spells it: `"set-cookie": "..."`. */
const HEADER = /^["']?(set-cookie|cookie)["']?\s*:\s*/i

/** The header's name has a line of its own, as in the Headers view of Chrome; the value follows. */
const HEADER_ALONE = /^(set-cookie|cookie):?$/i

/** curl -v marks what was received, sent and noted. A cookie may be called `*`, though. */
const CURL_MARK = /^[<>*](?: (?! *=)|$)/

/** curl -v notes each cookie that its own jar takes: `* Added cookie theme="dark" for domain localhost, path /, expire 0`. */
const CURL_NOTE = /^\* (?:Added|Replaced) cookie ([^\s="]+)="/
const CURL_NOTE_END = '" for domain '

/** The Storage view of Firefox copies a cookie as `name:"value"`, and below it a line for each of these. */
const FIREFOX_ROW = /^([^\s:="']+):"(.*)"$/
const FIREFOX_DETAILS =
  /^(?:Created|Data|Domain|Expires|HostOnly|HttpOnly|Last Accessed|Path|SameSite|Secure|Size|Updated)\b/i

/** A value or a pair with nothing in it that could begin anything else. */
const PLAIN = /^[\w.%~+/]+(?:=[\w.%~+/=-]*)?$/

/** Without these no line holds a header, a list of them, or a pair: to look at each of millions of lines takes seconds. */
const MAY_BE_HEADERS = /cookie|\[/i
const MAY_BE_PAIRS = /\t|:"| cookie /

/** What stands in an HTTP message beside the cookies. */
const HTTP_MESSAGE = /^(?:HTTP\/\d|[A-Z]+ \S+ HTTP\/\d)/

/** In UTF-16 units. What is found in a shorter paste is kept; a longer one is read again for each question. */
const SHORT = 65_536

/**
 * Finds the lines of a paste that hold cookies. Where some lines say what they are, the others are passed over: a whole
 * `curl -v` may be pasted.
 */
export function findSnippets(paste: string): Iterable<Snippet> {
  // A byte order mark in front is white space too.
  const text = paste.trim()
  if (text === '') return []
  if (PLAIN.test(text)) return [{ source: 'unknown', text }]
  const isShort = text.length <= SHORT
  const inCommand = findInCurlCommand(text)
  const command = inCommand.next()
  if (!command.done) {
    const all = isShort ? [command.value, ...inCommand] : again(() => findInCurlCommand(text))
    return isShort ? [...findHeaders(linesOfAll(all))] : again(() => findHeaders(linesOfAll(all)))
  }
  const inJson = findInJson(text)
  if (inJson) return inJson
  if (MAY_BE_HEADERS.test(text)) {
    const headers = findHeaders(linesOf(text))
    const first = headers.next()
    if (first.done ? first.value : !isShort) return again(() => findHeaders(linesOf(text)))
    if (!first.done) return [first.value, ...headers]
  }
  if (MAY_BE_PAIRS.test(text) && some(linesOf(text), (line) => readPairLine(line) !== null)) {
    return again(() => pairsIn(text))
  }
  if (text.includes('HTTP/') && some(linesOf(text), (line) => HTTP_MESSAGE.test(line.replace(CURL_MARK, '')))) return []
  return again(() => cookiesIn(text))
}

function* pairsIn(text: string): Generator<Snippet, void, undefined> {
  for (const line of linesOf(text)) {
    const pair = readPairLine(line)
    if (pair !== null) yield { source: 'pair', text: pair }
  }
}

function* cookiesIn(text: string): Generator<Snippet, void, undefined> {
  for (const line of joinWrapped(text)) yield { source: 'unknown', text: line.replace(CURL_MARK, '').trim() }
}

function* linesOfAll(texts: Iterable<string>): Generator<string, void, undefined> {
  for (const text of texts) yield* linesOf(text)
}

/**
 * Every Cookie and Set-Cookie header. Cookie lines that follow each other are one header, as HTTP/2 may send it.
 * @returns whether there was any, even an empty one
 */
function* findHeaders(lines: Iterable<string>): Generator<Snippet, boolean, undefined> {
  let before: Snippet['source'] | null = null
  let seen = false
  let listOf: Snippet['source'] | null = null
  let awaited: Snippet['source'] | null = null
  for (const marked of lines) {
    const line = withoutWrapping(marked.replace(CURL_MARK, '').trim())
    const [match, name = ''] = HEADER.exec(line) ?? []
    const source = name === '' ? null : sourceOf(name)
    const rest = match === undefined ? line : line.slice(match.length)
    let found = source
    let texts: Iterable<string> = []
    if (HEADER_ALONE.test(line)) awaited = sourceOf(line.replace(/:$/, ''))
    else if (source === null && awaited !== null && line !== '') {
      found = awaited
      texts = [line]
      awaited = null
    } else if (source !== null ? rest.startsWith('[') : listOf !== null || /^\[(?:\s*['"]|$)/.test(line)) {
      found = listOf ?? source ?? 'Set-Cookie'
      texts = quotedIn(rest)
      listOf = /\][,;]?$/.test(rest) ? null : found
    } else if (source !== null) texts = [unquoteWhole(rest.replace(/(["'])[,;]$/, '$1'))]
    seen ||= source !== null || awaited !== null || listOf !== null
    if (found === null) continue
    for (const text of texts) {
      if (text === '') continue
      yield found === 'Cookie' && before === 'Cookie' ? { source: found, text, goesOn: true } : { source: found, text }
      before = found
    }
  }
  return seen
}

/** The texts in quotes on a line of a list. */
function* quotedIn(line: string): Generator<string, void, undefined> {
  for (const [, single, double] of line.matchAll(/'([^']*)'|"([^"]*)"/g)) yield single ?? double ?? ''
}

/** A header line without the quotes of a shell round it, or the braces of an object on one line. */
function withoutWrapping(line: string): string {
  const inside = line.startsWith('{') && line.endsWith('}') ? line.slice(1, -1).trim() : unquoteWhole(line)
  return HEADER.test(inside) ? inside : line
}

const sourceOf = (name: string): 'Cookie' | 'Set-Cookie' => (name.length === 'cookie'.length ? 'Cookie' : 'Set-Cookie')

/** A line of a cookie jar or of a browser's table of cookies: it holds one name and one value. Null for any other. */
function readPairLine(line: string): string | null {
  const pair = (name: string, value: string): string => `${name}=${value}`
  const [note = '', noted] = CURL_NOTE.exec(line) ?? []
  if (noted !== undefined) return pair(noted, line.slice(note.length, line.lastIndexOf(CURL_NOTE_END)))
  const [, copied, copiedValue = ''] = FIREFOX_ROW.exec(line) ?? []
  if (copied !== undefined && !FIREFOX_DETAILS.test(copied)) return pair(copied, copiedValue)
  if (!line.includes('\t')) return null
  const fields = line.split('\t', 8)
  const [first = '', second = '', , fourth, , jarName, jarValue] = fields
  // The format of Netscape, which curl -c writes: domain, subdomains, path, secure, expiry, name, value.
  if ((fields.length === 7 || fields.length === 6) && /^(?:TRUE|FALSE) (?:TRUE|FALSE)$/.test(`${second} ${fourth}`)) {
    return pair(jarName ?? '', jarValue ?? '')
  }
  const isHeading = first === 'Name' && second === 'Value'
  return fields.length > 1 && isToken(first) && !isHeading ? pair(first, second) : null
}

/** A signature as it ends a value, URL-encoded or not, and room for it, its quote and its escapes. */
const COMPLETE = /\.(?:[A-Za-z0-9+/]|%2[bBfF]){43}["']?(?:;[^]*)?$/
const ROOM = 1 + 43 * 3 + 1

/**
 * The lines of a paste, each a cookie. A terminal or a mail may have broken a signed value in two: the parts of an encoded one
 * are put together, and one that is not encoded is left whole, because its id may hold line breaks.
 */
function* joinWrapped(text: string): Generator<string, void, undefined> {
  if (!/[\r\n]/.test(text)) return yield text
  const isRaw = (line: string) => splitPair(line).raw.startsWith('s:')
  const isWhole = (line: string) => line === '' || (isRaw(line) && COMPLETE.test(line))
  if (isRaw(linesOf(text).next().value ?? '') && !every(linesOf(text), isWhole)) return yield text
  let begun: string | null = null
  let more: Joiner | null = null
  // The end of the value that is being put together; null when the last line ended one.
  let open: string | null = null
  for (const line of linesOf(text)) {
    if (line === '') continue
    const begins = /^["']?s%3a/i.test(splitPair(line).raw)
    if (begun !== null && open !== null && !begins && /^[\w%+/.~-]+=?["']?$/.test(line)) {
      more ??= createJoiner()
      more.add(line)
      open = (open + line).slice(-ROOM)
    } else {
      if (begun !== null) yield begun + (more?.text() ?? '')
      begun = line
      more = null
      open = begins ? line : null
    }
    if (open !== null && COMPLETE.test(open)) open = null
  }
  yield (begun ?? '') + (more?.text() ?? '')
}
