import type { Summary } from '../../trace/summary.ts'
import { proseColumns } from '../lesson/verdict.ts'
import type { Style } from '../style.ts'
import { counted, visible, wrap } from '../text.ts'

/** What a trace has seen, and what to do first. */
export function renderSummary(
  { exchanges, dropped, sessions: { made, found, lost }, findings: { error, warning, info }, first }: Summary,
  style: Style,
): string {
  const columns = proseColumns(style)
  const requests = [counted(exchanges, 'request'), ...(dropped > 0 ? [`${dropped} more only counted`] : [])]
  const levels = [counted(error, 'error'), counted(warning, 'warning'), ...(info > 0 ? [`${info} of advice`] : [])]
  const lines = [
    requests.join(', '),
    `sessions: ${made} made, ${found} found, ${lost} lost`,
    `findings: ${levels.join(', ')}`,
    ...(first ? [`first: ${style.bold(visible(first.code))}. ${visible(first.fix.text)}`] : []),
  ]
  return [` ${style.bold('trace')}`, ...lines.map((line) => `   ${wrap(line, columns - 3, 3)}`)].join('\n')
}
