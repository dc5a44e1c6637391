import { expect, test } from 'vitest'
import type { Snippet } from '../../../src/cookie/paste/snippets.ts'
import {
  findBearer,
  findInBrackets,
  findInOptions,
  findInPhpArray,
  findInTable,
  findInYaml,
  findInlineHeaders,
  findLabelled,
} from '../../../src/cookie/unusual/lines.ts'
import { VALUE } from '../pastes/found.ts'
import { BOTH, read } from './read.ts'

const PAIR = `theme=dark; connect.sid=${VALUE}`

test.each([
  [
    'PowerShell without blanks',
    `$c.Add((New-Object System.Net.Cookie('theme','dark')))\n$c.Add((New-Object System.Net.Cookie('connect.sid','${VALUE}')))`,
  ],
  [
    'a jar that lost its tabs, and has other blanks',
    `a.example FALSE  /  FALSE  0  theme  dark\na.example FALSE /a TRUE 1793700000 connect.sid ${VALUE} `,
  ],
  ['a table of psql', ` name | value\n-------+-------\n theme | dark\n connect.sid | ${VALUE}\n(2 rows)\n\nThanks`],
  [
    'a table below a sentence, with a host in front',
    `Key facts below\n| Hostname | Cookie name | Cookie value | Size |\n|---|---|---|---|\n| a.example | theme | dark | 9 |\n| a.example | connect.sid | ${VALUE} | 9 |`,
  ],
  ['a table of Jira', `||Key||Value (encoded)||\n|theme|dark|\n|connect.sid|${VALUE}|`],
  ['a table of a console', `│ key │ value │\n│ 'theme' │ 'dark' │\n│ 'connect.sid' │ '${VALUE}' │`],
  ['the option of curl by itself', `-b '${PAIR}'`],
  ['the option on a line of its own', `fetch.sh -s \\\n  -b \\\n  "${PAIR}" \\\n  a.example`],
  ['a file of cookies, and the option', `I ran httpie -b cookies.txt a.example, then httpie -b "${PAIR}" a.example`],
  [
    'a value with parentheses in quotes',
    `the proxy got Cookie: "theme=dark(er); lang=de"`,
    'theme=dark(er)',
    'lang=de',
  ],
  ['a value with parentheses in a list of Go', `map[Cookie:[theme=dark(er)] Host:[a]]`, 'theme=dark(er)'],
  ['a header in parentheses', `it was refused (Cookie: theme=dark) and I do not know why`, 'theme=dark'],
  [
    'a line of DEBUG with a path',
    `express-session set-cookie connect.sid=${VALUE}; Path=/ +12ms`,
    'connect.sid is signed',
  ],
  [
    'a cookie that is called cookie',
    `the browser sends Cookie: cookie=theme=dark; lang=de`,
    'cookie=theme=dark',
    'lang=de',
  ],
  ['a header with a list', `.set('Cookie', ['theme=dark', 'connect.sid=${VALUE}'])`],
  [
    'a list whose signature stands beside it',
    `.set('Cookie', ['shop=eyJjYXJ0IjpbM119', 'shop.sig=GUjMLISz0tqzZ2q8ZEyr6wFh6gQ'])`,
    'shop=eyJjYXJ0IjpbM119',
  ],
  ['a list of answers', `'set-cookie': [ 'theme=dark; Path=/',\n 'connect.sid=${VALUE}; Path=/' ]`],
  ['a list in brackets that lost its quotes', `[theme=dark,connect.sid=${VALUE}]`],
  ['a list of lines', `[theme=dark; Path=/, connect.sid=${VALUE}; Path=/]`],
  ['a map without a blank behind its label', `Cookies:[theme=dark, connect.sid=${VALUE}]`],
  ['an array of PHP without blanks', `'theme'=>'dark', \t\r\n\t"connect.sid"=>"${VALUE}",\n`],
  [
    'an array of PHP, and lines that are not of it',
    `x 'lang' => 'de'\n'lang' => 'de' x\n'theme' => 'dark'\n'connect.sid' => '${VALUE}'`,
  ],
  ['a dump of PHP', `Cookies: [theme] => dark\n [connect.sid] => ${VALUE} `],
  [
    'YAML that goes on',
    `signedCookies:\r\n  theme: "dark"\r\n  # the session\r\n  connect.sid:  ${VALUE}\r\nname: x\r\n  lang: de\r\n`,
  ],
])('%s', async (_, paste, ...expected) => {
  expect(await read(paste)).toEqual(expected.length === 0 ? BOTH : expected)
})

