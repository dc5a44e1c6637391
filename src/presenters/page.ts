import type { ExchangeSeen } from '../lesson/events.ts'

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
 * @param room lines of the window that a part may take
 */
export function partsOf(text: string, room: number): string[] {
  const most = Math.max(4, room)
  const lines = text.split('\n')
  const parts: string[] = []
  while (lines.length > most) {
    const blank = lines.slice(0, most).lastIndexOf('')
    const end = blank > most / 2 ? blank : most
    parts.push(lines.splice(0, end).join('\n'))
    if (lines[0] === '') lines.shift()
  }
  return [...parts, lines.join('\n')]
}
