import { readAttributes, isKnownAttribute, type Attribute } from './attributes.ts'
import { readCookieHeader, splitPair, splitSetCookies, unquoteWhole } from './headers.ts'
import { findSnippets, type Snippet } from './snippets.ts'

/** One cookie of a paste, its value still in the spelling that was pasted. */
export interface PastedCookie {
  /** Null when only a value was pasted. */
  readonly name: string | null
  /** The value, without the quotes round it. */
  readonly raw: string
  /** What follows in a Set-Cookie line; null for any other source. */
  readonly attributes: readonly Attribute[] | null
  /** Equal for cookies that travelled together: in one Cookie header, or with one answer. Null for a cookie by itself. */
  readonly header: number | null
}

/**
 * Finds the cookies in whatever somebody copied: a value, `name=value`, a Cookie header, Set-Cookie lines, what curl prints,
 * what a browser's developer tools give. Never throws, and takes time linear in the length of the paste.
 * @param paste any text
 * @returns the cookies in the order in which they stand there; none for white space and for an HTTP message without any
 */
export function readPaste(paste: string): readonly PastedCookie[] {
  const snippets = findSnippets(paste)
  let header = 0
  return snippets.flatMap((snippet, i) => {
    // Set-Cookie lines that follow each other came with one answer.
    if (snippet.source !== 'Set-Cookie' || snippets[i - 1]?.source !== 'Set-Cookie') header += 1
    return readSnippet(snippet, header)
  })
}

function readSnippet({ source, text }: Snippet, header: number): readonly PastedCookie[] {
  switch (source) {
    case 'Cookie':
      return readCookieHeader(text).map((pair) => cookie(pair, header))
    case 'Set-Cookie':
      return splitSetCookies(text).map((line) => readSetCookie(line, header))
    case 'pair':
      return [cookie(text, null)]
    case 'unknown':
      return readUnknown(text, header)
  }
}

function cookie(text: string, header: number | null, attributes: PastedCookie['attributes'] = null): PastedCookie {
  const { name, raw } = splitPair(text.trim())
  return { name, raw, attributes, header }
}

function readSetCookie(line: string, header: number): PastedCookie {
  const [pair = '', ...segments] = line.split(';')
  return cookie(pair, header, readAttributes(segments))
}

/** A text without the name of its header. What stands behind the first semicolon tells which header it was. */
function readUnknown(quoted: string, header: number): readonly PastedCookie[] {
  const text = unquoteWhole(quoted)
  if (!text.includes(';')) return [cookie(quoted, header)]
  const end = endOfRawSigned(text)
  if (end === text.length) return [cookie(text, header)]
  const joined = splitSetCookies(text)
  if (joined.length > 1 && joined.every((line) => line.split(';').slice(1).every(isKnownAttribute))) {
    return joined.map((line) => readSetCookie(line, header))
  }
  const [first = '', ...rest] = end === null ? text.split(';') : [text.slice(0, end), ...text.slice(end + 1).split(';')]
  const segments = rest.filter((segment) => segment.trim() !== '')
  if (segments.length > 0 && segments.every(isKnownAttribute)) return [cookie(first, header, readAttributes(segments))]
  // Without a name in front nothing says that this is a header, so the semicolon is a fault in a value.
  if (end === null && segments.length > 0 && splitPair(first).name === null) {
    return [{ name: null, raw: text, attributes: null, header }]
  }
  return [first, ...segments].map((pair) => cookie(pair, header))
}

/**
 * Where a signed value ends that is not URL-encoded: its id may then hold semicolons, and only the form of the signature,
 * 43 characters of base64, tells the end.
 * @returns an offset; the length of the text where no semicolon ends it; null where the text holds no such value
 */
function endOfRawSigned(text: string): number | null {
  const { raw } = splitPair(text)
  if (!raw.startsWith('s:')) return null
  for (let at = text.indexOf(';'); at !== -1; at = text.indexOf(';', at + 1)) {
    if (/\.[A-Za-z0-9+/]{43}["']?$/.test(text.slice(Math.max(0, at - 45), at))) return at
  }
  // Attributes end even a signature that is cut off.
  return text.split(';').slice(1).every(isKnownAttribute) ? null : text.length
}
