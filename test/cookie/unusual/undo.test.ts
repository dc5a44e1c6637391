import { describe, expect, test } from 'vitest'
import { inspectAnything } from '../../../src/cookie/inspect-anything.ts'
import { undo } from '../../../src/cookie/unusual/undo.ts'
import { VALUE } from '../pastes/found.ts'
import { BOTH, read } from './read.ts'

const PAIR = `theme=dark; connect.sid=${VALUE}`
const [START, END] = [VALUE.slice(0, 50), VALUE.slice(50)]

test.each([
  ['colours that end in the shortest way', `\u001b[01;31mCookie:\u001b[m ${PAIR}`],
  [
    'a jar with blanks of a word processor',
    `a.example\u00a0FALSE\u00a0/\u00a0FALSE\u00a00\u00a0theme\u00a0dark\na.example\u00a0FALSE\u00a0/\u00a0FALSE\u00a00\u00a0connect.sid\u00a0${VALUE}`,
  ],
  ['single quotes of a word processor', `{ ‘theme’: ‘dark’, ‘connect.sid’: ‘${VALUE}’ }`],
  ['quoted-printable', `> Cookie: theme=3Ddark; connect.sid=3D${START}=\r\n${END}`],
  ['quoting of cmd', `xh a.example ^"Cookie: theme=dark; connect.sid=${VALUE.replaceAll('%', '^%')}^"`],
  ['line ends in letters before quotes', `printf "Cookie: ${PAIR}\\n" | nc a.example 80`],
  [
    'line ends in letters before line ends',
    `headers:\\n\nSet-Cookie: theme=dark\\n\nSet-Cookie: connect.sid=${VALUE}\\n\n`,
  ],
  [
    'what curl traces',
    `<= Recv header, 23 bytes (0x17)\n0000: Set-Cookie: theme=dark\n<= Recv header, 130 bytes (0x82)\n0000: Set-Cookie: connect.sid=${START}\n0040: ${END}`,
  ],
  [
    'cells of a table with a class',
    `<table><tr><td>Name</td><td>Value</td></tr><tr><td class="name">theme</td><td class="value">dark</td></tr><tr><td>connect.sid</td><td>${VALUE}</td></tr></table>`,
  ],
  ['a block of code', `\`\`\`text\ntheme=dark\nconnect.sid=${VALUE}\n\`\`\``],
  ['a list of Markdown', `*   theme=dark\n*   connect.sid=${VALUE}`],
  ['a list that is quoted', `> - theme=dark\n> - connect.sid=${VALUE}`],
  ['a line that goes on at the margin', `fetch.sh -b \\\n'${PAIR}'`],
  ['a line that goes on in cmd', `fetch.cmd -b ^\r\n"${PAIR}"`],
  ['a long list of a console', `Array(12) [ 'theme=dark', 'connect.sid=${VALUE}', … ]`],
  [
    'a value in three lines with a margin',
    `Cookie: theme=dark; connect.sid=${START.slice(0, 20)}\n    ${START.slice(20)}\n    ${END}\n    Accept: */*`,
  ],
])('%s', async (_, paste) => {
  expect(await read(paste)).toEqual(BOTH)
})

test('attributes on a line of their own belong to the cookie above', async () => {
  const paste = `Set-Cookie: theme=dark; Path=/; \n    HttpOnly;\r\n\tSecure\nSet-Cookie: lang=de`
  const { cookies } = await inspectAnything(paste)
  expect(cookies.map(({ report }) => report.attributes)).toEqual([{ Path: '/', HttpOnly: true, Secure: true }, {}])
})

describe('what only looks like it stays', () => {
  test.each([
    ['an escape in a value on one line', 'Cookie: view=3D'],
    ['an equals sign at the end of a list', 'a=\n\nb=3D'],
    ['numbers of lines', '1041: Cookie: theme=dark\n1042: Host: a'],
    ['a placeholder that is named like a tag', 'connect.sid=<string>'],
    ['stars for a value', 'connect.sid=****'],
    ['a caret', 'a^b'],
    ['a hyphen behind a word', 'a- theme=dark'],
    ['a name in a path', '"C:\\new\\readme"'],
    ['an encoded value', 'connect.sid=a%3Db'],
    ['a cookie on the next line', 'a=1; Path=/;\n  theme=dark'],
    ['a name between other signs', `x~sid=${VALUE}~`],
    ['a value between other signs', `~sid=${VALUE}~x`],
    ['percent signs before what is no byte', 'theme=50%%4 off, "%"7 on'],
    ['a value whose signature is too long', `s:id.${'a'.repeat(20)}\n${'a'.repeat(26)}`],
    ['a value that ends in no signature', 's%3Aabc\ndef.ghi'],
  ])('%s', (_, text) => {
    expect(undo(text)).toBe(text)
  })

  test.each([
    ['a line of its own', `s:id.${'a'.repeat(43)}\nnext`, `s:id.${'a'.repeat(43)}\nnext`],
    ['a name that is no entity', '&copy; &#65; &#X42; &#10;&#x1F36A; &#99999999;', '&copy; A B \n🍪 &#99999999;'],
    ['what is struck out', `it sends ~sid=${VALUE}~ now`, `it sends sid=${VALUE} now`],
    ['white space at its ends', ' \n theme=dark \r\n', 'theme=dark'],
    ['one text behind another', '"a" + "b"', '"a" + "b"'],
    ['what curl traces', 'Recv\n0000: Cookie: a=\n0040: b\nSent', 'Recv\nCookie: a=b\nSent'],
    ['marks in Markdown', '**Cookie:** `a\\_b\\-c`', 'Cookie: a_b-c'],
  ])('%s', (_, text, clean) => {
    expect(undo(text)).toBe(clean)
  })
})
