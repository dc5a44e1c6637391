import { createInterface } from 'node:readline'

/** Lines of an input, one at a time. */
export interface LineReader {
  /** The next line without its line break; null at the end of the input. @throws the reason of the interruption */
  next(): Promise<string | null>
  close(): void
}

/**
 * Reads an input line by line; what comes before it is asked for waits.
 * @param interrupted ends the input: a reader that waits for a line must not keep the process alive after Ctrl-C
 */
export function lineReader(input: NodeJS.ReadableStream, interrupted: AbortSignal): LineReader {
  const reader = createInterface({ input, terminal: false, signal: interrupted })
  const lines = reader[Symbol.asyncIterator]()
  return {
    async next() {
      const { done, value } = await lines.next()
      // The end of the input, and not of the learner's answers.
      interrupted.throwIfAborted()
      return done ? null : value
    },
    close: () => reader.close(),
  }
}
