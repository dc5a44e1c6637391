import { once } from 'node:events'
import { createInspector, type InspectOptions } from '../cookie/inspect-paste.ts'
import type { Environment } from '../environment.ts'
import { UserError, type ExitCode } from '../errors.ts'
import { safeJson } from '../terminal/safe-json.ts'
import { beginJudging, type Strictness } from './inspect-verdict.ts'

/** In characters. Longer than any header that a server takes, and short enough to be held. */
const LONGEST_LINE = 64 * 1024 * 1024

/**
 * Takes standard input apart line by line: each line is one paste, and gives one line of JSON, `{"line":1,"cookies":[...]}`.
 * Holds no more than a piece of the input at a time, however long that is.
 * @returns 1 where one of the cookies is not right, otherwise 0
 * @throws UserError when standard input cannot be read, or a line does not fit into memory
 */
export async function inspectBatch(
  options: InspectOptions,
  failOn: Strictness | undefined,
  { stdin, stdout, interrupted }: Environment,
): Promise<ExitCode> {
  const inspector = createInspector(options)
  let exitCode: ExitCode = 0
  let number = 0
  const inspectLine = (line: string): string => {
    number += 1
    const judge = beginJudging(failOn)
    const { cookies, more } = inspector.report(line, ({ report }) => judge.hear(report))
    for (const report of cookies) judge.hear(report)
    if (judge.verdict() === 1) exitCode = 1
    return `${safeJson({ line: number, cookies, ...(more > 0 ? { more } : {}) })}\n`
  }
  for await (const lines of readLines(stdin)) {
    interrupted.throwIfAborted()
    const written = stdout.write(lines.map(inspectLine).join(''))
    if (!written) await once(stdout, 'drain', { signal: interrupted })
  }
  return exitCode
}

/** The lines of each piece of the input that have come to their end, without their line feeds. */
async function* readLines(stdin: NodeJS.ReadableStream): AsyncGenerator<readonly string[]> {
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
  new UserError('A line of standard input is longer than 64 MB.', 'Give one cookie a line, each ended by a line feed.')

const unreadable = (): UserError =>
  new UserError('Standard input cannot be read.', 'Try: session-tutor inspect --batch < cookies.txt')
