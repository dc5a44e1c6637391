import { expect, test } from 'vitest'
import { parse } from '../../src/diagnosis/source/parse.ts'
import { writeLine } from '../../src/diagnosis/source/write-line.ts'
import { writePlace } from '../../src/diagnosis/source/write-place.ts'

/** A handler that is added in the line with `'/login'`; what it writes to stands in the line that ends with `// here`. */
const inHandler = (body: string): string =>
  `app.use(session(options))\napp.post('/login', async (req, res) => {\n${body}\n  res.send('hello')\n})`

type Sources = readonly (readonly [what: string, part: string, source: string])[]

const ONE_HANDLER: Sources = (
  [
    ['assigned', 'session.user', 'req.session.user = 1 // here'],
    ['assigned under another name of the request', 'session.user', 'request.session.user = 1 // here'],
    ['assigned by a text', 'session.user', "req.session['user'] = 1 // here"],
    ['assigned where there is none', 'session.cart', 'req.session.cart ??= [] // here'],
    ['counted', 'session.views', 'req.session.views++ // here'],
    ['removed', 'session.user', 'delete req.session.user // here'],
    ['changed inside', 'session.cart', 'req.session.cart.items[0] = 1 // here'],
    ['changed by a method', 'session.cart', 'req.session.cart.push(1) // here'],
    ['one of several', 'session.user', 'req.session.name = 1\nreq.session.user = 1 // here\nreq.session.role = 1'],
    ['with a longer name beside it', 'session.user', 'req.session.userId = 1\nreq.session.user = 1 // here'],
    ['the first of two', 'session.user', 'req.session.user = 1 // here\nreq.session.user = 2'],
    ['in a callback', 'session.user', 'find(1, (error, user) => {\n  req.session.user = user // here\n})'],
    ['by an alias', 'session.user', 'const s = req.session\ns.user = 1 // here'],
    ['by an alias of an alias', 'session.user', 'const s = req.session\nconst t = s\nt.user = 1 // here'],
    ['by an alias given later', 'session.user', 'let s\ns = req.session\ns.user = 1 // here'],
    ['by destructuring', 'session.user', 'const { session } = req\nsession.user = 1 // here'],
    ['by destructuring to another name', 'session.user', 'const { session: s } = req\ns.user = 1 // here'],
    ['by destructuring in depth', 'session.cart', 'const { session: { cart } } = req\ncart.push(1) // here'],
    ['by destructuring a session', 'session.cart', 'const { cart = [] } = req.session\ncart.push(1) // here'],
    ['an alias of a part', 'session.cart', 'const cart = req.session.cart || []\ncart.length = 0 // here'],
    ['an alias of what is put there', 'session.cart', 'const cart = (req.session.cart ??= []) // here\ncart.push(1)'],
    ['into a pattern', 'session.user', '({ user: req.session.user, role: req.session.role = 1 } = req.body) // here'],
    ['the second of a pattern', 'session.role', '({ user: req.session.user, role: req.session.role = 1 } = b) // here'],
    ['into a list', 'session.user', '[, req.session.user] = [1, 2] // here'],
    ['together with others', 'session.user', 'Object.assign(req.session, {\n  name: 1,\n  user: 2, // here\n})'],
    ['together with others, not written here', 'session.user', 'Object.assign(req.session, req.body) // here'],
    ['spread', 'session.user', 'Object.assign(req.session, {\n  name: 1,\n  ...req.body, // here\n})'],
    ['under a key that is worked out', 'session.user', 'req.session[key] = 1 // here'],
    ['under a known key, beside one worked out', 'session.user', 'req.session[key] = 1\nreq.session.user = 1 // here'],
    ['as a whole', 'session.user', 'req.session = { user: 1 } // here'],
    ['the session itself', 'session', 'req.session.user = 1\nreq.session = null // here'],
    ['the id', 'sessionID', 'req.session.user = 1\nreq.sessionID = 1 // here'],
    ['a setting of the cookie', 'session.cookie', 'req.session.cookie.maxAge = 1 // here'],
    ['behind ?.', 'session.cart', 'req.session?.cart.push(1) // here'],
  ] as const
).map(([what, part, body]) => [what, part, inHandler(body)])

