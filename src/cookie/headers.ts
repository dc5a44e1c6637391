import { isToken } from './pair.ts'

/**
 * The pairs of a Cookie header (RFC 6265bis section 4.2.1), in order. Empty ones are left out.
 * @param value what stands behind `Cookie:`
 */
export function readCookieHeader(value: string): readonly string[] {
  return value
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
}

/**
 * Splits Set-Cookie lines that were joined with commas, as `headers.get('set-cookie')` of the Fetch standard does. A comma
 * begins a new cookie only behind a semicolon and before `name=`: dates hold commas too, and so may values.
 * @param value what stands behind `Set-Cookie:`
 */
export function splitSetCookies(value: string): readonly string[] {
  const lines: string[] = []
  let start = 0
  let attributesBegun = false
  for (const { index, 0: sign } of value.matchAll(/[;,]/g)) {
    if (sign === ';') attributesBegun = true
    else if (attributesBegun && beginsPair(value, index + 1)) {
      lines.push(value.slice(start, index).trim())
      start = index + 1
      attributesBegun = false
    }
  }
  return [...lines, value.slice(start).trim()]
}

/** Looks no further than the next sign that ends a name, so that many commas take linear time. */
function beginsPair(text: string, from: number): boolean {
  const name = /^ *([^\s=;,"]*)=/.exec(text.slice(from, from + 4097))?.[1]
  return name !== undefined && isToken(name)
}
