import type { ClaimChecked } from '../../lesson/events.ts'
import type { OptionChange } from '../../lesson/script.ts'
import { lessonCommand } from '../command-lines.ts'
import type { ListedExercise } from '../course/list.ts'
import { renderInline } from '../markup/inline.ts'
import { claimSign, OTHERWISE } from './verdict.ts'
import type { Style } from '../style.ts'
import { proseColumns, visible, wrap } from '../text.ts'

/** What the end of a lesson tells. */
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

/** What to remember of a lesson, and what a learner may have read beside what the wire showed. */
export const renderLearned = ({ claims }: Pick<EndCard, 'claims'>, style: Style): string =>
  blocks(rememberLines(claims, style), mythLines(claims, style))

/** What to remember of a lesson, each apart from the other; empty where no claim was checked. */
export const renderRemember = (claims: readonly ClaimChecked[], style: Style): string =>
  rememberLines(claims, style).join('\n\n')

/** What a learner may have read, each apart from the other; empty where nobody says otherwise. */
export const renderMyths = (claims: readonly ClaimChecked[], style: Style): string => {
  const myths = mythsOf(claims, style)
  return myths.length === 0 ? '' : [mythsHead(style), ...myths].join('\n\n')
}

const rememberLines = (claims: readonly ClaimChecked[], style: Style) =>
  fieldLines('Remember', remembered(claims, style), style)

/** The same, with the score, what was broken, and what comes next, for where nobody can choose from a list. */
export function renderEnd({ number, claims, score, broken, exercise, folder }: EndCard, style: Style): string {
  const { fallen, breakable, untried } = brokenOf(claims, broken)
  return blocks(
    rememberLines(claims, style),
    [
      ...fieldLines('Predicted', score ? [`${score.right} of ${score.of}`] : [], style),
      ...fieldLines('Broken', [`${fallen} of ${breakable} claims that an option decides`], style),
      ...(untried ? tryLine(lessonCommand(style.program, number, untried, folder), style) : []),
    ],
    mythLines(claims, style),
    fieldLines('Now you', onward(number, exercise, style), style),
  )
}

/**
 * How many claims fell of those that an option decides.
 * @param broken texts of claims that the learner saw fall
 * @returns `untried` a change that breaks another one; null where all are broken
 */
export function brokenOf(
  claims: readonly Pick<ClaimChecked, 'text' | 'breaksWith'>[],
  broken: readonly string[],
): { readonly fallen: number; readonly breakable: number; readonly untried: OptionChange | null } {
  const breakable = claims.filter(({ breaksWith }) => breaksWith !== null)
  const whole = breakable.filter(({ text }) => !broken.includes(text))
  return {
    fallen: breakable.length - whole.length,
    breakable: breakable.length,
    untried: whole[0]?.breaksWith ?? null,
  }
}

/** Blocks of lines with an empty line between; those without lines are left out. */
const blocks = (...parts: readonly (readonly string[])[]): string =>
  parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')

/** The columns that a name before a line takes. */
const NAME_COLUMNS = 12

/** Lines beside their common name; none where there are no lines. */
function fieldLines(name: string, texts: readonly string[], style: Style): string[] {
  return texts.map((text, i) => {
    const label = i === 0 ? style.bold(name.padEnd(NAME_COLUMNS - 1)) : ' '.repeat(NAME_COLUMNS - 1)
    return ` ${label}${wrap(text, proseColumns(style), NAME_COLUMNS)}`
  })
}

/** What to remember; where the claim behind it does not hold, what was claimed instead. */
const remembered = (claims: readonly ClaimChecked[], style: Style): string[] => [
  ...claims.flatMap(({ remember, holds }) => (remember !== null && holds ? [renderInline(remember, style)] : [])),
  ...claims
    .filter(({ holds }) => !holds)
    .map((claim) => `${claimSign(claim, style)}  ${renderInline(textOf(claim), style)}`),
]

const textOf = ({ text, otherwise }: ClaimChecked): string => (otherwise ? `${text} ${OTHERWISE}` : text)

/** What a learner may have read, each with what the wire showed under it. */
function mythLines(claims: readonly ClaimChecked[], style: Style): string[] {
  const myths = mythsOf(claims, style)
  return myths.length === 0 ? [] : [mythsHead(style), ...myths]
}

const mythsHead = ({ bold }: Style): string => ` ${bold('You may have read')}`

const mythsOf = (claims: readonly ClaimChecked[], style: Style): string[] =>
  claims.flatMap((claim) => {
    if (claim.myth === null) return []
    const sign = claim.holds ? '' : `${claimSign(claim, style)}: `
    const wire = wrap(sign + renderInline(textOf(claim), style), proseColumns(style), 5)
    return `   ${style.dim(wrap(`"${renderInline(claim.myth, style)}"`, proseColumns(style), 4))}\n     ${wire}`
  })

const tryLine = (command: string, style: Style): string[] => [
  ` ${style.dim('try'.padEnd(NAME_COLUMNS - 1))}${wrap(visible(command), proseColumns(style), NAME_COLUMNS)}`,
]

/** The exercise, and the command that begins it. */
function onward(number: number, { title, status }: EndCard['exercise'], style: Style): string[] {
  return [
    title,
    status === 'solved' ? style.good(`${style.glyphs.right} solved`) : `${style.program} exercise ${number}`,
  ]
}
