import type { Anatomy } from '../../cookie/anatomy.ts'
import type { Style } from '../style.ts'
import { indented, visibleLines, wrap } from '../text.ts'

/** The data that a cookie carries, decoded and indented; dates of a token as dates. */
export function renderContent({ report }: Anatomy, style: Style, columns: number): string {
  if (report.kind !== 'jwt') return part('Data', report.content, style, columns)
  const { header, payload } = report.content as Readonly<Record<string, unknown>>
  const parts = [part('Header', header, style, columns)]
  if (payload !== null) parts.push(part('Payload', payload, style, columns))
  if (report.dates && Object.keys(report.dates).length > 0) parts.push(part('Dates', report.dates, style, columns))
  return parts.join('\n\n')
}

function part(heading: string, data: unknown, style: Style, columns: number): string {
  const json = visibleLines(JSON.stringify(data, null, 2))
  const lines = json
    .split('\n')
    .map((line) => wrap(line, columns - 3, line.length - line.trimStart().length + 2, false))
  return ` ${style.bold(heading)}\n\n${indented(lines.join('\n'), 3)}`
}
