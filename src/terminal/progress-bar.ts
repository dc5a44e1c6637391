import type { Advance } from '../wordlist/search.ts'
import type { Style } from './style.ts'
import { width } from './text.ts'

/** In columns. A shorter bar shows nothing, a longer one is in the way of the words. */
const SHORTEST_BAR = 8
const LONGEST_BAR = 24

/** Before that a rate says little, so no time left is told. In milliseconds. */
const SETTLED = 500

const GAP = '  '

/**
 * How far a search came, as one line that fits the columns of the style: the narrower these are, the less stands in it.
 * Where the length of the list is not known, there is no bar and no time left. Shows nothing of the list itself.
 * @param elapsedMs since the search began
 */
export function renderProgressBar(advance: Advance, elapsedMs: number, style: Style): string {
  const words = wordCount(advance.words)
  const rate = elapsedMs > 0 ? `${grouped(rounded((advance.words / elapsedMs) * 1000))} a second` : ''
  const share = shareOf(advance)
  if (share === null) {
    return firstThatFits([inLine(words, rate), inLine(words), inLine(grouped(advance.words))], style)
  }
  const left = elapsedMs < SETTLED ? '' : timeLeft((elapsedMs / share) * (1 - share))
  const bars = [[words, rate, left], [words, left], [left]].map((after) => withBar(share, after, style))
  const inFront = percentInLine(share)
  return firstThatFits([...bars, inLine(inFront, left), inLine(inFront)], style)
}

const inLine = (...parts: readonly string[]): string => ` ${parts.filter(Boolean).join(GAP)}`

const firstThatFits = (lines: readonly (string | null)[], { columns }: Style): string =>
  lines.find((line) => line !== null && width(line) <= columns) ?? ''

/** How far a search came that was stopped by hand, as one line. */
export function renderStopped(advance: Advance): string {
  const { words, hits } = advance
  if (words === 0) return 'Stopped before the first word was tried.'
  const share = shareOf(advance)
  const place = share === null ? '' : `, ${share < 0.01 ? 'less than 1 %' : percent(share)} of the list`
  return `Stopped after ${wordCount(words)}${place}. ${verdict(words, hits)}`
}

function verdict(words: number, hits: Advance['hits']): string {
  const found = hits.filter((hit) => hit !== null).length
  if (found > 0) return `A word fits ${found} of ${hits.length} signatures.`
  return words === 1 ? 'It does not fit.' : 'None of them fits.'
}

/** Percent, bar, and what else there is to say; null where that leaves no room for the bar. */
function withBar(share: number, after: readonly string[], { accent, dim, glyphs, columns }: Style): string | null {
  const line = (bar: string) => inLine(percentInLine(share), bar, ...after)
  const room = columns - width(line('.')) + 1
  if (room < SHORTEST_BAR) return null
  const length = Math.min(room, LONGEST_BAR)
  const done = Math.floor(length * share)
  return line(accent(glyphs.done.repeat(done)) + dim(glyphs.ahead.repeat(length - done)))
}

/** From 0 to 1, even if the list grew meanwhile; null where nobody knows. */
function shareOf({ bytes, totalBytes }: Advance): number | null {
  return totalBytes === null ? null : Math.min(bytes / totalBytes, 1)
}

/** Rounded down, so that 100 % means the end. */
const percent = (share: number): string => `${Math.floor(share * 100)} %`

/** Always as wide, so that the bar stands still. */
const percentInLine = (share: number): string => percent(share).padStart(5)

const grouped = (count: number): string => count.toLocaleString('en')
const wordCount = (count: number): string => `${grouped(count)} ${count === 1 ? 'word' : 'words'}`

/** Three digits that mean something: more would flicker. */
const rounded = (rate: number): number => Math.round(Number(rate.toPrecision(3)))

/** In the largest unit of which there is more than one; rounded up, so that it does not say 0 before the end. */
function timeLeft(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return ''
  const seconds = Math.ceil(milliseconds / 1000)
  if (seconds < 120) return `${seconds} s left`
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 120) return `${minutes} min left`
  const hours = Math.ceil(minutes / 60)
  return hours < 48 ? `${hours} h left` : `${grouped(Math.ceil(hours / 24))} days left`
}
