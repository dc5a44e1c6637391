import type { Attempt } from '../../lesson/attempt.ts'
import type { Detail } from '../exchange/look.ts'
import { renderInline } from '../markup/inline.ts'
import type { Style } from '../style.ts'
import { proseColumns, width, wrap } from '../text.ts'
import { renderChange, renderExchanges } from './diff.ts'

/** A try to make a claim false, and how it came out. */
export interface AttemptShown {
  readonly claim: string
  readonly attempt: Attempt
  /** The options of the normal run. */
  readonly options: Readonly<Record<string, unknown>>
  /** How many claims of the lesson are broken by now, of those that an option decides. */
  readonly count: { readonly fallen: number; readonly breakable: number }
}

/** What to do in the game, above the list of changes. */
export function renderTask(claim: string, style: Style): string {
  const columns = proseColumns(style)
  const task = wrap(`${style.bold('Find the change')} that makes this false:`, columns, 1)
  return ` ${task}\n\n   ${wrap(renderInline(claim, style), columns, 3)}`
}

/** A claim in the list of those to break, and whether it is broken. */
export function knownAs(
  claim: string,
  known: { readonly broken: readonly string[]; readonly found: readonly string[] },
): string {
  if (known.found.includes(claim)) return `${claim} (you broke it)`
  return known.broken.includes(claim) ? `${claim} (you saw it fall)` : claim
}

/**
 * What came of a try: the verdict, how many claims are broken, and what the change did in the step of the claim.
 * @param room lines that the brief view may take, where it can
 */
export function renderAttempt(
  { claim, attempt, options, count }: AttemptShown,
  style: Style,
  detail: Detail,
  room = Infinity,
): string {
  const { verdict, why, diff } = attempt
  const { glyphs } = style
  const sign = {
    broken: style.good(`${glyphs.right} broken`),
    'still-true': style.bad(`${glyphs.wrong} still true`),
    unknown: `${glyphs.bullet} does not count`,
  }[verdict]
  const counted = verdict === 'broken' ? `${count.fallen} of ${count.breakable} broken in this lesson.` : ''
  const columns = proseColumns(style)
  const told = [
    renderChange(diff.change, options, style),
    ` ${sign}   ${wrap(renderInline(claim, style), columns, width(sign) + 4)}`,
    ...[why, counted].filter((sentence) => sentence !== '').map((sentence) => ` ${wrap(sentence, columns, 1)}`),
  ].join('\n\n')
  const left = room - told.split('\n').length
  return [told, ...renderExchanges(diff, style, detail, left)].join('\n\n')
}
