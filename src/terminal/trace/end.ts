import type { Notice } from '../../trace/notices.ts'
import type { Summary } from '../../trace/summary.ts'
import type { Style } from '../style.ts'
import { visible, wrap } from '../text.ts'
import { renderNotice } from './notice.ts'
import { renderPrinted } from './printed.ts'
import { renderSummary } from './summary.ts'

/**
 * What stays on the terminal when the screen of a trace is gone.
 * @param printed the last lines of the command, where they may say why it ended
 * @param how it ended, in words
 * @param notices what is to be said of the trace itself
 */
export function renderEnd(
  printed: readonly string[],
  summary: Summary,
  how: string,
  notices: readonly Notice[],
  style: Style,
): string {
  const lines = printed.map((line) => `${renderPrinted(line, style)}\n`)
  if (lines.length > 0) lines.push('\n')
  const isSaid = notices.some(({ message }) => message === how)
  const rest = [
    ...(isSaid ? [] : [`   ${wrap(visible(how), style.columns - 1, 3)}`]),
    ...notices.map((notice) => renderNotice(notice, style)),
  ]
  return `${lines.join('')}${renderSummary(summary, style)}\n${rest.join('\n')}\n\n`
}
