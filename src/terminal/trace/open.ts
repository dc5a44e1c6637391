import type { FindingSeen } from '../../trace/findings.ts'
import { renderPanes } from '../exchange/exchange.ts'
import type { Style } from '../style.ts'
import { visible, wrap } from '../text.ts'
import { listColumns } from './list.ts'
import type { TraceMaterial } from './material.ts'
import { chosenRow, findingsOf, type TraceState } from './state.ts'

/** How many lines of the panes are shown before a finding gets a second line. */
const PANES_LEAST = 3

/** The chosen request as far as there is room: its panes, and below them what is wrong. @param room in lines */
export function openLines(state: TraceState, material: TraceMaterial, room: number, style: Style): readonly string[] {
  const open = material.open()
  if (!open || room < 1) return []
  const panes = renderPanes(open.seen, style, 'brief', { sessions: open.sessions, tight: true }).split('\n')
  const row = chosenRow(state)
  const findings = [
    ...(row?.refused ? [refusedLines(row.refused, style)] : []),
    ...findingsOf(state, row?.number).map((finding) => findingLines(finding, style)),
  ]
  const [first = []] = findings
  const isAll = panes.length + findings.flat().length + (findings.length > 0 ? 1 : 0) <= room
  if (isAll) return [...panes, ...(findings.length > 0 ? ['', ...findings.flat()] : [])]
  const below = room >= first.length + PANES_LEAST ? first : first.slice(0, 1)
  const seen = panes.slice(0, Math.max(0, room - below.length - 1))
  const more = panes.length - seen.length + findings.flat().length - below.length
  const rest = style.dim(`   + ${more} more ${more === 1 ? 'line' : 'lines'}`)
  return [...seen, ...(more > 0 ? [rest] : []), ...below]
}

/** Why browsers do not keep the session cookie. */
const refusedLines = (part: string, style: Style): readonly string[] =>
  ` ${wrap(`${style.bad(`${style.glyphs.wrong} refused`)}  Browsers do not keep this cookie: ${visible(part)}`, listColumns(style), 3)}`.split(
    '\n',
  )

/** A finding in two lines, or a little more where the window is narrow. */
function findingLines({ code, level, title, at, count }: FindingSeen, style: Style): readonly string[] {
  const columns = listColumns(style)
  const sign = level === 'info' ? style.glyphs.bullet : style.glyphs.wrong
  const place = at ? `   ${visible(`${at.file}:${at.line}`)}` : ''
  const times = count > 1 ? `, ${count} times` : ''
  const lead = `${style.bad(`${sign} ${level}`)}  ${style.bold(visible(code))}${style.dim(`${times}${place}`)}`
  return ` ${wrap(lead, columns, 3)}\n   ${wrap(visible(title), columns, 3)}`.split('\n')
}
