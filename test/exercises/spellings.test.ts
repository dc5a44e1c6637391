import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { readPart, verifyOnce } from '../support/exercises.ts'

/** One mistake can be written in many ways, and is told all the same. */
interface Spelling {
  readonly slug: string
  /** What is done to the solution: what stands there once, and what stands there instead. */
  readonly changes: readonly (readonly [from: string, to: string])[]
  /** What is told of the first check that fails: the code of a cause, or a part of the sentence. */
  readonly says: string
  /** A piece of the line that is pointed at. */
  readonly line: string
  readonly name?: 'file.ts'
}

const AGES = { slug: 'cookie-max-age' } as const
const UNROLLED = ['    rolling: true,\n', ''] as const
const UNTOLD = 'There is no Set-Cookie in the answer'

const NO_STORE = ['    store: new FileStore({\n', '    unread: ({\n'] as const
const MEMORY = { slug: 'restart-memory-loss', says: 'memory-store-restart' } as const
const LASTING = { slug: 'restart-memory-loss', says: 'its ttl is 12 hours', line: 'ttl: 12' } as const
const SHORT = ['24 * 60 * 60', '12 * 60 * 60'] as const

const IDS = { slug: 'genid' } as const

const REGENERATES =
  'req.session.regenerate((error) => {\n    if (error) return next(error)\n    req.session.userID = user.id'
const KEEPS = 'enter(req, user, () => {'
const ENTER =
  '\nfunction enter(request, user, done) {\n  const { session: own } = request\n  own.userID = user.id // here\n  done()\n}\n'

