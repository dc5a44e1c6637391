/** Deeper than this nobody nests a cookie, and printing it could run out of stack. */
const DEEPEST = 100

/** What came of reading JSON: the value, or where it stops being JSON or gets too deep, in UTF-16 units. */
export type JsonReading = { readonly value: unknown } | { readonly offset: number; readonly isTooDeep?: true }

/**
 * A longer value is not taken apart, in UTF-16 units: what JSON holds takes many times the memory of its text, and no browser
 * keeps a cookie of more than 4096 bytes.
 */
export const LONGEST_READ = 1_048_576

/** Reads JSON. Never throws; what is nested deeper than 100 levels is refused where it gets too deep. */
export function readJson(text: string): JsonReading {
  try {
    const value: unknown = JSON.parse(text)
    const tooDeep = placeTooDeep(text)
    return tooDeep === null ? { value } : { offset: tooDeep, isTooDeep: true }
  } catch (error) {
    return { offset: placeIn(error) ?? (endsTooEarly(error) ? text.length : placeOfToken(text)) }
  }
}

// V8 names the place in all its messages but two: that the text ends too early, and that a token cannot stand where it does.
const placeIn = (error: unknown): number | null => {
  const place = /at position (\d+)/.exec(String(error))?.[1]
  return place === undefined ? null : Number(place)
}
const endsTooEarly = (error: unknown): boolean => String(error) === 'SyntaxError: Unexpected end of JSON input'

/** Whatever ends before the token that cannot stand where it does is right so far, so halving finds it in few readings. */
function placeOfToken(text: string): number {
  let [right, wrong] = [0, text.length]
  while (wrong - right > 1) {
    const middle = Math.floor((right + wrong) / 2)
    if (holdsWrongToken(text.slice(0, middle))) wrong = middle
    else right = middle
  }
  return right
}

function holdsWrongToken(text: string): boolean {
  try {
    JSON.parse(text)
    return false
  } catch (error) {
    return placeIn(error) === null && !endsTooEarly(error)
  }
}

/** Whether a text can be what {@link readBase64Object} reads, by its letters and by how it begins. */
export const looksLikeBase64Object = (text: string): boolean =>
  // `{` and what JSON allows behind it: what begins so and is JSON is an object.
  /^e[3wy]/.test(text) && /^[A-Za-z0-9+/_-]+={0,2}$/.test(text)

/**
 * A JSON object in base64, standard or URL-safe, padded or not, or null. Unlike `Buffer.from`, which passes over what is not
 * base64, this takes nothing else.
 */
export function readBase64Object(text: string): Readonly<Record<string, unknown>> | null {
  if (!looksLikeBase64Object(text)) return null
  const reading = readJson(Buffer.from(text, 'base64').toString())
  return 'value' in reading ? (reading.value as Readonly<Record<string, unknown>>) : null
}

/** Looks at valid JSON only. Goes from string to string, because an expression that matches a long one runs out of stack. */
function placeTooDeep(json: string): number | null {
  const signs = /["[\]{}]/g
  let depth = 0
  for (let sign = signs.exec(json); sign !== null; sign = signs.exec(json)) {
    if (sign[0] === '"') signs.lastIndex = endOfText(json, sign.index)
    else depth += sign[0] === '[' || sign[0] === '{' ? 1 : -1
    if (depth > DEEPEST) return sign.index
  }
  return null
}

/**
 * Where a text in JSON ends, its last quotation mark included: the end of all where it is not closed.
 * @param start where its first quotation mark stands
 */
export function endOfText(json: string, start: number): number {
  const signs = /["\\]/g
  signs.lastIndex = start + 1
  for (let sign = signs.exec(json); sign !== null; sign = signs.exec(json)) {
    if (sign[0] === '"') return signs.lastIndex
    signs.lastIndex += 1
  }
  return json.length
}
