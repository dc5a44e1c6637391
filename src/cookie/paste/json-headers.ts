import { readJson } from '../value/json.ts'
import { listsOf, withoutNumbers } from './long-json.ts'
import { again, every, some } from './pieces.ts'

/** A header with cookies, or a cookie by itself, that was found in an object. */
export interface HeaderInJson {
  readonly source: 'Cookie' | 'Set-Cookie' | 'pair'
  readonly text: string
  /** The first Set-Cookie of its object: an answer in a HAR file, a line of a log. */
  readonly begins?: true
}

/**
 * The headers with cookies in JSON, as a log or a HAR file holds them: properties called `cookie` or `set-cookie`, in any case
 * and at any depth, with a text or a list of texts, or objects with such a `name` and a `value`. A list by itself holds
 * Set-Cookie lines. Where no header is found, objects with `name` and `value` are cookies, as browsers export them: by
 * themselves, in a list or below `cookies`. Elsewhere they are what a page stored, or the parts of a query.
 * @returns null where the text is no JSON object or list, or holds no cookie
 */
export function findInJson(text: string): Iterable<HeaderInJson> | null {
  const values = /^[[{]/.test(text) && MAY_HOLD_COOKIES.test(text) ? valuesOf(text) : null
  if (values === null) return null
  const found = again(function* () {
    for (const value of values) yield* headersIn(value, 'Set-Cookie')
  })
  const headers = again(() => onlyHeaders(found))
  if (some(headers, () => true)) return headers
  return some(found, () => true) ? found : null
}

/** Without these no object holds what is looked for: to read one takes many times the memory of its text. */
const MAY_HOLD_COOKIES = /^\[|cookie|\\|"name"/i

/**
 * What a text of JSON holds: one value, but of a list a few of its items at a time, because all of them at once take many
 * times the memory of the text.
 * @returns null where it is no JSON
 */
function valuesOf(text: string): Iterable<unknown> | null {
  if (!text.startsWith('[')) {
    const reading = readJson(withoutNumbers(text))
    return 'value' in reading ? [reading.value] : null
  }
  if (!every(listsOf(text), (list) => 'value' in readJson(list))) return null
  return again(function* () {
    for (const list of listsOf(text)) yield JSON.parse(list)
  })
}

function* onlyHeaders(found: Iterable<HeaderInJson>): Generator<HeaderInJson, void, undefined> {
  for (const header of found) if (header.source !== 'pair') yield header
}

/** @param source what a text here is, or an object with `name` and `value`; null where neither is a cookie */
function* headersIn(value: unknown, source: HeaderInJson['source'] | null): Generator<HeaderInJson, void, undefined> {
  if (typeof value === 'string') {
    if (source !== null && source !== 'pair' && value.trim() !== '') yield { source, text: value }
  } else if (Array.isArray(value)) {
    for (const item of value) yield* headersIn(item, source)
  } else if (isNamed(value)) {
    const header = SOURCES.get(value.name.toLowerCase())
    if (header !== undefined && header !== 'pair') yield* headersIn(value.value, header)
    else if (source !== null) yield { source: 'pair', text: `${value.name}=${value.value}` }
  } else yield* messageIn(value ?? {})
}

function* messageIn(object: object): Generator<HeaderInJson, void, undefined> {
  let hasBegun = false
  for (const [key, item] of Object.entries(object)) {
    for (const header of headersIn(item, SOURCES.get(key.toLowerCase()) ?? null)) {
      const begins: boolean = !hasBegun && header.source === 'Set-Cookie'
      yield begins ? { ...header, begins } : header
      hasBegun ||= begins
    }
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
