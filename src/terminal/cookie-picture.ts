import type { Anatomy } from '../cookie/anatomy.ts'
import type { Style } from './style.ts'
import { shorten, visible, width, wrap } from './text.ts'

/** The fewest columns for a shortened id or signature: enough for `Zk3vPq8x...fGuo`, and for the label beneath. */
const PIECE_COLUMNS = 14

/** Indent of a value that has a line of its own. */
const MARGIN = 3

/** Room for `s%3A`, an id, the dot and a signature. */
const PICTURE_COLUMNS = MARGIN + 4 + PIECE_COLUMNS + 1 + PIECE_COLUMNS

/** A ruler lines up only under such characters. */
const ONE_COLUMN_EACH = /^[\x20-\x7e]*$/

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
 * @param idLabel what the signed piece is
 */
export function cookiePicture(
  { report, raw, pieces }: Anatomy,
  idLabel: string,
  style: Style,
  columns: number,
): string {
  const name = report.name === null ? '' : `${visible(report.name)} = `
  if (!pieces || columns < PICTURE_COLUMNS || !ONE_COLUMN_EACH.test(pieces.id + pieces.signature)) {
    return ` ${wrap(name + visible(raw), columns - 1, MARGIN)}`
  }
  const { prefix, id, signature } = pieces
  const beside = 1 + width(name) + prefix.length + 2 * PIECE_COLUMNS < columns
  const margin = beside ? 1 + width(name) : MARGIN
  const room = columns - margin - prefix.length - 1
  const idShown = shorten(id, Math.max(PIECE_COLUMNS, room - Math.max(PIECE_COLUMNS, Math.min(signature.length, 24))))
  const signatureShown = shorten(signature, room - idShown.length)
  const segments: readonly Segment[] = [
    { start: 0, length: prefix.length, rule: '-', label: 'signed' },
    { start: prefix.length, length: idShown.length, rule: '+', label: idLabel },
    { start: prefix.length + idShown.length + 1, length: signatureShown.length, rule: '=', label: 'signature' },
  ]
  const value = `${style.dim(prefix)}${style.accent(idShown)}.${style.bold(signatureShown)}`
  const below = [ruler(segments), ...(labelLine(segments) ?? labelStairs(segments))].map(
    (line) => ' '.repeat(margin) + style.dim(line),
  )
  const head = beside ? [` ${name}${value}`] : name === '' ? [] : [` ${wrap(name, columns - 1, 1)}`]
  return [...head, ...(beside ? [] : [' '.repeat(margin) + value]), ...below].join('\n')
}

function ruler(segments: readonly Segment[]): string {
  return segments.reduce((line, { start, length, rule }) => line.padEnd(start) + rule.repeat(length), '')
}

/** All labels on one line, each beginning under its own piece; null where the pieces are too short for that. */
function labelLine(segments: readonly Segment[]): readonly [string] | null {
  let line = ''
  for (const { start, length, label } of segments) {
    const at = Math.max(start, line === '' ? 0 : line.length + 2)
    if (at >= start + length) return null
    line = line.padEnd(at) + label
  }
  return [line]
}

/** A line for each label, the last piece first, with a stroke down from the others. */
function labelStairs(segments: readonly Segment[]): readonly string[] {
  return segments.toReversed().map(({ start, label }) => {
    const strokes = segments.filter((other) => other.start < start)
    return strokes.reduce((line, other) => `${line.padEnd(other.start)}|`, '').padEnd(start) + label
  })
}
