import { describe, expect, test } from 'vitest'
import { findSnippets } from '../../../src/cookie/paste/snippets.ts'

/** What is found, as `source: text`. */
const find = (paste: string) =>
  [...findSnippets(paste)].reduce<string[]>(
    (all, { source, text, goesOn }) =>
      goesOn ? [...all.slice(0, -1), `${all.at(-1)}; ${text}`] : [...all, `${source}: ${text}`],
    [],
  )

const MAC = 'm'.repeat(43)

describe('nothing tells what it is', () => {
  test.each([
    ['a=1', ['unknown: a=1']],
    ['\ufeff a=1 \r\n', ['unknown: a=1']],
    ['s%3Aid.mac', ['unknown: s%3Aid.mac']],
    ['a b', ['unknown: a b']],
    ['< a=1; Path=/', ['unknown: a=1; Path=/']],
    ['a=1; b=2\nc=3', ['unknown: a=1; b=2', 'unknown: c=3']],
    ['a=1;\r\n\r\nb=2;\rc=3;', ['unknown: a=1;', 'unknown: b=2;', 'unknown: c=3;']],
    ['-a=1', ['unknown: -a=1']],
    ['cookie', ['unknown: cookie']],
    ['', []],
    [' \n', []],
  ])('%j', (paste, found) => expect(find(paste)).toEqual(found))
})

describe('a header', () => {
  test.each([
    ['Cookie: a=1', ['Cookie: a=1']],
    ['cookie:a=1', ['Cookie: a=1']],
    ['COOKIE : a=1', ['Cookie: a=1']],
    ['Set-Cookie: a=1; Path=/', ['Set-Cookie: a=1; Path=/']],
    ['"set-cookie": "a=1"', ['Set-Cookie: a=1']],
    ["'cookie': 'a=1',", ['Cookie: a=1']],
    ["'cookie': 'a=1';", ['Cookie: a=1']],
    ['cookie: "a=1",', ['Cookie: a=1']],
    ["cookie: 'a=1', x", ["Cookie: 'a=1', x"]],
    ['Cookie: "a"; b="c"', ['Cookie: "a"; b="c"']],
    ["'Cookie: a=1'", ['Cookie: a=1']],
    ['"Set-Cookie: a=1; Path=/"', ['Set-Cookie: a=1; Path=/']],
    ["{ cookie: 'a=1' }", ['Cookie: a=1']],
    ["{cookie:'a=1'}", ['Cookie: a=1']],
    ["{ cookie: 'a=1'", ["unknown: { cookie: 'a=1'"]],
    ["cookie: 'a=1' }", ["Cookie: 'a=1' }"]],
    ['xcookie: a=1}', ['unknown: xcookie: a=1}']],
    ['< Set-Cookie: a=1', ['Set-Cookie: a=1']],
    ['<   Cookie: a=1', ['Cookie: a=1']],
    ['> Cookie: a=1', ['Cookie: a=1']],
    ['* Cookie: a=1', ['Cookie: a=1']],
    ['+ Cookie: a=1', ['unknown: + Cookie: a=1']],
    ['my cookie: a=1', ['unknown: my cookie: a=1']],
    ['Cookies: a=1', ['unknown: Cookies: a=1']],
    ['Cookie:', []],
    ['Cookie: a=1\nSet-Cookie:', ['Cookie: a=1']],
  ])('%j', (paste, found) => expect(find(paste)).toEqual(found))
})

describe('several headers', () => {
  test.each([
    ['Cookie: a=1\nCookie: b=2', ['Cookie: a=1; b=2']],
    ['Cookie: a=1\n\nHost: c\nCookie: b=2', ['Cookie: a=1; b=2']],
    ['Set-Cookie: a=1\nSet-Cookie: b=2', ['Set-Cookie: a=1', 'Set-Cookie: b=2']],
    ['Cookie: a=1\nSet-Cookie: b=2\nCookie: c=3', ['Cookie: a=1', 'Set-Cookie: b=2', 'Cookie: c=3']],
    ['Set-Cookie: a=1\nCookie: b=2', ['Set-Cookie: a=1', 'Cookie: b=2']],
    ['HTTP/1.1 200 OK\nSet-Cookie: a=1\n\nb=2', ['Set-Cookie: a=1']],
    ['a\t1\nCookie: b=2', ['Cookie: b=2']],
  ])('%j', (paste, found) => expect(find(paste)).toEqual(found))
})

