import type { Style } from '../style.ts'
import { wrap } from '../text.ts'
import { renderTraceHead } from './head.ts'
import { renderRow } from './list.ts'
import type { TraceMaterial } from './material.ts'
import { listNotes } from './notes.ts'
import { openLines } from './open.ts'
import { chosenPlace, findingsOf, type TraceRow, type TraceState } from './state.ts'

/** So much of the room goes to the list where a request is open below. */
const LIST_PART = 0.4
const LIST_LEAST = 3

/** The head, the list of requests, and the chosen one below it. @param room in lines */
export function listLines(state: TraceState, material: TraceMaterial, room: number, style: Style): readonly string[] {
  const { listed } = state
  const head = renderTraceHead(material.head, style).split('\n')
  const left = room - head.length - 1
  if (listed.length === 0) return [...head, '', ...nothingYet(state, style), ...listNotes(state, style)]
  const most = Math.max(LIST_LEAST, Math.floor(left * LIST_PART))
  const place = chosenPlace(state)
  // The chosen one is not on the edge where there are others beyond it.
  const first = Math.max(0, Math.min(place - Math.floor(most / 2), listed.length - most))
  const list = listed
    .slice(first, first + most)
    .map((row, i) => renderRow(row, first + i === place, signOf(state, row, style), state.processes, style))
  const notes = listNotes(state, style, listed.length - (first + list.length))
  const below = left - list.length - notes.length - 1
  return [...head, '', ...list, ...notes, '', ...openLines(state, material, below, style)]
}

function signOf(state: TraceState, { number, refused }: TraceRow, { glyphs }: Style): string {
  const [worst] = findingsOf(state, number)
  if (refused !== null) return glyphs.wrong
  if (!worst) return ''
  return worst.level === 'info' ? glyphs.bullet : glyphs.wrong
}

function nothingYet({ rows, isOurs, ended }: TraceState, style: Style): readonly string[] {
  const text =
    rows.length > 0
      ? 'No request fits.'
      : ended === null
        ? `No request yet. ${isOurs ? '' : STARTED_SO}Use the app: each request appears here.`
        : 'No request came.'
  return [` ${wrap(text, style.columns - 1, 1)}`]
}

/** How an app that somebody else starts comes to report here. */
const STARTED_SO = 'Start your app with node --import session-tutor/observe, and this path in SESSION_TUTOR_SOCKET. '
