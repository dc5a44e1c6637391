import { SECRET, SESSION, type Case, type Expected } from './case.ts'

// Recorded from one response of a real app with express-session and cookie-parser, taken with fetch.
const five: readonly Expected[] = [
  {
    name: 'user',
    kind: 'express-session',
    id: 'tobi',
    verified: true,
    attributes: { 'Max-Age': '3600', Path: '/', Expires: 'Tue, 24 Nov 2026 22:29:31 GMT', HttpOnly: true },
  },
  {
    name: 'cart',
    kind: 'cookie-parser-json',
    content: { items: [1, 2, 3], note: 'a.b; "c", é' },
    attributes: { Path: '/' },
  },
  {
    name: 'scart',
    kind: 'express-session',
    id: 'j:{"items":[1,2]}',
    verified: true,
    attributes: { Path: '/', Secure: true, SameSite: 'Lax' },
  },
  { name: 'theme', kind: 'unsigned', value: 'dark blue', attributes: { Path: '/' } },
  {
    name: 'sid',
    kind: 'express-session',
    id: 'NpR362DlDgI67PKXrgSjKEupHK1UNErK',
    signature: 'F6ENRQOSSc+wXAy0XwjWVFMONI2P8U2TO0ZqIfLwcx4',
    verified: true,
    attributes: { Path: '/', HttpOnly: true },
  },
]

const USER =
  'user=s%3Atobi.wxBqny%2BTRGOPIwdovj65G7fYSU%2Bh4k4Q6H4Sq%2B2D6G8; Max-Age=3600; Path=/; Expires=Tue, 24 Nov 2026 22:29:31 GMT; HttpOnly'
const CART =
  'cart=j%3A%7B%22items%22%3A%5B1%2C2%2C3%5D%2C%22note%22%3A%22a.b%3B%20%5C%22c%5C%22%2C%20%C3%A9%22%7D; Path=/'
const SIGNED_CART =
  'scart=s%3Aj%3A%7B%22items%22%3A%5B1%2C2%5D%7D.98pPoOYPn7zjJyyGJVHMLKeBvQxQjVHFZUjg1twR7kA; Path=/; Secure; SameSite=Lax'
const THEME = 'theme=dark%20blue; Path=/'
const SID = 'sid=s%3ANpR362DlDgI67PKXrgSjKEupHK1UNErK.F6ENRQOSSc%2BwXAy0XwjWVFMONI2P8U2TO0ZqIfLwcx4; Path=/; HttpOnly'
const LINES = [USER, CART, SIGNED_CART, THEME, SID]

const session: Expected = { ...SESSION, name: 'connect.sid', verified: true, attributes: { Path: '/', HttpOnly: true } }

const set = (about: string, paste: string, cookies: readonly Expected[]): Case => ({
  about,
  paste,
  secrets: [SECRET],
  cookies,
})

/** Many cookies of one response. */
export const setCookieSeveral: readonly Case[] = [
  set('five Set-Cookie lines', LINES.map((line) => `Set-Cookie: ${line}`).join('\n'), five),
  set('five Set-Cookie lines that end as on the wire', LINES.map((line) => `set-cookie: ${line}\r\n`).join(''), five),
  set('five lines joined with commas', LINES.join(', '), five),
  set('five lines joined with commas behind the name of the header', `set-cookie: ${LINES.join(', ')}`, five),
  set('five lines joined with commas, in the quotes of a log', `'${LINES.join(', ')}'`, five),
  set(
    'two lines joined with a comma, the first with a date',
    `${USER}, ${SID}`,
    five.filter(({ name }) => name === 'user' || name === 'sid'),
  ),
  set(
    'a date at the end of the first of two',
    'Set-Cookie: a=1; Path=/; Expires=Wed, 25 Nov 2026 21:32:06 GMT, connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
    [
      { name: 'a', kind: 'unsigned', value: '1', attributes: { Path: '/', Expires: 'Wed, 25 Nov 2026 21:32:06 GMT' } },
      session,
    ],
  ),
  set(
    'a date in the old spelling of RFC 850',
    'Set-Cookie: a=1; Expires=Wednesday, 25-Nov-26 21:32:06 GMT; Path=/, connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
    [
      {
        name: 'a',
        value: '1',
        attributes: { Expires: 'Wednesday, 25-Nov-26 21:32:06 GMT', Path: '/' },
        lacks: ['expires-unreadable', 'expired'],
      },
      session,
    ],
  ),
  set(
    'a date in the spelling of asctime',
    'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Expires=Wed Nov 25 21:32:06 2026; HttpOnly',
    [
      {
        ...session,
        attributes: { Expires: 'Wed Nov 25 21:32:06 2026', HttpOnly: true },
        lacks: ['expires-unreadable', 'expired'],
      },
    ],
  ),
  set('a comma in a value', 'Set-Cookie: sizes=1,2,3; Path=/', [
    { name: 'sizes', kind: 'unsigned', value: '1,2,3', attributes: { Path: '/' } },
  ]),
  set('empty lines between', `\nSet-Cookie: ${THEME}\n\n\nSet-Cookie: ${SID}\n`, five.slice(3)),
  set(
    'a line set and cleared at once',
    'Set-Cookie: theme=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT\nSet-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
    [
      { name: 'theme', value: '', has: ['expired'] },
      { ...session, lacks: ['expired'] },
    ],
  ),
]
