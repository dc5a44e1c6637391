/** A piece of a word list: whole lines, and only the last one of the list may lack its line feed. */
export interface Block {
  /** A buffer of its own, so that it can be handed to another thread. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where the first line begins in `bytes`, and where the last one ends. */
  readonly start: number
  readonly end: number
  /** How many lines in front of the first one were too long to try. */
  readonly skipped: number
  /** How long those lines are together, line feeds included. In bytes. */
  readonly skippedBytes: number
}

/** The usual length of a block in bytes: long enough to be worth handing over, short enough to share evenly. */
export const BLOCK_LENGTH = 256 * 1024

/** The longest line that is tried, in bytes without its line feed. Whatever a list is, memory stays flat. */
export const LONGEST_LINE = 1024 * 1024

const LINE_FEED = 0x0a

/**
 * Cuts the bytes of a list into blocks at line feeds. Lines that are longer than {@link LONGEST_LINE} are left out, and a
 * UTF-8 byte order mark in front of everything. Takes time in proportion to the list, whatever the lengths of lines and chunks.
 * @param chunks may be written to again once the next one is asked for
 * @param spare buffers of earlier blocks that nobody needs any more; some are taken out and used again
 */
export async function* readBlocks(
  chunks: AsyncIterable<Uint8Array>,
  spare: Uint8Array<ArrayBuffer>[] = [],
): AsyncGenerator<Block> {
  let bytes = withRoom(Buffer.alloc(0), spare)
  let length = 0
  /** Where the line begins that is not complete yet. */
  let tail = 0
  let isFirst = true
  let isTooLong = false
  let [skipped, skippedBytes] = [0, 0]

  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      if (isTooLong) {
        const lineFeed = chunk.indexOf(LINE_FEED, at)
        const next = lineFeed === -1 ? chunk.length : lineFeed + 1
        skippedBytes += next - at
        at = next
        if (lineFeed === -1) break
        isTooLong = false
        skipped += 1
        continue
      }
      const piece = chunk.subarray(at, at + bytes.length - length)
      bytes.set(piece, length)
      const lineFeed = piece.lastIndexOf(LINE_FEED)
      if (lineFeed !== -1) tail = length + lineFeed + 1
      length += piece.length
      at += piece.length
      if (length < bytes.length) break
      if (tail > 0) {
        const block = finish(tail)
        // Copied first, because the one that gets a block may take its buffer away.
        bytes = withRoom(bytes.subarray(tail, length), spare)
        length -= tail
        tail = 0
        yield block
      } else if (length <= LONGEST_LINE) {
        bytes = withRoom(bytes, spare)
      } else {
        isTooLong = true
        skippedBytes += length
        length = 0
      }
    }
  }
  if (isTooLong) skipped += 1
  if (length > 0 || skipped > 0) yield finish(length)

  function finish(end: number): Block {
    const start = isFirst && skipped === 0 && startsWithMark(bytes.subarray(0, end)) ? 3 : 0
    const block = { bytes, start, end, skipped, skippedBytes }
    isFirst = false
    skipped = 0
    skippedBytes = 0
    return block
  }
}

/** Bytes in a buffer of their own that has room for at least as many again, but never for more than the longest line. */
function withRoom(bytes: Uint8Array, spare: Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const room = Math.min(Math.max(BLOCK_LENGTH, bytes.length * 2), LONGEST_LINE + 1)
  const used = spare.pop()
  const roomy = used?.length === room ? used : Buffer.allocUnsafeSlow(room)
  roomy.set(bytes)
  return roomy
}

const startsWithMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