describe('an HTTP message that begins', () => {
  const begun = (paste: string) => [...findSnippets(paste)].map(({ text, begins }) => [text, begins ?? false])
  test.each([
    ['HTTP/1.1 200 OK\nSet-Cookie: a=1\nSet-Cookie: b=2', [true, false]],
    ['Set-Cookie: a=1\n\nHTTP/1.1 200 OK\nSet-Cookie: b=2\nSet-Cookie: c=3', [false, true, false]],
    ['< Set-Cookie: a=1\n< \n< HTTP/2 200 \n< server: x\n< Set-Cookie: b=2', [false, true]],
    ['> Cookie: a=1\n> \n> POST /b HTTP/2\n> Cookie: b=2\n> Cookie: c=3', [false, true, false]],
    ["Set-Cookie: a=1\nHTTP/1.1 200 OK\nset-cookie: ['b=2', 'c=3']", [false, true, false]],
    ['Set-Cookie: a=1\nGET it over HTTP/1\nSet-Cookie: b=2', [false, false]],
  ])('%j', (paste, begins) => expect(begun(paste).map(([, is]) => is)).toEqual(begins))
})

describe('a header with its name on a line of its own', () => {
  test.each([
    ['Cookie\na=1', ['Cookie: a=1']],
    ['cookie:\n\n a=1', ['Cookie: a=1']],
    ['Set-Cookie\na=1; Path=/\nHost\nexample.org', ['Set-Cookie: a=1; Path=/']],
    ['set-cookie:\na=1\nset-cookie:\nb=2', ['Set-Cookie: a=1', 'Set-Cookie: b=2']],
    ['Cookie\nSet-Cookie\na=1', ['Set-Cookie: a=1']],
    ['Cookie\nCookie: a=1', ['Cookie: a=1']],
    ['Host\nexample.org\nCookie\na=1', ['Cookie: a=1']],
    ['Host\nexample.org\nCookie', []],
    ['my cookie\na=1', ['unknown: my cookie', 'unknown: a=1']],
    ['cookie jar\na=1', ['unknown: cookie jar', 'unknown: a=1']],
    ['cookie::\na=1', ['Cookie: :']],
    ['cookie:\n\n a=1; b=2', ['Cookie: a=1; b=2']],
    // Fiddler gives each cookie of a request a line of its own.
    ['Cookie\na=1\nb=2', ['Cookie: a=1; b=2']],
    ['Cookie\na=1\nCookie:b=2', ['Cookie: a=1; b=2']],
    ['Cookie\na=1\nHost\nb=2', ['Cookie: a=1']],
    ['Set-Cookie\na=1\nb=2', ['Set-Cookie: a=1']],
  ])('%j', (paste, found) => expect(find(paste)).toEqual(found))
})

