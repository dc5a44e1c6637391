import type { Readable } from 'node:stream'
import { MOST_WORD_BYTES, type Word } from './protocol.ts'
import { readWord } from './read-word.ts'

/** Who listens to a learner's process. */
export interface Listener {
  word(word: Word): void
  /** Something came that is no word, or a word that nobody who knows the secret has said. Nothing is heard after it. */
  noise(text: string): void
  /** The pipe was closed. Nothing is heard after it. */
  end(): void
}

/** The most of what is no word that is kept, in characters. */
const MOST_NOISE = 60

const LINE_FEED = 0x0a

/**
 * Listens to a pipe through which words come: a line each, which begins with the secret. No more is held than the longest word.
 * @param secret ASCII
 */
export function hear(pipe: Readable, secret: string, listener: Listener): void {
  const start = Buffer.from(secret)
  let chunks: Buffer[] = []
  let length = 0
  let over = false

  const noise = () => {
    over = true
    listener.noise(readable(Buffer.concat(chunks), secret))
    chunks = []
  }
  const line = (bytes: Buffer) => {
    const word = bytes.indexOf(start) === 0 ? readWord(bytes.toString('utf8', start.length)) : null
    if (word) listener.word(word)
    else noise()
  }
  pipe.on('data', (chunk: Buffer) => {
    if (over) return
    chunks.push(chunk)
    length += chunk.length
    if (!chunk.includes(LINE_FEED)) {
      const [first = chunk] = chunks
      // Who does not know the secret need not come to the end of the line.
      if (length > MOST_WORD_BYTES || !agrees(first, start)) noise()
      return
    }
    let rest = Buffer.concat(chunks)
    for (let at = rest.indexOf(LINE_FEED); at >= 0; at = rest.indexOf(LINE_FEED)) {
      chunks = [rest.subarray(0, at)]
      line(rest.subarray(0, at))
      if (over) return
      rest = rest.subarray(at + 1)
    }
    chunks = rest.length > 0 ? [rest] : []
    length = rest.length
    if (!agrees(rest, start)) noise()
  })
  pipe.on('error', () => {})
  pipe.on('close', () => {
    if (over) return
    over = true
    if (chunks.length > 0) listener.noise(readable(Buffer.concat(chunks), secret))
    else listener.end()
  })
}

/** Whether some bytes could begin a line with the secret. */
const agrees = (bytes: Buffer, start: Buffer): boolean => {
  const both = Math.min(bytes.length, start.length)
  return bytes.subarray(0, both).equals(start.subarray(0, both))
}

/** The beginning of what came, as text, without the secret and without a word of ours that came right behind it. */
function readable(bytes: Buffer, secret: string): string {
  const text = bytes.toString('utf8', 0, MOST_NOISE * 4 + secret.length)
  const [before = ''] = text.split(secret)
  return (before === '' ? text.replaceAll(secret, '') : before).slice(0, MOST_NOISE)
}