const SEVERAL: Sources = [
  [
    'in the handler of that line alone',
    'session.user',
    `app.get('/', (req) => {\n  req.session.user = 0\n})\n${inHandler('req.session.user = 1 // here')}`,
  ],
  [
    'in a function of another line',
    'session.user',
    "function login(req) {\n  req.session.user = 1 // here\n}\napp.post('/login', login)",
  ],
  [
    'in a const',
    'session.user',
    "const login = (req) => {\n  req.session.user = 1 // here\n}\napp.post('/login', guard, login)",
  ],
  [
    'in what a wrapper is given',
    'session.user',
    "const login = wrap(async (req) => {\n  req.session.user = 1 // here\n})\napp.post('/login', login)",
  ],
  ['in a wrapper', 'session.user', "app.post('/login', wrap(async (req) => {\n  req.session.user = 1 // here\n}))"],
  [
    'in a method of an object',
    'session.user',
    "const auth = {\n  login(req) {\n    req.session.user = 1 // here\n  },\n}\napp.post('/login', auth.login)",
  ],
  [
    'in a method of a class',
    'session.user',
    "class Auth {\n  login(req) {\n    req.session.user = 1 // here\n  }\n}\nconst auth = new Auth()\napp.post('/login', (req, res) => auth.login(req))",
  ],
  [
    'in a field of a class',
    'session.user',
    "class Auth {\n  login = (req) => {\n    req.session.user = 1 // here\n  }\n}\napp.post('/login', new Auth().login)",
  ],
  [
    'in what is exported',
    'session.user',
    "exports.login = (req) => {\n  req.session.user = 1 // here\n}\napp.post('/login', exports.login)",
  ],
  [
    'in a function that it calls',
    'session.user',
    "function remember(req) {\n  req.session.user = 1 // here\n}\napp.post('/login', (req, res) => {\n  remember(req)\n})",
  ],
  [
    'in a function that is given the session',
    'session.user',
    "function remember(s) {\n  s.user = 1 // here\n}\napp.post('/login', (req, res) => {\n  remember(req.session)\n})",
  ],
  [
    'in a function that calls itself',
    'session.user',
    "function again(req) {\n  again(req)\n  req.session.user = 1 // here\n}\napp.post('/login', again)",
  ],
  [
    'by parameters',
    'session.user',
    "app.post('/login', ({ session, body }, res) => {\n  session.user = body.user // here\n})",
  ],
  [
    'in a chain',
    'session.user',
    "app\n  .get('/', home)\n  .post('/login', (req) => {\n    req.session.user = 1 // here\n  })",
  ],
]

test.each([...ONE_HANDLER, ...SEVERAL])('%s: the line that writes to %s', async (_, part, source) => {
  const lines = source.split('\n')
  const added = lines.findIndex((line) => line.includes("'/login'")) + 1
  const program = await parse(source, false)
  expect(program).not.toBeNull()
  expect(program && writeLine(program, added, part)).toBe(lines.findIndex((line) => line.endsWith('// here')) + 1)
})

test.each([
  ['it is only read', 'session.user', 'res.send(req.session.user)'],
  ['something else is written', 'session.user', 'req.session.name = 1'],
  ['a part of the session is written, not the session', 'session', 'req.session.user = 1'],
  ['only a variable is written', 'session.user', 'let user = req.session.user\nuser = 1'],
  ['a method only reads', 'session.cart', 'req.session.cart.includes(1)'],
  ['another object is written', 'session.user', 'Object.assign(res.locals, { user: 1 })'],
  ['it is typeof', 'session.user', 'typeof req.session.user'],
])('%s: no line', async (_, part, body) => {
  const program = await parse(inHandler(body), false)
  expect(program && writeLine(program, 2, part)).toBeNull()
})

