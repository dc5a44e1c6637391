import { wrong } from '../../../../src/exercise/index.ts'
import { wrongBreakdowns } from './breakdowns.ts'
import { ANSWER, APP, COUNT, HEALTH, option, SAVE_EMPTY, SESSION } from './edits.ts'
import { wrongWays } from './ways.ts'

export default [
  ...wrongWays,
  ...wrongBreakdowns,
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
    edits: [option('genid: () => Date.now()')],
    fails: ['saved', 'counted'],
    says: /^The id of this session is no string/,
  }),
  wrong('named an address as the domain of the cookie', {
    edits: [option("cookie: { domain: 'http://localhost:3000' }")],
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
  wrong('sent the headers first', {
    edits: [
      [COUNT, `res.type('json').flushHeaders()\n  ${COUNT}`],
      [ANSWER, 'res.end(JSON.stringify({ visits: req.session.visits }))'],
    ],
    fails: ['saved', 'counted'],
    says: /^This sends the headers, and with them the cookies/,
  }),
  wrong('counted and saved after the answer', {
    edits: [
      [COUNT, 'const visits = (req.session.visits ?? 0) + 1'],
      [ANSWER, 'res.json({ visits })\n  Object.assign(req.session, { visits }).save()'],
    ],
    fails: ['saved', 'counted'],
    says: /^The session was saved, but when the headers of the answer were sent/,
  }),
  wrong('counted in res.locals', {
    edits: [
      [COUNT, 'res.locals.visits = (res.locals.visits ?? 0) + 1'],
      [ANSWER, 'res.json({ visits: res.locals.visits })'],
    ],
    fails: ['saved', 'counted'],
    says: /^This puts the count into res\.locals.*one answer/,
  }),
  wrong('counted in a session of its own name', {
    edits: [
      [COUNT, 'req.sessions ??= {}\n  req.sessions.visits = (req.sessions.visits ?? 0) + 1'],
      [ANSWER, 'res.json({ visits: req.sessions.visits })'],
    ],
    fails: ['saved', 'counted'],
    says: /^This puts the count into req\.sessions.*one request/,
  }),
  wrong('counted among the settings of the cookie', {
    edits: [
      [COUNT, 'req.session.cookie.visits = (req.session.cookie.visits ?? 0) + 1'],
      [ANSWER, 'res.json({ visits: req.session.cookie.visits })'],
    ],
    fails: ['saved', 'counted'],
    says: /^This puts the count into req\.session\.cookie/,
  }),
  wrong('counted in a copy', {
    edits: [
      [COUNT, 'let { visits = 0 } = req.session\n  visits += 1'],
      [ANSWER, 'res.json({ visits })'],
    ],
    fails: ['saved', 'counted'],
    says: /^A variable gets what the session holds here, and nothing was put back/,
  }),
  wrong('counted by id in a list of the file', {
    edits: [
      [APP, `${APP}const counts = {}\n`],
      ['saveUninitialized: false', 'saveUninitialized: true'],
      [COUNT, 'counts[req.sessionID] = (counts[req.sessionID] ?? 0) + 1'],
      [ANSWER, 'res.json({ visits: counts[req.sessionID] })'],
    ],
    fails: ['saved'],
    says: /^The session was saved and its cookie set, but there is nothing in it\. The count may be/,
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
    edits: [option('cookie: { secure: true }')],
    fails: ['saved', 'counted'],
    says: /keeps the cookie for https/,
  }),
  wrong('made the cookie for another site', {
    edits: [option("cookie: { domain: 'example.com' }")],
    fails: ['counted'],
    says: /Domain=example\.com/,
  }),
  wrong('made the cookie last a day, counted in minutes', {
    edits: [option('cookie: { maxAge: 24 * 60 }')],
    fails: ['counted'],
    says: /ends in less than two seconds/,
  }),
  wrong('let the session end in the past', {
    edits: [option('cookie: { expires: new Date(0) }')],
    fails: ['counted'],
    says: /expires is the moment at which it ends/,
  }),
  wrong('made believe that this is https', {
    edits: [
      [APP, `${APP}app.set('trust proxy', 1)\n`],
      [
        'app.use(\n  session',
        "app.use((req, _res, next) => {\n  req.headers['x-forwarded-proto'] = 'https'\n  next()\n})\napp.use(\n  session",
      ],
      option('cookie: { secure: true }'),
    ],
    fails: ['counted'],
    says: /cookie of the first visit says Secure/,
  }),
  wrong('kept a Date in the session', {
    edits: [
      [COUNT, `req.session.since ??= new Date()\n  ${COUNT}`],
      [ANSWER, 'res.json({ visits: req.session.visits, since: req.session.since.toISOString() })'],
    ],
    fails: ['counted'],
    says: /since\.toISOString is not a function\. .* JSON, where a Date is text\.$/,
  }),
  wrong('kept a Map in the session', {
    edits: [
      [COUNT, "req.session.pages ??= new Map()\n  req.session.pages.set('/', (req.session.pages.get('/') ?? 0) + 1)"],
      [ANSWER, "res.json({ visits: req.session.pages.get('/') })"],
    ],
    fails: ['counted'],
    says: /JSON, where a Map is \{\}\.$/,
  }),
  wrong('took the session from the store again', {
    edits: [[ANSWER, `req.session.reload(() => ${ANSWER})`]],
    fails: ['counted'],
    says: /^reload\(\) takes the session from the store once more/,
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
  wrong('gave all sessions the same id', {
    edits: [option("genid: () => 'id'")],
    fails: ['apart'],
    says: /^This browser was new, and its session got the id id\. The session of the first/,
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
  wrong('told the monitor that something is wrong', {
    edits: [['res.json({ up: true })', 'res.status(503).json({ up: true })']],
    fails: ['clean'],
    says: /^GET \/health was answered with 503/,
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
