import { readJson } from '../value/json.ts'
import { again, createJoiner, some } from './pieces.ts'

/** A header with cookies, or a cookie by itself, that was found in an object. */
export interface HeaderInJson {
  readonly source: 'Cookie' | 'Set-Cookie' | 'pair'
  readonly text: string
}

/**
 * The headers with cookies in JSON, as a log or a HAR file holds them: properties called `cookie` or `set-cookie`, in any case
 * and at any depth, with a text or a list of texts, or objects with such a `name` and a `value`. A list by itself holds
 * Set-Cookie lines. Where no header is found, objects with `name` and `value` are cookies, as browsers export them: by
 * themselves, in a list or below `cookies`. Elsewhere they are what a page stored, or the parts of a query.
 * @returns null where the text is no JSON object or list, or holds no cookie
 */
export function findInJson(text: string): Iterable<HeaderInJson> | null {
  if (!/^[[{]/.test(text) || !mayHoldCookies(text)) return null
  const values = valuesOf(text)
  if (values === null) return null
  const found = again(function* () {
    for (const value of values) yield* headersIn(value, Array.isArray(value) ? 'Set-Cookie' : 'pair')
  })
  const headers = again(() => onlyHeaders(found))
  if (some(headers, () => true)) return headers
  return some(found, () => true) ? found : null
}

/**
 * What a text of JSON holds: one value, but of a long list a few of its items at a time, because all of them at once take many
 * times the memory of the text.
 * @returns null where it is no JSON
 */
function valuesOf(text: string): Iterable<unknown> | null {
  if (text.length < LONG || !text.startsWith('[')) {
    const reading = readJson(text.length < LONG ? text : withoutNumbers(text))
    return 'value' in reading ? [reading.value] : null
  }
  if (some(listsOf(text), (list) => !('value' in readJson(list)))) return null
  return again(function* () {
    for (const list of listsOf(text)) {
      const reading = readJson(list)
      if ('value' in reading) yield reading.value
    }
  })
}

/** JSON without the numbers of long lists, but for the last of each: no cookie is in them, and a number takes more memory than its digits. */
function withoutNumbers(text: string): string {
  const joiner = createJoiner()
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '"') at = endOfText(text, at)
    else if (letter === '[' || letter === ',') {
      NUMBERS.lastIndex = at + 1
      const [numbers] = NUMBERS.exec(text) ?? []
      if (numbers === undefined) continue
      joiner.add(text.slice(start, at + 1))
      start = at + 1 + numbers.length
      at = start - 1
    }
  }
  if (start === 0) return text
  joiner.add(text.slice(start))
  return joiner.text()
}

/** Where the text of JSON ends whose first quotation mark stands here; the end of all where it is not closed. */
function endOfText(json: string, start: number): number {
  let at = start + 1
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at
}

/** Numbers with a comma behind each, in front of another one. At most a thousand: the engine remembers each of them. */
const NUMBERS = /(?:-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?,\s*){16,1000}(?=[-\d])/y

/** A list of JSON as several shorter ones, which are JSON if it is: they end at commas between its items. */
function* listsOf(text: string): Generator<string> {
  let [depth, start] = [0, 1]
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '"') at = endOfText(text, at)
    else if (letter === '[' || letter === '{') depth += 1
    else if (letter === ']' || letter === '}') depth -= 1
    else if (letter === ',' && depth === 1 && at - start > SHORT) {
      yield `[${text.slice(start, at)}]`
      start = at + 1
    }
  }
  const rest = text.slice(start)
  // Behind a comma there has to be something.
  yield start > 1 && /^\s*\]/.test(rest) ? rest : `[${rest}`
}

function* onlyHeaders(found: Iterable<HeaderInJson>): Generator<HeaderInJson, void, undefined> {
  for (const header of found) if (header.source !== 'pair') yield header
}

/** Whether what is looked for can be in a text at all: to read JSON takes many times the memory of its text. */
const mayHoldCookies = (text: string): boolean =>
  text.length < SHORT ||
  /cookie|\\/i.test(text) ||
  (text.includes('"name"') && text.includes('"value"')) ||
  (text.startsWith('[') && TEXT_IN_LIST.test(text))

/** In UTF-16 units. */
const SHORT = 65_536
const LONG = 1024 * 1024
const TEXT_IN_LIST = /[[,]\s*"[^"]*"\s*[,\]]/

/** @param source what a text here is, or an object with `name` and `value`; null where neither is a cookie */
function* headersIn(value: unknown, source: HeaderInJson['source'] | null): Generator<HeaderInJson> {
  if (typeof value === 'string') {
    if (source !== null && source !== 'pair' && value.trim() !== '') yield { source, text: value }
  } else if (Array.isArray(value)) {
    for (const item of value) yield* headersIn(item, source)
  } else if (isNamed(value)) {
    const header = SOURCES.get(value.name.toLowerCase())
    if (header !== undefined && header !== 'pair') yield* headersIn(value.value, header)
    else if (source !== null) yield { source: 'pair', text: `${value.name}=${value.value}` }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* headersIn(item, SOURCES.get(key.toLowerCase()) ?? null)
  }
}

/** A map, because every object has a `constructor`. */
const SOURCES: ReadonlyMap<string, HeaderInJson['source']> = new Map([
  ['cookie', 'Cookie'],
  ['set-cookie', 'Set-Cookie'],
  ['cookies', 'pair'],
])

const isNamed = (value: unknown): value is { readonly name: string; readonly value: string } =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'value' in value &&
  typeof value.name === 'string' &&
  typeof value.value === 'string'
