import { LETTERS } from '../key-table.ts'
import type { Style } from '../style.ts'
import { choosesNow } from './keys.ts'
import { roomOf } from './screen.ts'
import { placeOf, type TraceState } from './state.ts'

/** How far a key moves the text, in lines downwards; 0 for a key that does something else. */
export function moveOf(key: string, state: TraceState, style: Style): number {
  if (choosesNow(state)) return 0
  const page = Math.max(1, roomOf(state, style) - 2)
  const isOutput = placeOf(state).view === 'output'
  switch (key) {
    case LETTERS.up:
      return -1
    case LETTERS.down:
      return 1
    case 'pageup':
      return -page
    case 'pagedown':
    case 'space':
      return page
    case 'home':
      return -ALL
    case 'end':
      return ALL
    case LETTERS.onward:
      // Enter turns pages, and leaves the last one to the key bar.
      return isOutput ? page : 0
    default:
      return 0
  }
}

/** Farther than any text goes. */
const ALL = 1_000_000