describe('an array, as Node prints it', () => {
  test.each([
    ["['a=1']", ['Set-Cookie: a=1']],
    ["[ 'a=1', \"b='2'\" ]", ['Set-Cookie: a=1', "Set-Cookie: b='2'"]],
    ["[\n  'a=1',\n  'b=2'\n]\n", ['Set-Cookie: a=1', 'Set-Cookie: b=2']],
    ["'set-cookie': [ 'a=1' ],", ['Set-Cookie: a=1']],
    ["set-cookie: [\n'a=1',\n'b=2'\n],\nserver: 'c=3'", ['Set-Cookie: a=1', 'Set-Cookie: b=2']],
    ["set-cookie: ['a=1'];\n'b=2'", ['Set-Cookie: a=1']],
    ["cookie: ['a=1', 'b=2']", ['Cookie: a=1; b=2']],
    ["cookie: [\n'a=1'\n],\nset-cookie: [\n'b=2'\n]", ['Cookie: a=1', 'Set-Cookie: b=2']],
    ["set-cookie: ['']", []],
    ["[ 'a=1' ] x\n'b=2'", ['Set-Cookie: a=1', 'Set-Cookie: b=2']],
    ["set-cookie: [\n'a=1'\n]\n'b=2'", ['Set-Cookie: a=1']],
    ["x ['a=1']", ["unknown: x ['a=1']"]],
    ['[\n]', []],
    ['[a=1]', ['unknown: [a=1]']],
    ['[x] a=1', ['unknown: [x] a=1']],
  ])('%j', (paste, found) => expect(find(paste)).toEqual(found))
})

describe('a line that holds one name and one value', () => {
  const noted = 'for domain localhost, path /, expire 0'
  test.each([
    // What curl -v notes.
    [`* Added cookie a="1" ${noted}`, ['pair: a=1']],
    [`* Replaced cookie a="1" ${noted}`, ['pair: a=1']],
    [`* Added cookie a="" ${noted}`, ['pair: a=']],
    [`* Added cookie a="b" for domain c" ${noted}`, ['pair: a=b" for domain c']],
    ['* Added cookie a="1"', ['pair: a=1']],
    ['* Added cookie a="12', ['pair: a=12']],
    [`* Removed cookie a="1" ${noted}`, [`unknown: Removed cookie a="1" ${noted}`]],
    [`x* Added cookie a="1" ${noted}`, [`unknown: x* Added cookie a="1" ${noted}`]],
    [`* Added cookie a b="1" ${noted}`, [`unknown: Added cookie a b="1" ${noted}`]],
    // The Storage view of Firefox.
    ['a:"1"', ['pair: a=1']],
    ['a:"1"\nCreated:"now"\nHttpOnly:"true"', ['pair: a=1']],
    ['a:""', ['pair: a=']],
    ['a:""1""', ['pair: a="1"']],
    ['created:"now"', ['unknown: created:"now"']],
    ['a:"1"\nLast Accessed:"now"', ['pair: a=1']],
    ['a:"1"\nSizes:"2"', ['pair: a=1', 'pair: Sizes=2']],
    ['a:"1"\nmy-path:"2"', ['pair: a=1', 'pair: my-path=2']],
    ['a:"1" \n b:"2"', ['pair: a=1', 'pair: b=2']],
    ['a:"1" x', ['unknown: a:"1" x']],
    ['a b:"1"', ['unknown: a b:"1"']],
    // The Application view of Chrome.
    ['a\t1\tlocalhost\t/\tSession\t9', ['pair: a=1']],
    ['a\t\tlocalhost', ['pair: a=']],
    ['a\t1\nb\t2', ['pair: a=1', 'pair: b=2']],
    // A table of another program, by its heading.
    ['Domain\tName\tValue\nlocalhost\ta\t1', ['pair: a=1']],
    ['Domain\tName\tValue\nlocalhost\nlocalhost\ta\nlocalhost\tb\t2', ['pair: b=2']],
    ['Value\tName\n1\ta\n2', ['pair: a=1']],
    // The same without a heading, by its signature.
    ['localhost\ta\ts:id.mac', ['pair: a=s:id.mac']],
    ['localhost\ta=s%3Aid.mac\tSession', ['pair: a=s%3Aid.mac']],
    ['a\tlocalhost\txs:id.mac', ['pair: a=localhost']],
    ['a b\ts:id.mac', ['unknown: a b\ts:id.mac']],
    ['a b\t1', ['unknown: a b\t1']],
    ['Name\tValue\tDomain\na\t1\tlocalhost', ['pair: a=1']],
    ['Name\t1\na\tValue', ['pair: Name=1', 'pair: a=Value']],
    // The file that curl -c writes.
    ['localhost\tFALSE\t/\tFALSE\t0\ta\t1', ['pair: a=1']],
    ['#HttpOnly_localhost\tTRUE\t/\tTRUE\t0\ta\t1', ['pair: a=1']],
    ['localhost\tFALSE\t/\tTRUE\t0\ta', ['pair: a=']],
    ['localhost\tFALSE\t/\tFALSE\t0', ['pair: localhost=FALSE']],
    ['localhost\tFALSE\t/\tFALSE\t0\ta\t1\t2', ['pair: localhost=FALSE']],
    ['localhost\tFALSE\t/\tno\t0\ta\t1', ['pair: localhost=FALSE']],
    ['localhost\tno\t/\tFALSE\t0\ta\t1', ['pair: localhost=no']],
    ['localhost\tXTRUE\t/\tTRUE\t0\ta\t1', ['pair: localhost=XTRUE']],
    ['localhost\tTRUE\t/\tTRUEX\t0\ta\t1', ['pair: localhost=TRUE']],
    ['# Netscape HTTP Cookie File\n\nlocalhost\tFALSE\t/\tFALSE\t0\ta\t1\n', ['pair: a=1']],
  ])('%j', (paste, found) => expect(find(paste)).toEqual(found))
})