test.each([
  ['an array of PHP without a signature', findInPhpArray, '[theme] => dark\n[site] => https://a.example'],
  ['an array of PHP that has s: in a value', findInPhpArray, '[theme] => a=s:b'],
  ['a table without a heading for values', findInTable, '| Name | Size |\n| theme | dark |'],
  ['a table without a heading for names', findInTable, '| Host | Value |\n| theme | dark |'],
  ['a sentence below a table', findInTable, 'Name | Value\nThanks'],
  ['cells that are no names', findInTable, 'Name | Value\nmy theme | dark'],
  ['what is not below cookies', findInYaml, 'cookiePolicy:\n  banner: top'],
  ['what stands beside cookies', findInYaml, 'cookies:\ntheme: dark\n  lang: de'],
  ['a value that has more words', findInYaml, 'cookies:\n  note: keep them\n  say: what'.replace('say: what', '')],
  ['a value with brackets', findInBrackets, 'theme=a[b]'],
  ['what is not called cookies', findInYaml, 'cookiesAllowed:\n  theme: dark'],
  ['text behind brackets', findInBrackets, '[theme=dark] and more'],
  ['text behind braces', findInBrackets, '{theme=dark} and more'],
  ['text in front of brackets', findInBrackets, 'a[theme=dark]'],
  ['brackets without a name', findInBrackets, '[dark, theme=dark]'],
  ['a file of cookies', findInOptions, 'curl -b cookies.txt'],
  ['an option that ends otherwise', findInOptions, 'x-b theme=dark'],
  ['a word about cookies', findInlineHeaders, 'the cookie is gone'],
  ['a value without a signature that is called so', findLabelled, 'name="theme" value="dark"'],
])('%s: nothing is found', (_, find, text) => {
  expect([...find(text)]).toEqual([])
})

test.each([
  ['Name: shop\nValue: $', 'shop'],
  ['{"name": "shop", "path": "/", "value": "$"}', 'shop'],
  ["name='shop.1:a' value='$'", 'shop.1:a'],
  ['<input value="$" type="hidden" name="shop">', 'shop'],
  ['{ Name = shop, Path = /, Value = $ }', 'shop'],
])('a name and a value that are called so: %s', (text, name) => {
  expect([...findLabelled(text.replace('$', VALUE))]).toEqual([{ source: 'pair', text: `${name}=${VALUE}` }])
})

test.each([
  ['Authorization: Bearer a.b-c', 'a.b-c'],
  ['"authorization":"bearer a.b=="}', 'a.b=='],
  [".set('Authorization', 'Bearer a/b+c~d')", 'a/b+c~d'],
])('a token: %s', (text, token) => {
  expect([...findBearer(text)]).toEqual([{ source: 'unknown', text: token }])
})

test.each<[string, (text: string) => Iterable<Snippet>, string, readonly string[]]>([
  ['an option', findInOptions, "-b 'theme=dark'", ['Cookie: theme=dark']],
  ['a table', findInTable, 'Name | Value\n--- | ---\ncsrf-token | dark', ['pair: csrf-token=dark']],
  ['a name that ends in a hyphen', findInTable, 'Name | Value\ntheme- | dark', ['pair: theme-=dark']],
  ['YAML', findInYaml, 'cookies: \n  # lang: de\n  theme: dark \n', ['pair: theme=dark']],
  ['a list', findInBrackets, '[theme=dark, lang=de]', ['Cookie: theme=dark;lang=de']],
  [
    'a list of lines',
    findInBrackets,
    '[theme=dark, lang=de; Path=/]',
    ['Set-Cookie: theme=dark', 'Set-Cookie: lang=de; Path=/'],
  ],
  ['a header', findInlineHeaders, 'it had Cookie: note=1 +2m more', ['Cookie: note=1 +2m more']],
  ['headers in a list', findInlineHeaders, "'Cookie', 'theme=dark', 'Host', 'a'", ['Cookie: theme=dark']],
  ['a line of DEBUG', findInlineHeaders, 'set-cookie theme=dark; Path=/ +12ms', ['Set-Cookie: theme=dark; Path=/']],
])('%s: what header it is', (_, find, text, expected) => {
  expect(Array.from(find(text), (found) => `${found.source}: ${found.text}`)).toEqual(expected)
})
