import diffSequences from '@jest/diff-sequences'
import type { Style } from '../style.ts'
import { visible, wrap } from '../text.ts'

// Its types speak of the CommonJS module, where the function is a property; what is imported is the function itself.
const findCommon = diffSequences as unknown as typeof diffSequences.default

/**
 * What makes one source into another: lines that go with a `-`, lines that come with a `+`, and a few others between them.
 * The numbers count the lines of the first. Indentation, a semicolon at the end and the kind of quotes make no difference,
 * because an editor may change them all at once when it saves.
 */
export function renderFileDiff(before: string, after: string, style: Style): string {
  const [old, wanted] = [linesOf(before), linesOf(after)]
  const lines = compareLines(old, wanted)
  if (lines.every(({ sign }) => sign === ' ')) {
    const same = old.length === wanted.length && old.every((line, i) => line === wanted[i])
    const text = same ? 'No line is different.' : 'No line is different, but for spaces, semicolons and quotes.'
    return ` ${wrap(text, style.columns - 1, 1)}`
  }
  const digits = String(old.length).length
  const isNear = (place: number) => lines.slice(Math.max(0, place - CONTEXT), place + CONTEXT + 1).some(isChange)
  const isNearOrOutside = (place: number) => !lines[place] || isNear(place)
  // To say that one line is left out takes a line, too.
  const near = lines.map((_, place) => isNear(place) || (isNearOrOutside(place - 1) && isNearOrOutside(place + 1)))
  const rows: string[] = []
  for (let place = 0; place < lines.length;) {
    const line = lines[place]
    if (line && near[place]) {
      rows.push(renderLine(line, digits, style))
      place += 1
    } else {
      const next = near.indexOf(true, place)
      const end = next < 0 ? lines.length : next
      rows.push(style.dim(`   ... ${end - place} lines alike`))
      place = end
    }
  }
  return rows.join('\n')
}

/** How many unchanged lines stand before and after the changed ones. */
const CONTEXT = 3

interface Line {
  readonly sign: '-' | '+' | ' '
  /** In the first source, counted from 1; null for a line that is not in it. */
  readonly number: number | null
  readonly text: string
}

const isChange = ({ sign }: Line): boolean => sign !== ' '

/** Files end with a line break, on Windows lines with two characters; neither is a difference. */
const linesOf = (source: string): readonly string[] => source.trimEnd().split(/\r?\n/)

function compareLines(old: readonly string[], wanted: readonly string[]): readonly Line[] {
  const [before, after] = [old.map(essence), wanted.map(essence)]
  const lines: Line[] = []
  let [i, j] = [0, 0]
  const upTo = (oldEnd: number, newEnd: number) => {
    while (i < oldEnd) lines.push({ sign: '-', number: i + 1, text: old[i++] ?? '' })
    while (j < newEnd) lines.push({ sign: '+', number: null, text: wanted[j++] ?? '' })
  }
  findCommon(
    before.length,
    after.length,
    (a, b) => before[a] === after[b],
    (count, a, b) => {
      upTo(a, b)
      while (i < a + count) lines.push({ sign: ' ', number: i + 1, text: old[i++] ?? '' })
      j = b + count
    },
  )
  upTo(old.length, wanted.length)
  return lines
}

/** What of a line is compared. */
const essence = (line: string): string => line.trim().replace(/;$/, '').replaceAll('"', "'")

function renderLine({ sign, number, text }: Line, digits: number, style: Style): string {
  const paint = sign === '-' ? style.bad : sign === '+' ? style.good : (line: string) => line
  const lead = ` ${paint(sign)} ${style.dim(String(number ?? '').padStart(digits))}  `
  const indent = digits + 5
  const parts = wrap(visible(text.replaceAll('\t', '  ')), style.columns - 1 - indent, 0, false).split('\n')
  return parts.map((part, i) => `${i === 0 ? lead : ' '.repeat(indent)}${paint(part)}`.trimEnd()).join('\n')
}
