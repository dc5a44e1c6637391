import { digestAsText, keyTrier, type HashName } from '../cookie/signature/hmac.ts'
import type { Block } from './block.ts'

/** Something signed whose secret is looked for. */
export interface Target {
  readonly hash: HashName
  /** What is signed; its UTF-8 bytes go into the HMAC. */
  readonly message: string
  /** The HMAC to find, as bytes. */
  readonly digest: Uint8Array
}

/** How far something went through a list. */
export interface Count {
  /** Lines, empty ones and those that were too long included. */
  readonly lines: number
  /** Lines that were tried. */
  readonly words: number
  /** Lines that were too long to try. */
  readonly skipped: number
  readonly bytes: number
}

/** The first word of a block that fits a target. */
export interface Fit {
  /** The place of the target in the list of all. */
  readonly target: number
  readonly word: Uint8Array
  /** From the beginning of the block up to this line, and with it. */
  readonly count: Count
}

/** What came of trying a block. */
export interface Tried {
  readonly count: Count
  /** In the order of their lines. */
  readonly fits: readonly Fit[]
}

/**
 * Tries every line of a block, up to where each target that is still looked for has its word.
 * @param open the places of those targets in the list of all
 */
export type BlockTrier = (block: Block, open: readonly number[]) => Tried

const LINE_FEED = 0x0a
const CARRIAGE_RETURN = 0x0d

/**
 * Prepares to try blocks. A line is tried as the bytes it is, in no encoding. One carriage return before its line feed belongs
 * to the line end, as on Windows; so a secret that itself ends in one stands in a list with two. An empty line is no word.
 */
export function blockTrier(targets: readonly Target[]): BlockTrier {
  const searches = targets.map(({ hash, message, digest }, target) => ({
    target,
    digestWith: keyTrier(hash, Buffer.from(message)),
    wanted: digestAsText(digest),
  }))
  return ({ bytes, start, end, skipped, skippedBytes }, open) => {
    let active = searches.filter(({ target }) => open.includes(target))
    const fits: Fit[] = []
    let [lines, words, at] = [skipped, 0, start]
    const count = (): Count => ({ lines, words, skipped, bytes: skippedBytes + at })
    while (at < end && active.length > 0) {
      const lineStart = at
      // Most lines are so short that a call of `indexOf()` takes longer.
      while (at < end && bytes[at] !== LINE_FEED) at += 1
      const isWindows = at < end && bytes[at - 1] === CARRIAGE_RETURN
      const lineEnd = isWindows ? at - 1 : at
      at = Math.min(at + 1, end)
      lines += 1
      if (lineEnd === lineStart) continue
      words += 1
      for (const { target, digestWith, wanted } of active) {
        if (digestWith(bytes, lineStart, lineEnd) !== wanted) continue
        fits.push({ target, word: new Uint8Array(bytes.subarray(lineStart, lineEnd)), count: count() })
        active = active.filter((search) => search.target !== target)
      }
    }
    return { count: count(), fits }
  }
}
