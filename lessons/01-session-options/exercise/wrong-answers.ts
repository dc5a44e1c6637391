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
    says: /req\.session becomes an object of your own/,
    problem: 'unanswered',
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
    says: /it held visits: 1\. The answer made 1 of that/,
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
