import type { Style } from '../style.ts'
import { visibleLines } from '../text.ts'

/**
 * Renders the Markdown inside one line, as in questions, claims and checks: `code` and **bold**, and nothing else. The lexer for
 * whole texts takes longer to load than most commands take.
 */
export function renderInline(text: string, style: Style): string {
  return visibleLines(text).replaceAll(/`([^`]+)`|\*\*(\S(?:.*?\S)?)\*\*/g, (_, code?: string, bold?: string) =>
    code === undefined ? style.bold(bold ?? '') : codeWord(code, style),
  )
}

/** A word of code. Where no colour tells it from prose, its backticks do. */
export function codeWord(text: string, style: Style): string {
  const painted = style.accent(text)
  return painted === text ? `\`${text}\`` : painted
}
