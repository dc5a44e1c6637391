/** What a process printed, up to a limit. */
export interface Output {
  /** Standard output and standard error in the order in which they came. May hold control characters. */
  readonly text: string
  /** Characters that were left out because there were too many. */
  readonly left: number
}

/** Collects what comes out of a process. */
export interface Collector {
  /** Takes in a stream. @param marks what a program's own words end at: the rest is said by Node.js */
  read(stream: NodeJS.ReadableStream, marks?: () => readonly string[]): void
  /** What the program printed. */
  seen(): Output
  /** What Node.js said after a mark, from the mark on. */
  words(): string
}

const MOST = 20_000

/** The longest that the last words of Node.js may be, in characters. */
const MOST_WORDS = 20_000

/** Makes a collector that takes in some streams as one text. */
export function collectOutput(): Collector {
  let text = ''
  let left = 0
  let words = ''
  const add = (chunk: string) => {
    const room = MOST - text.length
    text += chunk.slice(0, room)
    left += Math.max(0, chunk.length - room)
  }
  return {
    read(stream, marks = () => []) {
      let held = ''
      let over = false
      stream.setEncoding('utf8')
      stream.on('data', (chunk: string) => {
        if (over) {
          words = (words + chunk).slice(0, MOST_WORDS)
          return
        }
        const all = held + chunk
        const at = firstOf(all, marks())
        over = at < all.length
        // A mark may come in two pieces.
        const end = over ? at : all.length - begunAtTheEnd(all, marks())
        add(all.slice(0, end))
        held = over ? '' : all.slice(end)
        if (over) words = all.slice(at, at + MOST_WORDS)
      })
      stream.on('end', () => {
        add(held)
        held = ''
      })
    },
    seen: () => ({ text, left }),
    words: () => words,
  }
}

/** Where the first of these marks begins; the end of the text if none is there. */
function firstOf(text: string, marks: readonly string[]): number {
  return Math.min(text.length, ...marks.map((mark) => text.indexOf(mark)).filter((at) => at >= 0))
}

/** How many characters at the end of a text are the beginning of a mark. */
function begunAtTheEnd(text: string, marks: readonly string[]): number {
  const begun = marks.flatMap((mark) =>
    Array.from({ length: mark.length - 1 }, (_, i) => mark.slice(0, i + 1)).filter((start) => text.endsWith(start)),
  )
  return Math.max(0, ...begun.map((start) => start.length))
}
