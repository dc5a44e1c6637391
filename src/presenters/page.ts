import type { ExchangeSeen } from '../lesson/events.ts'
import { width } from '../terminal/text.ts'

/** What fits one window: blocks of lines, at most one exchange among them. */
export interface Page {
  /** Adds a block. The first ones may be taller than the window; then the page is shown in parts. */
  add(block: string): void
  /** Adds a claim: no blank line stands between it and the one before. */
  addClaim(block: string): void
  addExchange(block: string, exchange: ExchangeSeen): void
  /** Whether a block still fits. On a page without content everything does. */
  fits(block: string): boolean
  /** There is more than a heading. */
  readonly hasContent: boolean
  /** A claim stands on it. */
  readonly hasClaim: boolean
  readonly exchange: ExchangeSeen | undefined
  readonly text: string
}

/**
 * An empty page.
 * @param room lines of the window that a page may take
 * @param heading what stands on top; may be empty
 */
export function createPage(room: number, heading: string): Page {
  const blocks: string[] = []
  let inList = false
  let hasClaim = false
  let exchange: ExchangeSeen | undefined
  const textOf = (parts: readonly string[]) => [heading, ...parts].filter((part) => part !== '').join('\n\n')
  return {
    add(block) {
      blocks.push(block)
      inList = false
    },
    addClaim(block) {
      blocks.push(inList ? `${blocks.pop() ?? ''}\n${block}` : block)
      inList = true
      hasClaim = true
    },
    addExchange(block, seen) {
      blocks.push(block)
      inList = false
      exchange = seen
    },
    fits: (block) => blocks.length === 0 || lineCount(textOf([...blocks, block])) <= room,
    get hasContent() {
      return blocks.length > 0
    },
    get hasClaim() {
      return hasClaim
    },
    get exchange() {
      return exchange
    },
    get text() {
      return textOf(blocks)
    },
  }
}

const lineCount = (text: string): number => text.split('\n').length

/**
 * A text in parts that each fit a window, broken at blank lines where that leaves no part too empty.
 * @param room rows of the window that a part may take
 * @param columns width of the window, which lines may exceed
 */
export function partsOf(text: string, room: number, columns = Infinity): string[] {
  const most = Math.max(4, room)
  const parts: string[] = []
  let lines = text.split('\n')
  for (;;) {
    const fitting = countFitting(lines, most, columns)
    if (fitting === lines.length) return [...parts, lines.join('\n')]
    const blank = lines.slice(0, fitting).lastIndexOf('')
    const end = blank > fitting / 2 ? blank : fitting
    parts.push(lines.slice(0, end).join('\n'))
    lines = lines.slice(lines[end] === '' ? end + 1 : end)
  }
}

/** How many lines from the top take at most `room` rows of a window; at least one. */
function countFitting(lines: readonly string[], room: number, columns: number): number {
  let rows = 0
  for (const [i, line] of lines.entries()) {
    // What is copied is not wrapped by us, so the terminal does it.
    rows += Math.max(1, Math.ceil(width(line) / columns))
    if (rows > room) return Math.max(1, i)
  }
  return lines.length
}
