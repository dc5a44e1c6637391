import type { ExchangeSeen } from '../../lesson/events.ts'
import type { FindingSeen } from '../../trace/findings.ts'
import { renderPanes } from '../exchange/exchange.ts'
import type { Sessions } from '../exchange/sessions.ts'
import { keyTo } from '../key-table.ts'
import { renderKeys } from '../keys.ts'
import type { Style } from '../style.ts'
import { visible, width, wrap } from '../text.ts'
import { renderTraceHead, type TraceHead } from './head.ts'
import { keysOf } from './keys.ts'
import { column, listColumns, renderRow } from './list.ts'
import { renderNotice } from './notice.ts'
import { renderPrinted } from './printed.ts'
import { chosenPlace, chosenRow, findingsOf, placeOf, type TraceRow, type TraceState } from './state.ts'

/** What is drawn beside the state. It is asked for only what is in the window. */
export interface TraceMaterial {
  readonly head: TraceHead
  /** The chosen request as lessons see one; null where there is none. */
  open(): { readonly seen: ExchangeSeen; readonly sessions: Sessions } | null
  /** The text of the page that the state is at. */
  page(style: Style): string
  /** What the command printed, the last lines. @param below how many of them are left out */
  printed(most: number, below: number): readonly string[]
}

/** The screen of `trace`: a head and what the state is at, as much as there is room for, and below it the keys that do something now. */
export function renderTraceScreen(state: TraceState, material: TraceMaterial, style: Style): string {
  const { lines, bar } = measure(state, material, style)
  return `${lines.join('\n')}\n\n${bar}`
}

/** Where the text would begin if it were moved: as far as it goes. @param by lines, downwards */
export function movedTop(state: TraceState, material: TraceMaterial, style: Style, by: number): number {
  const { view, top } = placeOf(state)
  if (view === 'output') return Math.max(0, Math.min(top - by, state.printed - 1))
  return Math.max(0, Math.min(measure(state, material, style).top + by, measure(state, material, style).last))
}

/** How many lines of a text are seen at once. */
export const roomOf = (state: TraceState, style: Style): number => roomAbove(barOf(state, true, style), style)

const barOf = (state: TraceState, scrolls: boolean, style: Style): string =>
  [typedLine(state, style), renderKeys(keysOf(state, scrolls), style)].filter((line) => line !== '').join('\n')

/** A blank line above the bar, and the last line of the window, into which the cursor may go. */
const roomAbove = (bar: string, style: Style): number => Math.max(3, style.rows - bar.split('\n').length - 2)

function measure(state: TraceState, material: TraceMaterial, style: Style) {
  const { view, top: wanted } = placeOf(state)
  const full = barOf(state, true, style)
  const room = roomAbove(full, style)
  if (view === 'list' || view === 'output') {
    const lines = view === 'list' ? listLines(state, material, room, style) : outputLines(state, material, room, style)
    return { lines: lines.slice(0, room), bar: view === 'list' ? barOf(state, false, style) : full, top: 0, last: 0 }
  }
  const text = [
    '',
    ...material
      .page(style)
      .split('\n')
      .flatMap((line) => brokenLine(line, style)),
  ]
  const last = Math.max(0, text.length - room)
  const top = Math.min(wanted, last)
  return { lines: text.slice(top, top + room), bar: barOf(state, last > 0, style), top, last }
}

/** What is whole, so that it can be copied, is broken where the window ends. */
const brokenLine = (line: string, { columns }: Style): readonly string[] =>
  wrap(line, Math.max(8, columns - 1), 0, false).split('\n')

/** What is being typed, above the keys. */
function typedLine({ typing }: TraceState, style: Style): string {
  if (!typing) return ''
  const sign = keyTo(typing.what === 'filter' ? 'filter' : 'type', '').key
  const room = Math.max(8, style.columns - 6)
  let end = visible(typing.text).slice(-room)
  while (width(end) > room) end = end.slice(1)
  return ` ${style.accent(sign)} ${end}${style.accent('_')}`
}

/** So much of the room goes to the list where a request is open below. */
const LIST_PART = 0.4
const LIST_LEAST = 3

