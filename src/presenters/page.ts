import type { ClaimChecked, ExchangeSeen } from '../lesson/events.ts'
import { width } from '../terminal/text.ts'

/** Lines that belong together: they are never on two pages. */
export interface Block {
  /** @param tight without the blank lines that only make it airy */
  draw(tight: boolean): string
  /** The same as large as it may become later: a page must not change with it. Left out where it stays as it is. */
  drawLargest?(tight: boolean): string
  /** The exchanges that it shows. */
  readonly exchanges?: readonly ExchangeSeen[]
  /** What experiments know it by, where it is no claim: the label of what was done. */
  readonly name?: string
  /** It is code that looks otherwise with its types. */
  readonly hasTypes?: boolean
  /** It is an exchange in a line: no blank line stands between it and one before. */
  readonly isLine?: boolean
  /** The claim that it states: no blank line stands between it and the one before. */
  readonly claim?: ClaimChecked
}

/** What fits one window. Where the blocks do not, they are drawn tightly, before another page is begun. */
export interface Page {
  /** Adds a block. The first one may be taller than the window; then the page is shown in parts. */
  add(block: Block): void
  /** Takes the last block away again, so that what follows does not stand alone. The first one stays. */
  takeLast(): Block | undefined
  /** Whether a block still fits. On a page without content everything does. */
  fits(block: Block): boolean
  /** There is more than a heading. */
  readonly hasContent: boolean
  /** Code stands on it that looks otherwise with its types. */
  readonly hasTypes: boolean
  /** The claims that stand on it. */
  readonly claims: readonly ClaimChecked[]
  /** The last thing on it that has a name. */
  readonly lastName: string | undefined
  /** The exchanges that stand on it. */
  readonly exchanges: readonly ExchangeSeen[]
  readonly text: string
}

/**
 * An empty page.
 * @param room lines of the window that a page may take
 * @param heading what stands on top; may be empty
 */
export function createPage(room: number, heading: string): Page {
  const blocks: Block[] = []
  const drawn = (block: Block, tight: boolean) => block.draw(tight)
  const largest = (block: Block, tight: boolean) => (block.drawLargest ?? block.draw)(tight)
  const textOf = (shown: readonly Block[], tight: boolean, how = drawn): string => {
    const body = shown
      .map((block, i) => {
        const before = shown[i - 1]
        const gap = (block.claim && before?.claim) || (block.isLine && before?.isLine) ? '\n' : '\n\n'
        return (i === 0 ? '' : gap) + how(block, tight)
      })
      .join('')
    return [heading, body].filter((part) => part !== '').join(tight ? '\n' : '\n\n')
  }
  return {
    add: (block) => void blocks.push(block),
    takeLast: () => (blocks.length > 1 ? blocks.pop() : undefined),
    fits: (block) => blocks.length === 0 || lineCount(textOf([...blocks, block], true, largest)) <= room,
    get hasContent() {
      return blocks.length > 0
    },
    get hasTypes() {
      return blocks.some((block) => block.hasTypes)
    },
    get claims() {
      return blocks.flatMap(({ claim }) => claim ?? [])
    },
    get lastName() {
      return blocks.map(({ claim, name }) => claim?.text ?? name).findLast((name) => name !== undefined)
    },
    get exchanges() {
      return blocks.flatMap(({ exchanges }) => exchanges ?? [])
    },
    get text() {
      const isTight = lineCount(textOf(blocks, false, largest)) > room
      return textOf(blocks, isTight)
    },
  }
}

/** The fewest lines of a last part: one line alone would look forgotten. */
const LEAST_LINES = 3

const lineCount = (text: string): number => text.split('\n').length

/**
 * A text in parts that each fit a window, broken where that leaves no part too empty: at a blank line, else above a line that is
 * indented the least, so that no pane is torn from its label and no line in two.
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
    const last = Math.max(1, Math.min(fitting, lines.length - LEAST_LINES))
    const blank = lines.slice(0, last).lastIndexOf('')
    const end = blank > fitting / 2 ? blank : leastIndented(lines, Math.ceil(fitting / 2), last)
    parts.push(lines.slice(0, end).join('\n'))
    lines = lines.slice(lines[end] === '' ? end + 1 : end)
  }
}

/** Above which line to break: the last of those that are indented the least. @param from and `to` are the first and the last of those in question */
function leastIndented(lines: readonly string[], from: number, to: number): number {
  const indentOf = (at: number) => /^ */.exec(lines[at] ?? '')?.[0].length ?? 0
  let best = to
  for (let at = to - 1; at >= Math.max(1, from); at -= 1) if (indentOf(at) < indentOf(best)) best = at
  return best
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