describe('a command, or JSON', () => {
  test.each([
    ["curl -b 'a=1; b=2' -H 'accept: */*'", ['Cookie: a=1; b=2']],
    ["curl -H 'set-cookie: a=1' -H 'cookie: b=2'", ['Set-Cookie: a=1', 'Cookie: b=2']],
    ['{"cookie":"a=1"}', ['Cookie: a=1']],
    ['["a=1","b=2"]', ['Set-Cookie: a=1', 'Set-Cookie: b=2']],
  ])('%j', (paste, found) => expect(find(paste)).toEqual(found))
})

describe('an HTTP message without a cookie holds none', () => {
  test.each([
    'HTTP/1.1 200 OK',
    'HTTP/2 200',
    'GET / HTTP/1.1\nHost: localhost',
    '> GET / HTTP/1.1\n> Host: localhost\n>',
    '< HTTP/1.1 200 OK\n<\nok',
    'x\nPOST /login HTTP/2',
  ])('%j', (paste) => expect(find(paste)).toEqual([]))

  test.each(['xHTTP/1.1 200', 'HTTP/x', 'GET HTTP/1.1', 'get / HTTP/1.1', 'x GET / HTTP/1.1', 'GET / HTTP/x'])(
    'but %j is none',
    (paste) => expect(find(paste)).toEqual([`unknown: ${paste}`]),
  )
})

describe('the marks of curl', () => {
  test.each([
    ['< a=1;', ['unknown: a=1;']],
    ['> a=1;', ['unknown: a=1;']],
    ['* a=1;', ['unknown: a=1;']],
    ['<  a=1;', ['unknown: a=1;']],
    ['<a=1;', ['unknown: <a=1;']],
    ['a < b', ['unknown: a < b']],
    // A cookie may be called `*`.
    ['* = 1', ['unknown: * = 1']],
    ['*  =1', ['unknown: *  =1']],
    ['*=1', ['unknown: *=1']],
  ])('%j', (paste, found) => expect(find(paste)).toEqual(found))
})

