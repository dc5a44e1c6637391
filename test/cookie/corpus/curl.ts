import { SECRET, SESSION, type Case, type Expected } from './case.ts'

const session: Expected = { ...SESSION, name: 'connect.sid', verified: true }
const sent: Expected = { ...session, attributes: null }
const set: Expected = { ...session, attributes: { Path: '/', HttpOnly: true } }
const theme: Expected = { name: 'theme', kind: 'unsigned', value: 'dark', attributes: null }

const curl = (about: string, paste: string, ...cookies: readonly Expected[]): Case => ({
  about,
  paste,
  secrets: [SECRET],
  cookies,
})

/** The paste from several lines, as a file or a screen has them. */
const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`

// The response, the exchange, the notes and the jars are recorded from curl 7.88.1 and wget 1.21.3, most with the cookie of
// SESSION put in place of theirs. The commands are typed as the browsers write them.

/** What curl prints, keeps and is given. */
export const curlPastes: readonly Case[] = [
  curl(
    'curl -v: a line received',
    '< Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
    set,
  ),
  curl(
    'curl -v: a line received, with the end of the wire',
    '< set-cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly\r\n',
    set,
  ),
  curl(
    'curl -v: a line sent',
    '> Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; theme=dark',
    sent,
    theme,
  ),
  curl(
    'curl -v: a line sent over HTTP/2',
    '> cookie: theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    theme,
    sent,
  ),
  curl(
    'curl -v: a cookie added',
    '* Added cookie connect.sid="s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw" for domain localhost, path /, expire 0',
    sent,
  ),
  curl(
    'curl -v: a cookie added that lasts',
    '* Added cookie connect.sid="s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw" for domain localhost, path /, expire 1795559370',
    sent,
  ),
  curl(
    'curl -v: a cookie replaced',
    '* Replaced cookie connect.sid="s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw" for domain localhost, path /, expire 0',
    sent,
  ),
  curl(
    'curl -v: a cookie with nothing in it added',
    '* Added cookie theme="" for domain example.com, path /admin, expire 0',
    {
      name: 'theme',
      kind: 'unsigned',
      value: '',
    },
  ),
  {
    about: 'curl -v: a whole exchange, with another session sent than received',
    paste: [
      '*   Trying 127.0.0.1:3998...',
      '* Connected to localhost (127.0.0.1) port 3998 (#0)',
      '> GET /plain HTTP/1.1\r',
      '> Host: localhost:3998\r',
      '> User-Agent: curl/7.88.1\r',
      '> Accept: */*\r',
      '> Cookie: theme=dark; connect.sid=s%3ASqgfuqF3nF1koD380l2-5WBRcW3i2ZEX.pNfdZ7DLB0xwkiBjakfgH3DGxud1Al90w7HKKEPWdkA\r',
      '> \r',
      '< HTTP/1.1 200 OK\r',
      '< X-Powered-By: Express\r',
      '< Content-Type: text/html; charset=utf-8\r',
      '< Content-Length: 3\r',
      '< ETag: W/"3-kqlJ/UGEThu4xoEs3qECcI/eI6Q"\r',
      '< Set-Cookie: connect.sid=s%3ACUoC3bbtn0AkUgDPmXnVJEiMYJFBaVHl.X9zZIJyKX5CZDVpSJxLUK94iH2f94aaLl44KOLMJMgA; Path=/; HttpOnly\r',
      '< Date: Tue, 24 Nov 2026 21:32:06 GMT\r',
      '< Connection: keep-alive\r',
      '< Keep-Alive: timeout=5\r',
      '< \r',
      '{ [2 bytes data]',
      '* Connection #0 to host localhost left intact',
      'ok',
      '',
    ].join('\n'),
    secrets: [SECRET],
    cookies: [
      theme,
      {
        name: 'connect.sid',
        id: 'SqgfuqF3nF1koD380l2-5WBRcW3i2ZEX',
        verified: false,
        attributes: null,
        has: ['signature-mismatch'],
      },
      {
        name: 'connect.sid',
        id: 'CUoC3bbtn0AkUgDPmXnVJEiMYJFBaVHl',
        verified: true,
        attributes: { Path: '/', HttpOnly: true },
      },
    ],
  },
  curl(
    'curl -i: a whole response',
    lines(
      'HTTP/1.1 200 OK',
      'X-Powered-By: Express',
      'Content-Type: text/html; charset=utf-8',
      'Content-Length: 3',
      'ETag: W/"3-kqlJ/UGEThu4xoEs3qECcI/eI6Q"',
      'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
      'Date: Tue, 24 Nov 2026 21:29:30 GMT',
      'Connection: keep-alive',
      'Keep-Alive: timeout=5',
      '',
      'ok',
    ),
    set,
  ),
  curl(
    'curl -i: a response with the line ends of the wire and a page that speaks of cookies',
    [
      'HTTP/1.1 200 OK',
      'X-Powered-By: Express',
      'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>We use a cookie=banner; accept it.</p>',
      '',
    ].join('\r\n'),
    set,
  ),
  curl(
    'curl -i: a redirect that sets two',
    lines(
      'HTTP/2 302 ',
      'location: /home',
      'vary: Accept',
      'set-cookie: theme=dark; Path=/',
      'set-cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
      'content-type: text/plain; charset=utf-8',
      '',
      'Found. Redirecting to /home',
    ),
    { ...theme, attributes: { Path: '/' } },
    set,
  ),
  curl(
    'a line of a cookie jar',
    '#HttpOnly_localhost\tFALSE\t/\tFALSE\t0\tconnect.sid\ts%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    sent,
  ),
  curl(
    'a line of a cookie jar for scripts too',
    'localhost\tFALSE\t/\tFALSE\t0\tconnect.sid\ts%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw\n',
    sent,
  ),
  curl(
    'a line of a cookie jar for all of a domain',
    '#HttpOnly_.example.com\tTRUE\t/\tTRUE\t1795559370\tconnect.sid\ts%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw\r\n',
    sent,
  ),
  curl(
    'a whole cookie jar of curl',
    lines(
      '# Netscape HTTP Cookie File',
      '# https://curl.se/docs/http-cookies.html',
      '# This file was generated by libcurl! Edit at your own risk.',
      '',
      '#HttpOnly_localhost\tFALSE\t/\tFALSE\t0\tconnect.sid\ts%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
      '#HttpOnly_localhost\tFALSE\t/\tFALSE\t1795559370\tuser\ts%3Atobi.wxBqny%2BTRGOPIwdovj65G7fYSU%2Bh4k4Q6H4Sq%2B2D6G8',
      'localhost\tFALSE\t/\tFALSE\t0\tcart\tj%3A%7B%22items%22%3A%5B1%2C2%2C3%5D%2C%22note%22%3A%22a.b%3B%20%5C%22c%5C%22%2C%20%C3%A9%22%7D',
      'localhost\tFALSE\t/\tTRUE\t0\tempty\t',
      'localhost\tFALSE\t/\tFALSE\t0\ttheme\tdark',
    ),
    sent,
    { name: 'user', id: 'tobi', verified: true },
    { name: 'cart', kind: 'cookie-parser-json', content: { items: [1, 2, 3], note: 'a.b; "c", é' } },
    { name: 'empty', kind: 'unsigned', value: '' },
    theme,
  ),
  curl(
    'a whole cookie jar of wget',
    lines(
      '# HTTP Cookie File',
      '# Generated by Wget on 2026-11-24 21:32:06.',
      '# Edit at your own risk.',
      '',
      'localhost:3998\tFALSE\t/\tFALSE\t0\tlist\tj%3A%5B%22a%22%2C%22b%22%5D',
      'localhost:3998\tFALSE\t/\tFALSE\t1795556826\tconnect.sid\ts%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
    ),
    { name: 'list', kind: 'cookie-parser-json', content: ['a', 'b'] },
    sent,
  ),
  curl(
    'a cookie jar in which the signature of cookie-session comes first',
    lines(
      '# Netscape HTTP Cookie File',
      '#HttpOnly_localhost\tFALSE\t/\tFALSE\t1795642170\tsession.sig\tDtrUfZ5hpk1d8YnXND5NHWw7Ug4',
      '#HttpOnly_localhost\tFALSE\t/\tFALSE\t1795642170\tsession\teyJ2aWV3cyI6MSwidXNlciI6eyJuYW1lIjoiWm/DqyIsImFkbWluIjpmYWxzZX19',
    ),
    {
      name: 'session',
      kind: 'cookie-session',
      signature: 'DtrUfZ5hpk1d8YnXND5NHWw7Ug4',
      verified: true,
      content: { views: 1, user: { name: 'Zoë', admin: false } },
    },
  ),
  curl(
    'copy as cURL: -H alone',
    "-H 'cookie: theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw'",
    theme,
    sent,
  ),
  curl(
    'copy as cURL: -H in double quotes',
    '-H "Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; theme=dark"',
    sent,
    theme,
  ),
  curl(
    'copy as cURL: -b alone',
    "-b 'connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw'",
    sent,
  ),
  curl(
    'copy as cURL: -b in double quotes',
    '-b "theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw"',
    theme,
    sent,
  ),
  curl(
    'copy as cURL of Chrome',
    [
      "curl 'http://localhost:3000/cart?step=2&back=%2Fhome' \\",
      "  -H 'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8' \\",
      "  -H 'Accept-Language: de-DE,de;q=0.9,en;q=0.8' \\",
      "  -H 'Cache-Control: max-age=0' \\",
      "  -b 'theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw' \\",
      "  -H 'Sec-Fetch-Site: none' \\",
      "  -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'",
    ].join('\n'),
    theme,
    sent,
  ),
  curl(
    'copy as cURL of an older Chrome',
    lines(
      "curl 'http://localhost:3000/' \\",
      "  -H 'accept: */*' \\",
      "  -H 'cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; theme=dark' \\",
      "  -H 'referer: http://localhost:3000/?a=b' \\",
      '  --compressed',
    ),
    sent,
    theme,
  ),
  curl(
    'copy as cURL of Firefox',
    "curl 'http://localhost:3000/' --compressed -H 'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' -H 'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' -H 'Connection: keep-alive' -H 'Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; theme=dark' -H 'Upgrade-Insecure-Requests: 1'",
    sent,
    theme,
  ),
  curl(
    'copy as cURL of Safari',
    lines(
      "curl 'http://localhost:3000/' \\",
      "-X 'GET' \\",
      "-H 'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' \\",
      "-H 'Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw' \\",
      "-H 'Accept-Encoding: gzip, deflate' \\",
      "-H 'Host: localhost:3000'",
    ),
    sent,
  ),
  // Chrome writes $'...' where a value holds a quote or a !, both of which encodeURIComponent leaves as they are.
  curl(
    'copy as cURL of Chrome, with a quote and an exclamation mark in a value',
    "curl 'http://localhost:3000/' \\\n  -b $'note=it\\'s%20on\\u0021; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw'",
    { name: 'note', kind: 'unsigned', value: "it's on!", attributes: null },
    sent,
  ),
  curl(
    'copy as cURL of Chrome for the command line of Windows',
    'curl ^"http://localhost:3000/^" ^\r\n  -H ^"Accept: */*^" ^\r\n  -b ^"theme=dark; connect.sid=s^%^3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7^%^2FdlQrkWBw^"',
    theme,
    sent,
  ),
]