/** The handler is added in line 2 of /app/routes/auth.js; what it writes to stands in the line that ends with `// here`. */
const OTHER_FILES: readonly (readonly [what: string, added: string, files: Readonly<Record<string, string>>])[] = [
  [
    'a named import',
    "import { login } from '../login.js'\nrouter.post('/login', login)",
    { '/app/login.js': 'export function login(req) {\n  req.session.user = 1 // here\n}' },
  ],
  [
    'a namespace',
    "import * as auth from '../login.js'\nrouter.post('/login', auth.login)",
    { '/app/login.js': 'export const login = async (req) => {\n  req.session.user = 1 // here\n}' },
  ],
  [
    'a default',
    "import login from '../login.js'\nrouter.post('/login', login)",
    { '/app/login.js': 'export default (req) => {\n  req.session.user = 1 // here\n}' },
  ],
  [
    'a whole module',
    "const login = require('../login')\nrouter.post('/login', login)",
    { '/app/login.js': 'module.exports = (req) => {\n  req.session.user = 1 // here\n}' },
  ],
  [
    'a part of a module',
    "const { login } = require('./handlers')\nrouter.post('/login', guard, login)",
    { '/app/routes/handlers/index.js': 'exports.login = (req) => {\n  req.session.user = 1 // here\n}' },
  ],
  [
    'a member of what is required',
    "const login = require('../login.cjs').login\nrouter.post('/login', (req, res) => login(req, res))",
    { '/app/login.cjs': 'exports.login = (req) => {\n  req.session.user = 1 // here\n}' },
  ],
  [
    'TypeScript under the name of JavaScript',
    "import { login } from '../login.js'\nrouter.post('/login', login)",
    { '/app/login.ts': 'export function login(req: Request) {\n  req.session.user = 1 // here\n}' },
  ],
  [
    'a file of a file, and not the other function there',
    "import { login } from '../login.js'\nrouter.post('/login', login)",
    {
      '/app/login.js': "import { remember } from './remember.js'\nexport const login = (req) => remember(req)",
      '/app/remember.js':
        'export const forget = (req) => {\n  req.session.user = 0\n}\nexport const remember = (req) => {\n  req.session.user = 1 // here\n}',
    },
  ],
]

test.each(OTHER_FILES)('in another file: %s', async (_, added, files) => {
  const all: Readonly<Record<string, string>> = { ...files, '/app/routes/auth.js': added }
  const [file, source] = Object.entries(all).find(([, text]) => text.includes('// here')) ?? ['', '']
  const line = source.split('\n').findIndex((one) => one.endsWith('// here')) + 1
  const place = await writePlace({ file: '/app/routes/auth.js', line: 2 }, 'session.user', (name) => all[name] ?? null)
  expect(place).toEqual({ file, line })
})

test.each([
  ['a file that cannot be had', "import { login } from '../login.js'\nrouter.post('/login', login)", {}],
  ['a package', "import { login } from 'login'\nrouter.post('/login', login)", { '/app/routes/login.js': 'LOGIN' }],
  [
    'what is not asked for there',
    "import { login } from '../login.js'\nrouter.post('/login', other)",
    { '/app/login.js': 'LOGIN' },
  ],
  ['two files that have each other', "import { login } from './auth.js'\nrouter.post('/login', login)", {}],
])('nothing is found in %s', async (_, added, files: Readonly<Record<string, string>>) => {
  const all: Readonly<Record<string, string>> = { ...files, '/app/routes/auth.js': added }
  const login = 'export function login(req) {\n  req.session.user = 1\n}'
  const read = (name: string) => all[name]?.replace('LOGIN', login) ?? null
  expect(await writePlace({ file: '/app/routes/auth.js', line: 2 }, 'session.user', read)).toBeNull()
})