describe('a signed value that a terminal or a mail broke in two', () => {
  const [head, tail] = [MAC.slice(0, 20), MAC.slice(20)]
  test.each([
    [`s%3Aid.${head}\n${tail}`, [`unknown: s%3Aid.${MAC}`]],
    [`s%3Aid.${head}\n\n${tail}`, [`unknown: s%3Aid.${MAC}`]],
    [`a=s%3Ai\nd.${head}\n${tail}`, [`unknown: a=s%3Aid.${MAC}`]],
    [`a="s%3Aid.${head}\n${tail}"`, [`unknown: a="s%3Aid.${MAC}"`]],
    [`a='s%3Aid.${head}\n${tail}'`, [`unknown: a='s%3Aid.${MAC}'`]],
    [`a=S%3aid.${head}\n${tail}`, [`unknown: a=S%3aid.${MAC}`]],
    [`s%3Aid.${head}%2\nF${tail.slice(1)}`, [`unknown: s%3Aid.${head}%2F${tail.slice(1)}`]],
    [`s%3Aid.${MAC}\n${tail}`, [`unknown: s%3Aid.${MAC}`, `unknown: ${tail}`]],
    [`s%3Aid.${MAC.replaceAll('m', '%2B')}\n${tail}`, [`unknown: s%3Aid.${'%2B'.repeat(43)}`, `unknown: ${tail}`]],
    [`s%3Aid.${MAC}; Path=/\n${tail}`, [`unknown: s%3Aid.${MAC}; Path=/`, `unknown: ${tail}`]],
    [`s%3Aid.${head}\ns%3Aid.${MAC}`, [`unknown: s%3Aid.${head}`, `unknown: s%3Aid.${MAC}`]],
    [`s%3Aid.${head}\nb=2`, [`unknown: s%3Aid.${head}`, 'unknown: b=2']],
    [`s%3Aid.${head}\nb c`, [`unknown: s%3Aid.${head}`, 'unknown: b c']],
    [`s%3Aid.${head}\n${tail}\n${tail}`, [`unknown: s%3Aid.${MAC}`, `unknown: ${tail}`]],
    [`s%3Aid.${MAC}m\nb`, [`unknown: s%3Aid.${MAC}mb`]],
    ['a=xs%3Aid.m\nm', ['unknown: a=xs%3Aid.m', 'unknown: m']],
    ['a=1;\nb', ['unknown: a=1;', 'unknown: b']],
    ['plain\nb c', ['unknown: plain', 'unknown: b c']],
    [`s%3Aid\nb c\n.${MAC}`, ['unknown: s%3Aid', 'unknown: b c', `unknown: .${MAC}`]],
  ])('%j', (paste, found) => expect(find(paste)).toEqual(found))

  test.each([
    ['one whose id may hold the line break', `s:i\nd.${MAC}`, [`unknown: s:i\nd.${MAC}`]],
    ['two, each with its signature', `s:a.${MAC}\ns:b.${MAC}`, [`unknown: s:a.${MAC}`, `unknown: s:b.${MAC}`]],
    ['two with a line between them', `s:a.${MAC}\n\ns:b.${MAC}`, [`unknown: s:a.${MAC}`, `unknown: s:b.${MAC}`]],
    ['two with names', `a=s:a.${MAC}\nb=s:b.${MAC}`, [`unknown: a=s:a.${MAC}`, `unknown: b=s:b.${MAC}`]],
    ['two in quotes', `"s:a.${MAC}"\n's:b.${MAC}'`, [`unknown: "s:a.${MAC}"`, `unknown: 's:b.${MAC}'`]],
    ['two with attributes', `s:a.${MAC}; Secure\ns:b.${MAC};`, [`unknown: s:a.${MAC}; Secure`, `unknown: s:b.${MAC};`]],
    ['a second that is cut off', `s:a.${MAC}\ns:b.m`, [`unknown: s:a.${MAC}\ns:b.m`]],
    ['a first that is cut off', `s:a.m\ns:b.${MAC}`, [`unknown: s:a.m\ns:b.${MAC}`]],
    ['a second that is not signed', `s:a.${MAC}\nb=2`, [`unknown: s:a.${MAC}\nb=2`]],
    ['a second that is signed in another way', `s:a.${MAC}\nb=c.${MAC}`, [`unknown: s:a.${MAC}\nb=c.${MAC}`]],
    ['one behind another line', `b=2\ns:a.${MAC}`, ['unknown: b=2', `unknown: s:a.${MAC}`]],
    ['more behind the signature', `s:a.${MAC}x\ns:b.${MAC}`, [`unknown: s:a.${MAC}x\ns:b.${MAC}`]],
  ])('not encoded: %s', (_, paste, found) => expect(find(paste)).toEqual(found))
})
