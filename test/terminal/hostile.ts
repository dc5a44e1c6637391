import * as fc from 'fast-check'

/** Texts that break screens: each stands for a kind. */
export const HOSTILE: readonly string[] = [
  '',
  ' ',
  'x'.repeat(16),
  'x'.repeat(61),
  'word '.repeat(60),
  'x'.repeat(5000),
  '漢字'.repeat(20),
  '👩‍👩‍👧‍👦🍪🇨🇭'.repeat(7),
  'e\u0301\u0302\u0303'.repeat(20),
  '\u200b\u200d\u2060\ufeff',
  '\u202eevil\u2066x\u2069',
  '\u001b[31m\u001b]0;title\u0007\u009b1m\u0090q\u009c',
  '\r\n\t\v\f\b\u007f\u0000',
  '\ud83c',
  '\udf6a\ud83c',
  '`code` **bold** _x_ <b>[a](b)',
  '"\'\\%zz%',
  '\n\n\n',
]

const PIECES = [
  ...HOSTILE,
  's:',
  's%3A',
  '.',
  '=',
  ';',
  '; Path=/',
  '; Expires=',
  'Set-Cookie: ',
  'Cookie: ',
  '{"cookie":"',
  'j:{"a":',
  'eyJhbGciOiJIUzI1NiJ9.',
  '%',
  '%2E',
  '%1b',
  '\u001b[31m',
]

/** Long names, wide letters, emoji, control and zero-width characters, long words, in any order. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 8 })
  .map((parts) => parts.join(''))

/** A text without halves of surrogate pairs, which `encodeURIComponent` refuses. */
export const wellFormed = (text: string): string => Buffer.from(text).toString()
