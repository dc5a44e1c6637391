import { closeSync, constants, createReadStream, fstatSync, openSync, type Stats } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import tty from 'node:tty'
import { UserError } from '../errors.ts'
import { BLOCK_LENGTH } from './block.ts'

/** A list that is open. */
export interface Source {
  /** Its opener destroys it. */
  readonly stream: Readable
  /** Null where nobody knows before the end. */
  readonly totalBytes: number | null
}

/**
 * Opens a list.
 * @param input a path, or a stream that is used up
 * @param title what to call it in an error, as `The word list words.txt`
 * @throws UserError when there is no such file, or it may not be read
 */
export function openSource(input: string | NodeJS.ReadableStream, title: string): Source {
  if (typeof input !== 'string') {
    const fd = 'fd' in input && typeof input.fd === 'number' ? input.fd : null
    // All streams of Node.js are this class; only their common interface lacks `destroy()`.
    return { stream: input as Readable, totalBytes: fd === null ? null : lengthOf(fstatSync(fd)) }
  }
  let fd: number | undefined
  try {
    // Without waiting, because a FIFO that nobody writes to would hold the process. Windows has no such flag.
    fd = openSync(input, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stats = fstatSync(fd)
    return { stream: readerOf(fd, stats), totalBytes: lengthOf(stats) }
  } catch (error) {
    if (fd !== undefined) closeSync(fd)
    throw unreadable(title, error)
  }
}

/** The chunks of a source. @throws UserError when it cannot be read to its end */
export async function* chunksOf({ stream }: Source, title: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array | string>)
      yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
  } catch (error) {
    throw unreadable(title, error)
  }
}

/** A stream that ends at once when it is destroyed: what waits in a thread for a read to come back would hold the process. */
function readerOf(fd: number, stats: Stats): Readable {
  if (stats.isFIFO() || stats.isSocket()) return new Socket({ fd, readable: true, writable: false })
  return tty.isatty(fd) ? new tty.ReadStream(fd) : createReadStream('', { fd, highWaterMark: BLOCK_LENGTH })
}

/** The files of /proc say they are empty. */
const lengthOf = (stats: Stats): number | null => (stats.isFile() && stats.size > 0 ? stats.size : null)

function unreadable(title: string, error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
  return new UserError(`${title} cannot be read${code}.`, 'Check the path, and that you may read the file.')
}
