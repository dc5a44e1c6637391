import { SECRET, SESSION, type Case, type Expected } from './case.ts'

const sent: Expected = { ...SESSION, name: 'connect.sid', verified: true, attributes: null }
const set: Expected = { ...sent, attributes: { Path: '/', HttpOnly: true } }
const theme: Expected = { name: 'theme', kind: 'unsigned', value: 'dark', attributes: null }

const copied = (about: string, paste: string, ...cookies: readonly Expected[]): Case => ({
  about,
  paste,
  secrets: [SECRET],
  cookies,
})

/** What the developer tools of browsers put on the clipboard. Typed after the screens of Chrome and Firefox. */
export const browserPastes: readonly Case[] = [
  copied(
    'a row of Chrome: a session',
    'connect.sid\ts%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw\tlocalhost\t/\tSession\t93\t✓\t\t\t\t\tMedium',
    sent,
  ),
  copied(
    'a row of Chrome: with a date',
    'connect.sid\ts%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw\tlocalhost\t/\t2026-11-25T21:32:06.000Z\t93\t✓\t\tLax\t\t\tMedium',
    sent,
  ),
  copied(
    'a row of Chrome: all checked',
    'connect.sid\ts%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw\t.example.com\t/\tSession\t93\t✓\t✓\tStrict\thttps://example.com\t✓\tHigh\n',
    sent,
  ),
  copied(
    'a row of Chrome: decoded',
    'connect.sid\ts:GXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7/dlQrkWBw\tlocalhost\t/\tSession\t89\t✓\t\t\t\t\tMedium',
    sent,
  ),
  copied('a row of Chrome: an unsigned cookie', 'theme\tdark\tlocalhost\t/\tSession\t9\t\t\t\t\t\tMedium', theme),
  copied('a row of Chrome: nothing in it', 'theme\t\tlocalhost\t/\tSession\t5\t\t\t\t\t\tMedium', {
    ...theme,
    value: '',
  }),
  copied(
    'two rows of Chrome',
    'connect.sid\ts%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw\tlocalhost\t/\tSession\t93\t✓\t\t\t\t\tMedium\ntheme\tdark\tlocalhost\t/\tSession\t9\t\t\t\t\t\tMedium\n',
    sent,
    theme,
  ),
  copied(
    'a row of Firefox: a session',
    'connect.sid:"s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw"',
    sent,
  ),
  copied('a row of Firefox: an unsigned cookie', 'theme:"dark"', theme),
  copied(
    'a row of Firefox: another name',
    'my_app.session-id:"s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw"\n',
    { ...sent, name: 'my_app.session-id' },
  ),
  copied(
    'headers of Chrome: the name on a line of its own',
    'Set-Cookie\nconnect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
    set,
  ),
  copied(
    'headers of Chrome: the name in lower case, with a colon',
    'set-cookie:\nconnect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly\n',
    set,
  ),
  copied(
    'headers of Chrome: what was sent',
    'Cookie\ntheme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    theme,
    sent,
  ),
  copied(
    'headers of Chrome: what was sent, in lower case, with a colon',
    'cookie:\r\nconnect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw\r\n',
    sent,
  ),
  copied(
    'headers of Chrome: several, name and value in turn',
    'Connection:\nkeep-alive\nContent-Type:\ntext/html; charset=utf-8\nSet-Cookie:\nconnect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly\nX-Powered-By:\nExpress\n',
    set,
  ),
  copied(
    'headers of a request, one a line',
    'GET / HTTP/1.1\nHost: localhost:3000\nAccept: text/html;q=0.9\nCookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; theme=dark\nUpgrade-Insecure-Requests: 1\n',
    sent,
    theme,
  ),
  copied(
    'document.cookie',
    'theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    theme,
    sent,
  ),
  copied(
    'document.cookie as the console prints it',
    "'theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw'",
    theme,
    sent,
  ),
  copied(
    'copy as fetch for Node.js, of Chrome',
    'fetch("http://localhost:3000/?a=b", {\n  "headers": {\n    "accept": "text/html;q=0.9",\n    "cookie": "theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw",\n    "Referer": "http://localhost:3000/"\n  },\n  "body": null,\n  "method": "GET"\n});',
    theme,
    sent,
  ),
]
