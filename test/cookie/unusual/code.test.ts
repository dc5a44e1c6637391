import { expect, test } from 'vitest'
import { findInCode } from '../../../src/cookie/unusual/code.ts'
import { VALUE } from '../pastes/found.ts'
import { BOTH, read } from './read.ts'

// A cookie without a signature stands in front of the session in each of these: only what understands the code finds both.

const SET = `jar.setCookie('theme=dark'); jar.setCookie('connect.sid=${VALUE}')`

test.each([
  ['a module', `import { jar } from './jar.js'\nawait jar.ready\n${SET}`],
  ['code of today', `class Client { static #jar = jar; static { ${SET} } }`],
  ['the body of a function', `jar.empty ??= true\n${SET}\nreturn jar`],
  ['a function that is called at once', `(async () => { ${SET} })()`],
  ['a test in an object', `export default { name: 'sends both', run() { ${SET} } }`],
  ['tests in a list of objects', `cases.push([{ run: () => { ${SET} } }, { run: null }])`],
  [
    'what gives its cookie from outside',
    `res.cookie('lang', lang)\nres.cookie('theme', 'dark').cookie('connect.sid', '${VALUE}')`,
  ],
  ['a jar that takes an address behind', SET.replaceAll("')", "', 'http://a.example/')")],
  [
    'a jar that takes an address in front',
    `jar.set('http://a.example', 'theme', 'dark'); jar.set('https://a.example', 'connect.sid', '${VALUE}')`,
  ],
  ['a jar that is given what it knows', `jar.setCookie(cookie, url); ${SET}`],
  ['a jar of an object', `this.jar.add('theme', 'dark'); this.jar.add('connect.sid', '${VALUE}')`],
  ['calls of a name alone', `setCookie('theme', 'dark'); setCookie('connect.sid', '${VALUE}')`],
  ['objects that are made', `browser.keep(new Cookie('theme', 'dark'), new Cookie('connect.sid', '${VALUE}'))`],
  ['an option of a call', `http.get(url, { cookies: { 'theme': 'dark', 'connect.sid': '${VALUE}' } })`],
  ['a header with a list', `request(app).get('/').set('Cookie', ['theme=dark', 'connect.sid=${VALUE}'])`],
  ['an object that takes another in', `send({ cookies: { ...others, theme: 'dark', 'connect.sid': '${VALUE}' } })`],
  ['what Chrome prints', `{theme: 'dark', my.app.sid: '${VALUE}'}`, 'theme=dark', 'my.app.sid is signed'],
  ['what Chrome prints of more', `{theme: 'dark', connect.sid: '${VALUE}', …}`],
  ['what Node.js prints', `[Object: null prototype] { theme: 'dark', 'connect.sid': '${VALUE}' }`],
])('%s', async (_, paste, ...expected) => {
  expect(await read(paste)).toEqual(expected.length === 0 ? BOTH : expected)
})

test.each([
  ['a constant', "let answer\nconst cookies = { theme: 'dark', lang: 'de' }", 'theme=dark', 'lang=de'],
  ['an option', "options.cookies = { theme: 'dark', lang: 'de' }", 'theme=dark', 'lang=de'],
  ['a value behind a name with a dot', `log(1); connect.sess = '${VALUE}'`, 'connect.sess is signed'],
  ['a value behind more names', `log(1); this.app.sid = '${VALUE}'`, 'sid is signed'],
])('%s', async (_, paste, ...expected) => {
  expect(await read(paste)).toEqual(expected)
})

test.each([
  ["map.set('theme', 'dark')"],
  ["add('theme', 'dark')"],
  ["parseCookie('theme=dark')"],
  ["cookies.get('theme', 'dark')"],
  ["get('Cookie-Policy', 'theme=dark')"],
])('no cookie is set by %s', async (code) => {
  expect(await findInCode(code)).toEqual([])
})

test('code is read up to 65,536 units', async () => {
  const code = "jar.set('theme', 'dark')"
  expect(await findInCode(code.padEnd(65_536))).toEqual([{ source: 'pair', text: 'theme=dark' }])
  expect(await findInCode(code.padEnd(65_537))).toEqual([])
})

test.each([
  [".set('Cookie', 'theme=dark; sid=s:id.abc')", 'Cookie: theme=dark; sid=s:id.abc'],
  ["h.append('set-cookie', 'theme=dark')", 'Set-Cookie: theme=dark'],
  ["jar.setCookie('theme=dark')", 'unknown: theme=dark'],
  ["jar.setCookie('to=https://a.example')", 'unknown: to=https://a.example'],
  ["connect.sess = 's:id.abc'", 'pair: connect.sess=s:id.abc'],
  ["this.app.sid = 's:id.abc'", 'pair: sid=s:id.abc'],
  ["client.token = 's:id.abc'", 'pair: token=s:id.abc'],
])('%s holds one cookie', async (code, expected) => {
  expect((await findInCode(code)).map(({ source, text }) => `${source}: ${text}`)).toEqual([expected])
})
