/** Deeper than this nobody nests a cookie, and printing it could run out of stack. */
const DEEPEST = 100

/** What came of reading JSON: the value, or where it stops being JSON, in UTF-16 units. */
export type JsonReading = { readonly value: unknown } | { readonly offset: number }

/** Reads JSON. Never throws; what is nested deeper than 100 levels is refused where it gets too deep. */
export function readJson(text: string): JsonReading {
  try {
    const value: unknown = JSON.parse(text)
    const tooDeep = text.length > DEEPEST ? placeTooDeep(text) : null
    return tooDeep === null ? { value } : { offset: tooDeep }
  } catch (error) {
    // V8 says `at position 5` wherever the text does not simply end too early.
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1]
    return { offset: position === undefined ? text.length : Number(position) }
  }
}

/**
 * A JSON object in base64, standard or URL-safe, padded or not, or null. Unlike `Buffer.from`, which passes over what is not
 * base64, this takes nothing else.
 */
export function readBase64Object(text: string): Readonly<Record<string, unknown>> | null {
  // `{` and what JSON allows behind it.
  if (!/^e[3wy]/.test(text) || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return null
  const reading = readJson(Buffer.from(text, 'base64').toString())
  return 'value' in reading && isObject(reading.value) ? reading.value : null
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function placeTooDeep(json: string): number | null {
  let depth = 0
  for (const { index, 0: token } of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/g)) {
    if (token === '[' || token === '{') depth += 1
    else if (token === ']' || token === '}') depth -= 1
    if (depth > DEEPEST) return index
  }
  return null
}
