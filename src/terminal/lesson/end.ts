import type { ClaimChecked } from '../../lesson/events.ts'
import { lessonCommand } from '../command-lines.ts'
import type { ListedExercise } from '../course/list.ts'
import { renderInline } from '../markup/inline.ts'
import { claimSign, OTHERWISE, proseColumns } from './verdict.ts'
import type { Style } from '../style.ts'
import { visible, width, wrap } from '../text.ts'

/** What the end card of a lesson tells. */
export interface EndCard {
  readonly number: number
  readonly claims: readonly ClaimChecked[]
  /** Null where nobody was asked. */
  readonly score: { readonly right: number; readonly of: number } | null
  /** Texts of claims that the learner saw fall, now or earlier. */
  readonly broken: readonly string[]
  readonly exercise: { readonly title: string; readonly status: ListedExercise['status'] }
  /** The folder whose packages were played on; undefined for the tutor's own. */
  readonly folder?: string | undefined
}

/** The end card: what was seen, the score, what was broken, the notes beside what the wire showed, and the exercise. */
export function renderEnd({ number, claims, score, broken, exercise, folder }: EndCard, style: Style): string {
  const blocks = [
    section(
      'You saw',
      claims.filter(({ notes }) => notes === null).map((claim) => claimLine(claim, style)),
      style,
    ),
  ]
  const numbers: string[] = []
  if (score) numbers.push(` ${style.bold('Predicted')}  ${score.right} of ${score.of}`)
  const breakable = claims.filter(({ breaksWith }) => breaksWith !== null)
  const fallen = breakable.filter(({ text }) => broken.includes(text)).length
  numbers.push(
    ` ${style.bold('Broken')}     ${wrap(`${fallen} of ${breakable.length} claims that an option decides`, proseColumns(style), 12)}`,
  )
  const untried = breakable.find(({ text }) => !broken.includes(text))
  if (untried?.breaksWith)
    numbers.push(tryLine(lessonCommand(style.program, number, untried.breaksWith, folder), style))
  blocks.push(numbers.join('\n'))

  const corrections = claims.filter(({ notes }) => notes !== null)
  if (corrections.length > 0) {
    blocks.push(
      section(
        'The notes, corrected',
        corrections.map((claim) => correction(claim, style)),
        style,
      ),
    )
  }
  blocks.push(exerciseLines(number, exercise, style))
  return blocks.join('\n\n')
}

const section = (title: string, lines: readonly string[], style: Style): string =>
  [` ${style.bold(title)}`, ...lines].join('\n')

function claimLine(claim: ClaimChecked, style: Style): string {
  const sign = claimSign(claim, style)
  return `   ${sign}  ${wrap(renderInline(textOf(claim), style), proseColumns(style), width(sign) + 5)}`
}

const textOf = ({ text, otherwise }: ClaimChecked): string => (otherwise ? `${text} ${OTHERWISE}` : text)

function correction(claim: ClaimChecked, style: Style): string {
  const notes = wrap(renderInline(claim.notes ?? '', style), proseColumns(style), 14)
  const sign = claim.holds ? '' : `${claimSign(claim, style)}: `
  const wire = wrap(sign + renderInline(textOf(claim), style), proseColumns(style), 14)
  return `   ${style.dim('notes say')}  ${notes}\n   ${style.accent('the wire')}   ${wire}`
}

function tryLine(command: string, style: Style): string {
  return ` ${style.dim('try')}        ${wrap(visible(command), proseColumns(style), 12)}`
}

function exerciseLines(number: number, { title, status }: EndCard['exercise'], style: Style): string {
  const onward =
    status === 'solved' ? style.good(`${style.glyphs.right} solved`) : `${style.program} exercise ${number}`
  const lines = [title, onward].map((text) => wrap(text, proseColumns(style), 12))
  return ` ${style.bold('Now you')}    ${lines.join(`\n${' '.repeat(12)}`)}`
}
