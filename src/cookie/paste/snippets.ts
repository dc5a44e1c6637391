import { findInCurlCommand } from './curl-command.ts'
import { findInJson } from './json-headers.ts'
import { columnsOf, isHeading } from './headings.ts'
import { splitPair, unquoteWhole } from './headers.ts'
import { again, createJoiner, every, linesOf, some, type Joiner } from './pieces.ts'

/** A piece of a paste that holds cookies, and what tells how to read it. */
export interface Snippet {
  /** The header it stood in; `pair` where nothing but one name and one value can stand; `unknown` where nothing tells. */
  readonly source: 'Cookie' | 'Set-Cookie' | 'pair' | 'unknown'
  readonly text: string
  /** It belongs to the Cookie header in front of it. */
  readonly goesOn?: true
  /** An HTTP message began in front of it. */
  readonly begins?: true
}

/** A header, also as JavaScript or JSON spells it: `"set-cookie": "..."`. In a table a tab stands for the colon. */
const HEADER = /^["']?(set-cookie|cookie)["']?(?:\s*:\s*|\t+(?=[\w.$-]+=))/i

/** The header's name has a line of its own, as in the Headers view of Chrome; the value follows. */
const HEADER_ALONE = /^(set-cookie|cookie):?$/i

/** curl -v marks what was received, sent and noted. A cookie may be called `*`, though. */
const CURL_MARK = /^[<>*](?: (?! *=)|$)/

/** Lines that hold one name and one value. */
const PAIR_LINES: readonly RegExp[] = [
  // curl -v notes each cookie that its own jar takes: `* Added cookie theme="dark" for domain localhost, path /, expire 0`.
  /^\* (?:Added|Replaced) cookie ([^\s="]+)="([^]*)" for domain [^]*$/,
  // The same, cut off.
  /^\* (?:Added|Replaced) cookie ([^\s="]+)="([^]*?)"?$/,
  // The Storage view of Firefox copies a cookie as `name:"value"`, and below it a line for each of the parts that are named here.
  /^(?!(?:Created|Data|Domain|Expires|HostOnly|HttpOnly|Last Accessed|Path|SameSite|Secure|Size|Updated)\b)([^\s:="']+):"(.*)"$/i,
  // The format of Netscape, which curl -c writes: domain, subdomains, path, secure, expiry, name, value.
  /^[^\t]*\t(?:TRUE|FALSE)\t[^\t]*\t(?:TRUE|FALSE)\t[^\t]*\t([^\t]*)(?:\t([^\t]*))?$/,
  // The Application view of Chrome: a table whose first columns are name and value.
  /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)\t([^\t]*)(?:\t[^]*)?$/,
]

/** A value or a pair with nothing in it that could begin anything else. */
const PLAIN = /^[\w.%~+/]+(?:=[\w.%~+/=-]*)?$/

/** One cookie to a line, as Fiddler shows a Cookie header. Where a header begins, none stands any more. */
const PLAIN_PAIR = /^[\w.:$-]+=[\w.%~+/:=-]+$/

/** Without these no line holds a header, a list of them, or a pair: to look at each of millions of lines takes seconds. */
const MAY_BE_HEADERS = /cookie|\[/i
const MAY_BE_PAIRS = /\t|:"| cookie /

/** How an HTTP message begins. */
const HTTP_MESSAGE = /^(?:HTTP\/\d|[A-Z]+ \S+ HTTP\/\d)/

/**
 * Finds the lines of a paste that hold cookies. Where some lines say what they are, the others are passed over: a whole
 * `curl -v` may be pasted.
 */
export function findSnippets(paste: string): Iterable<Snippet> {
  // A byte order mark in front is white space too.
  const text = paste.trim()
  if (text === '') return []
  if (PLAIN.test(text)) return [{ source: 'unknown', text }]
  if (!findInCurlCommand(text).next().done) return again(() => findHeaders(linesOfAll(findInCurlCommand(text))))
  const inJson = findInJson(text)
  if (inJson) return inJson
  if (MAY_BE_HEADERS.test(text)) {
    const first = findHeaders(linesOf(text)).next()
    if (!first.done || first.value) return again(() => findHeaders(linesOf(text)))
  }
  if (MAY_BE_PAIRS.test(text) && some(linesOf(text), (line) => readPairLine(line) !== null)) {
    return again(() => pairsIn(text))
  }
  if (text.includes('HTTP/') && some(linesOf(text), (line) => HTTP_MESSAGE.test(line.replace(CURL_MARK, '')))) return []
  return again(() => cookiesIn(text))
}

function* pairsIn(text: string): Generator<Snippet, void, undefined> {
  const columns = columnsOf(linesOf(text).next().value ?? '')
  for (const line of linesOf(text)) {
    const pair = columns === null ? readPairLine(line) : readRow(line.split('\t'), columns.name, columns.value)
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
 * Every Cookie and Set-Cookie header. Cookie lines that follow each other in one request are one header, as HTTP/2 may send it.
 * @returns whether there was any, even an empty one
 */
function* findHeaders(lines: Iterable<string>): Generator<Snippet, boolean, undefined> {
  let before: Snippet['source'] | null = null
  let seen = false
  let listOf: Snippet['source'] | null = null
  let awaited: Snippet['source'] | null = null
  let below = false
  let begins = false
  for (const marked of lines) {
    const line = withoutWrapping(marked.replace(CURL_MARK, '').trim())
    const [match, name = ''] = HEADER.exec(line) ?? []
    const source = name === '' ? null : sourceOf(name)
    const rest = match === undefined ? line : line.slice(match.length)
    let found = source
    let texts: Iterable<string> = []
    if (HEADER_ALONE.test(line)) awaited = sourceOf(line)
    else if (source === null && awaited !== null && line !== '') {
      found = awaited
      texts = [line]
      below = awaited === 'Cookie'
      awaited = null
    } else if (below && source === null && PLAIN_PAIR.test(line)) {
      found = 'Cookie'
      texts = [line]
    } else if (source !== null ? rest.startsWith('[') : listOf !== null || /^\[(?:\s*['"]|$)/.test(line)) {
      found = listOf ?? source ?? 'Set-Cookie'
      texts = quotedIn(rest)
      listOf = /\][,;]?$/.test(rest) ? null : found
    } else texts = [unquoteWhole(rest.replace(/(["'])[,;]$/, '$1'))]
    if (found === null) below = false
    seen ||= source !== null || awaited !== null || listOf !== null
    begins ||= HTTP_MESSAGE.test(line)
    if (found === null) continue
    for (const text of texts) {
      if (text === '') continue
      if (begins) yield { source: found, text, begins }
      else if (found === 'Cookie' && before === 'Cookie') yield { source: found, text, goesOn: true }
      else yield { source: found, text }
      before = found
      begins = false
    }
  }
  return seen
}

/** The texts in quotes on a line of a list. */
function* quotedIn(line: string): Generator<string, void, undefined> {
  for (const [quoted] of line.matchAll(/'[^']*'|"[^"]*"/g)) yield quoted.slice(1, -1)
}

/** A header line without the quotes of a shell round it, or the braces of an object on one line. */
function withoutWrapping(line: string): string {
  const inside = line.startsWith('{') && line.endsWith('}') ? line.slice(1, -1).trim() : unquoteWhole(line)
  return HEADER.test(inside) ? inside : line
}

const sourceOf = (name: string): 'Cookie' | 'Set-Cookie' => (/^c/i.test(name) ? 'Cookie' : 'Set-Cookie')

/** No table of cookies has more. */
const MOST_COLUMNS = 32

/** A line of a cookie jar or of a browser's table of cookies, as `name=value`. Null for any other. */
function readPairLine(line: string): string | null {
  const cells = line.split('\t', MOST_COLUMNS)
  const [name = '', value = ''] = cells
  const signed = cells.findIndex((cell) => /^s(?::|%3A)\S+\.\S/.test(cell))
  // The tables of other programs begin with the host.
  if (signed > 1) return readRow(cells, signed - 1, signed)
  const whole = cells.findIndex((cell) => /^[\w.-]+=s(?::|%3A)\S+\.\S/.test(cell))
  if (whole > 0) return cells[whole] ?? null
  const pattern = isHeading(name, value) ? undefined : PAIR_LINES.find((one) => one.test(line))
  return pattern ? line.replace(pattern, '$1=$2') : null
}

/** A row of a table with a heading, as `name=value`. Null for the heading itself, and for a row that is too short. */
function readRow(cells: readonly string[], nameAt: number, valueAt: number): string | null {
  const [name, value] = [cells[nameAt], cells[valueAt]]
  return name === undefined || value === undefined || isHeading(name, value) ? null : `${name}=${value}`
}

/** A signature as it ends a value, URL-encoded or not, and room for it, its quote and its escapes. */
const COMPLETE = /\.(?:[A-Za-z0-9+/]|%2[bBfF]){43}["']?(?:;[^]*)?$/
const ROOM = 1 + 43 * 3 + 1

/**
 * The lines of a paste, each a cookie. A terminal or a mail may have broken a signed value in two: the parts of an encoded one
 * are put together, and one that is not encoded is left whole, because its id may hold line breaks.
 */
function* joinWrapped(text: string): Generator<string, void, undefined> {
  const isRaw = (line: string) => splitPair(line).raw.startsWith('s:')
  const isWhole = (line: string) => line === '' || (isRaw(line) && COMPLETE.test(line))
  if (isRaw(linesOf(text).next().value ?? '') && !every(linesOf(text), isWhole)) return yield text
  let begun = ''
  let more: Joiner | null = null
  // The end of the value that is being put together; empty when the last line ended one.
  let open = ''
  for (const line of linesOf(text)) {
    if (line === '') continue
    const begins = /^["']?s%3a/i.test(splitPair(line).raw)
    if (open !== '' && !begins && /^[\w%+/.~-]+=?["']?$/.test(line)) {
      more ??= createJoiner()
      more.add(line)
      open = (open + line).slice(-ROOM)
    } else {
      if (begun !== '') yield begun + (more?.text() ?? '')
      begun = line
      more = null
      open = begins ? line : ''
    }
    if (COMPLETE.test(open)) open = ''
  }
  yield begun + (more?.text() ?? '')
}
