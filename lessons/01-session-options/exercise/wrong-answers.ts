import { wrong } from '../../../src/exercise/index.ts'

const SESSION = `app.use(
  session({
    secret: 'a secret for this exercise only',
    resave: false,
    saveUninitialized: false,
  }),
)

`
const LISTEN = 'app.listen(3000)\n'
const HEALTH = "app.get('/health'"
const COUNT = 'req.session.visits = (req.session.visits ?? 0) + 1'
const ANSWER = 'res.json({ visits: req.session.visits })'
const APP = 'const app = express()\n'
const SAVE_EMPTY = SESSION.replace('saveUninitialized: false', 'saveUninitialized: true')

export default [
  wrong('left session() below the route', {
    edits: [
      [SESSION, ''],
      [COUNT, `req.session ??= {}\n  ${COUNT}`],
      [LISTEN, `${SESSION}${LISTEN}`],
    ],
    fails: ['saved', 'counted'],
    says: /^session\(\) stands below the route that needs it, in line 23\. Express/,
  }),
  wrong('took out the line that hid the error, and nothing else', {
    edits: [
      [SESSION, ''],
      [LISTEN, `${SESSION}${LISTEN}`],
    ],
    fails: ['saved', 'counted', 'apart'],
    says: /^session\(\) stands below the route that needs it, in line 23\. That is why/,
  }),
  wrong('gave every request an object before session() comes', {
    edits: [[SESSION, `app.use((req, _res, next) => {\n  req.session ??= {}\n  next()\n})\n\n${SESSION}`]],
    fails: ['saved', 'counted'],
    says: /gives req\.session a value before session\(\) comes, in line 28/,
  }),
  wrong('used session() for /health only', {
    edits: [
      ['app.use(\n  session(', "app.use(\n  '/health',\n  session("],
      [COUNT, `req.session ??= {}\n  ${COUNT}`],
    ],
    fails: ['saved', 'counted'],
    says: /only for addresses that begin with \/health/,
  }),
  wrong('gave session to the app without calling it', {
    edits: [[SESSION, 'app.use(session)\n\n']],
    fails: ['saved'],
    says: /without parentheses/,
    problem: 'unanswered',
  }),
  wrong('replaced the session by an object', {
    edits: [[COUNT, 'req.session = { visits: (req.session.visits ?? 0) + 1 }']],
    fails: ['saved'],
    says: /req\.session becomes something of your own/,
    problem: 'unanswered',
  }),
  wrong('made the middleware anew for each request', {
    edits: [['app.use(\n  session(', 'app.use(() =>\n  session(']],
    fails: ['saved'],
    says: /nobody calls what it made/,
    problem: 'unanswered',
  }),
  wrong('gave regenerate() no function', {
    edits: [[COUNT, `req.session.regenerate()\n  ${COUNT}`]],
    fails: ['saved'],
    says: /wants a function, which it calls/,
    problem: 'crash',
  }),
  wrong('destroyed the session and counted in it', {
    edits: [
      [COUNT, `req.session.destroy(() => {\n  ${COUNT}`],
      [ANSWER, `${ANSWER}\n  })`],
    ],
    fails: ['saved'],
    says: /Line 32: The session of this visit is thrown away here\. In line 33 there is no req\.session/,
    problem: 'crash',
  }),
  wrong('wrote how long the cookie lasts with its unit', {
    edits: [['saveUninitialized: false', "saveUninitialized: false,\n    cookie: { maxAge: '1d' }"]],
    fails: ['saved'],
    says: /fails to make a cookie of these options/,
    problem: 'crash',
  }),
  wrong('took the session away before the answer', {
    edits: [
      [COUNT, `const visits = (req.session.visits ?? 0) + 1\n  req.session.visits = visits\n  req.session = null`],
      [ANSWER, 'res.json({ visits })'],
    ],
    fails: ['saved', 'counted'],
    says: /^The session of this visit is thrown away, and what was put into it/,
  }),
  wrong('gave no secret', {
    edits: [["    secret: 'a secret for this exercise only',\n", '']],
    fails: ['saved', 'counted', 'apart'],
    says: /^session\(\) has no secret here/,
  }),
  wrong('gave keys, as for cookie-session', {
    edits: [["secret: 'a secret for this exercise only'", "keys: ['a secret']"]],
    fails: ['saved', 'counted', 'apart'],
    says: /does not know the option keys/,
  }),
  wrong('took the secret from the environment', {
    edits: [["'a secret for this exercise only'", 'process.env.SESSION_SECRET']],
    fails: ['saved', 'counted', 'apart'],
    says: /^The environment has no such variable here/,
  }),
  wrong('made ids that are numbers', {
    edits: [['saveUninitialized: false', 'saveUninitialized: false,\n    genid: () => Date.now()']],
    fails: ['saved', 'counted'],
    says: /^The id of this session is no string/,
  }),
  wrong('named an address as the domain of the cookie', {
    edits: [['saveUninitialized: false', "saveUninitialized: false,\n    cookie: { domain: 'http://localhost:3000' }"]],
    fails: ['saved', 'counted'],
    says: /could not make its cookie/,
  }),
  wrong('counted after the answer', {
    edits: [
      [COUNT, 'const visits = (req.session.visits ?? 0) + 1'],
      [ANSWER, 'res.json({ visits })\n  req.session.visits = visits'],
    ],
    fails: ['saved', 'counted'],
    says: /after the answer has been sent/,
  }),
  wrong('kept the count in a cookie', {
    edits: [
      [COUNT, "const visits = Number(/visits=(\\d+)/.exec(req.headers.cookie ?? '')?.[1] ?? 0) + 1"],
      [ANSWER, "res.cookie('visits', visits)\n  res.json({ visits })"],
    ],
    fails: ['saved'],
    says: /sets a cookie of your own, visits,/,
  }),
  wrong('made the cookie for https only', {
    edits: [['saveUninitialized: false', 'saveUninitialized: false,\n    cookie: { secure: true }']],
    fails: ['saved', 'counted'],
    says: /keeps the cookie for https/,
  }),
  wrong('made the cookie for another site', {
    edits: [['saveUninitialized: false', "saveUninitialized: false,\n    cookie: { domain: 'example.com' }"]],
    fails: ['counted'],
    says: /Domain=example\.com/,
  }),
  wrong('made the cookie last a day, counted in minutes', {
    edits: [['saveUninitialized: false', 'saveUninitialized: false,\n    cookie: { maxAge: 24 * 60 }']],
    fails: ['counted'],
    says: /ends in less than two seconds/,
  }),
  wrong('called session() for each request', {
    edits: [
      ['app.use(\n  session(', 'app.use((req, res, next) =>\n  session('],
      ['  }),\n)', '  })(req, res, next),\n)'],
    ],
    fails: ['counted'],
    says: /each call of session\(\) makes a store of its own/,
  }),
  wrong('added to 0 and not to the count', {
    edits: [['(req.session.visits ?? 0) + 1', 'req.session.visits ?? 0 + 1']],
    fails: ['counted'],
    says: /held visits: 1 before this visit and the same after it, and the answer said 1/,
  }),
  wrong('began with 1 and added one to it', {
    edits: [[COUNT, 'if (!req.session.visits) req.session.visits = 1\n  req.session.visits++']],
    fails: ['counted', 'apart'],
    says: /from visits: 2 to 3\. It was the first visit that left 2 there/,
  }),
  wrong('added to what is not there yet', {
    edits: [[COUNT, 'req.session.visits += 1']],
    fails: ['counted', 'apart'],
    says: /^The first visit left visits: null in the session/,
  }),
  wrong('put text together', {
    edits: [['?? 0) + 1', "?? '') + 1"]],
    fails: ['counted'],
    says: /held visits: "1", and the answer said "11", which is text/,
  }),
  wrong('answered with the number from before', {
    edits: [
      [COUNT, 'req.session.visits ??= 0'],
      [ANSWER, 'res.json({ visits: req.session.visits++ })'],
    ],
    fails: ['counted', 'apart'],
    says: /the answer said 1, the number from before\. n\+\+/,
  }),
  wrong('answered with a number that is always the same', {
    edits: [[ANSWER, 'res.json({ visits: 1 })']],
    fails: ['counted'],
    says: /the answer said 1, the number from before\.$/,
  }),
  wrong('answered under another name', {
    edits: [[ANSWER, 'res.json({ count: req.session.visits })']],
    fails: ['counted', 'apart'],
    says: /^The answer was \{"count":2\}/,
  }),
  wrong('made a new session for each visit', {
    edits: [
      [COUNT, `req.session.regenerate(() => {\n  ${COUNT}`],
      [ANSWER, `${ANSWER}\n  })`],
    ],
    fails: ['counted'],
    says: /it held visits: 1\. Then regenerate\(\) threw it away/,
  }),
  wrong('greeted who is new', {
    edits: [[ANSWER, "res.json({ visits: req.session.visits === 1 ? 'first' : req.session.visits })"]],
    fails: ['apart'],
    says: /^The first visit of each browser was answered with "first"/,
  }),
  wrong('counted in a function that remembers', {
    edits: [
      [APP, `${APP}const count = ((n) => () => (n += 1))(0)\n`],
      [COUNT, 'req.session.visits = count()'],
    ],
    fails: ['apart'],
    says: /its first visit was number 3: it was counted on/,
  }),
  wrong('counted in a variable of the file', {
    edits: [
      [APP, `${APP}\nlet visits = 0\n`],
      [COUNT, 'req.session.visits = ++visits'],
    ],
    fails: ['apart'],
    says: /there once, for everybody\. The other browser/,
  }),
  wrong('moved session() to the top and saves empty sessions', {
    edits: [
      [SESSION, ''],
      [HEALTH, `${SAVE_EMPTY}${HEALTH}`],
    ],
    fails: ['clean'],
    says: /^session\(\) ran for the monitor too, and made it a session/,
  }),
  wrong('moved session() to the top and left saveUninitialized out', {
    edits: [
      [SESSION, ''],
      [HEALTH, `${SAVE_EMPTY.replace('    saveUninitialized: true,\n', '')}${HEALTH}`],
    ],
    fails: ['clean'],
    says: /saveUninitialized is left out/,
  }),
  wrong('misspelt saveUninitialized at the top', {
    edits: [
      [SESSION, ''],
      [HEALTH, `${SESSION.replace('saveUninitialized', 'saveUninitialised')}${HEALTH}`],
    ],
    fails: ['clean'],
    says: /has no option saveUninitialised/,
  }),
  wrong('saved a session for the monitor', {
    edits: [
      [SESSION, ''],
      [`${HEALTH}, (_req, res) => {`, `${SESSION}${HEALTH}, (req, res) => {\n  req.session.save()`],
    ],
    fails: ['clean'],
    says: /save\(\) put a session with nothing in it into the store/,
  }),
  wrong('counted every request in a middleware', {
    edits: [
      [SESSION, ''],
      [HEALTH, `${SESSION}app.use((req, _res, next) => {\n  ${COUNT}\n  next()\n})\n\n${HEALTH}`],
      [`  ${COUNT}\n  ${ANSWER}`, `  ${ANSWER}`],
    ],
    fails: ['clean'],
    says: /put something into the session, visits: 1/,
  }),
]
