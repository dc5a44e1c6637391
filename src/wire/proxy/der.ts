/**
 * DER, the form in which certificates travel: each value is a tag, the length of what it holds, and that (ITU-T X.690). What is here is what a
 * certificate needs and no more. Each function makes the bytes of one value.
 */

/** Tags of X.690 sections 8 and 10; a set bit 0x20 says that other values are in it. */
const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  identifier: 0x06,
  utf8: 0x0c,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** A length below 128 is one byte; a longer one follows a byte that says how many bytes it takes (X.690 section 8.1.3). */
function lengthOf(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.from([bytes])
  const hex = bytes.toString(16)
  const long = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return Buffer.concat([Buffer.from([0x80 | long.length]), long])
}

const value = (tag: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])

export const sequence = (...values: readonly Uint8Array[]): Buffer => value(TAG.sequence, Buffer.concat(values))
export const set = (...values: readonly Uint8Array[]): Buffer => value(TAG.set, Buffer.concat(values))
export const octets = (content: Uint8Array): Buffer => value(TAG.octets, content)
export const utf8 = (text: string): Buffer => value(TAG.utf8, Buffer.from(text))
export const boolean = (is: boolean): Buffer => value(TAG.boolean, Buffer.from([is ? 0xff : 0]))

/** A whole number of zero or more, from its bytes, the highest first. A set top bit would make it negative, so a zero byte goes before it. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  const short = first < 0 ? Buffer.from([0]) : bytes.subarray(first)
  return value(TAG.integer, Buffer.concat([Buffer.from((short[0] ?? 0) >= 0x80 ? [0] : []), short]))
}

/** Bits, the first of them the highest of the first byte. @param unused how many of the last byte do not count, at most 7 */
export const bits = (content: Uint8Array, unused = 0): Buffer =>
  value(TAG.bits, Buffer.concat([Buffer.from([unused]), content]))

/** An object identifier as it is written, as in `1.2.840`. The first two numbers share a byte; each number has seven bits a byte. */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return value(TAG.identifier, Buffer.from([first * 40 + second, ...rest].flatMap(inSevens)))
}

function inSevens(number: number): number[] {
  const bytes = [number % 0x80]
  for (let left = Math.floor(number / 0x80); left > 0; left = Math.floor(left / 0x80))
    bytes.unshift(0x80 | (left % 0x80))
  return bytes
}

/** A moment, to the second, as `20260131235959Z`: GeneralizedTime. */
export const time = (at: Date): Buffer => {
  const [whole = ''] = at.toISOString().split('.')
  return value(TAG.time, Buffer.from(`${whole.replaceAll(/[-:T]/g, '')}Z`))
}

/** A value under a number of its own, which stands where its tag would not tell what it is. @param holds whether other values are in it */
export const tagged = (number: number, content: Uint8Array, holds: boolean): Buffer =>
  value((holds ? 0xa0 : 0x80) | number, content)
