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
    const row = bytesOf(line, lengthOf(line, lines[i + 1]))
    // The first line of a dump begins it, and each further one goes on where the one before ended.
    if (row === null || (row.at !== bytes.length && row.at !== 0)) {
      flush()
      read.push(line)
      continue
    }
    if (row.at === 0) flush()
    bytes.push(...row.bytes)
  }
  flush()
  return read
    .join('\n')
    .replaceAll(BUFFER, (_, digits: string) => Buffer.from(digits.replaceAll(' ', ''), 'hex').toString())
}

/** Bytes as Node.js prints them. */
const BUFFER = /<Buffer((?: [\da-f]{2})+)(?: \.\.\. \d+ more bytes?)?>/g

interface Row {
  readonly at: number
  readonly bytes: readonly number[]
}

function bytesOf(line: string, length: number): Row | null {
  const [, at, digits = ''] = LINE.exec(line.split(/[ \t]{3,}(?=\S)|[ \t]+\|/, 3).join(' ')) ?? []
  if (at === undefined) return null
  const pairs = digits.replaceAll(/[ \t]/g, '').match(/../g) ?? []
  return { at: Number.parseInt(at, 16), bytes: pairs.slice(0, length).map((pair) => Number.parseInt(pair, 16)) }
}

/** How many bytes a line has, by where the next one begins: letters beside the digits may look like digits. */
function lengthOf(line: string, next: string | undefined): number {
  const [from, to] = [line, next].map((one) => LINE.exec(one ?? '')?.[1])
  if (from === undefined || to === undefined) return ROW
  const length = Number.parseInt(to, 16) - Number.parseInt(from, 16)
  return length > 0 && length <= ROW ? length : ROW
}

/** Whether a text may hold a dump: its first two lines, or bytes of Node.js. */
const mayBeDump = (text: string): boolean =>
  text.includes('<Buffer ') ||
  (/^[ \t]*(?:0x)?0{3,7}0:?[ \t]{1,3}[\da-f]{2}/im.test(text) &&
    /^[ \t]*(?:0x)?0{2,6}10:?[ \t]{1,3}[\da-f]{2}/im.test(text))
