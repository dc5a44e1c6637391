import type { Style } from '../style.ts'
import { visible, wrap } from '../text.ts'
import { renderNotice } from './notice.ts'
import type { TraceState } from './state.ts'

/** What the list does not show, and what is going on, each where there is something to say. @param newer how many requests are below it */
export function listNotes(state: TraceState, style: Style, newer = 0): readonly string[] {
  const { hidden, beside, forgotten, dropped, filter, marked, notices } = state
  const parts = [
    ...(newer > 0 ? [`${newer} newer`] : []),
    ...(filter === '' ? [] : [`only ${visible(JSON.stringify(filter))}`]),
    ...(marked ? ['only with findings'] : []),
    ...(hidden > 0 ? [`${hidden} static ${hidden === 1 ? 'file' : 'files'} hidden`] : []),
    ...(beside > 0 ? [`${beside} hidden that came to a process without session()`] : []),
    ...(forgotten > 0 ? [`${forgotten} older let go`] : []),
    ...(dropped > 0 ? [`${dropped} only counted`] : []),
  ]
  const counted = parts.length > 0 ? wrap(parts.join('   '), style.columns - 4).split('\n') : []
  return [
    ...counted.map((line) => `   ${style.dim(line)}`),
    // Only the last: all stand in the summary.
    ...notices.slice(-1).flatMap((notice) => renderNotice(notice, style).split('\n')),
    ...endNotes(state, style),
  ]
}

/** That the command has ended, or is to end. */
export function endNotes({ stopping, ended }: Pick<TraceState, 'stopping' | 'ended'>, style: Style): readonly string[] {
  const text = ended === null ? (stopping === 'no' ? '' : STOPPING[stopping]) : `${visible(ended)} ${QUITS}`
  return text === '' ? [] : ` ${style.accent(wrap(text, style.columns - 1, 1))}`.split('\n')
}

const QUITS = 'q leaves, with the summary.'
const STOPPING = {
  asked: 'SIGINT was sent, as by Ctrl-C; the command has not ended yet. A second q or Ctrl-C kills it.',
  killed: 'SIGKILL was sent.',
} as const
