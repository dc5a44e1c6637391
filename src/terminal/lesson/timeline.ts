import type { Seen } from '../../lesson/seen.ts'
import type { Detail } from '../exchange/look.ts'
import { sessionLetter, sessionPaint, type Sessions } from '../exchange/sessions.ts'
import type { Style } from '../style.ts'
import { padded, SIDE_BY_SIDE, TEXT_COLUMNS, width, wrap } from '../text.ts'
import { lanesOf, type Lane, type Span } from './lanes.ts'

/**
 * Who keeps a session until when: the browser its cookie, the store its data. Empty where nothing is kept, or nothing has an end and
 * no time has passed. Empty for what a page of another origin begins, too: there SameSite decides what comes, and bars would tell that
 * the cookie lasts.
 * @param exchanges those with this server so far
 * @param sessions those of the run so far, for their letters
 * @param story the sessions that are drawn, by their ids: those of the last exchange if left out. Then the end of one may lie far off: so
 * that visits stay apart, no more is drawn behind them than half of what is before
 */
export function renderTimeline(
  exchanges: readonly Seen[],
  sessions: Sessions,
  style: Style,
  detail: Detail,
  story?: ReadonlySet<string>,
): string {
  const [start, now] = [exchanges[0]?.at, exchanges.at(-1)?.at]
  if (!story && exchanges.at(-1)?.page) return ''
  const lanes = lanesOf(exchanges, story)
  if (start === undefined || now === undefined || lanes.length === 0) return ''
  const horizon = story ? now + (now - start) / 2 : Infinity
  const scale = scaleOf(start, now, Math.max(horizon, start + 1000), lanes, style)
  if (scale === null) return ''
  if (detail === 'full') return inWords(lanes, now, scale, sessions, style)
  const rows = [
    [scale.unit.word, axis(scale), ''],
    ['visits', visits(exchanges, scale, style), ''],
    ...lanes.map(({ who, spans }) => {
      const name = story && who === 'store' ? `store ${letterOf(spans[0]?.id ?? '', sessions)}` : who
      return [name, bars(spans, scale, sessions, style), lastEnd(spans, scale)] as const
    }),
  ] as const
  return rows
    .map(([label, drawing, note]) => {
      const line = `   ${style.dim(label.padEnd(LABEL_COLUMNS))}${drawing}`
      return note === '' || style.columns < SIDE_BY_SIDE
        ? line
        : `${padded(line, 3 + LABEL_COLUMNS + scale.columns)}  ${note}`
    })
    .map((line) => line.trimEnd())
    .join('\n')
}

const LABEL_COLUMNS = 9

/** Room for what is said beside a bar. */
const NOTE_COLUMNS = 22

const UNITS = [
  { word: 'day', length: 86_400_000, from: 72 * 3_600_000 },
  { word: 'hour', length: 3_600_000, from: 2 * 3_600_000 },
  { word: 'minute', length: 60_000, from: 120_000 },
  { word: 'second', length: 1000, from: 0 },
] as const

/** How time is laid out in columns. */
interface Scale {
  readonly start: number
  /** What is later is not drawn. */
  readonly end: number
  readonly columns: number
  readonly unit: (typeof UNITS)[number]
  /** Units from one number of the axis to the next. */
  readonly step: number
  /** The column of a moment, from 0; one beyond the axis has its last. */
  columnOf(time: number): number
}

/** Every number of the axis has at least so many columns. */
const TICK_COLUMNS = 5

/** @returns null where all that is known is one moment */
function scaleOf(start: number, now: number, horizon: number, lanes: readonly Lane[], style: Style): Scale | null {
  const spans = lanes.flatMap((lane) => lane.spans)
  const ends = spans.map(({ until }) => (typeof until === 'number' ? until : now))
  const last = Math.min(horizon, Math.max(now, ...ends))
  const span = last - start
  if (span < 1000) return null
  const isWide = style.columns >= SIDE_BY_SIDE
  const room = Math.min(style.columns - 1, TEXT_COLUMNS + 1) - 3 - LABEL_COLUMNS - (isWide ? NOTE_COLUMNS : 0)
  const columns = Math.max(12, room)
  const unit = UNITS.find(({ from }) => span >= from) ?? UNITS[3]
  const units = span / unit.length
  const step = [1, 2, 3, 5, 6, 10, 12, 15, 24, 30, 60].find((size) => (columns / units) * size >= TICK_COLUMNS) ?? 100
  // One column is left behind what ends last: a bar without an end goes on there.
  return {
    start,
    end: last,
    columns,
    unit,
    step,
    columnOf: (time) => Math.max(0, Math.min(columns - 1, Math.round(((time - start) / span) * (columns - 2)))),
  }
}

