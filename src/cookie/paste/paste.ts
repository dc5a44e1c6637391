import { readAttributes, isKnownAttribute, type Attribute } from './attributes.ts'
import { readCookieHeader, splitPair, splitSetCookies, unquoteWhole } from './headers.ts'
import { again, every, segmentsOf, some } from './pieces.ts'
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
 * what a browser's developer tools give. Never throws, and takes time linear in the length of the paste. They are read one by
 * one, so that millions take no memory.
 * @param paste any text, or the parts of it that hold cookies where somebody has found them already
 * @returns the cookies in the order in which they stand there; none for white space and for an HTTP message without any
 */
export function readPaste(paste: string | readonly Snippet[]): Iterable<PastedCookie> {
  const snippets = typeof paste === 'string' ? findSnippets(paste) : paste
  return again(() => readSnippets(snippets))
}

function* readSnippets(snippets: Iterable<Snippet>): Generator<PastedCookie, void, undefined> {
  let header = 0
  let before: Snippet['source'] | null = null
  for (const snippet of snippets) {
    const { source, text } = snippet
    // Set-Cookie lines that follow each other came with one answer, if no other begins between them.
    if (source !== 'Set-Cookie' || before !== 'Set-Cookie' || snippet.begins) header += snippet.goesOn ? 0 : 1
    before = source
    if (source === 'Cookie') for (const pair of readCookieHeader(text)) yield cookie(pair, header)
    else if (source === 'Set-Cookie') for (const line of splitSetCookies(text)) yield readSetCookie(line, header)
    else if (source === 'pair') yield cookie(text, null)
    else yield* readUnknown(text, header)
  }
}

function cookie(text: string, header: number | null, attributes: PastedCookie['attributes'] = null): PastedCookie {
  const { name, raw } = splitPair(text.trim())
  return { name, raw, attributes, header }
}

function readSetCookie(line: string, header: number): PastedCookie {
  const end = line.indexOf(';')
  return end === -1
    ? cookie(line, header, [])
    : cookie(line.slice(0, end), header, readAttributes(segmentsOf(line, end + 1)))
}

/** A text without the name of its header. What stands behind the first semicolon tells which header it was. */
function* readUnknown(quoted: string, header: number): Generator<PastedCookie, void, undefined> {
  const text = unquoteWhole(quoted)
  if (!text.includes(';')) return yield cookie(quoted, header)
  const rawEnd = endOfRawSigned(text)
  if (rawEnd === text.length) return yield cookie(text, header)
  const isJoined = (line: string) => every(attributesBehind(line, line.indexOf(';')), isKnownAttribute)
  if (every(splitSetCookies(text), isJoined)) {
    for (const line of splitSetCookies(text)) yield readSetCookie(line, header)
    return
  }
  const end = rawEnd ?? text.indexOf(';')
  const first = text.slice(0, end)
  const isFilled = (segment: string) => segment.trim() !== ''
  const hasMore = some(segmentsOf(text, end + 1), isFilled)
  if (hasMore && every(segmentsOf(text, end + 1), (segment) => !isFilled(segment) || isKnownAttribute(segment))) {
    return yield cookie(first, header, readAttributes(segmentsOf(text, end + 1)))
  }
  // Without a name in front nothing says that this is a header, so the semicolon is a fault in a value.
  if (rawEnd === null && hasMore && splitPair(first).name === null) {
    return yield { name: null, raw: text, attributes: null, header }
  }
  yield cookie(first, header)
  for (const segment of segmentsOf(text, end + 1)) if (isFilled(segment)) yield cookie(segment, header)
}

/** @param semicolon the place of the first one; -1 for a line without attributes */
const attributesBehind = (line: string, semicolon: number): Iterable<string> =>
  semicolon === -1 ? [] : segmentsOf(line, semicolon + 1)

/**
 * Where a signed value ends that is not URL-encoded: its id may then hold semicolons, and only the form of the signature,
 * 43 characters of base64, tells the end.
 * @returns an offset; the length of the text where no semicolon ends it; null where the text holds no such value
 */
function endOfRawSigned(text: string): number | null {
  const { raw } = splitPair(text)
  if (!raw.startsWith('s:')) return null
  const signature = /\.[A-Za-z0-9+/]{43}["']?(?=;)/.exec(text)
  if (signature !== null) return signature.index + signature[0].length
  // Attributes end even a signature that is cut off.
  return every(attributesBehind(text, text.indexOf(';')), isKnownAttribute) ? null : text.length
}
