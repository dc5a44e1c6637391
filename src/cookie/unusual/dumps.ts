/** A line of a dump: where it is in the whole, its bytes in pairs of hexadecimal digits, and often their letters. */
const LINE =
  /^[ \t]*(?:0x)?([\da-f]{4,8}):?[ \t]{1,3}((?:[\da-f]{2}){1,2}(?:[ \t]{1,2}(?:[\da-f]{2}){1,2}){0,16})(?:[ \t]|$)/i

/** Most programs write this many bytes a line. */
const ROW = 16

/**
 * The text of a dump in hexadecimal digits, as curl --trace, xxd, hexdump -C, tcpdump -X and Wireshark write them.
 * @returns the text with each dump in it read; as it was where it has none
 */
export function readDumps(text: string): string {
  if (!mayBeDump(text)) return text
  const lines = text.split(/\r?\n/)
  const read: string[] = []
  let bytes: number[] = []
  const flush = () => {
    if (bytes.length > 0) read.push(Buffer.from(bytes).toString('latin1'))
    bytes = []
  }
  for (const [i, line] of lines.entries()) {
    const row = rowOf(line)
    // The first line of a dump begins it, and each further one goes on where the one before ended.
    if (row.at !== bytes.length && row.at !== 0) {
      flush()
      read.push(line)
      continue
    }
    if (row.at === 0) flush()
    bytes.push(...row.bytes.slice(0, lengthOf(lines.slice(i, i + 2))))
  }
  flush()
  return read
    .join('\n')
    .replaceAll(BUFFER, (_, digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex').toString())
}

/** Bytes as Node.js prints them. */
const BUFFER = /<Buffer((?: [\da-f]{2})+)(?: \.\.\. \d+ more bytes?)?>/g

interface Row {
  /** Not a number for a line of anything else. */
  readonly at: number
  /** Letters beside the digits may look like digits: behind its own, it may have more. */
  readonly bytes: readonly number[]
}

function rowOf(line: string): Row {
  const [, at, digits = ''] = LINE.exec(line) ?? []
  const bytes = Array.from(digits.matchAll(/[\da-f]{2}/gi), ([pair]) => Number.parseInt(pair, 16))
  return { at: Number(`0x${at}`), bytes }
}

/** How many bytes a line has, by where the next one begins. */
function lengthOf(lines: readonly string[]): number {
  const [from = NaN, to = NaN] = lines.map((line) => rowOf(line).at)
  return to > from ? Math.min(to - from, ROW) : ROW
}

/** Whether a text may hold a dump: the second line of one, or bytes of Node.js. */
const mayBeDump = (text: string): boolean =>
  text.includes('<Buffer ') || /^[ \t]*(?:0x)?0{2,6}10:?[ \t]{1,3}[\da-f]{2}/im.test(text)
