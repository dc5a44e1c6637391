import { expect, test } from 'vitest'
import {
  bits,
  boolean,
  identifier,
  integer,
  octets,
  sequence,
  set,
  tagged,
  time,
  utf8,
} from '../../../src/wire/proxy/der.ts'

// Values as OpenSSL writes them (`openssl asn1parse -genstr`, or X.690 itself).
test.each([
  ['a small number', integer(Buffer.from([5])), '020105'],
  ['zero', integer(Buffer.from([0, 0])), '020100'],
  ['a number whose top bit is set', integer(Buffer.from([0x80])), '02020080'],
  ['a number with zeros before it', integer(Buffer.from([0, 0, 0x7f, 1])), '02027f01'],
  ['true', boolean(true), '0101ff'],
  ['false', boolean(false), '010100'],
  ['bits', bits(Buffer.from([0x80]), 7), '03020780'],
  ['octets', octets(Buffer.from([1, 2])), '04020102'],
  ['the example of X.690 section 8.19.5', identifier('2.100.3'), '0603813403'],
  ['prime256v1', identifier('1.2.840.10045.3.1.7'), '06082a8648ce3d030107'],
  ['text', utf8('é'), '0c02c3a9'],
  ['a moment', time(new Date('2026-01-31T23:59:59.900Z')), '180f32303236303133313233353935395a'],
  ['a sequence', sequence(boolean(true), boolean(false)), '30060101ff010100'],
  ['a set', set(boolean(true)), '31030101ff'],
  ['a tagged value that holds others', tagged(3, boolean(true), true), 'a3030101ff'],
  ['a tagged value that holds bytes', tagged(7, Buffer.from([127, 0, 0, 1]), false), '87047f000001'],
])('%s', (_, bytes, hex) => {
  expect(bytes.toString('hex')).toBe(hex)
})

test.each([
  [127, '047f'],
  [128, '048180'],
  [255, '0481ff'],
  [256, '04820100'],
])('the length of %i bytes', (length, head) => {
  const bytes = octets(Buffer.alloc(length))
  expect(bytes.subarray(0, bytes.length - length).toString('hex')).toBe(head)
})
