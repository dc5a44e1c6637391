import { expect, test } from 'vitest'
import type { Block } from '../../src/wordlist/block.ts'
import { blockTrier } from '../../src/wordlist/trier.ts'
import { latin1, signedWith } from './targets.ts'

const blockOf = (text: string, changes: Partial<Block> = {}): Block => {
  const bytes = latin1(text)
  return { bytes: Buffer.from(bytes), start: 0, end: bytes.length, skipped: 0, skippedBytes: 0, ...changes }
}

test.each([
  ['in the first line', 'word\nb\nc\n', 'word', 1, 'word'],
  ['in the last line', 'a\nb\nword\n', 'word', 3, 'word'],
  ['in a last line without a line feed', 'a\nb\nword', 'word', 3, 'word'],
  ['in Latin-1', 'a\ncaf\xe9\n', 'caf\xe9', 2, 'caf\xe9'],
  ['in UTF-8', 'a\ncaf\xc3\xa9\n', 'caf\xc3\xa9', 2, 'caf\xc3\xa9'],
  ['of bytes that are no text', '\xff\xfe\x80\x01\n', '\xff\xfe\x80\x01', 1, '\xff\xfe\x80\x01'],
  ['with spaces at its ends', ' word \nword\n', ' word ', 1, ' word '],
  ['longer than a block of the hash', `${'x'.repeat(65)}\na\n`, 'x'.repeat(65), 1, 'x'.repeat(65)],
  ['behind empty lines', '\n\r\n\nword\n', 'word', 4, 'word'],
  ['on Windows lines', 'a\r\nword\r\n', 'word', 2, 'word'],
  ['that ends in a carriage return, without a line feed', 'a\r\nword\r', 'word\r', 2, 'word\r'],
  ['that ends in a carriage return, written with two', 'word\r\nword\r\r\n', 'word\r', 2, 'word\r'],
  ['with a carriage return inside', 'wo\rrd\n', 'wo\rrd', 1, 'wo\rrd'],
  ['with a zero byte inside', 'wo\x00rd\n', 'wo\x00rd', 1, 'wo\x00rd'],
  // RFC 2104 section 2: keys are filled up with zero bytes.
  ['that only zero bytes tell from another', 'word\x00\nword\n', 'word', 1, 'word\x00'],
])('a word %s', (_what, list, secret, line, word) => {
  const { fits } = blockTrier([signedWith(latin1(secret))])(blockOf(list), [0])
  expect(fits.map((fit) => [fit.count.lines, Buffer.from(fit.word).toString('latin1')])).toEqual([[line, word]])
})

test.each([
  ['the empty secret is no guess', '\n\r\n\n', ''],
  ['a carriage return belongs to the line end', 'word\r\n', 'word\r'],
  ['words have no case', 'WORD\n', 'word'],
  ['nothing outside the block is tried', 'before\nword\nbehind\n', 'behind'],
])('no word: %s', (_what, list, secret) => {
  const block = blockOf(list, { end: Math.min(list.length, 12) })
  expect(blockTrier([signedWith(latin1(secret))])(block, [0]).fits).toEqual([])
})

test('counts every line, and the words that were tried', () => {
  const block = blockOf('\xef\xbb\xbfa\n\nb\r\n\r\nc', { start: 3, skipped: 2, skippedBytes: 100 })
  expect(blockTrier([signedWith('nowhere')])(block, [0]).count).toEqual({ lines: 7, words: 3, skipped: 2, bytes: 112 })
})

test('counts up to a word', () => {
  const block = blockOf('a\n\nword\nb\n', { skipped: 1, skippedBytes: 100 })
  const count = { lines: 4, words: 2, skipped: 1, bytes: 108 }
  expect(blockTrier([signedWith('word')])(block, [0])).toMatchObject({ count, fits: [{ target: 0, count }] })
})

test('tries each word on every target that is open', () => {
  const targets = [
    signedWith('two'),
    signedWith('one', 'another id', 'sha1'),
    signedWith('nowhere'),
    signedWith('two', 'a JWT', 'sha512'),
    signedWith('one'),
  ]
  const { count, fits } = blockTrier(targets)(blockOf('one\ntwo\none\ntwo\n'), [0, 1, 2, 3])
  expect(count.words).toBe(4)
  expect(fits.map((fit) => [fit.target, fit.count.lines])).toEqual([
    [1, 1],
    [0, 2],
    [3, 2],
  ])
})
