import { appendFileSync, statSync } from 'node:fs'
import net from 'node:net'
import type { Fact } from './fact.ts'

/** Where facts go, a line of JSON each. */
export interface Report {
  tell(fact: Fact): void
  /** From now on a line is written before `tell` returns: the process is about to end. */
  hurry(): void
}

/** The most that may wait to be written, in bytes. What comes then is dropped: an app never waits for its report. */
const MOST_WAITING = 4_000_000

/**
 * @param place the path of a socket that somebody listens to, or of a file to write behind. It is opened at the first fact.
 */
export function reportTo(place: string): Report {
  return isSocket(place) ? toSocket(place) : { tell: (fact) => appendFileSync(place, lineOf(fact)), hurry() {} }
}

function toSocket(place: string): Report {
  const socket = net.connect(place)
  // Nobody listens any more, and that is no concern of the app.
  socket.on('error', () => {})
  socket.unref()
  return {
    tell(fact) {
      if (socket.writableLength < MOST_WAITING && !socket.destroyed) socket.write(lineOf(fact))
    },
    hurry() {
      const { _handle: handle } = socket as unknown as { _handle?: { setBlocking?(blocking: boolean): void } }
      handle?.setBlocking?.(true)
    },
  }
}

const lineOf = (fact: Fact): string => `${JSON.stringify(fact)}\n`

/**
 * Asked in bigints: what was last asked otherwise is looked at once more by `realpathSync`, which stops resolving links where that was a
 * socket (Node.js `lib/fs.js`). Then modules behind links, as pnpm has them, are loaded by their wrong names, and `import` gives `{}`.
 */
function isSocket(place: string): boolean {
  try {
    return statSync(place, { bigint: true }).isSocket()
  } catch {
    return false
  }
}
