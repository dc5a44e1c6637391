import { wrong } from '../../../../src/exercise/index.ts'
import { APP, COUNT, COUNTER, IMPORT, OPTION, RIGHT, ROUTE, USE } from './edits.ts'
import { wrongIds } from './ids.ts'

const NO_IDS = ['prefix', 'comeback', 'unique', 'secret', 'large']

export default [
  wrong('wrote genId with a capital letter', {
    edits: [['genid:', 'genId:']],
    fails: ['prefix'],
    says: /has no option genId/,
  }),
  wrong('forgot the prefix', {
    edits: [[RIGHT, '() => randomUUID()']],
    fails: ['prefix'],
    says: /^The id [0-9a-f-]{36} does not begin with shop-/,
  }),
  wrong('began the prefix with a capital letter', {
    edits: [['`shop-', '`Shop-']],
    fails: ['prefix'],
    says: /begins with other letters than shop-/,
  }),
  wrong('gave the cookie the prefix for a name', {
    edits: [
      [IMPORT, ''],
      [OPTION, "  name: 'shop-',\n"],
    ],
    fails: ['prefix'],
    says: /the cookie is called shop-/,
  }),
  wrong('wrote into req.sessionID before session() did', {
    edits: [
      [OPTION, ''],
      [USE, `app.use((req, res, next) => {\n  req.sessionID = \`shop-\${randomUUID()}\`\n  next()\n})\n${USE}`],
    ],
    fails: ['prefix'],
    says: /You write an id into req\.sessionID/,
  }),
  wrong('called session() twice', {
    edits: [[USE, `app.use(session({ secret: 'a', resave: false, saveUninitialized: false }))\n${USE}`]],
    fails: ['prefix'],
    says: /^session\(\) is called twice\. Here, where it comes first/,
  }),
  wrong('set genid below session()', {
    edits: [
      [OPTION, ''],
      [USE, `${USE}options.genid = ${RIGHT}\n`],
    ],
    fails: ['prefix'],
    says: /^genid is set too late\. session\(\) read its options when line 27 called it/,
  }),
  wrong('put genid beside the options of the cookie', {
    edits: [[OPTION, `  cookie: { genid: ${RIGHT} },\n`]],
    fails: ['prefix'],
    says: /your function was not called/,
  }),
  wrong('makes a new session at each visit', {
    edits: [[ROUTE, `app.get('/', (req, res, next) => req.session.regenerate(next))\n${ROUTE}`]],
    fails: ['comeback'],
    says: /^The session was found, and regenerate\(\) threw it away/,
  }),
  wrong('makes a new session through its store', {
    edits: [[ROUTE, `app.get('/', (req, res, next) => {\n  req.sessionStore.generate(req)\n  next()\n})\n${ROUTE}`]],
    fails: ['comeback'],
    says: /^The session was found and then replaced by a new one/,
  }),
  wrong('counts from the beginning each time', {
    edits: [['(req.session.visits ?? 0) + 1', '1']],
    fails: ['comeback'],
    says: /^The session was found, but visits in it is 1 after the second visit, as it was after the first/,
  }),
  wrong('destroys the session at the end of the visit', {
    edits: [
      [
        '  res.json({ id: req.sessionID, visits: req.session.visits })\n',
        '  res.json({ id: req.sessionID, visits: req.session.visits })\n  req.session.destroy()\n',
      ],
    ],
    fails: ['comeback'],
    says: /^destroy\(\) takes the session out of the store again/,
  }),
  wrong('gives the cookie an end that is past', {
    edits: [[OPTION, `${OPTION}  cookie: { expires: new Date(0) },\n`]],
    fails: ['comeback'],
    says: /^The session is over as soon as it has begun/,
  }),
  wrong('lets the session end at once', {
    edits: [[OPTION, `${OPTION}  cookie: { maxAge: 10 },\n`]],
    fails: ['comeback'],
    says: /^The session ends 10 ms after it began/,
  }),
  wrong('put the prefix into req.sessionID', {
    edits: [
      [IMPORT, ''],
      [OPTION, ''],
      [COUNT, `  req.sessionID = 'shop-' + req.sessionID\n${COUNT}`],
    ],
    fails: ['comeback'],
    says: /^The cookie carries the id (shop-[\w-]{32}), and the store has the session under (?!\1)[\w-]{32}\./,
  }),
  wrong('wrote into req.session.id', {
    edits: [
      [OPTION, ''],
      [COUNT, `  req.session.id = \`shop-\${randomUUID()}\`\n${COUNT}`],
    ],
    fails: NO_IDS,
    says: /can only be read/,
  }),
  wrong('made genid async', {
    edits: [[RIGHT, 'async () => `shop-${randomUUID()}`']],
    fails: NO_IDS,
    says: /returns a promise/,
  }),
  wrong('returned a number', {
    edits: [[IMPORT, ''], COUNTER, [RIGHT, '() => ++visitors']],
    fails: NO_IDS,
    says: /returns 1, and that is no string/,
  }),
  wrong('forgot the return', {
    edits: [[RIGHT, '() => {\n    `shop-${randomUUID()}`\n  }']],
    fails: NO_IDS,
    says: /returns undefined/,
  }),
  wrong('waited for a callback', {
    edits: [[RIGHT, '(req, done) => {\n    done(null, `shop-${randomUUID()}`)\n  }']],
    fails: NO_IDS,
    says: /there is no done to be called/,
  }),
  wrong('forgot an import', {
    edits: [[IMPORT, '']],
    fails: NO_IDS,
    says: /^Your genid uses randomUUID, and nothing of that name is there: .* Import it on top of the file\. It is in node:crypto\./,
  }),
  wrong('mistyped a name', {
    edits: [[RIGHT, '() => `shop-${randomUUID(visitor)}`']],
    fails: NO_IDS,
    says: /^Your genid uses visitor, .* how it is spelt/,
  }),
  wrong('forgot the braces of an import', {
    edits: [[IMPORT, "import randomUUID from 'node:crypto'\n"]],
    fails: NO_IDS,
    says: /^Your genid threw TypeError: randomUUID is not a function\. Line 15 gives that name to all of node:crypto/,
  }),
  wrong('let genid throw', {
    edits: [[RIGHT, '(req) => `shop-${randomUUID()}-${req.user.name}`']],
    fails: NO_IDS,
    says: /^Your genid threw TypeError: Cannot read .*got 500 for an answer/,
  }),
  wrong('gave the cookie a path', {
    edits: [[OPTION, `${OPTION}  cookie: { path: '/shop' },\n`]],
    fails: NO_IDS,
    says: /^The path of the cookie is \/shop\. /,
  }),
  wrong('called the function that genid was to get', {
    edits: [
      [APP, `${APP}\nconst makeId = ${RIGHT}\n`],
      [OPTION, '  genid: makeId(),\n'],
    ],
    problem: 'exception',
    fails: [],
    says: /With these parentheses/,
  }),
  wrong('gave genid a text', {
    edits: [[RIGHT, '`shop-${randomUUID()}`']],
    problem: 'exception',
    fails: [],
    says: /What genid is given is no function/,
  }),
  ...wrongIds,
]
