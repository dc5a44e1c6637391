import type { Anatomy, Piece } from '../../cookie/anatomy.ts'
import type { Style } from '../style.ts'
import { shorten, visible, width, wrap } from '../text.ts'

/** The fewest columns for a shortened piece: enough for `Zk3vPq8x...fGuo`, and for the label beneath. */
const PIECE_COLUMNS = 14

/** Every piece gets this many, if it is that long, before any piece gets more. */
const FAIR_COLUMNS = 24

/** Indent of a value that has a line of its own. */
const MARGIN = 3

/** A ruler lines up only under such characters. */
const ONE_COLUMN_EACH = /^[\x20-\x7e]*$/

/** What a kind of piece is ruled with. Neighbours differ, so that the pieces can be told apart without colours. */
const RULES: Readonly<Record<Piece['what'], string>> = {
  mark: '-',
  header: '-',
  id: '+',
  json: '+',
  payload: '+',
  session: '+',
  signature: '=',
}

interface Segment {
  readonly start: number
  readonly length: number
  readonly rule: string
  readonly label: string
}

/**
 * A cookie on one line, its pieces ruled and labelled underneath. Long pieces are shortened in the middle; a value
 * without pieces is shown whole instead.
 * @param columns the most that a line may take
 * @param labelOf names a piece in a word or two
 */
export function cookiePicture(
  { report, raw, pieces }: Anatomy,
  labelOf: (piece: Piece) => string,
  style: Style,
  columns: number,
): string {
  const name = report.name === null ? '' : `${visible(report.name)} = `
  const fixed = pieces.reduce(
    (sum, { what, before, text }) => sum + before.length + (what === 'mark' ? text.length : 0),
    0,
  )
  const long = pieces.filter(({ what }) => what !== 'mark')
  const least = fixed + long.length * PIECE_COLUMNS
  if (pieces.length === 0 || columns < MARGIN + least || !pieces.every(({ text }) => ONE_COLUMN_EACH.test(text))) {
    return ` ${wrap(name + visible(raw), columns - 1, MARGIN)}`
  }
  const beside = 1 + width(name) + least < columns
  const margin = beside ? 1 + width(name) : MARGIN
  const shares = share(
    long.map(({ text }) => text.length),
    columns - margin - fixed,
  )
  const segments: Segment[] = []
  let value = ''
  let at = 0
  for (const piece of pieces) {
    const shown = piece.what === 'mark' ? piece.text : shorten(piece.text, shares.shift() ?? PIECE_COLUMNS)
    segments.push({
      start: at + piece.before.length,
      length: shown.length,
      rule: RULES[piece.what],
      label: labelOf(piece),
    })
    value += piece.before + painted(shown, piece, style)
    at += piece.before.length + shown.length
  }
  const room = columns - margin
  const below = [ruler(segments), ...(labelLine(segments, room) ?? labelStairs(segments, room))].map(
    (line) => ' '.repeat(margin) + style.dim(line),
  )
  const head = beside ? [` ${name}${value}`] : name === '' ? [] : [` ${wrap(name, columns - 1, 1)}`]
  return [...head, ...(beside ? [] : [' '.repeat(margin) + value]), ...below].join('\n')
}

/** How many columns each long piece gets: all of them some, then the first ones what they need. */
function share(lengths: readonly number[], room: number): number[] {
  const shares = lengths.map((length) => Math.min(length, PIECE_COLUMNS))
  for (const most of [FAIR_COLUMNS, Infinity]) {
    lengths.forEach((length, i) => {
      const left = room - shares.reduce((sum, one) => sum + one, 0)
      const has = shares[i] ?? 0
      shares[i] = has + Math.max(0, Math.min(left, Math.min(length, most) - has))
    })
  }
  return shares
}

function painted(text: string, { what }: Piece, style: Style): string {
  if (what === 'mark') return style.dim(text)
  return what === 'signature' ? style.bold(text) : style.accent(text)
}

function ruler(segments: readonly Segment[]): string {
  return segments.reduce((line, { start, length, rule }) => line.padEnd(start) + rule.repeat(length), '')
}

/** All labels on one line, each beginning under its own piece; null where the pieces or the room are too short for that. */
function labelLine(segments: readonly Segment[], room: number): readonly [string] | null {
  let line = ''
  for (const { start, length, label } of segments) {
    const at = Math.max(start, line === '' ? 0 : line.length + 2)
    if (at >= start + length) return null
    line = line.padEnd(at) + label
  }
  return line.length > room ? null : [line]
}

/** A line for each label, the last piece first, with a stroke down from the others. One that would reach too far ends at the edge. */
function labelStairs(segments: readonly Segment[], room: number): readonly string[] {
  return segments.toReversed().map(({ start, label }) => {
    const at = Math.max(0, Math.min(start, room - label.length))
    const strokes = segments.filter((other) => other.start < at)
    return strokes.reduce((line, other) => `${line.padEnd(other.start)}|`, '').padEnd(at) + label
  })
}
