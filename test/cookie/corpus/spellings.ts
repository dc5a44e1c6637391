import { OTHER, SECRET, SESSION, type Case } from './case.ts'

const spelled = (about: string, name: string | null, paste: string): Case => ({
  about,
  paste,
  secrets: [SECRET],
  cookies: [
    { ...SESSION, name, verified: true, secretIndex: 0, attributes: null, fault: null, lacks: ['encoded-twice'] },
  ],
})

const twice = (about: string, name: string | null, paste: string): Case => ({
  about,
  paste,
  secrets: [SECRET],
  cookies: [{ ...SESSION, name, verified: true, secretIndex: 0, fault: null, has: ['encoded-twice'] }],
})

/** One session cookie in every spelling that somebody may have at hand. */
export const spellings: readonly Case[] = [
  spelled('a decoded value', null, 's:GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7/dlQrkWBw'),
  spelled(
    'a URL-encoded value',
    null,
    's%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
  ),
  spelled(
    'lower-case escapes',
    null,
    's%3aGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2fdlQrkWBw',
  ),
  spelled(
    'only the colon encoded',
    null,
    's%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7/dlQrkWBw',
  ),
  spelled(
    'only the slash encoded',
    null,
    's:GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
  ),
  spelled(
    'every character of the prefix and the dot encoded',
    null,
    '%73%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB%2EXCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
  ),
  spelled(
    'name and decoded value',
    'connect.sid',
    'connect.sid=s:GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7/dlQrkWBw',
  ),
  spelled(
    'name and encoded value',
    'connect.sid',
    'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
  ),
  spelled(
    'name and value with lower-case escapes',
    'sid',
    'sid=s%3aGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2fdlQrkWBw',
  ),
  spelled(
    'a name of every sign a name may hold',
    "!#$%&'*+-.^_`|~9Az",
    "!#$%&'*+-.^_`|~9Az=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw",
  ),
  spelled(
    'a value in double quotes',
    null,
    '"s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw"',
  ),
  spelled(
    'a value in single quotes',
    null,
    "'s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw'",
  ),
  spelled(
    'a decoded value in double quotes',
    null,
    '"s:GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7/dlQrkWBw"',
  ),
  spelled(
    'a decoded value in single quotes',
    null,
    "'s:GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7/dlQrkWBw'",
  ),
  spelled(
    'a name and a value in double quotes',
    'connect.sid',
    'connect.sid="s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw"',
  ),
  spelled(
    'a name and a value in single quotes',
    'connect.sid',
    "connect.sid='s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw'",
  ),
  spelled(
    'a pair in double quotes',
    'connect.sid',
    '"connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw"',
  ),
  spelled(
    'a pair in single quotes',
    'connect.sid',
    "'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw'",
  ),
  spelled(
    'a decoded pair in single quotes',
    'connect.sid',
    "'connect.sid=s:GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7/dlQrkWBw'",
  ),
  spelled(
    'spaces round a value',
    null,
    '   s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw  ',
  ),
  spelled(
    'a line feed behind a value',
    null,
    's%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw\n',
  ),
  spelled(
    'lines of Windows round a value',
    null,
    '\r\ns%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw\r\n\r\n',
  ),
  spelled(
    'tabs and line feeds round a pair',
    'connect.sid',
    '\n\n\tconnect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw\t\n',
  ),
  spelled(
    'spaces round the = of a pair',
    'connect.sid',
    'connect.sid = s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
  ),
  spelled(
    'spaces outside of the quotes',
    null,
    ' "s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw" \n',
  ),
  twice(
    'a value encoded twice',
    null,
    's%253AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%252FdlQrkWBw',
  ),
  twice(
    'a pair encoded twice',
    'connect.sid',
    'connect.sid=s%253AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%252FdlQrkWBw',
  ),
  twice(
    'a value encoded twice, in lower case',
    null,
    's%253aGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%252fdlQrkWBw',
  ),
  twice(
    'a value encoded twice, in double quotes',
    'sid',
    'sid="s%253AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%252FdlQrkWBw"',
  ),
  {
    about: 'a wrong secret, for a value encoded twice',
    paste: 's%253AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%252FdlQrkWBw',
    secrets: [OTHER],
    cookies: [{ ...SESSION, verified: false, secretIndex: null, has: ['encoded-twice', 'signature-mismatch'] }],
  },
  {
    about: 'no secret, for a value encoded once',
    paste: 's%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    cookies: [
      { ...SESSION, name: null, verified: null, secretIndex: null, weakSecret: null, content: null, fault: null },
    ],
  },
  {
    about: 'no secret, for a value encoded twice',
    paste: 'sid=s%253AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%252FdlQrkWBw',
    cookies: [{ ...SESSION, name: 'sid', verified: null, secretIndex: null, weakSecret: null, has: ['encoded-twice'] }],
  },
]
