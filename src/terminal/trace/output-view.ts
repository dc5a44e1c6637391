import type { Style } from '../style.ts'
import { visible, wrap } from '../text.ts'
import { column } from './list.ts'
import type { TraceMaterial } from './material.ts'
import { endNotes } from './notes.ts'
import { renderPrinted } from './printed.ts'
import { placeOf, type TraceState } from './state.ts'

/** What the command printed. What is too long for a line goes on in the next. @param room in lines */
export function outputLines(state: TraceState, material: TraceMaterial, room: number, style: Style): readonly string[] {
  const { top } = placeOf(state)
  const columns = Math.max(8, style.columns - 2)
  const head = ` ${style.bold('output')}  ${style.dim(column(visible(material.head.command), Math.max(8, style.columns - 12)).trimEnd())}`
  const notes = endNotes(state, style)
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
