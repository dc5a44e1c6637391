import { createInterface } from 'node:readline'

/** Lines of an input, one at a time. */
export interface LineReader {
  /** The next line without its line break; null at the end of the input. */
  next(): Promise<string | null>
  close(): void
}

/** Reads an input line by line; what comes before it is asked for waits. */
export function lineReader(input: NodeJS.ReadableStream): LineReader {
  const reader = createInterface({ input, terminal: false })
  const lines = reader[Symbol.asyncIterator]()
  return {
    async next() {
      const { done, value } = await lines.next()
      return done ? null : value
    },
    close: () => reader.close(),
  }
}
