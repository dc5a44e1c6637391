import { expect, test } from 'vitest'
import { readDumps } from '../../../src/cookie/unusual/dumps.ts'

const HEADER = 'Set-Cookie: pond=bedad cafe; Path=/'
const bytes = Buffer.from(HEADER)

/** A dump as a program writes it. @param row makes a line: where it is, its bytes in two digits each, and their letters */
const dump = (
  text: Buffer,
  row: (at: number, pairs: readonly string[], letters: string) => string,
  width = 16,
): string =>
  Array.from({ length: Math.ceil(text.length / width) }, (_, i) => {
    const part = text.subarray(i * width, (i + 1) * width)
    return row(i * width, part.toString('hex').match(/../g) ?? [], part.toString())
  }).join('\n')

const hex = (at: number, digits: number) => at.toString(16).padStart(digits, '0')
const inTwos = (pairs: readonly string[]) => pairs.join('').replaceAll(/(.{4})(?=.)/g, '$1 ')

const traced = dump(
  bytes,
  (at, pairs, letters) =>
    `${hex(at, 4)}: ${pairs
      .map((pair) => `${pair} `)
      .join('')
      .padEnd(48)}${letters}`,
)
const xxd = (text: string, width = 16) =>
  dump(
    Buffer.from(text),
    (at, pairs, letters) => `${hex(at, 8)}: ${inTwos(pairs).padEnd(width * 2.5)} ${letters}`,
    width,
  )
const ofXxd = xxd(HEADER)

test.each([
  ['curl --trace', traced],
  ['xxd', ofXxd],
  [
    'hexdump -C',
    dump(
      bytes,
      (at, pairs, letters) =>
        `${hex(at, 8)}  ${`${pairs.slice(0, 8).join(' ')}  ${pairs.slice(8).join(' ')}`.padEnd(49)} |${letters}|`,
    ),
  ],
  ['tcpdump -X', dump(bytes, (at, pairs, letters) => `\t0x${hex(at, 4)}:  ${inTwos(pairs).padEnd(39)}  ${letters}`)],
  ['capitals, and no letters', dump(bytes, (at, pairs) => `${hex(at, 4)}  ${pairs.join(' ').toUpperCase()}`)],
  ['line ends of Windows', ofXxd.replaceAll('\n', '\r\n')],
  ['Node.js', `<Buffer ${bytes.toString('hex').replaceAll(/(..)(?=.)/g, '$1 ')}>`],
  ['Node.js, cut', `<Buffer ${bytes.toString('hex').replaceAll(/(..)(?=.)/g, '$1 ')} ... 7 more bytes>`],
])('%s', (_, text) => {
  expect(readDumps(text)).toBe(HEADER)
})

test('what stands round it is kept, and each begins at nothing again', () => {
  expect(readDumps(`<= Recv header\n${traced}\n<= Recv header\n${traced}\nend`)).toBe(
    `<= Recv header\n${HEADER}\n<= Recv header\n${HEADER}\nend`,
  )
})

test.each([
  ['on a line that is not full', 'Set-Cookie: pond=bedad cafe; aa=cafe', 16],
  ['on a line that is full', 'Cookie: pond=a; cafe babe=1; a=b', 16],
  ['on short lines', 'Cookie: cafe bad=beef; a', 8],
  ['on short lines, the third', 'Cookie: a=b; c=dcafe bab; d=1', 8],
])('letters that look like digits: %s', (_, text, width) => {
  expect(readDumps(xxd(text, width))).toBe(text)
})

test('each line has its own length', () => {
  const short = 'a=1; b=2cafe bab; c=3'
  expect(readDumps(`${ofXxd}\n${xxd(short, 8)}`)).toBe(`${HEADER}\n${short}`)
})

test('one dump begins where another one ended', () => {
  expect(readDumps(`${xxd('a=1')}\n${ofXxd}\n${ofXxd}`)).toBe(`a=1\n${HEADER}\n${HEADER}`)
})

test('what follows far behind says nothing of the length of a line', () => {
  expect(readDumps(`${xxd('a=0123456; b=1; ')}\n00000010: 00\n00000040: 41`)).toBe('a=0123456; b=1; \0\n00000040: 41')
})

test('a line is where the one before it ended, or it belongs to no dump', () => {
  const [first, second, third = ''] = ofXxd.split('\n')
  const elsewhere = third.replace('20:', '40:')
  expect(readDumps(`${first}\n${second}\n${elsewhere}`)).toBe(`${HEADER.slice(0, 32)}\n${elsewhere}`)
})

test.each([
  'theme=dark',
  '0000: Set-Cookie: a=b\n0040: c=d',
  '00000000: 41',
  '1234567 rows\n1234568 rows',
  'a=0010: 41',
  '00000000: 41\na=0010: 42',
  '00000000: 41\n0010: 4 2',
  '00000000: 41\n00001: 42',
])('%j is none', (text) => {
  expect(readDumps(text)).toBe(text)
})
