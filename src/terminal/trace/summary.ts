import type { Summary } from '../../trace/summary.ts'
import { serverName } from './server-name.ts'
import type { Style } from '../style.ts'
import { counted, proseColumns, visible, wrap } from '../text.ts'

/** What a trace has seen, and what to do first. */
export function renderSummary(
  {
    exchanges,
    dropped,
    sessions: { made, found, lost },
    findings: { error, warning, info },
    processes,
    first,
  }: Summary,
  style: Style,
): string {
  const columns = proseColumns(style)
  const requests = [counted(exchanges, 'request'), ...(dropped > 0 ? [`${dropped} more only counted`] : [])]
  const levels = [counted(error, 'error'), counted(warning, 'warning'), ...(info > 0 ? [`${info} of advice`] : [])]
  const lines = [
    requests.join(', '),
    ...(processes.length > 1 ? [processesText(processes)] : []),
    `sessions: ${made} made, ${found} found, ${lost} lost`,
    `findings: ${levels.join(', ')}`,
    ...(first ? [`first: ${style.bold(visible(first.code))}. ${visible(first.fix.text)}`] : []),
  ]
  return [` ${style.bold('trace')}`, ...lines.map((line) => `   ${wrap(line, columns - 3, 3)}`)].join('\n')
}

/** How many are named, the last. */
const MOST_NAMED = 8

function processesText(processes: Summary['processes']): string {
  const names = processes.map(({ pid, argv0 }, index) => [serverName(index + 1), visible(argv0), `(${pid})`])
  const left = names.length - MOST_NAMED
  return [
    'answered by ',
    left > 0 ? `${left} others, and ` : '',
    names
      .slice(-MOST_NAMED)
      .map((words) => words.filter((word) => word !== '').join(' '))
      .join(', '),
  ].join('')
}
