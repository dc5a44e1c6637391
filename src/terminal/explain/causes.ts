import type { Cause } from '../../diagnosis/cause.ts'
import { listLook } from '../lesson/question.ts'
import type { Question } from '../prompts.ts'
import type { Style } from '../style.ts'
import { proseColumns, visible, wrap } from '../text.ts'

/** A paste may be long: so much of it stands above what was found, in characters. */
const MOST_WORDS = 200

/** What somebody said, and how many causes it may have. */
function headOf(words: string, causes: readonly Cause[], style: Style): readonly string[] {
  const count = causes.length === 1 ? '1 cause' : `${causes.length} causes, the likeliest first`
  const short = words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS)}...` : words
  return ['', ` ${style.bold(wrap(visible(short), proseColumns(style), 1))}`, ` ${style.dim(count)}`]
}

const howToTell = (cause: Cause, indent: number, style: Style): string =>
  ' '.repeat(indent) + wrap(`${style.dim('you have it if')} ${cause.howToTell}`, proseColumns(style), indent)

/**
 * The causes that somebody's words may be about, each with how to tell whether one has it.
 * @param words as they were typed
 * @param numbered whether each has its number, to be typed
 */
export function renderCauses(words: string, causes: readonly Cause[], style: Style, numbered = false): string {
  const columns = proseColumns(style)
  return [
    ...headOf(words, causes, style),
    ...causes.flatMap((cause, i) => [
      '',
      ` ${numbered ? `${i + 1}  ` : ''}${style.accent(cause.code)}`,
      `   ${wrap(cause.title, columns, 3)}`,
      howToTell(cause, 3, style),
    ]),
    ...(numbered
      ? []
      : ['', ` ${wrap(`See one happen: ${style.program} explain ${causes[0]?.code ?? ''}`, columns, 3)}`]),
  ].join('\n')
}

/** How the list of causes looks where it can be chosen from. */
export function causesLook(
  words: string,
  causes: readonly Cause[],
  style: Style,
): Pick<Question, 'head' | 'room' | 'renderChoice' | 'renderHint' | 'renderKeys'> {
  const look = listLook(style, causes.length)
  const head = headOf(words, causes, style).join('\n')
  const indent = 5 + String(causes.length).length
  return {
    ...look,
    head,
    room: roomBelow(head, style),
    renderChoice(choice, place, selected) {
      const cause = causes[place - 1]
      const first = look.renderChoice(choice, place, selected)
      return cause ? `${first}\n${howToTell(cause, indent, style)}` : first
    },
  }
}

/** How the list of surprises looks where it can be chosen from. */
export function surprisesLook(
  style: Style,
): Pick<Question, 'head' | 'room' | 'renderChoice' | 'renderHint' | 'renderKeys'> {
  const head = `\n ${style.bold(ASKED)}`
  return { ...listLook(style, MOST_SURPRISES), head, room: roomBelow(head, style) }
}

const ASKED = 'What surprised you?'

/** Their numbers have two digits. */
const MOST_SURPRISES = 10

/** Lines that a list may take: those that the head and the keys, a blank line above each, leave. */
const roomBelow = (head: string, style: Style): NonNullable<Question['room']> => ({
  lines: Math.max(3, style.rows - head.split('\n').length - KEY_LINES),
  renderRest: (count, where) => style.dim(`   ${count} more ${where}`),
})

/** The keys, which may take two lines of a narrow window, the blank lines above and below the list, and the line of the cursor. */
const KEY_LINES = 5

/**
 * What surprises people, each with its causes.
 * @param surprises by what they are called
 * @param numbered whether each has its number, to be typed
 */
export function renderSurprises(
  surprises: readonly (readonly [title: string, codes: readonly string[]])[],
  style: Style,
  numbered = false,
): string {
  const columns = proseColumns(style)
  const further = [
    '',
    ` ${wrap(`Say it in your own words, or paste an error: ${style.program} explain new id on every request`, columns, 3)}`,
    ` ${wrap(`See a cause happen: ${style.program} explain secure-over-http`, columns, 3)}`,
  ]
  return [
    '',
    ` ${style.bold(ASKED)}`,
    ...surprises.flatMap(([title, codes], i) =>
      numbered
        ? [` ${String(i + 1).padStart(2)}  ${wrap(title, columns, 5)}`]
        : ['', ` ${title}`, `   ${style.dim(wrap(codes.join(', '), columns, 3))}`],
    ),
    ...(numbered ? [] : further),
  ].join('\n')
}
