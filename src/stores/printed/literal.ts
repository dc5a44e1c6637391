/** What a text holds from some place on: a value, and where what follows it begins, in UTF-16 units from 0. */
export interface Literal {
  readonly value: unknown
  readonly end: number
}

/**
 * Reads a text in quotes as SQL and CSV write it: a quote is written twice, and nothing else means anything.
 * @param start where the first quote stands
 * @returns null where it does not end
 */
export function readField(text: string, start: number): Literal | null {
  const quote = text[start] ?? ''
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf(quote, at)
    if (at === -1) return null
    if (text[at + 1] !== quote)
      return { value: text.slice(start + 1, at).replaceAll(quote + quote, quote), end: at + 1 }
  }
}

/** Deeper than this nobody nests a session. */
const MOST_LEVELS = 100

/** Thrown inside of this file where a text holds no value. */
const NONE = new Error('no value')

/**
 * Reads a value as programs print it: JSON; what `console.log()` and mongosh show of an object, with keys and dates that stand there
 * without quotes, classes in front (`Session {`), calls (`ISODate('...')`), and what is left out (`[Object]`, `... 3 more items`).
 * @param start where the value begins
 * @returns null where no value begins there, or it does not end
 */
export function readLiteral(text: string, start: number): Literal | null {
  let at = start
  try {
    return { value: value(0), end: at }
  } catch (error) {
    if (error === NONE) return null
    throw error
  }

  function value(level: number): unknown {
    if (level > MOST_LEVELS) throw NONE
    skip()
    const sign = text[at] ?? ''
    if (sign === '{') return object(level)
    if (sign === '[') return array(level)
    if (sign === '"' || sign === "'" || sign === '`') return quoted(sign)
    return word(level)
  }

  function object(level: number): Record<string, unknown> {
    const found: Record<string, unknown> = Object.create(null) as Record<string, unknown>
    at += 1
    for (;;) {
      skip()
      if (take(/\}/y)) return { ...found }
      // What is left out is not known.
      if (take(/\.\.\.[^,}\n]*/y) || take(/<[^>\n]*>/y)) {
        take(/\s*,/y)
        continue
      }
      const name = key()
      if (name !== null) found[name] = value(level + 1)
      else {
        // A Set has values only, and a Map has arrows between them.
        const one = value(level + 1)
        found[String(one)] = take(/\s*=>/y) ? value(level + 1) : true
      }
      if (!take(/\s*,/y) && !/\}/y.test(rest(1))) throw NONE
    }
  }

  /** The key of a property; null if there is none. */
  function key(): string | null {
    const begun = at
    const [bare] = take(/[\w$]+/y) ?? take(/\[[^\]\n]*\]/y) ?? []
    const name = bare ?? (/["'`]/.test(text[at] ?? '') ? quoted(text[at] ?? '') : null)
    if (name !== null && take(/\s*:/y)) return name
    at = begun
    return null
  }

  function array(level: number): unknown {
    // `[Object]`, `[Array]`, `[Function: f]`, `[Circular *1]`, `[Getter/Setter]`
    const left = take(
      /\[(?:Object(?:: null prototype)?|Array|Function[^\]\n]*|class [^\]\n]*|Circular[^\]\n]*|Getter[^\]\n]*|Setter|[A-Z]\w*)\]/y,
    )
    if (left) return /[{[]/y.test(rest(1)) ? value(level + 1) : left[0]
    const found: unknown[] = []
    at += 1
    for (;;) {
      skip()
      if (take(/\]/y)) return found
      if (!take(/\.\.\.[^,\]\n]*/y)) found.push(value(level + 1))
      if (!take(/\s*,/y) && !/\]/y.test(rest(1))) throw NONE
    }
  }

  function quoted(quote: string): string {
    if (quote === '' || !'"\'`'.includes(quote)) throw NONE
    at += 1
    let content = ''
    for (;;) {
      const sign = text[at]
      if (sign === undefined) throw NONE
      at += 1
      if (sign === quote) return content
      content += sign === '\\' ? escape() : sign
    }
  }

  function escape(): string {
    const [, hex] = take(/u([\da-f]{4})/iy) ?? []
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    // redis-cli writes what is no ASCII byte by byte.
    const [bytes] = take(/x[\da-f]{2}(?:\\x[\da-f]{2})*/iy) ?? []
    if (bytes !== undefined) return Buffer.from(bytes.replaceAll(/\\?x/gi, ''), 'hex').toString()
    const sign = text[at] ?? ''
    at += 1
    return ESCAPES[sign] ?? sign
  }

  /** A number, a date, a constant, a class with an object behind it, or a call. */
  function word(level: number): unknown {
    const [date] = take(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/y) ?? []
    if (date !== undefined) return asIso(date)
    const [number] = take(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?!\w)|-?Infinity\b/iy) ?? []
    if (number !== undefined) return Number(number)
    const [spelled] = take(/-?\d+n\b|\/[^/\n]+\/\w*|<(?!ref)[^>\n]*>/y) ?? []
    if (spelled !== undefined) return spelled
    if (take(/<ref[^>\n]*>/y)) return value(level + 1)
    const [name] = take(/(?:new\s+)?[A-Za-z_$][\w$.]*(?:\s*\(\d+\)(?=\s*[{[]))?/y) ?? []
    if (name === undefined) throw NONE
    if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name]
    if (take(/\s*\[Object: null prototype\]/y) || /\s*[{[]/y.test(rest(16))) return value(level + 1)
    if (!take(/\s*\(\s*/y)) throw NONE
    const argument = take(/\)/y) ? null : value(level + 1)
    if (argument !== null && !take(/\s*\)/y)) throw NONE
    return /date/i.test(name) && typeof argument === 'string' ? asIso(argument) : argument
  }

  function skip(): void {
    take(/(?:\s|\/\/[^\n]*)+/y)
  }

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found) at = pattern.lastIndex
    return found
  }

  /** What comes next, blanks left out. */
  function rest(length: number): string {
    const blanks = /\s*/y
    blanks.lastIndex = at
    blanks.exec(text)
    return text.slice(blanks.lastIndex, blanks.lastIndex + length)
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', a: '\u0007' }

const CONSTANTS: Readonly<Record<string, unknown>> = {
  true: true,
  false: false,
  null: null,
  NULL: null,
  undefined: null,
  // Python
  True: true,
  False: false,
  None: null,
  NaN: null,
}

/** As JSON writes a date; anything that is not a date stays as it is. */
function asIso(text: string): string {
  const time = Date.parse(text)
  return Number.isNaN(time) ? text : new Date(time).toISOString()
}
