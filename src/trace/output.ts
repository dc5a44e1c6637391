import { StringDecoder } from 'node:string_decoder'
import type { Readable } from 'node:stream'

/** What a command prints, as it comes: its last lines. */
export interface Output {
  /** How many lines there were so far. One that has not come to its end counts. */
  readonly count: number
  /** Some of the lines that are kept, in their order. @param below how many of the last are left out: as far as there are others */
  last(most: number, below?: number): readonly string[]
  /** Reads a stream to its end, and calls back whenever something came. Always reads: what prints never waits. */
  read(stream: Readable, changed: () => void): void
  /** Resolves when all that is read has ended, or when the time is over. @param limitMs in milliseconds */
  ended(limitMs: number): Promise<void>
}

/** How many lines are kept. */
const MOST_LINES = 2000
/** So long may a line be, in characters; its end is what goes. */
const LONGEST = 4000

/** @param most for tests */
export function createOutput(most: number = MOST_LINES): Output {
  let lines: string[] = []
  let gone = 0
  /** What each stream has printed of a line. */
  const begun = new Map<Readable, string>()
  let open = 0
  let allEnded: (() => void) | undefined

  const unfinished = () => [...begun.values()].filter((text) => text !== '')
  const add = (stream: Readable, text: string) => {
    const pieces = text.split('\n')
    const [first = '', ...rest] = pieces
    const line = cut((begun.get(stream) ?? '') + first)
    const last = rest.pop()
    if (last === undefined) return void begun.set(stream, line)
    for (const one of [line, ...rest]) lines.push(cut(one.endsWith('\r') ? one.slice(0, -1) : one))
    begun.set(stream, cut(last))
    // Not at every line: that would move all of them each time.
    if (lines.length > 2 * most) {
      gone += lines.length - most
      lines = lines.slice(-most)
    }
  }
  return {
    get count() {
      return gone + lines.length + unfinished().length
    },
    last(wanted, below = 0) {
      const all = [...lines.slice(-Math.min(most, wanted + below)), ...unfinished()]
      const end = Math.max(all.length - below, Math.min(wanted, all.length))
      return all.slice(0, end).slice(-wanted)
    },
    read(stream, changed) {
      const decoder = new StringDecoder('utf8')
      open += 1
      stream.on('data', (piece: Buffer) => {
        add(stream, decoder.write(piece))
        changed()
      })
      stream.on('error', () => {})
      stream.on('close', () => {
        open -= 1
        if (open === 0) allEnded?.()
      })
    },
    async ended(limitMs) {
      if (open === 0) return
      await new Promise<void>((resolve) => {
        const limit = setTimeout(resolve, limitMs)
        allEnded = () => {
          clearTimeout(limit)
          resolve()
        }
      })
    },
  }
}

const cut = (line: string): string => (line.length > LONGEST ? line.slice(0, LONGEST) : line)
