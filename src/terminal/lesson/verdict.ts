import type { ClaimChecked, Verdict } from '../../lesson/events.ts'
import { changeText } from '../command-lines.ts'
import { renderInline } from '../markup/inline.ts'
import type { Style } from '../style.ts'
import { proseColumns, visible, width, wrap } from '../text.ts'

/**
 * What came of a prediction.
 * @param chosen index of the learner's answer; null if nobody was asked
 */
export function renderVerdict(
  verdict: Verdict,
  choices: readonly string[],
  chosen: number | null,
  style: Style,
): string {
  const { answer, because, reasons } = verdict
  const lines = (sign: string, ...sentences: string[]) =>
    sentences
      .map((text, i) => ` ${i === 0 ? sign : ' '} ${wrap(renderInline(text, style), proseColumns(style), 3)}`)
      .join('\n')
  if (answer === null) return lines(style.glyphs.bullet, because)
  const right = choices[answer] ?? ''
  if (chosen === null) return lines(style.glyphs.pointer, `It came true: **${right}**`, because)
  if (chosen === answer) return lines(style.good(style.glyphs.right), `Right: **${right}**`, because)
  const reason = reasons[chosen] ?? because
  return lines(
    style.bad(style.glyphs.wrong),
    `Not this time. You said: ${choices[chosen] ?? ''}`,
    `The server says: **${right}**`,
    reason,
  )
}

/** What came of a claim: a sign and a word. */
export function claimSign({ holds, reached }: Pick<ClaimChecked, 'holds' | 'reached'>, style: Style): string {
  if (!reached) return style.dim(`${style.glyphs.bullet} not reached`)
  return holds ? style.good(`${style.glyphs.right} true`) : style.bad(`${style.glyphs.wrong} not true`)
}

/** Said below a claim that does not hold, where nothing but the versions can be the reason. */
export const OTHERWISE = 'On your versions this is different.'

/** A claim that was just checked, and the change that breaks it. */
export function renderClaim({ text, holds, reached, otherwise, breaksWith }: ClaimChecked, style: Style): string {
  const sign = claimSign({ holds, reached }, style)
  const indent = width(sign) + 3
  const sentence = ` ${sign}  ${wrap(renderInline(text, style), proseColumns(style), indent)}`
  if (otherwise) return `${sentence}\n${' '.repeat(indent)}${wrap(OTHERWISE, proseColumns(style), indent)}`
  if (!breaksWith) return sentence
  return `${sentence}\n${' '.repeat(indent)}${style.dim(wrap(`breaks when ${visible(changeText(breaksWith))}`, proseColumns(style), indent))}`
}
