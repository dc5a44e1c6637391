import jsTokens from 'js-tokens'
import type { Place } from './location.ts'

/** A source without its comments. They become spaces, so that a line is a line of the file. */
export function withoutComments(source: string): string {
  let text = ''
  for (const { type, value } of jsTokens(source)) {
    text += type.endsWith('Comment') ? value.replaceAll(/[^\n]/g, ' ') : value
  }
  return text
}

/** The first line of a text, counted from 1, in which a pattern is found; null if there is none. */
export function lineWith(text: string, pattern: RegExp): number | null {
  const found = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).exec(text)
  return found ? lineAt(text, found.index) : null
}

/** Like {@link lineWith}, where the pattern is found exactly once. */
export function onlyLineWith(text: string, pattern: RegExp): number | null {
  const found = [...text.matchAll(new RegExp(pattern.source, `${pattern.flags.replace(/[gy]/g, '')}g`))]
  return found.length === 1 ? lineAt(text, found[0]?.index ?? 0) : null
}

/** The text of a line; empty where none is known. @param read the text of a file */
export const lineText = (place: Place | null, read: (file: string) => string): string =>
  place === null ? '' : (read(place.file).split('\n')[place.line - 1] ?? '')

/** The line of a character, counted from 1. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

/** The line of the route for a request, as in `GET /`; null if none is found. */
export function routeLine(request: string, source: string): number | null {
  const [method = '', path = ''] = request.split(' ')
  const route = new RegExp(`\\.${method.toLowerCase()}\\(\\s*${quoted(path).source}`)
  return lineWith(withoutComments(source), route)
}

/** A pattern for a word in quotes. */
export const quoted = (word: string): RegExp => new RegExp(`['"\`]${escaped(word)}['"\`]`)

/** A text as a part of a pattern that matches just it. */
export const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}/]/g, '\\$&')

/**
 * Where the bracket closes that is open at `start`; the end of the text if it does not.
 * @param stop a character that ends it as well, where it stands in no bracket of its own
 */
export function closing(text: string, start: number, stop?: string): number {
  let depth = 0
  let quote = ''
  for (let i = start; i < text.length; i += 1) {
    const char = text.charAt(i)
    if (quote !== '') {
      if (char === '\\') i += 1
      else if (char === quote) quote = ''
    } else if (depth === 0 && char === stop) return i
    else if (/['"`]/.test(char)) quote = char
    else if (/[([{]/.test(char)) depth += 1
    else if (/[)\]}]/.test(char)) {
      if (depth === 0) return i
      depth -= 1
    }
  }
  return text.length
}

/** The innermost bracket of a source that is opened and not closed; null if there is none. */
export function openBracket(source: string): { readonly bracket: string; readonly line: number } | null {
  const open: { bracket: string; line: number }[] = []
  let line = 1
  for (const { type, value } of jsTokens(source)) {
    if (type === 'Punctuator' && '([{'.includes(value)) open.push({ bracket: value, line })
    if (type === 'Punctuator' && ')]}'.includes(value)) open.pop()
    line += value.split('\n').length - 1
  }
  return open.at(-1) ?? null
}
