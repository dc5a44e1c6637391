import type { Question } from '../prompts.ts'
import { renderInline } from '../markup/inline.ts'
import { listLook } from './question.ts'
import type { Style } from '../style.ts'
import { wrap } from '../text.ts'

/** A step in the table of contents of a lesson. */
export interface ListedStep {
  readonly title: string
  /** In this playing. */
  readonly finished: boolean
}

/** Lines beside the list: the heading, the key bar, and blank lines between them. */
const OTHER_LINES = 6

/** How the steps of a lesson look as a list to choose from: numbers that line up, and a sign for those that are finished. */
export function stepsLook(
  steps: readonly ListedStep[],
  style: Style,
): Pick<Question, 'choices' | 'numbered' | 'room' | 'renderChoice' | 'renderHint' | 'renderKeys'> {
  const digits = String(steps.length).length
  return {
    ...listLook(style),
    choices: steps.map(({ title }) => title),
    numbered: steps.length,
    room: {
      lines: style.rows - OTHER_LINES,
      renderRest: (count, where) => style.dim(`   ${count} more ${where}`),
    },
    renderChoice(title, place, selected) {
      const pointer = selected ? style.accent(style.glyphs.pointer) : ' '
      const sign = steps[place - 1]?.finished ? style.good(style.glyphs.right) : ' '
      const text = wrap(renderInline(title, style), style.columns - 1, digits + 7)
      return ` ${pointer} ${style.dim(String(place).padStart(digits))} ${sign}  ${selected ? style.accent(text) : text}`
    },
  }
}
