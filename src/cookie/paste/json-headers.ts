import { readJson } from '../value/json.ts'
import { again, some } from './pieces.ts'

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
  const reading = readJson(text)
  if (!('value' in reading)) return null
  const { value } = reading
  const found = again(() => headersIn(value, Array.isArray(value) ? 'Set-Cookie' : 'pair'))
  const headers = again(() => onlyHeaders(found))
  if (some(headers, () => true)) return headers
  return some(found, () => true) ? found : null
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