function axis({ start, columns, unit, step, columnOf }: Scale): string {
  let line = ''
  for (let count = 0; ; count += step) {
    const column = columnOf(start + count * unit.length)
    const number = String(count)
    if (column + number.length > columns || (count > 0 && column >= columns - 1) || column < width(line)) return line
    line = `${line.padEnd(column)}${number} `
  }
}

/** A mark for each visit; that of the last one stands out. */
function visits(exchanges: readonly Seen[], scale: Scale, { bold }: Style): string {
  const columns = exchanges.map(({ at }) => scale.columnOf(at))
  const now = columns.at(-1)
  return Array.from({ length: scale.columns }, (_, column) =>
    columns.includes(column) ? (column === now ? bold('v') : 'v') : ' ',
  ).join('')
}

/** What stands at the end of a bar. */
const END = { known: ']', cut: 'x', open: '>', unknown: '?' } as const

/** A column of a bar, and whose session it is. */
interface Cell {
  readonly text: string
  readonly id: string | null
}

function bars(spans: readonly Span[], scale: Scale, sessions: Sessions, style: Style): string {
  const cells: Cell[] = Array.from({ length: scale.columns }, () => ({ text: ' ', id: null }))
  // Those that are over in no time share a column: the last one is seen.
  for (const { id, from, until, moved, isCut } of spans) {
    const first = scale.columnOf(from)
    const last = typeof until === 'number' ? Math.max(first, scale.columnOf(until)) : scale.columns - 1
    const letters = letterOf(id, sessions)
    const textAt = (column: number): string => {
      if (column === last && typeof until === 'number' && until > scale.end) return '='
      if (column === last) return END[typeof until !== 'number' ? until : isCut ? 'cut' : 'known']
      if (column === first) return '['
      if (moved.some((time) => scale.columnOf(time) === column)) return '|'
      return letters[column - first - 1] ?? '='
    }
    for (let column = first; column <= last; column += 1) cells[column] = { text: textAt(column), id }
  }
  return runsOf(cells)
    .map(({ text, id }) => (id === null ? text : sessionPaint(sessions.get(id) ?? 0, style)(text)))
    .join('')
    .trimEnd()
}

/** Neighbours of one session as one. */
function runsOf(cells: readonly Cell[]): readonly Cell[] {
  const runs: Cell[] = []
  for (const cell of cells) {
    const before = runs.at(-1)
    if (before?.id === cell.id) runs[runs.length - 1] = { ...cell, text: before.text + cell.text }
    else runs.push(cell)
  }
  return runs
}

function letterOf(id: string, sessions: Sessions): string {
  const place = sessions.get(id)
  return place === undefined ? '' : sessionLetter(place)
}

/** A moment, in the unit of the axis: `hour 16`. */
const moment = (time: number, { start, unit }: Pick<Scale, 'start' | 'unit'>): string =>
  `${unit.word} ${Math.round(((time - start) / unit.length) * 10) / 10}`

const lastEnd = (spans: readonly Span[], scale: Scale): string => {
  const span = spans.at(-1)
  return span ? endWords(span, scale) : ''
}

function endWords({ until, isCut }: Span, scale: Scale): string {
  if (until === 'open') return 'no end'
  if (until === 'unknown') return 'end unknown'
  return `${isCut ? 'gone by' : 'until'} ${moment(until, scale)}`
}

/** The same as sentences, for those who hear the screen. */
function inWords(lanes: readonly Lane[], now: number, scale: Scale, sessions: Sessions, style: Style): string {
  const spans = lanes.flatMap(({ who, spans: ones }) =>
    ones.map((span) => {
      const letter = letterOf(span.id, sessions)
      const moves = span.moved.map((time) => `, moved at ${moment(time, scale)}`).join('')
      return `${who === 'browser' ? 'Browser' : 'Store'} (${letter}): from ${moment(span.from, scale)}, ${endWords(span, scale)}${moves}.`
    }),
  )
  const text = [`It is ${moment(now, scale)}.`, ...spans].join(' ')
  return `   ${'timeline'.padEnd(LABEL_COLUMNS)}${wrap(text, style.columns - 1, 3 + LABEL_COLUMNS)}`
}
