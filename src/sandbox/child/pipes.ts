import fs from 'node:fs'
import { MOST_WORD_BYTES, QUESTIONS_FD, SECRET_BYTES, WORDS_FD, type Order } from '../protocol.ts'

/**
 * The two pipes to the process that started this one. All that they need is taken here, before the learner's code is loaded, which may
 * replace what stands in `fs` or in a prototype. The secret is never in a string, nor in an object that such code can come by.
 */

const { readSync, writeSync, fstatSync } = fs
const { defineProperty, getOwnPropertyDescriptor } = Object
const { wait } = Atomics
const Bytes = Uint8Array
const encoder = new TextEncoder()
const encode = encoder.encode.bind(encoder)
// Bound, so that it does not look for `call` any more.
const put = Function.prototype.call.bind(Bytes.prototype.set) as (to: Uint8Array, from: Uint8Array, at: number) => void
const signal = new Int32Array(new SharedArrayBuffer(4))

const LINE_FEED = 0x0a

/** What came through the pipe of questions at the start. */
export interface Opening {
  readonly order: Order
  /** Says a line of text. Returns false if it is too long, and has not said it then. @throws where the pipe is not ours any more */
  sayLine(text: string): boolean
  /** Prints text to standard error at once. */
  printError(text: string): void
  /** What came of the first questions already. */
  readonly rest: Uint8Array
}

/** Reads the secret and the order. Waits for them. */
export function openPipes(): Opening {
  let held = Buffer.alloc(0)
  let end = -1
  while (end < 0) {
    const chunk = Buffer.alloc(4096)
    const length = patiently(() => readSync(QUESTIONS_FD, chunk, 0, chunk.length, null))
    if (length === 0) throw new Error('Nobody says what is to be done.')
    held = Buffer.concat([held, chunk.subarray(0, length)])
    chunk.fill(0)
    end = held.indexOf(LINE_FEED)
  }
  const secret = new Bytes(SECRET_BYTES)
  put(secret, held.subarray(0, SECRET_BYTES), 0)
  const order = JSON.parse(held.toString('utf8', SECRET_BYTES, end)) as Order
  const rest = new Bytes(held.subarray(end + 1))
  held.fill(0)
  const ours = inodeOf(WORDS_FD)

  return {
    order,
    rest,
    printError: (text) => write(2, encode(text)),
    sayLine(text) {
      const line = encode(`${text}\n`)
      const { length } = line
      if (length > MOST_WORD_BYTES - SECRET_BYTES) return false
      // Code that closes it and opens something else would be given the secret.
      if (inodeOf(WORDS_FD) !== ours) throw new Error('The pipe is another one.')
      const whole = new Bytes(SECRET_BYTES + length)
      put(whole, secret, 0)
      put(whole, line, SECRET_BYTES)
      write(WORDS_FD, whole, SECRET_BYTES + length)
      return true
    },
  }
}

/** Writes all of it, however slowly it is read. */
function write(fd: number, bytes: Uint8Array, length = bytes.length): void {
  // `writeSync` asks for it, and anybody may put another one into the prototype.
  defineProperty(bytes, 'byteLength', { __proto__: null, value: length } as PropertyDescriptor)
  for (let at = 0; at < length;) at += patiently(() => writeSync(fd, bytes, at, length - at))
}

/** Tries again where there is nothing to read yet, or no room to write. */
function patiently(deed: () => number): number {
  for (;;) {
    try {
      return deed()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      wait(signal, 0, 0, 1)
    }
  }
}

/**
 * What a descriptor leads to. It is looked up in the object itself: a prototype may say something else. It is asked in big integers: in the
 * place of other answers `realpathSync` of Node.js 20 would find a pipe again, and leave a link in `node_modules` as it is.
 */
function inodeOf(fd: number): unknown {
  const stats = fstatSync(fd, { bigint: true })
  return `${getOwnPropertyDescriptor(stats, 'dev')?.value} ${getOwnPropertyDescriptor(stats, 'ino')?.value}`
}
