import type { PasteCase } from './paste-case.ts'

/** Signs all that is signed here, with cookie-signature 1.2. */
export const SECRET = 'winter apples keep until the spring comes'

const ID = 'Wm4tQz9rLx2vKc7nHd5bYg8sJf3pTa6e'
const RAW = `s:${ID}.YYysQ5t4DsiwRm/A+9jzMrFGsJxuCj4XZGLbdOYlNbM`
export const VALUE = `s%3A${ID}.YYysQ5t4DsiwRm%2FA%2B9jzMrFGsJxuCj4XZGLbdOYlNbM`

const session = (name: string) => ({ name, kind: 'express-session', id: ID, verified: true })
const SID = session('connect.sid')

const one = (name: string, input: string, ...cookies: NonNullable<PasteCase['expected']['cookies']>): PasteCase => ({
  name,
  input,
  secrets: [SECRET],
  expected: { cookies: cookies.length === 0 ? [SID] : cookies },
})

const THEME = { name: 'theme', kind: 'unsigned' }

/** Notations in which a cookie without a signature stands beside the session: a search for signatures alone would pass it over. */
const BESIDE: readonly (readonly [name: string, input: string])[] = [
  [
    'a jar without tabs',
    `shop.example FALSE / FALSE 0 theme dark\n#HttpOnly_shop.example  FALSE  /cart  TRUE  1793700000  connect.sid  ${VALUE}  `,
  ],
  [
    'PowerShell, two cookies',
    `$s.Cookies.Add((New-Object System.Net.Cookie("theme", "dark", "/", "shop.example")))\n$s.Cookies.Add((New-Object System.Net.Cookie( 'connect.sid' , '${VALUE}', '/', 'shop.example')))`,
  ],
  ['curl in prose, quoted', `I ran curl -b 'theme=dark; connect.sid=${VALUE}' and it said 401`],
  ['curl in prose, bare', `then --cookie=theme=dark;connect.sid=${VALUE} was no better`],
  [
    'curl for cmd',
    `curl ^"http://shop.example/^" -H ^"Cookie: theme=dark; connect.sid=${VALUE.replaceAll('%', '^%')}^"`,
  ],
  ['JSON in a text', `"{\\"theme\\":\\"dark\\",\\"connect.sid\\":\\"${VALUE}\\"}"`],
  ['an object with entities', `{&quot;theme&quot;:&quot;dark&quot;,&quot;connect.sid&quot;:&quot;${VALUE}&quot;}`],
  [
    'an object with apostrophes as entities',
    `{ &apos;theme&apos;: &#39;dark&#39;, &#x27;connect.sid&#x27;: &apos;${VALUE}&apos; }`,
  ],
  ['a header in entities', `Cookie&colon;&nbsp;theme&equals;dark&semi; connect.sid&#61;${VALUE}`],
  ['a header in entities of numbers', `Cookie&#x3A;&#32;theme&#X3d;dark&#59; connect.sid&#61;${VALUE}`],
  [
    'a dump with brackets as entities',
    `&lt;RequestsCookieJar[&lt;Cookie theme=dark for a.example/&gt;, &lt;Cookie connect.sid=${VALUE} for a.example/&gt;]&gt;`,
  ],
  ['bold in Markdown', `**Cookie:** theme=dark; connect.sid=${VALUE}`],
  ['a quote in a list', `  > - Cookie: theme=dark; connect.sid=${VALUE}`],
  ['a list with stars', ` *  theme=dark; connect.sid=${VALUE}`],
  ['a block of code', `\`\`\`http\nCookie: theme=dark; connect.sid=${VALUE}\n\`\`\``],
  [
    'a shell that goes on',
    `curl http://a.example \\\r\n  -H 'Accept: */*' \\\n  -b 'theme=dark; connect.sid=${VALUE}'`,
  ],
  ['what jest prints', `Array [\n  "theme=dark",\n  "connect.sid=${VALUE}",\n]`],
  ['what a console prints', `Array(2) [ "theme=dark", "connect.sid=${VALUE}" ]`],
  [
    'a table of HTML',
    `<table><tr><th>Name</th><th>Value</th></tr>\n<tr><td>theme</td> <td>dark</td></tr><tr class="own"><td>connect.sid</td><td>${VALUE}</td></tr></table>`,
  ],
  [
    'a table of Markdown',
    `| Key | Value | Path |\n|---|:---|---|\n| theme | dark | / |\n| "connect.sid" | ${VALUE} | / |`,
  ],
  ['line ends in letters', `HTTP/1.1 200 OK\\r\\nSet-Cookie: theme=dark\\r\\nSet-Cookie: connect.sid=${VALUE}\\n`],
  ['a list in brackets', `[theme=dark,  connect.sid=${VALUE}]`],
  ['YAML', `request:\n  cookies:\n    theme: dark\n    "connect.sid": '${VALUE}'\n  body: none`],
  ['an array of PHP', `Array\n(\n    [theme] => dark\n    [connect.sid] => ${VALUE}\n)`],
  [
    'an array of PHP, with types',
    `array(2) {\n  ["theme"]=>\n  string(4) "dark"\n  ["connect.sid"]=>\n  string(90) "${VALUE}"\n}`,
  ],
]