function listLines(state: TraceState, material: TraceMaterial, room: number, style: Style): readonly string[] {
  const { listed } = state
  const head = renderTraceHead(material.head, style).split('\n')
  const left = room - head.length - 1
  if (listed.length === 0) return [...head, '', ...nothingYet(state, style), ...notices(state, style)]
  const most = Math.max(LIST_LEAST, Math.floor(left * LIST_PART))
  const place = chosenPlace(state)
  // The chosen one is not on the edge where there are others beyond it.
  const first = Math.max(0, Math.min(place - Math.floor(most / 2), listed.length - most))
  const list = listed
    .slice(first, first + most)
    .map((row, i) => renderRow(row, first + i === place, signOf(state, row, style), style))
  const notes = notices(state, style, listed.length - (first + list.length))
  const below = left - list.length - notes.length - 1
  return [...head, '', ...list, ...notes, '', ...openLines(state, material, below, style)]
}

function signOf(state: TraceState, { number, refused }: TraceRow, { glyphs }: Style): string {
  const [worst] = findingsOf(state, number)
  if (refused !== null) return glyphs.wrong
  if (!worst) return ''
  return worst.level === 'info' ? glyphs.bullet : glyphs.wrong
}

function nothingYet({ rows, ended }: TraceState, style: Style): readonly string[] {
  const text =
    rows.length > 0
      ? 'No request fits.'
      : ended === null
        ? 'No request yet. Use the app: each request appears here.'
        : 'No request came.'
  return [` ${wrap(text, style.columns - 1, 1)}`]
}

/** What the list does not show, and what is going on, each where there is something to say. */
function notices(state: TraceState, style: Style, newer = 0): readonly string[] {
  const { hidden, forgotten, dropped, filter, marked, stopping, ended, notices: known } = state
  const parts = [
    ...(newer > 0 ? [`${newer} newer`] : []),
    ...(filter === '' ? [] : [`only ${visible(JSON.stringify(filter))}`]),
    ...(marked ? ['only with findings'] : []),
    ...(hidden > 0 ? [`${hidden} static ${hidden === 1 ? 'file' : 'files'} hidden`] : []),
    ...(forgotten > 0 ? [`${forgotten} older let go`] : []),
    ...(dropped > 0 ? [`${dropped} only counted`] : []),
  ]
  return [
    ...(parts.length > 0
      ? wrap(parts.join('   '), style.columns - 4)
          .split('\n')
          .map((line) => `   ${style.dim(line)}`)
      : []),
    // Only the last: all stand in the summary.
    ...known.slice(-1).map((notice) => renderNotice(notice, style)),
    ...(ended === null ? [] : [` ${style.accent(wrap(`${visible(ended)} ${QUITS}`, style.columns - 1, 1))}`]),
    ...(ended === null && stopping !== 'no'
      ? [` ${style.accent(wrap(STOPPING[stopping], style.columns - 1, 1))}`]
      : []),
  ].flatMap((line) => line.split('\n'))
}

const QUITS = 'q leaves, with the summary.'
const STOPPING = {
  asked: 'SIGINT was sent, as by Ctrl-C; the command has not ended yet. A second q or Ctrl-C kills it.',
  killed: 'SIGKILL was sent.',
} as const

/** The chosen request as far as there is room: its panes, and below them what is wrong. */
function openLines(state: TraceState, material: TraceMaterial, room: number, style: Style): readonly string[] {
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
  const below = room >= first.length + LIST_LEAST ? first : first.slice(0, 1)
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

/** What the command printed. What is too long for a line goes on in the next. */
function outputLines(state: TraceState, material: TraceMaterial, room: number, style: Style): readonly string[] {
  const { top } = placeOf(state)
  const columns = Math.max(8, style.columns - 2)
  const head = ` ${style.bold('output')}  ${style.dim(column(visible(material.head.command), Math.max(8, style.columns - 12)).trimEnd())}`
  const notes = notices(
    { ...state, hidden: 0, forgotten: 0, dropped: 0, filter: '', marked: false, notices: [] },
    style,
  )
  const left = Math.max(1, room - 2 - notes.length - (top > 0 ? 1 : 0))
  const lines = material
    .printed(left, top)
    .flatMap((line) => wrap(renderPrinted(line, style), columns, 0, false).split('\n'))
    .slice(-left)
    .map((line) => ` ${line}`)
  const none = lines.length === 0 ? [` ${style.dim('Nothing was printed yet.')}`] : []
  const later = top > 0 ? [` ${style.dim(`${top} later ${top === 1 ? 'line' : 'lines'}`)}`] : []
  return [head, '', ...none, ...lines, ...later, ...notes]
}
