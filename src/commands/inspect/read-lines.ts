import { UserError } from '../../errors.ts'

/** In characters. Longer than any header that a server takes, and short enough to be held. */
const LONGEST_LINE = 64 * 1024 * 1024

/**
 * The lines of each piece of the input that have come to their end, without their line feeds. Holds no more than a piece of
 * the input at a time, however long that is.
 * @throws UserError when standard input cannot be read, or a line does not fit into memory
 */
export async function* readLines(stdin: NodeJS.ReadableStream): AsyncGenerator<readonly string[]> {
  let begun: string[] = []
  let length = 0
  stdin.setEncoding('utf8')
  try {
    for await (const piece of stdin) {
      const [first = '', ...rest] = String(piece).split('\n')
      begun.push(first)
      length += first.length
      if (length > LONGEST_LINE) throw tooLong()
      const last = rest.pop()
      if (last === undefined) continue
      yield [begun.join(''), ...rest]
      begun = [last]
      length = last.length
    }
  } catch (error) {
    throw error instanceof UserError ? error : unreadable()
  }
  if (length > 0) yield [begun.join('')]
}

const tooLong = (): UserError =>
  new UserError(
    'A line of standard input is longer than 64 MB.',
    'Write one cookie per line, each ended by a line feed.',
  )

const unreadable = (): UserError =>
  new UserError('Standard input cannot be read.', (program) => `Try: ${program} inspect --batch < cookies.txt`)
