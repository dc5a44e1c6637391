import { expect, test } from 'vitest'
import { readDebugLines } from '../../../src/cookie/unusual/debug-lines.ts'
import { notACookieIn } from '../../../src/cookie/unusual/not-a-cookie.ts'

const ID = 'p0RrTfUe1cGh-2mXb_4nZq8wKs6yLd3V'

test.each([
  [`sess:${ID}\r\n  sess:${ID}`, 'store-key', 'the id follows the prefix. The cookie holds the id and a signature'],
  [`"sess:${ID}"`, 'store-key', 'the key under which a store keeps a session'],
  ["Session { cookie: { path: '/', originalMaxAge: null } }", 'session', 'This is a session as JavaScript prints it'],
  [`session id: ${ID} \n  ${ID}`, 'bare-id', 'has the shape of a session id'],
  ['Set-Cookie:  <your session id>', 'placeholder', 'This stands for a value of your own'],
  ['TypeError: x is not a function', 'error-message', 'This is an error message, not a cookie.'],
  [
    'Cookie “a” has been rejected for reasons',
    'browser-message',
    'that it refused a cookie, not a cookie. Paste the Set-Cookie line',
  ],
])('%j is told what it is', (text, what, words) => {
  const told = notACookieIn(text)
  expect(told?.what).toBe(what)
  expect(told?.message).toContain(words)
})

test.each([
  'HTTP/1.1 200 OK\nSet-Cookie: theme=dark; Path=/',
  'HTTP/1.1 200 OK\r\nX-Powered-By: Express\r\nSet-Cookie: theme=dark\r\n\r\nok',
  '< HTTP/2 200\n< set-cookie:theme=dark\n<',
  'RawContent        : HTTP/1.1 200 OK\n                    Set-Cookie: theme=dark; Path=/',
  'HTTP/1.1 500 Internal Server Error\nset-cookie : theme=dark\n\nTypeError: x is not a function',
])('%j is an answer with a cookie', (text) => {
  expect(notACookieIn(text)).toBeNull()
})

test.each([
  'HTTP/1.1 200 OK\nX-Set-Cookie: theme=dark',
  'HTTP/1.1 200 OK\nSet-Cookie:\nEtag: a=b',
  'HTTP/1.1 200 OK\nSet-Cookie: ;Path=/',
  'GET / HTTP/1.1\nCookie: theme=dark\n\nHTTP/1.1 200 OK',
])('%j is an answer without one', (text) => {
  expect(notACookieIn(text)?.what).toBe('no-set-cookie')
})

test.each(['my-cookie: your session', '', `sess:${ID}\nand more`, 'theme=dark'])('%j is nothing known', (text) => {
  expect(notACookieIn(text)).toBeNull()
})

test('lines of DEBUG are told once each, with the cause of what stops a session first', () => {
  const lines = ['no SID sent, generating session', 'not secured', 'no SID sent, generating session']
  expect(readDebugLines(lines.map((line) => `  express-session ${line} +0ms`).join('\n'))).toBe(
    'These are lines that express-session prints with DEBUG, not a cookie: the request brought no session cookie; ' +
      'no cookie was sent, because `cookie.secure` is true and the request did not come over https. ' +
      'The command explain shows the cause: explain secure-over-http',
  )
})
