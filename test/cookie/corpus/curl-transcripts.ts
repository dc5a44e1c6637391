import { SECRET, SESSION, type Case, type Expected } from './case.ts'

const set: Expected = { ...SESSION, name: 'connect.sid', verified: true, attributes: { Path: '/', HttpOnly: true } }
const sent: Expected = { ...set, attributes: null }
const theme: Expected = { name: 'theme', kind: 'unsigned', value: 'dark', attributes: null }

const shown = (about: string, lines: readonly string[], ...cookies: readonly Expected[]): Case => ({
  about,
  paste: `${lines.join('\n')}\n`,
  secrets: [SECRET],
  cookies,
})

/** What stands on the screen of a terminal after curl, prompt and progress and all. */
export const curlTranscripts: readonly Case[] = [
  // Recorded from curl 7.88.1: with a jar of its own (-c) it notes each cookie before the line that set it.
  shown(
    'curl -v -c: each cookie noted and set',
    [
      '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
      '                                 Dload  Upload   Total   Spent    Left  Speed',
      '\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0*   Trying 127.0.0.1:3999...',
      '* Connected to localhost (127.0.0.1) port 3999 (#0)',
      '> GET /two HTTP/1.1\r',
      '> Host: localhost:3999\r',
      '> User-Agent: curl/7.88.1\r',
      '> Accept: */*\r',
      '> \r',
      '< HTTP/1.1 200 OK\r',
      '< X-Powered-By: Express\r',
      '* Added cookie user="s%3Atobi.wxBqny%2BTRGOPIwdovj65G7fYSU%2Bh4k4Q6H4Sq%2B2D6G8" for domain localhost, path /, expire 1795559370',
      '< Set-Cookie: user=s%3Atobi.wxBqny%2BTRGOPIwdovj65G7fYSU%2Bh4k4Q6H4Sq%2B2D6G8; Max-Age=3600; Path=/; Expires=Tue, 24 Nov 2026 22:29:30 GMT; HttpOnly\r',
      '* Added cookie theme="dark%20blue" for domain localhost, path /, expire 0',
      '< Set-Cookie: theme=dark%20blue; Path=/\r',
      '* Added cookie sid="s%3A2idlsJFNgsdTruQWKdhASpgXwc3ZdppA.btPbvcVq%2FXvD1EnzUcty5XiwifBmgeY%2BIJ3motOv4TQ" for domain localhost, path /, expire 0',
      '< Set-Cookie: sid=s%3A2idlsJFNgsdTruQWKdhASpgXwc3ZdppA.btPbvcVq%2FXvD1EnzUcty5XiwifBmgeY%2BIJ3motOv4TQ; Path=/; HttpOnly\r',
      '< Content-Type: text/html; charset=utf-8\r',
      '< Content-Length: 3\r',
      '< ETag: W/"3-kqlJ/UGEThu4xoEs3qECcI/eI6Q"\r',
      '< Date: Tue, 24 Nov 2026 21:29:30 GMT\r',
      '< Connection: keep-alive\r',
      '< Keep-Alive: timeout=5\r',
      '< \r',
      '{ [2 bytes data]',
      '\r100     3  100     3    0     0   1113      0 --:--:-- --:--:-- --:--:--  1500',
      '* Connection #0 to host localhost left intact',
      'ok',
    ],
    { name: 'user', id: 'tobi', verified: true },
    { name: 'theme', kind: 'unsigned', value: 'dark blue', attributes: { Path: '/' } },
    { name: 'sid', id: '2idlsJFNgsdTruQWKdhASpgXwc3ZdppA', verified: true, attributes: { Path: '/', HttpOnly: true } },
  ),
  // Typed after curl 8, which notes the headers of HTTP/2 before it prints them.
  shown(
    'curl -v of version 8 over HTTP/2',
    [
      '* using HTTP/2',
      '* [HTTP/2] [1] OPENED stream for https://localhost:3443/',
      '* [HTTP/2] [1] [:method: GET]',
      '* [HTTP/2] [1] [:path: /]',
      '* [HTTP/2] [1] [cookie: theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw]',
      '> GET / HTTP/2',
      '> Host: localhost:3443',
      '> User-Agent: curl/8.14.1',
      '> Accept: */*',
      '> Cookie: theme=dark; connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw',
      '> ',
      '* Request completely sent off',
      '< HTTP/2 200 ',
      '< content-type: text/html; charset=utf-8',
      '< content-length: 3',
      '< ',
      'ok',
    ],
    theme,
    sent,
  ),
  shown(
    'curl -i below the prompt and the command',
    [
      '$ curl -i http://localhost:3000/',
      'HTTP/1.1 200 OK',
      'X-Powered-By: Express',
      'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
      'Content-Type: text/html; charset=utf-8',
      'Content-Length: 3',
      '',
      'ok',
    ],
    set,
  ),
  shown(
    'curl -v below a prompt with a name and a folder',
    [
      'ada@laptop:~/shop$ curl -v http://localhost:3000/cart',
      '* Host localhost:3000 was resolved.',
      '*   Trying [::1]:3000...',
      '> GET /cart HTTP/1.1',
      '> Host: localhost:3000',
      '> ',
      '< HTTP/1.1 200 OK',
      '< Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
      '< ',
      'ok',
    ],
    set,
  ),
  shown(
    'curl -i with redirects followed',
    [
      'HTTP/1.1 302 Found',
      'Location: /home',
      'Set-Cookie: connect.sid=s%3AGXAlDW8wvZZiuKHNIwx2K6J68Px64KkB.XCMMOmzggjYcCNIDUZXsw7QUqKjd6HNtL7%2FdlQrkWBw; Path=/; HttpOnly',
      '',
      'HTTP/1.1 200 OK',
      'X-Powered-By: Express',
      'Set-Cookie: theme=dark; Path=/',
      '',
      'ok',
    ],
    set,
    { ...theme, attributes: { Path: '/' } },
  ),
]
