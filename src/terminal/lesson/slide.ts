import type { Style } from '../style.ts'
import { indented, padded, TEXT_COLUMNS, visible, width, wrap } from '../text.ts'

/** The widest that prose is on a slide, in columns: it is read from the back of a room. */
const SLIDE_COLUMNS = 60

/** The columns that a slide of prose takes, with the space before it. Whatever is not wider begins at the same column. */
const PROSE_COLUMNS = SLIDE_COLUMNS + 2

/** Free columns beside a slide at least. */
const MARGIN = 4

/** The style in which what stands on a slide is drawn: narrower than the window. @param wide for what would break, as the wire */
export const slideStyle = (style: Style, wide = false): Style => ({
  ...style,
  columns: Math.max(20, Math.min(style.columns - MARGIN, wide ? TEXT_COLUMNS + 4 : PROSE_COLUMNS)),
})

/**
 * A slide: one thing, in the middle of an empty window, with double spacing where there is room for that.
 * @param body already rendered in {@link slideStyle}
 * @param where a small line on top; empty for a body that is drawn, and stays as it is
 * @param room lines that it may take, and does
 * @param whole what the body is a part of, where one slide has no room for all of it: its parts look alike
 */
export function renderSlide(body: string, where: string, room: number, style: Style, whole = body): string {
  const shown = where !== '' && isLarge(whole, room) ? doubled(body) : body
  const widest = Math.max(...whole.split('\n').map(width))
  const left = Math.max(
    0,
    Math.floor((Math.min(style.columns, 2 * TEXT_COLUMNS) - Math.max(widest, PROSE_COLUMNS)) / 2),
  )
  const above = Math.max(0, Math.floor((room - TOP_LINES - linesOf(shown)) / 3))
  const head = where === '' ? '' : style.dim(wrap(where, style.columns - left - 2, left + 1))
  const slide = `${indented(head, left + 1)}\n\n${'\n'.repeat(above)}${indented(shown, left)}`
  return slide + '\n'.repeat(Math.max(0, room - linesOf(slide)))
}

/** The line on top of a slide, and the empty one below it. */
export const TOP_LINES = 2

/** Whether there is room for a body with double spacing. */
export const isLarge = (body: string, room: number): boolean => linesOf(doubled(body)) + TOP_LINES <= room

const linesOf = (text: string): number => text.split('\n').length

/** Double spacing. What stood apart still does. */
const doubled = (text: string): string => text.replaceAll(/\n+/g, (breaks) => (breaks.length > 1 ? '\n\n\n' : '\n\n'))

/** The first slide of a step: its number drawn large, and beside or below it what it is about. */
export function renderTitle(number: number, title: string, where: string, style: Style): string {
  const drawn = drawNumber(number, style)
  const across = Math.max(...drawn.map(width)) + GAP
  const columns = slideStyle(style).columns - 1
  const isBeside = columns - across >= LEAST_TITLE
  const room = isBeside ? columns - across : columns
  const spacedOut = lettersApart(title, room).map((line) => style.bold(line))
  const text = [...spacedOut, '', style.dim(wrap(where, room))]
  if (!isBeside) return [...drawn, '', ...text].map((line) => ` ${line}`).join('\n')
  const rows = Math.max(drawn.length, text.length)
  return Array.from({ length: rows }, (_, i) => ` ${padded(drawn[i] ?? '', across)}${text[i] ?? ''}`.trimEnd()).join(
    '\n',
  )
}

const GAP = 6

/** A title beside its number has so many columns at least. */
const LEAST_TITLE = 26

/** A title with a space between its letters, and three between its words; its lines are about as long as each other. */
function lettersApart(title: string, columns: number): string[] {
  const lines = apartWithin(title, columns)
  let narrowest = columns
  while (narrowest > 1 && apartWithin(title, narrowest - 1).length === lines.length) narrowest -= 1
  return apartWithin(title, narrowest)
}

function apartWithin(title: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of visible(title).split(' ')) {
    const apart = word.split('').join(' ')
    const longer = line === '' ? apart : `${line}   ${apart}`
    if (width(longer) <= columns) line = longer
    else {
      if (line !== '') lines.push(line)
      line = apart
    }
  }
  // A word that is too long for that stands as it is.
  return [...lines, line].flatMap((apart) =>
    width(apart) <= columns ? apart : wrap(apart.replaceAll(/(\S) (?=\S)/g, '$1'), columns).split('\n'),
  )
}

/** Digits, five lines high and three dots wide. */
const DIGITS: Readonly<Record<string, readonly string[]>> = {
  '0': ['###', '# #', '# #', '# #', '###'],
  '1': [' # ', '## ', ' # ', ' # ', '###'],
  '2': ['###', '  #', '###', '#  ', '###'],
  '3': ['###', '  #', '###', '  #', '###'],
  '4': ['# #', '# #', '###', '  #', '  #'],
  '5': ['###', '#  ', '###', '  #', '###'],
  '6': ['###', '#  ', '###', '# #', '###'],
  '7': ['###', '  #', '  #', '  #', '  #'],
  '8': ['###', '# #', '###', '# #', '###'],
  '9': ['###', '# #', '###', '  #', '###'],
}

/** A number in large digits. A dot is two columns wide, which makes it nearly square. */
function drawNumber(number: number, { glyphs, accent }: Style): string[] {
  const digits = String(number)
    .split('')
    .map((digit) => DIGITS[digit] ?? [])
  return Array.from({ length: 5 }, (_, row) =>
    accent(
      digits
        .map((lines) => (lines[row] ?? '').replaceAll(/./g, (dot) => (dot === '#' ? glyphs.done : ' ').repeat(2)))
        .join('  '),
    ),
  )
}