test.concurrent.each<readonly [string, Spelling]>([
  [
    'maxAge in a variable that is spread, session under another name, and its old one in a text',
    {
      ...AGES,
      changes: [
        ["import session from 'express-session'", "import { default as sess } from 'express-session'"],
        [
          'const app',
          'const LONG = 36e5\nconst ten = {\n  maxAge: LONG, // session({ cookie: { maxAge: 600000 } })\n}\nconst app',
        ],
        ['  session({', '  sess({'],
        ['{ maxAge: 10 * 60 * 1000 }', '{ ...ten }'],
      ],
      says: 'maxAge counts milliseconds, and 3600000 of them are 1 hour',
      line: 'maxAge: LONG',
    },
  ],
  [
    'without rolling, which stands in texts, in a list and with a router',
    {
      ...AGES,
      changes: [
        UNROLLED,
        [
          'app.use(\n  session({',
          "const router = express.Router()\nconst text = 'session({ rolling: true })' // rolling: true\napp.use([express.json()], [\n  session({",
        ],
        ['}),\n)', '}),\n], router)'],
        ["app.get('/me', (req", "const me = '/me'\nrouter.route(me).get((req"],
      ],
      says: UNTOLD,
      line: '  session({',
    },
  ],
  [
    'rolling set when session() has been called',
    {
      ...AGES,
      changes: [
        UNROLLED,
        ['app.use(\n  session({', 'const options = {'],
        ['  }),\n)', '  }\napp.use(session(options))\noptions.rolling = true'],
      ],
      says: UNTOLD,
      line: 'options.rolling = true',
    },
  ],
  [
    'the end set once more, in a function below, by names of its own',
    {
      ...AGES,
      changes: [
        UNROLLED,
        [
          "app.get('/me', (req, res) => {",
          "app.get('/me', me)\nfunction me(req, res) {\n  const { cookie } = req.session\n  cookie.maxAge = 600_000",
        ],
        ['?? null })\n})', '?? null })\n}'],
      ],
      says: 'This line gives the session a new end',
      line: 'cookie.maxAge = 600_000',
    },
  ],
  [
    'touched by a helper, under another name',
    {
      ...AGES,
      changes: [
        UNROLLED,
        [
          "app.get('/me', (req, res) => {",
          "const renew = (s) => s.touch()\napp.get('/me', (req, res) => {\n  const s = req.session\n  renew(s)",
        ],
      ],
      says: 'touch() sets the end in req.session again',
      line: 's.touch()',
    },
  ],
  [
    'options from a function in brackets, with the time in seconds',
    {
      ...AGES,
      changes: [
        [
          "import session from 'express-session'",
          "import * as all from 'express-session'\nconst { default: make } = all",
        ],
        ['  session({', '  make({'],
        ['cookie: { maxAge: 10 * 60 * 1000 }', 'cookie: () => ({ maxAge: 10 * 60 })'],
      ],
      says: 'max-age-seconds',
      line: 'make({',
    },
  ],
  [
    'the cookie of a function that returns nothing, named elsewhere',
    {
      ...AGES,
      changes: [
        ['const app', 'function ten() {\n  ;({ maxAge: 600_000 })\n}\nconst app'],
        ['cookie: { maxAge: 10 * 60 * 1000 }', 'cookie: ten'],
      ],
      says: 'cookie-not-an-object',
      line: 'cookie: ten',
    },
  ],
  [
    'a date that is worked out at the start, as maxAge',
    {
      ...AGES,
      changes: [['{ maxAge: 10 * 60 * 1000 }', '{ maxAge: new Date(Date.now() + 10 * 60 * 1000) }']],
      says: 'cookie.maxAge is a date that was worked out once',
      line: 'new Date(',
    },
  ],
  [
    'nobody put into the session, in TypeScript',
    {
      ...AGES,
      name: 'file.ts',
      changes: [
        [
          'req.session.user = req.params.user',
          'let user: string | null = (req.session as any).user; user = req.params.user',
        ],
      ],
      says: 'it was still empty when the answer went out',
      line: 'user = req.params.user',
    },
  ],
  [
    'session under another name, and its old one in a text',
    {
      ...MEMORY,
      changes: [
        NO_STORE,
        ["import session from 'express-session'", "import { default as sess } from 'express-session'"],
        ['sessionFileStore(session)', 'sessionFileStore(sess) // session({ store })'],
        ['  session({', '  sess({'],
      ],
      line: 'sess({',
    },
  ],
  [
    'in a list',
    {
      ...MEMORY,
      changes: [NO_STORE, ['app.use(\n  session({', 'app.use([\n  session({'], ['}),\n)', '}),\n])']],
      line: '  session({',
    },
  ],
  [
    'the options of the store in a variable',
    {
      ...LASTING,
      changes: [
        ['const app', `const limits = {\n  ttl: 12 * 60 * 60,\n}\nconst app`],
        ["path: './sessions',\n      ttl: 24 * 60 * 60, // seconds", "path: './sessions',\n      ...limits,"],
      ],
    },
  ],
  [
    'the store in a variable, and the route in a router',
    {
      ...LASTING,
      changes: [
        SHORT,
        ['app.use(\n  session({', 'const options = {'],
        ['  }),\n)', '  }\nconst router = express.Router()\napp.use(express.json(), session(options), router)'],
        ["app.get('/me', (req", "const me = '/me'\nrouter.get(me, (req"],
      ],
    },
  ],
  [
    'in TypeScript',
    {
      slug: 'restart-memory-loss',
      name: 'file.ts',
      changes: [
        ['saveUninitialized: false,', 'saveUninitialized: true as boolean,'],
        ["app.get('/', (_req, res)", "app.get('/', (_req: express.Request, res: express.Response)"],
      ],
      says: 'With saveUninitialized: true',
      // Where jiti takes the types out, lines are not exact.
      line: '',
    },
  ],
  [
    'session under another name, its old one in a text, and a counter in a function below',
    {
      ...IDS,
      changes: [
        [
          "import session from 'express-session'",
          "import { default as sess } from 'express-session'\nlet visitors = 0",
        ],
        ['genid: () => `shop-${randomUUID()}`,', 'genid, // not Math.random()'],
        [
          'app.use(session(options))',
          "const pages = new Map([['session(', 1]])\npages.get('/')\napp.use(sess(options))",
        ],
        ['app.listen', 'function genid() {\n  visitors += 1\n  return `shop-${visitors}`\n}\napp.listen'],
      ],
      says: 'The ids count: shop-1, shop-2, shop-3. Anyone who gets one knows the ones of the others, and after a restart',
      line: 'visitors += 1',
    },
  ],
  [
    'Math.random() under another name, in options that are spread',
    {
      ...IDS,
      changes: [
        ['const options = {', 'const { random: chance } = Math\nconst some = {'],
        ['shop-${randomUUID()}`,\n}', 'shop-${chance()}${chance()}`,\n}\nconst options = { ...some }'],
      ],
      says: 'Those only look random',
      line: '${chance()}',
    },
  ],
  [
    'what a request says, taken apart, beside another middleware',
    {
      ...IDS,
      changes: [
        ['() => `shop-${randomUUID()}`', '({ ip }) => `shop-${ip}`'],
        ['app.use(session(options))', 'app.use(express.json(), [session(options)])'],
      ],
      says: 'many share an address',
      line: '`shop-${ip}`',
    },
  ],
  [
    'a clock of a module, in a method, and the route in a router',
    {
      ...IDS,
      changes: [
        [
          "import { randomUUID } from 'node:crypto'",
          "import crypto from 'node:crypto'\nimport { hrtime as clock } from 'node:process'",
        ],
        [
          'genid: () => `shop-${randomUUID()}`,',
          "genid() {\n    const text = String(clock.bigint())\n    return `shop-${crypto.createHash('sha1').update(text).digest('hex')}`\n  },",
        ],
        [
          "app.get('/', (req",
          "const home = '/'\nconst router = express.Router()\napp.use(router)\nrouter.route(home).get((req",
        ],
      ],
      says: 'in which process.hrtime.bigint gave the same numbers',
      line: 'clock.bigint()',
    },
  ],
  [
    'few bytes of a module, in a function of a function',
    {
      ...IDS,
      changes: [
        [
          "import { randomUUID } from 'node:crypto'",
          "import * as crypto from 'crypto'\nconst draw = () => crypto.randomBytes(4)",
        ],
        ['() => `shop-${randomUUID()}`', '() => shop(draw())'],
        ['const options', "const shop = (bytes) => `shop-${bytes.toString('hex')}`\nconst options"],
      ],
      says: 'randomBytes(4) gives few bytes. The ids differ in 8 places',
      line: 'crypto.randomBytes(4)',
    },
  ],
  [
    'genid that is set too late, with a text that says when',
    {
      ...IDS,
      changes: [
        ['  genid: () => `shop-${randomUUID()}`,\n', "  name: 'genid',\n"],
        ['app.use(session(options))', "app.use(session(options))\noptions['genid'] = () => `shop-${randomUUID()}`"],
      ],
      says: 'genid is set too late',
      line: "options['genid'] =",
    },
  ],
  [
    'the time, in TypeScript',
    {
      ...IDS,
      name: 'file.ts',
      changes: [
        ['genid: () => `shop-${randomUUID()}`,', 'genid: (): string => `shop-${Number(new Date()) as number}`,'],
      ],
      says: 'which holds the time',
      line: 'new Date()',
    },
  ],
  [
    'a login that keeps its session, in a function below, with another name for it',
    {
      slug: 'login-guard',
      changes: [
        [REGENERATES, KEEPS],
        ['app.listen(3000)\n', `app.listen(3000)\n${ENTER}`],
      ],
      says: 'session-fixation',
      line: '// here',
    },
  ],
  [
    'the same with session by another name, paths in constants and a list of middleware',
    {
      slug: 'login-guard',
      changes: [
        [
          "import session from 'express-session'",
          "import { default as sess } from 'express-session'\n\nconst LOGIN = '/login' // session()",
        ],
        ['app.use(express.json())\n', ''],
        ['app.use(session({ secret', 'const options = { secret'],
        ['saveUninitialized: false }))', 'saveUninitialized: false }\napp.use([express.json(), sess(options)])'],
        ["app.post('/login', ", 'app.route(LOGIN).post('],
        [REGENERATES, 'enter(req, user, () => {'],
        ['app.listen(3000)\n', `app.listen(3000)\n${ENTER}`],
      ],
      says: 'session-fixation',
      line: '// here',
    },
  ],
  [
    'a guard in a router that lets everybody pass',
    {
      slug: 'login-guard',
      changes: [
        [
          "app.get('/letters', requireLogin,",
          "const router = express.Router()\napp.use('/letters', requireLogin, router)\nrouter.get('/',",
        ],
        [
          'if (userID === undefined || !users.has(userID)) {',
          'if (req.session === undefined || userID === null) { // here',
        ],
      ],
      says: 'The guard let a stranger pass',
      line: '// here',
    },
  ],
  [
    'a logout that only clears the cookie, as an arrow function above',
    {
      slug: 'login-guard',
      changes: [
        [
          "app.post('/logout', (req, res, next) => {",
          "const leave = (_request, response) =>\n  response.clearCookie('connect.sid').json({ loggedOut: true }) // here\napp.post('/logout', leave)\napp.post('/other', (req, res, next) => {",
        ],
      ],
      says: 'logout-keeps-session',
      line: '// here',
    },
  ],
])('%s', async (_, { slug, changes, says, line, name }) => {
  const entry = syllabus.find((one) => one.slug === slug)
  if (!entry) throw new Error(`There is no lesson ${slug}.`)
  const { default: exercise } = await entry.exercise()
  const source = changes.reduce(
    (text, [from, to]) => {
      expect(text.split(from)).toHaveLength(2)
      return text.replace(from, () => to)
    },
    readPart(exercise, 'solution.js'),
  )
  const { checks } = await verifyOnce(exercise, source, name)
  const why = checks.find(({ passed }) => passed === false)?.why
  expect([why?.code, why?.text].join(' ')).toContain(says)
  expect(source.split('\n')[(why?.line ?? 0) - 1] ?? '').toContain(line)
})
