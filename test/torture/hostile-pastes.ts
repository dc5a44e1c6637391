import { deflateSync } from 'node:zlib'

const VALUE = 's%3AWm4tQz9rLx2vKc7nHd5bYg8sJf3pTa6e.YYysQ5t4DsiwRm%2FA%2B9jzMrFGsJxuCj4XZGLbdOYlNbM'

const repeat =
  (piece: string, before = '', after = '') =>
  (length: number): string =>
    before + piece.repeat(Math.max(1, Math.floor((length - before.length - after.length) / piece.length))) + after

const nested =
  (open: string, inside: string, close: string) =>
  (length: number): string => {
    const depth = Math.floor((length - inside.length) / (open.length + close.length))
    return open.repeat(depth) + inside + close.repeat(depth)
  }

const many =
  (make: (i: number) => string, between: string) =>
  (length: number): string =>
    Array.from({ length: Math.max(1, Math.floor(length / (make(99).length + between.length))) }, (_, i) =>
      make(i),
    ).join(between)

/** A few hundred bytes that unpack to a hundred times as many, as Flask packs a session. */
const packed = (piece: string) => (length: number) =>
  `session=.${deflateSync(`[${piece.repeat(length * 10)}1]`).toString('base64url')}.awyWSA.95GBW2uAnQREHqNgM6jFCbHRGNM`

/** Texts on which a careless reader takes longer than in proportion to their length: each makes one of about so many characters. */
export const HOSTILE: Readonly<Record<string, (length: number) => string>> = {
  'line ends': repeat('\n', 'a', 'b'),
  'line ends and blanks': repeat('\n ', 'x=', 'y'),
  'blanks in an object': repeat(' ', '{a:false', '!}'),
  'false without commas': repeat('a:false   ', '{', '!'),
  'false with blanks before commas': repeat('a:false ,', '{', '!'),
  'headers on one line': repeat('Cookie: a=b '),
  'cookies called cookie': repeat('cookie=a=b;'),
  'beginnings of signed values': repeat('.s%3A'),
  'dots behind s%3A': repeat('.', 's%3A'),
  'almost signatures': repeat(`.s%3A${'A'.repeat(42)}.`),
  'signed values': repeat(`${VALUE} `),
  'signed values in quotes': repeat(`"${VALUE}",`, '['),
  'broken values': repeat('.s%3Aab\n'),
  'lists in lists': nested('[', '"a"', ']'),
  'objects in objects': nested('{a:', '"cookie"', '}'),
  'calls in calls': nested('f(', '"a"', ')'),
  'calls in a chain': repeat('.cookie("a","b")', 'x'),
  'texts put together': repeat('"a"+', '', '"b"'),
  'a packed list': packed('1,'),
  'packed lists in a list': packed('[1],'),
  'numbers in base64': (length) => `a=${Buffer.from(`{"a":[${'1,'.repeat(length / 3)}1]}`).toString('base64')}`,
  'rows of a table': repeat('| a | b |\n', '| Name | Value |\n'),
  'options without an end': repeat("-b '"),
  'open tags': repeat('<td ', '', '</td>'),
  'encoded over and over': repeat('%3Ds%253A'),
  'one encoded word': repeat('a%', '', '%3Ds%253A'),
  'colours of a terminal': repeat('\u001b[31m', '', '\u001b[0m'),
  'words of browsers': repeat('SameSite=None cookie rejected '),
  'lines of DEBUG': repeat(' express-session saving a\n'),
  'a label and blanks': repeat(' ', 'session id', '!'),
  'many sessions': many((i) => `c${i}=${VALUE}`, '; '),
  'many cut ones': many((i) => `c${i}=${VALUE.slice(0, -1)}`, '; '),
  'many that lost a letter': many((i) => `c${i}=${VALUE.replace('Wm4', 'Wm')}`, '; '),
  'many signed by keygrip': many((i) => `c${i}=v;c${i}.sig=${'a'.repeat(27)}`, ';'),
  'many lines of Set-Cookie': many((i) => `Set-Cookie: c${i}=${VALUE}; Path=/; Domain=a.b`, '\n'),
}
