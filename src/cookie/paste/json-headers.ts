import { readJson } from '../value/json.ts'

/** A header with cookies that was found in an object. */
export interface HeaderInJson {
  readonly source: 'Cookie' | 'Set-Cookie' | 'pair'
  readonly text: string
}

/**
 * The headers with cookies in JSON, as a log or a HAR file holds them: properties called `cookie` or `set-cookie`, in any case
 * and at any depth, with a text or a list of texts. A list by itself holds Set-Cookie lines. Objects with
 * `name` and `value`, as browsers export cookies, are cookies too.
 * @returns null where the text is no JSON object or list, or holds no cookie
 */
export function findInJson(text: string): readonly HeaderInJson[] | null {
  if (!/^[[{]/.test(text)) return null
  const reading = readJson(text)
  if (!('value' in reading)) return null
  const found = [...headersIn(reading.value, Array.isArray(reading.value) ? 'Set-Cookie' : null)]
  return found.length > 0 ? found : null
}

function* headersIn(value: unknown, source: HeaderInJson['source'] | null): Generator<HeaderInJson> {
  if (typeof value === 'string') {
    if (source !== null && value.trim() !== '') yield { source, text: value }
  } else if (Array.isArray(value)) {
    for (const item of value) yield* headersIn(item, source)
  } else if (isNamed(value)) {
    yield { source: 'pair', text: `${value.name}=${value.value}` }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* headersIn(item, SOURCES[key.toLowerCase()] ?? null)
  }
}

const SOURCES: Readonly<Record<string, HeaderInJson['source']>> = { cookie: 'Cookie', 'set-cookie': 'Set-Cookie' }

const isNamed = (value: unknown): value is { readonly name: string; readonly value: string } =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'value' in value &&
  typeof value.name === 'string' &&
  typeof value.value === 'string'