/** A session cookie wherever it may stand. */
export const found: readonly PasteCase[] = [
  ...BESIDE.map(([name, input]) => one(name, input, THEME, SID)),
  one('curl, a line of HTTP/2', `* [HTTP/2] [3] [cookie: connect.sid=${VALUE}]\n* [HTTP/2] [3] [accept: */*]`),
  one(
    'Wireshark, with line ends in letters',
    `    HTTP/1.1 302 Found\\r\\n\n    Set-Cookie: connect.sid=${VALUE}; Path=/; HttpOnly\\r\\n\n    Location: /\\r\\n`,
    { ...SID, attributes: { Path: '/', HttpOnly: true } },
  ),
  one(
    'an answer with a cookie that nobody signed',
    'HTTP/1.1 200 OK\nX-Powered-By: Express\nSet-Cookie: theme=dark; Path=/\n\nok',
    { name: 'theme', kind: 'unsigned', attributes: { Path: '/' } },
  ),
  one(
    'an answer that is an error, with a cookie',
    '< HTTP/2 500\n< set-cookie: theme=dark\n<\nTypeError: x is not a function\n    at /app/server.js:10:5',
    { name: 'theme', kind: 'unsigned' },
  ),
  one(
    'curl -iL, two answers that set a new session each',
    `HTTP/1.1 302 Found\nSet-Cookie: connect.sid=${VALUE}; Path=/\n\nHTTP/1.1 200 OK\nSet-Cookie: connect.sid=${VALUE}; HttpOnly`,
    { ...SID, attributes: { Path: '/' } },
    { ...SID, attributes: { HttpOnly: true } },
  ),
  one('Go, a printed header', `map[Date:[Mon, 02 Nov 2026 10:00:00 GMT] Set-Cookie:[connect.sid=${VALUE}; Path=/]]`),
  one(
    'PHP, an array',
    `'headers' => ['Cookie' => 'lang=de; connect.sid=${VALUE}']`,
    { name: 'lang', kind: 'unsigned' },
    SID,
  ),
  one(
    'Dart, a list',
    '[shop.sess=eyJjYXJ0IjpbM119; path=/; httponly, shop.sess.sig=QhYztQp_9yyOPZiNN87id0zv2eM; path=/; httponly]',
    { name: 'shop.sess', kind: 'cookie-session', verified: true },
  ),
  one(
    'supertest, set() in a chain',
    `    .post('/cart')\n    .set('Cookie', ['connect.sid=${VALUE}'])\n    .send({ id: 3 })`,
  ),
  one('Headers of fetch', `h.append("Cookie", "Path=/; connect.sid=${VALUE}; HttpOnly");`, {
    ...SID,
    finding: 'attributes-sent-back',
  }),
  one('a property on two lines', `  headers: {\n    cookie:\n      "connect.sid=${VALUE}",\n  }`),
  one(
    'PowerShell',
    `$s = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n$s.Cookies.Add((New-Object System.Net.Cookie("connect.sid", "${VALUE}", "/", "localhost")))`,
  ),
  one('a script that calls curl', `fetch.sh --quiet \\\n  --cookie connect.sid=${VALUE} \\\n  --out page.html`),
  one(
    'a request of Postman',
    JSON.stringify({ request: { header: [{ key: 'Cookie', value: `connect.sid=${VALUE}` }] } }),
  ),
  one(
    'a jar with key and value',
    JSON.stringify({ cookies: [{ key: 'connect.sid', value: VALUE, domain: 'localhost', hostOnly: true }] }),
  ),
  one('Playwright', `await context.addCookies([{ name: 'connect.sid', value: '${VALUE}', url: base }])`),
  one(
    'Selenium',
    `[{'domain': 'localhost', 'name': 'theme', 'secure': False, 'value': 'dark'}, {'name': 'connect.sid', 'httpOnly': True, 'value': '${VALUE}'}]`,
    { name: 'theme', kind: 'unsigned' },
    SID,
  ),
  one('a jar without its tabs', `#HttpOnly_shop.example FALSE / TRUE 0 connect.sid ${VALUE}`),
  one('a line of a log', `[2026-11-02 10:00] visitor connect.sid ${VALUE}`),
  one('a table of Markdown', `| Name | Value | Path |\n|---|---|---|\n| connect.sid | ${VALUE} | / |`),
  one(
    'what Firefox copies',
    JSON.stringify({ 'Request Cookies': { theme: 'dark', 'connect.sid': VALUE } }),
    { name: 'theme' },
    SID,
  ),
  one('console.log(req.cookies)', `{\n  lang: 'de',\n  'connect.sid': '${RAW}'\n}`, { name: 'lang' }, SID),
  one('a part of a printed request', `  secret: undefined,\n  cookies: { 'connect.sid': '${RAW}' },\n  body: {},`),
  one('a dictionary of Python', `cookies = {"connect.sid": "${VALUE}"}`),
  one('a jar of Python', `<RequestsCookieJar[<Cookie connect.sid=${VALUE} for shop.example/>]>`),
  one(
    'lines of DEBUG with a cookie',
    `  express-session saving ${ID} +0ms\n  express-session set-cookie shop.sid=${VALUE}; Path=/; HttpOnly +2ms`,
    { ...session('shop.sid'), attributes: { Path: '/', HttpOnly: true } },
  ),
  one('an access log', `10.0.0.7 - - "GET /cart HTTP/1.1" 200 "curl/8.5" "connect.sid=${VALUE}"`),
  one('Markdown, a code span', `\`Set-Cookie: connect.sid=${VALUE}; Path=/\``, { ...SID, attributes: { Path: '/' } }),
  one('prose before the header', `My server answers with Set-Cookie: connect.sid=${VALUE}; Path=/; HttpOnly`),
  {
    name: 'words on the line before a cookie',
    input: 'my browser sends this one\ntheme=dark',
    secrets: [SECRET],
    expected: { mention: 'dark', notKind: ['express-session'] },
  },
  one('typographic quotes', `“connect.sid=${VALUE}”`),
  one('typographic quotes in code', `{ ‘connect.sid’: ‘${RAW}’ }`),
  one('HTML', `&quot;Cookie&quot;: &quot;connect.sid=${VALUE}&quot;`),
  one('cmd', `curl ^"http://localhost/^" -H ^"Cookie: connect.sid=${VALUE.replaceAll('%', '^%')}^"`),
  one('zero-width characters', `connect.sid=${VALUE.slice(0, 20)}\u200B${VALUE.slice(20)}`),
  one('a line break in the value', `Set-Cookie: connect.sid=${VALUE.slice(0, 60)}\n${VALUE.slice(60)}; Path=/`),
  one('quoted-printable', `Cookie: connect.sid=${VALUE.slice(0, 50)}=\n${VALUE.slice(50)}`),
  one('attributes on a line of their own', `Set-Cookie: connect.sid=${VALUE}; Path=/;\n    HttpOnly; Secure`, {
    ...SID,
    attributes: { Path: '/', HttpOnly: true, Secure: true },
  }),
  one('Go, a cookie', `req.AddCookie(&http.Cookie{Name: "connect.sid", Value: "${VALUE}"})`),
  one('XML', `<cookie name="connect.sid" value="${VALUE}"/>`),
  one('a list of Markdown', `- Name: connect.sid\n- Value: ${VALUE}\n- Path: /`),
  one('a printed object', `Object { name: "connect.sid", value: "${VALUE}", path: "/" }`),
  one('two texts put together', `c.setRequestProperty("Cookie", "connect.sid=" + "${VALUE}");`),
  one('a sentence', `The value of connect.sid is ${VALUE}.`),
  one('PHP, var_dump()', `array(1) {\n  ["shop_sid"]=>\n  string(83) "${RAW}"\n}`, session('shop_sid')),
  one('a variable of a shell', `COOKIE=connect.sid=${VALUE}`),
  one('a Map', `Map(1) { 'connect.sid' => '${VALUE}' }`),
  one('an element of a browser test', `cy.setCookie('connect.sid', '${VALUE}')`),
  one('headers in a list', `rawHeaders: [\n  'Host',\n  'localhost',\n  'Cookie',\n  'connect.sid=${VALUE}'\n]`),
  one('a label', `cookieOfShop: ${RAW}`, session('cookieOfShop')),
  one('a plus that became a blank', `connect.sid=${RAW.replace('+', ' ')}`, { ...SID, finding: 'near-miss' }),
  one('capitals', `CONNECT.SID=${VALUE.toUpperCase()}`, { finding: 'near-miss' }),
]
