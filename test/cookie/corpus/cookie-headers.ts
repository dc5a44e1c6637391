import { SECRET, SESSION, type Case, type Expected } from './case.ts'

const session: Expected = { ...SESSION, name: 'connect.sid', verified: true, attributes: null }
const plain = (name: string, value: string): Expected => ({
  name,
  kind: 'unsigned',
  value,
  id: null,
  signature: null,
  attributes: null,
})

const sent = (about: string, paste: string, cookies: readonly Expected[]): Case => ({
  about,
  paste,
  secrets: [SECRET],
  cookies,
})

/** What browsers send back. The pairs beside the session are what real sites set. */
export const cookieHeaders: readonly Case[] = [
  sent(
    'a Cookie header of one',
    'Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    [session],
  ),
  sent(
    'a Cookie header in lower case',
    'cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    [session],
  ),
  sent(
    'a Cookie header in upper case',
    'COOKIE: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    [session],
  ),
  sent(
    'a Cookie header without a space',
    'Cookie:connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    [session],
  ),
  sent(
    'a Cookie header with spaces and a line end round it',
    '  Cookie:   connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw  \r\n',
    [session],
  ),
  sent(
    'a Cookie header of two',
    'Cookie: theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    [plain('theme', 'dark'), session],
  ),
  sent(
    'two pairs without the name of the header',
    'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; theme=dark',
    [session, plain('theme', 'dark')],
  ),
  sent(
    'pairs with no space between',
    'Cookie: a=1;connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw;b=2',
    [plain('a', '1'), session, plain('b', '2')],
  ),
  sent(
    'a semicolon at the end',
    'Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw;',
    [session],
  ),
  sent(
    'empty pairs',
    'Cookie: ; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw;; a=1; ',
    [session, plain('a', '1')],
  ),
  sent(
    'a decoded value among others',
    'Cookie: a=1; connect.sid=s:GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7/dlQrkWBw; b=2',
    [plain('a', '1'), session, plain('b', '2')],
  ),
  sent(
    'a quoted value among others',
    'Cookie: a="1"; connect.sid="s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw"',
    [plain('a', '1'), session],
  ),
  sent(
    'an empty value among others',
    'Cookie: seen=; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    [plain('seen', ''), session],
  ),
  sent(
    'values with = in them',
    'Cookie: token=bm90IGpzb24=; q=a=b=c; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    [plain('token', 'bm90IGpzb24='), plain('q', 'a=b=c'), session],
  ),
  sent(
    'the cookies of a site that counts its visitors',
    'Cookie: _ga=GA1.1.1938475610.1768392011; _gid=GA1.1.204857120.1768392011; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; _fbp=fb.1.1768392011457.839201847',
    [
      plain('_ga', 'GA1.1.1938475610.1768392011'),
      plain('_gid', 'GA1.1.204857120.1768392011'),
      session,
      plain('_fbp', 'fb.1.1768392011457.839201847'),
    ],
  ),
  sent(
    'cookies that are named like attributes',
    'Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; path=/home; domain=example.com; secure=1',
    [session, plain('path', '/home'), plain('domain', 'example.com'), plain('secure', '1')],
  ),
  sent(
    'one segment that no attribute is named like, so no Set-Cookie',
    'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; theme=dark; Path=/',
    [session, plain('theme', 'dark'), plain('Path', '/')],
  ),
  sent(
    'a value that is encoded beside the session',
    'Cookie: city=Z%C3%BCrich%20West; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    [plain('city', 'Zürich West'), session],
  ),
  sent(
    'a value that cannot be decoded beside the session',
    'Cookie: discount=100%; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    [plain('discount', '100%'), session],
  ),
  // Recorded by curl 7.88.1, which sorts them; the user and the cart are cookie-parser's.
  {
    about: 'what curl sent back to a real app',
    paste:
      'Cookie: scart=s%3Aj%3A%7B%22items%22%3A%5B1%2C2%5D%7D.98pPoOYPn7zjJyyGJVHMLKeBvQxQjVHFZUjg1twR7kA; theme=dark%20blue; user=s%3Atobi.wxBqny%2BTRGOPIwdovj65G7fYSU%2Bh4k4Q6H4Sq%2B2D6G8; cart=j%3A%7B%22items%22%3A%5B1%2C2%2C3%5D%2C%22note%22%3A%22a.b%3B%20%5C%22c%5C%22%2C%20%C3%A9%22%7D; sid=s%3A2idlsJFNgsdTruQWKdhASpgXwc3ZdppA.btPbvcVq%2FXvD1EnzUcty5XiwifBmgeY%2BIJ3motOv4TQ',
    secrets: [SECRET],
    cookies: [
      { name: 'scart', kind: 'express-session', id: 'j:{"items":[1,2]}', verified: true },
      { name: 'theme', kind: 'unsigned', value: 'dark blue' },
      { name: 'user', kind: 'express-session', id: 'tobi', verified: true, has: ['may-be-cookie-parser'] },
      { name: 'cart', kind: 'cookie-parser-json', content: { items: [1, 2, 3], note: 'a.b; "c", é' } },
      {
        name: 'sid',
        kind: 'express-session',
        id: '2idlsJFNgsdTruQWKdhASpgXwc3ZdppA',
        verified: true,
        lacks: ['default-name'],
      },
    ],
    nowhere: ['duplicate-name', 'no-http-only', 'no-secure', 'no-same-site'],
  },
  {
    about: 'one name twice',
    paste:
      'Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; a=1; connect.sid=s%3As68zP6lVsdp5ABBUBZ5Z413YvgiKBRGX.U2SP%2FWTl63lRYNFHCNQWu7IUxI3zSwVhUbRCoDUbW9g',
    secrets: [SECRET],
    cookies: [
      session,
      plain('a', '1'),
      { name: 'connect.sid', id: 's68zP6lVsdp5ABBUBZ5Z413YvgiKBRGX', verified: true },
    ],
    somewhere: ['duplicate-name'],
  },
  {
    about: 'names that differ in case are not the same',
    paste: 'Cookie: sid=1; SID=2; Sid=3',
    cookies: [plain('sid', '1'), plain('SID', '2'), plain('Sid', '3')],
    nowhere: ['duplicate-name'],
  },
  {
    about: 'prefixes are not held against a Cookie header, which tells no attributes',
    paste:
      'Cookie: __Host-sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; __Secure-id=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    cookies: [
      { ...SESSION, name: '__Host-sid' },
      { ...SESSION, name: '__Secure-id' },
    ],
    nowhere: ['host-prefix', 'secure-prefix', 'no-secure', 'no-http-only', 'no-same-site', 'default-name'],
  },
  sent(
    'fifty cookies before the session',
    `Cookie: ${Array.from({ length: 50 }, (_, i) => `c${i}=${i}`).join('; ')}; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw`,
    [...Array.from({ length: 50 }, (_, i) => plain(`c${i}`, `${i}`)), session],
  ),
  sent(
    'a Cookie header in double quotes',
    '"Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; a=1"',
    [session, plain('a', '1')],
  ),
  sent(
    'a Cookie header in single quotes',
    "'Cookie: a=1; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw'",
    [plain('a', '1'), session],
  ),
  // RFC 9113 section 8.2.3: HTTP/2 may split the header.
  sent(
    'a Cookie header in two lines',
    'cookie: a=1\ncookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    [plain('a', '1'), session],
  ),
  {
    about: 'one of three values encoded twice',
    paste:
      'Cookie: a=1; connect.sid=s%253AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%252FdlQrkWBw; b=2',
    secrets: [SECRET],
    cookies: [plain('a', '1'), { ...session, has: ['encoded-twice'] }, plain('b', '2')],
  },
]
