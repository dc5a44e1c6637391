import { keyTo } from '../key-table.ts'
import { renderKeys } from '../keys.ts'
import type { Style } from '../style.ts'
import { visible, width, wrap } from '../text.ts'
import { keysOf } from './keys.ts'
import { listLines } from './list-view.ts'
import type { TraceMaterial } from './material.ts'
import { outputLines } from './output-view.ts'
import { placeOf, type TraceState } from './state.ts'

/** The screen of `trace`: a head and what the state is at, as much as there is room for, and below it the keys that do something now. */
export function renderTraceScreen(state: TraceState, material: TraceMaterial, style: Style): string {
  const { lines, bar } = measure(state, material, style)
  return `${lines.join('\n')}\n\n${bar}`
}

/** Where the text would begin if it were moved: as far as it goes. @param by lines, downwards */
export function movedTop(state: TraceState, material: TraceMaterial, style: Style, by: number): number {
  const { view, top } = placeOf(state)
  if (view === 'output') return Math.max(0, Math.min(top - by, state.printed - 1))
  const { top: now, last } = measure(state, material, style)
  return Math.max(0, Math.min(now + by, last))
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
