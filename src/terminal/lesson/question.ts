import type { PredictAsked } from '../../lesson/events.ts'
import type { Question } from '../prompts.ts'
import { keyTo } from '../key-table.ts'
import { chooseKey, renderKeys, type Key } from '../keys.ts'
import { renderInline } from '../markup/inline.ts'
import type { Style } from '../style.ts'
import { proseColumns, wrap } from '../text.ts'

/**
 * How a list to choose from looks: a number before each line, a pointer at the selected one.
 * @param longest how many choices there are, where their numbers may have several digits
 */
export function listLook(style: Style, longest = 1): Pick<Question, 'renderChoice' | 'renderHint' | 'renderKeys'> {
  const digits = String(longest).length
  return {
    renderChoice(choice, place, selected) {
      const pointer = selected ? style.accent(style.glyphs.pointer) : ' '
      const text = wrap(renderInline(choice, style), proseColumns(style), 5 + digits)
      return ` ${pointer} ${style.dim(String(place).padStart(digits))}  ${selected ? style.accent(text) : text}`
    },
    renderHint: (hint) => `   ${style.dim('Hint')}  ${wrap(renderInline(hint, style), proseColumns(style), 9)}`,
    renderKeys: (keys) => renderKeys(keys, style),
  }
}

/** The question of a prediction. */
export function renderPredict({ question }: PredictAsked, style: Style): string {
  return ` ${style.bold('Predict')}   ${wrap(renderInline(question, style), proseColumns(style), 11)}`
}

/**
 * Lines that a prediction takes with its answers and its key bar.
 * @param keys those that end it without an answer
 */
export function predictLines(event: PredictAsked, keys: readonly Key[], style: Style): number {
  const look = listLook(style)
  const choices = event.choices.map((choice, i) => look.renderChoice(choice, i + 1, false))
  const bar = look.renderKeys([chooseKey(event.choices.length, null), keyTo('hint', 'another hint'), ...keys])
  return [renderPredict(event, style), '', ...choices, '', bar].join('\n').split('\n').length
}
