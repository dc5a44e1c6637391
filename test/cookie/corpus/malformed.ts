import { OTHER, SECRET, SESSION, type Case } from './case.ts'

/** @param offset where in the value as it was pasted, in UTF-16 units; left out where the rules leave it open */
const broken = (about: string, paste: string, name: string | null, offset?: number): Case => ({
  about,
  paste,
  secrets: [SECRET],
  cookies: [
    {
      name,
      kind: 'malformed',
      id: null,
      signature: null,
      verified: false,
      secretIndex: null,
      fault: offset === undefined ? {} : { offset },
      has: ['malformed'],
    },
  ],
})

const unsigned = (about: string, paste: string, name: string | null, value: string): Case => ({
  about,
  paste,
  cookies: [
    { name, kind: 'unsigned', value, id: null, signature: null, verified: null, fault: null, lacks: ['malformed'] },
  ],
})

/** Values that cannot be what they were meant to be, and values that only look so. */
export const malformed: readonly Case[] = [
  broken('a % at the end of an id', 'sid=s%3A100%.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7', 'sid', 7),
  broken('an escape that is not hexadecimal', 'sid=s%3Aid%zz.XCMMOmzggjYcCNIDUZXsw7QU', 'sid', 6),
  broken('a broken escape behind an emoji of two UTF-16 units', 'sid=s%3A🍪x%zz.XCMMOmzggjYcCNID', 'sid', 7),
  broken('a broken escape behind a good one', 'sid=s%3Aa%20b%4.XCMMOmzggjYcCNID', 'sid', 9),
  broken('half of a letter in UTF-8', 's%3Aid.%E0%A4x', null, 7),
  broken(
    'an escape cut off at the end of the paste',
    'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2',
    'sid',
    71,
  ),
  broken(
    'a broken escape in a Set-Cookie line',
    'Set-Cookie: sid=s%3A100%.XCMMOmzggjYcCNID; Path=/; HttpOnly',
    'sid',
    7,
  ),
  broken('a letter in Latin-1', 'sid=s%3AZo%EB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7', 'sid', 6),
  broken('a control character in a value', 'sid=s%3Aab\u0001c.XCMMOmzggjYcCNID', 'sid', 6),
  broken('a terminal escape in a value', 'sid=s%3Aab\u001b[31mc.XCMMOmzggjYcCNID', 'sid', 6),
  broken('no dot and no signature', 'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB', 'sid'),
  broken('no dot and no signature, decoded', 's:GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB', null),
  broken('nothing behind the dot', 'sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.', 'sid'),
  // Made with the package cookie-signature: it signs an empty id, and express-session takes it for none.
  broken(
    'nothing before the dot, with a right signature',
    'sid=s%3A.fpP%2FHGEZgJ%2BM0fMOKZIjtXzD9FITSRqXFZphRJYe1Fo',
    'sid',
  ),
  broken('s: and nothing else', 'sid=s%3A', 'sid'),
  {
    about: 'one broken cookie of three leaves the others whole',
    paste:
      'Cookie: a=1; bad=s%3A100%.XCMM; sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    secrets: [SECRET],
    cookies: [
      { name: 'a', kind: 'unsigned' },
      { name: 'bad', kind: 'malformed', fault: { offset: 7 }, has: ['malformed'] },
      { ...SESSION, name: 'sid', verified: true, lacks: ['malformed'] },
    ],
  },
  {
    about: 'a % in a value that was decoded already',
    paste: 's:100% sure.QLyY3IeStM9kiucr+XG7zhGhYCVt8icot3a/EvFqrUo',
    secrets: [OTHER, SECRET],
    cookies: [{ kind: 'express-session', id: '100% sure', verified: true, secretIndex: 1, fault: null }],
  },
  unsigned('a % in a value that nobody signed', 'discount=100%', 'discount', '100%'),
  unsigned(
    'a capital S',
    'sid=S%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNID',
    'sid',
    'S:GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNID',
  ),
  unsigned(
    'the id and the signature without s:',
    'sid=GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    'sid',
    'GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7/dlQrkWBw',
  ),
  unsigned('the id alone', 'GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB', null, 'GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB'),
  unsigned('an empty value', 'sid=', 'sid', ''),
  unsigned('a name of a session and a plain value', 'connect.sid=hello', 'connect.sid', 'hello'),
]
