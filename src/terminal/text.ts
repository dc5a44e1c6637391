import stringWidth from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'

/** The widest a paragraph may be, in columns: longer lines are hard to read. */
export const TEXT_COLUMNS = 76

/** How long a line of prose may be on a terminal of so many columns. */
export const proseColumns = ({ columns }: { readonly columns: number }): number =>
  Math.min(columns - 1, TEXT_COLUMNS + 1)

// C0 and C1 controls and DEL drive a terminal; bidirectional and zero-width characters make text look like other text.
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu
const UNSAFE_BUT_LINES =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu

/** Untrusted text with every control character written out, as in `\x1b` or `\u202e`. One line in, one line out. */
export function visible(text: string): string {
  return text.replace(UNSAFE, spellOut)
}

/** Like {@link visible}, but line feeds stay. For bodies and other text of many lines. */
export function visibleLines(text: string): string {
  return text.replace(UNSAFE_BUT_LINES, spellOut)
}

function spellOut(character: string): string {
  const code = character.charCodeAt(0)
  if (character === '\n') return '\\n'
  if (character === '\r') return '\\r'
  if (character === '\t') return '\\t'
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

/** A count with its noun, as in `1 request` or `2 requests`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Columns that a text takes in a terminal; colour codes take none. */
export function width(text: string): number {
  return stringWidth(text)
}

/** Beyond this many characters nobody writes prose, and looking for spaces takes too long: a value is broken anywhere. */
const LONGEST_PROSE = 4096

/** A line in which each character takes a column, without spaces at its ends: long lists are made of such. */
const PLAIN_LINE = /^[!-~]([ -~]*[!-~])?$/

/**
 * Breaks a text into lines of at most `columns` columns, at spaces where there are some.
 * @param indent how many spaces to put before each line but the first
 * @param trim whether spaces at the ends of lines go; code keeps them
 */
export function wrap(text: string, columns: number, indent = 0, trim = true): string {
  const margin = ' '.repeat(indent)
  const room = Math.max(8, columns - indent)
  if (text.length <= room && PLAIN_LINE.test(text)) return text
  const lines =
    text.length > LONGEST_PROSE
      ? breakAnywhere(text, room)
      : wrapAnsi(text, room, { hard: true, trim })
          .split('\n')
          // It measures each character by itself, and some are wider together: a flag is made of two.
          .flatMap((line) => (width(line) > room ? breakAnywhere(line, room) : [line]))
  return lines.join(`\n${margin}`)
}

/** With fewer columns no room is spent on indentation. */
const LEAST_FOR_CODE = 20

/** Breaks a line of code into lines of at most `columns` columns: what goes on stands below it, two spaces further in. */
export function wrapCode(line: string, columns: number): string {
  if (width(line) <= columns) return line
  if (columns < LEAST_FOR_CODE) return wrap(line, columns, 0, false)
  const own = Math.min(line.search(/[^ ]|$/), Math.floor(columns / 4))
  const margin = ' '.repeat(own)
  return margin + wrap(line.slice(own), columns - own, 2).replaceAll('\n', `\n${margin}`)
}

let segmenter: Intl.Segmenter | undefined

/** Made when it is needed: that takes eight milliseconds, and most texts need none. */
const characters = (): Intl.Segmenter => (segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' }))

/** The most that is segmented at a time, in UTF-16 units: to find the next character takes the longer the longer the text is. */
const SEGMENTED = 256

/** The characters of a text as a person counts them. */
function* charactersOf(text: string): Generator<string, void, undefined> {
  for (let start = 0; start < text.length;) {
    const found = Array.from(characters().segment(text.slice(start, start + SEGMENTED)), ({ segment }) => segment)
    // The last one may go on behind the end of the slice.
    if (found.length > 1 && start + SEGMENTED < text.length) found.pop()
    for (const segment of found) {
      yield segment
      start += segment.length
    }
  }
}

/** Breaks a text wherever a line is full, in a time that is linear in its length. Colour codes take no columns. */
function breakAnywhere(text: string, columns: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  const next = () => {
    lines.push(line)
    line = ''
    used = 0
  }
  for (const [piece] of text.matchAll(/\u001b\[[\d;]*m|\n|[\x20-\x7e]+|[^\u001b\n\x20-\x7e]+|\u001b/g)) {
    if (piece === '\n') next()
    else if (piece.startsWith('\u001b')) line += piece
    else if (/^[\x20-\x7e]/.test(piece)) {
      // A column each, so there is no need to measure them.
      for (let at = 0; at < piece.length;) {
        if (used >= columns) next()
        const part = piece.slice(at, at + columns - used)
        line += part
        used += part.length
        at += part.length
      }
    } else {
      for (const segment of charactersOf(piece)) {
        const taken = width(segment)
        if (used + taken > columns) next()
        line += segment
        used += taken
      }
    }
  }
  return [...lines, line]
}

/** Puts `indent` spaces before every line. */
export function indented(text: string, indent: number): string {
  const margin = ' '.repeat(indent)
  return text
    .split('\n')
    .map((line) => (line === '' ? line : margin + line))
    .join('\n')
}

/**
 * Takes the middle out of a long word, as in `Zk3vPq8x...fGuo`.
 * @param most the columns it may take
 */
export function shorten(word: string, most: number, ellipsis = '...'): string {
  if (word.length <= most) return word
  const kept = Math.max(2, most - ellipsis.length)
  const tail = Math.min(4, Math.floor(kept / 2))
  return beginning(word, kept - tail) + ellipsis + word.slice(word.length - tail).replace(/^[\udc00-\udfff]/, '')
}

/** The beginning of a text, of at most so many UTF-16 units, without half a character at its end. */
export const beginning = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, '')

/** Puts a dim remark at the right edge if both fit on the line, else on lines of its own below. */
export function aside(left: string, right: string, columns: number, indent = 4): string {
  const gap = columns - width(left) - width(right)
  if (right === '') return left
  return gap >= 2 ? left + ' '.repeat(gap) + right : `${left}\n${' '.repeat(indent)}${wrap(right, columns, indent)}`
}

/** Below this many columns a label stands above its text instead of beside it. */
export const SIDE_BY_SIDE = 60

/** Where the text of a section begins, and of a step within one. */
export const SECTION_INDENT = 14
export const STEP_INDENT = 18

/**
 * A label with its text beside it, or beneath it where there is no room for two columns.
 * @param label with the spaces that stand before it; colours are allowed
 * @param indent the column where the text begins when it stands beside
 */
export function labelled(label: string, text: string, indent: number, columns: number): string {
  if (columns >= SIDE_BY_SIDE) return besideText(label, text, indent, columns)
  const margin = label.length - label.trimStart().length + 2
  const body = ' '.repeat(margin) + wrap(text, columns, margin)
  return label.trim() === '' ? body : `${wrapLabel(label, columns)}\n${body}`
}

/**
 * A label with its text beside it, however narrow the window is. A label that reaches the column of the text has lines of its
 * own above it.
 * @param label and `indent` as for {@link labelled}
 */
export function besideText(label: string, text: string, indent: number, columns: number): string {
  const body = wrap(text, columns, indent)
  if (width(label) < indent) return padded(label, indent) + body
  return body === '' ? wrapLabel(label, columns) : `${wrapLabel(label, columns)}\n${' '.repeat(indent)}${body}`
}

function wrapLabel(label: string, columns: number): string {
  const text = label.trimStart()
  const margin = label.length - text.length
  return ' '.repeat(margin) + wrap(text, columns, margin)
}

/** A text with spaces behind it up to a column; one that reaches further stays as it is. Colours are allowed. */
export const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)))
