/** The longest line that is kept, in characters. What is longer is let go: nothing that is told honestly is so long. */
const LONGEST = 16_000_000

/**
 * Cuts bytes that come piece by piece into lines of UTF-8.
 * @param hear receives each line, without its end
 * @returns takes the next piece
 */
export function linesOf(hear: (line: string) => void): (piece: Buffer) => void {
  let pieces: Buffer[] = []
  let size = 0
  const add = (piece: Buffer) => {
    size += piece.length
    if (size <= LONGEST) pieces.push(piece)
    else pieces = []
  }
  return (piece) => {
    let start = 0
    for (let end = piece.indexOf(LINE_FEED); end >= 0; end = piece.indexOf(LINE_FEED, start)) {
      add(piece.subarray(start, end))
      if (size <= LONGEST) hear(Buffer.concat(pieces).toString('utf8'))
      pieces = []
      size = 0
      start = end + 1
    }
    if (start < piece.length) add(piece.subarray(start))
  }
}

const LINE_FEED = 10
