import type { ProcessEnd } from '../observe/observation.ts'
import type { Ending } from './problem.ts'
import type { Word } from './protocol.ts'

/** What is known of how a process ends, after it said something. */
export function endingAfter(before: Ending, word: Word): Ending {
  const { kind } = before
  switch (word.say) {
    case 'uncaught':
      return { kind: 'uncaught', thrown: word.thrown }
    case 'survived':
      return kind === 'uncaught' ? { kind: 'silent' } : before
    case 'exit':
      // What ended it is told by the exception, if there was one.
      return kind === 'silent' || kind === 'closed' ? { kind: 'exit', ...word } : before
    case 'closed':
      return kind === 'silent' ? { kind: 'closed', ...word } : before
    case 'failed':
      return { kind: 'failed', ...word }
    case 'unsettled':
      return { kind: 'unsettled' }
    case 'apps':
      return { kind: 'apps', apps: word.apps }
    case 'crowded':
      return { kind: 'crowded', request: word.request }
    default:
      return before
  }
}

/** Whether nothing comes after a word that is worth waiting for. A file that is no JavaScript is told of by Node.js itself. */
export const isLast = (word: Word): boolean =>
  word.say === 'unsettled' || word.say === 'apps' || word.say === 'crowded' || (word.say === 'failed' && !word.parsing)

/** The most of what was printed that is kept, in characters. */
const MOST_OUTPUT = 4000

/**
 * How a process would have ended by itself; null where it would have gone on.
 * @param printed all that it printed
 */
export function endOf(
  ending: Ending,
  exitCode: number | null,
  signal: string | null,
  printed: string,
): ProcessEnd | null {
  const output = printed.slice(-MOST_OUTPUT)
  switch (ending.kind) {
    case 'silent':
    case 'uncaught':
    case 'exit':
      return { exitCode, signal, output }
    // What follows was ended from outside when it was known how it would go on.
    case 'failed':
      return { exitCode: 1, signal: null, output }
    case 'unsettled':
      return { exitCode: UNSETTLED, signal: null, output }
    case 'apps':
      return ending.apps.length === 0 ? { exitCode: 0, signal: null, output } : null
    default:
      return null
  }
}

/** Node.js, "Unsettled Top-Level Await". */
const UNSETTLED = 13
