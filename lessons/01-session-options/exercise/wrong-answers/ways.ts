import { wrong } from '../../../../src/exercise/index.ts'
import { aboveRoute, ANSWER, COUNT, LISTEN, SESSION } from './edits.ts'

/** Wrong answers with which the visit does not come to session(), or to its route. */
export const wrongWays = [
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
  wrong('handed on after the answer', {
    edits: [
      [SESSION, ''],
      [COUNT, `req.session ??= {}\n  ${COUNT}`],
      ["app.get('/', (req, res) => {", "app.get('/', (req, res, next) => {"],
      [ANSWER, `${ANSWER}\n  next()`],
      [LISTEN, `${SESSION}${LISTEN}`],
    ],
    fails: ['saved', 'counted'],
    says: /The route answers and then calls next\(\)/,
  }),
  wrong('wrote a function that gives the app its session, and did not call it', {
    edits: [
      ['app.use(\n  session', 'function setup() {\napp.use(\n  session'],
      ['  }),\n)', '  }),\n)\n}'],
    ],
    fails: ['saved', 'counted', 'apart'],
    says: /^session\(\) stands in setup\(\), and nothing calls that/,
  }),
  wrong('called that function last', {
    edits: [
      ['app.use(\n  session', 'const setup = () => {\napp.use(\n  session'],
      ['  }),\n)', '  }),\n)\n}'],
      [LISTEN, `setup()\n${LISTEN}`],
    ],
    fails: ['saved', 'counted', 'apart'],
    says: /^Only this call of setup\(\) .* The route in line 33 stands above it/,
  }),
  wrong('used session() in production only', {
    edits: [
      ['app.use(\n  session', "if (process.env.NODE_ENV === 'production') {\napp.use(\n  session"],
      ['  }),\n)', '  }),\n)\n}'],
    ],
    fails: ['saved', 'counted', 'apart'],
    says: /^session\(\) stands in an if here.*NODE_ENV === 'production'\?$/,
  }),
  wrong('made the middleware and did not use it', {
    edits: [
      ['app.use(\n  session(', 'const sessions = session('],
      ['  }),\n)', '})'],
    ],
    fails: ['saved', 'counted', 'apart'],
    says: /^session\(\) makes a middleware here, and nothing in this file gives it/,
  }),
  wrong('put the page for what is not found above the route', {
    edits: [aboveRoute("app.use((_req, res) => {\n  res.status(404).send('Not found')\n})")],
    fails: ['saved', 'counted', 'apart'],
    says: /^This answered the visit, with 404\. The route in line 35 stands below it/,
  }),
  wrong('let nobody in who has no cookie, and put that above session()', {
    edits: [
      [SESSION, `app.use((req, res, next) => (req.headers.cookie ? next() : res.redirect('/login')))\n\n${SESSION}`],
    ],
    fails: ['saved', 'counted', 'apart'],
    says: /with 302, a redirect\. session\(\) in line 25 and the route in line 33 stand below it/,
  }),
  wrong('refused who is not known', {
    edits: [[COUNT, `if (!req.session.visits) return res.status(401).end()\n  ${COUNT}`]],
    fails: ['saved', 'counted', 'apart'],
    says: /^This answered the visit, with 401, and no number came/,
  }),
  wrong('counted under a symbol', {
    edits: [
      [COUNT, "const key = Symbol.for('visits')\n  req.session[key] = (req.session[key] ?? 0) + 1"],
      ['visits: req.session.visits', 'visits: req.session[key]'],
    ],
    fails: ['saved', 'counted'],
    says: /^A session is kept as JSON, and JSON leaves out what has a symbol as its key/,
  }),
]
