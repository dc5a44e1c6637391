import { width } from '../text.ts'

/** A colour code, or any other character that is no space. */
const PIECE = /(?:\u001b\[[\d;]*m|[^,;=&])*(?:[,;=&]|$)(?:\u001b\[[\d;]*m)*/g

/**
 * Breaks words that are wider than a line behind `=`, `,`, `;` and `&`, so that what stands between them stays whole: an id above all.
 * A line without such a word stays as it is, and so does a piece that is itself too wide.
 * @param room columns of a line
 */
export const breakValues = (text: string, room: number): string =>
  text
    .split('\n')
    .map((line) => breakLine(line, room))
    .join('\n')

function breakLine(text: string, room: number): string {
  const words = text.split(' ')
  if (words.every((word) => width(word) <= room)) return text
  let used = 0
  return words
    .map((word, i) => {
      const pieces = width(word) > room ? (word.match(PIECE) ?? [word]) : [word]
      return pieces
        .map((piece, j) => {
          const gap = i > 0 && j === 0 ? 1 : 0
          const columns = width(piece)
          const fits = used === 0 || used + gap + columns <= room
          const lead = gap === 0 ? '' : ' '
          used = fits ? used + gap + columns : columns
          return fits ? lead + piece : `\n${piece}`
        })
        .join('')
    })
    .join('')
}

/**
 * Puts what stands behind a gap of two spaces on a line of its own where the whole takes more than one.
 * @param room columns of a line
 */
export function breakGaps(text: string, room: number): string {
  const [first = '', ...rest] = text.split('  ')
  let line = first
  const lines: string[] = []
  for (const part of rest) {
    if (width(line) + 2 + width(part) <= room) line += `  ${part}`
    else {
      lines.push(line)
      line = part
    }
  }
  return [...lines, line].join('\n')
}
