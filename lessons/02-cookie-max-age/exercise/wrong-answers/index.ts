import { wrong } from '../../../../src/exercise/index.ts'

const ROLLING = '    rolling: true,\n'
const MAX_AGE = '10 * 60 * 1000'
const COOKIE = '    cookie: { maxAge: 10 * 60 * 1000 },\n'
const LOGIN = "app.post('/login/:user'"
const ME = "app.get('/me', (req, res) => {\n"
const PUT = 'req.session.user = req.params.user'
const ANSWER = 'res.json({ user: req.session.user ?? null })'
const RENEWING = 'app.use((req, _res, next) => next(req.session.user && void (req.session.cookie.maxAge = 600000)))\n'
const APP = 'const app = express()\n'
const NO_ROLLING = [ROLLING, ''] as const
const NO_COOKIE = [COOKIE, ''] as const
const WITH_STORE = [ROLLING, `${ROLLING}    store: new OwnStore(),\n`] as const

/** A store of the learner's own, with these methods beside the three that every store has. */
const ownStore = (get: string, touch: string) => `class OwnStore extends session.Store {
  sessions = new Map()
  get(id, done) {
    const text = this.sessions.get(id)
    const found = text === undefined ? null : JSON.parse(text)
    done(null, ${get})
  }
  set(id, value, done) {
    this.sessions.set(id, JSON.stringify(value))
    done(null)
  }
  destroy(id, done) {
    this.sessions.delete(id)
    done(null)
  }
${touch}}

`
const UNLESS_OVER = 'found && Date.parse(found.cookie.expires) > Date.now() ? found : null'
const TOUCH = '  touch(id, value, done) {\n    this.set(id, value, done)\n  }\n'

const SESSION = 'app.use(\n  session({\n'
/** session() called anew by each route, with one change. */
const callEach = (from: string, to: string) =>
  [
    [from, to],
    [SESSION, 'const sessions = () => Object(\n  session({\n'],
    ["/:user', (", "/:user', sessions(), ("],
    ["/me', (", "/me', sessions(), ("],
  ] as const
/** Put below the routes. */
const BELOW = "app.use(session({ secret: 'x', resave: false, saveUninitialized: false }))\n"
/** session() called, and what it returns given to nobody. */
const NOT_USED = [SESSION, 'Object(\n  session({\n'] as const

const ENDLESS = ['ends', 'rolls', 'dropped', 'over']
const ALL = ['ends', 'rolls', 'touched', 'dropped', 'over']
const SHORT = ['ends', 'rolls', 'touched']

export default [
  wrong('kept the number of the comment', {
    edits: [NO_ROLLING, [MAX_AGE, '36000000']],
    fails: ENDLESS,
    says: 'maxAge counts milliseconds, and 36000000 of them are 10 hours.',
  }),
  wrong('counted in seconds', {
    edits: [[MAX_AGE, '600']],
    fails: SHORT,
    says: 'maxAge counts milliseconds, and 600 of them are 0.6 seconds.',
  }),
  wrong('wrote the time with its unit', {
    edits: [[MAX_AGE, "'10m'"]],
    fails: ['ends'],
    says: /Line 27: maxAge must be a number of milliseconds/,
    problem: 'crash',
  }),
  wrong('gave a function that works out the time', {
    edits: [[MAX_AGE, '() => 10 * 60 * 1000']],
    fails: ['ends'],
    says: /maxAge is a function here, and express-session does not call it/,
    problem: 'crash',
  }),
  wrong('gave a number in place of the options of the cookie', {
    edits: [['{ maxAge: 10 * 60 * 1000 }', MAX_AGE]],
    fails: ['ends'],
    says: /cookie must be an object with the options of the cookie in it/,
    problem: 'crash',
  }),
  wrong('gave a function that returns the number', {
    edits: [['{ maxAge: 10 * 60 * 1000 }', '(_req) => 10 * 60 * 1000']],
    fails: ['ends'],
    says: /no cookie can be made of what it returns/,
    problem: 'crash',
  }),
  wrong('gave a function with a body for an object', {
    edits: [['{ maxAge: 10 * 60 * 1000 }', '(_req) => { maxAge: 10 * 60 * 1000 }']],
    fails: ALL,
    says: /it returned nothing.*A brace right behind =>/,
  }),
  wrong('gave the end as text', {
    edits: [['maxAge: 10 * 60 * 1000', "expires: '10 minutes'"]],
    fails: ['ends'],
    says: /Line 27: expires must be a Date, and this is something else/,
    problem: 'unanswered',
  }),
  wrong('put an object in the place of the session', {
    edits: [[PUT, 'req.session = { user: req.params.user }']],
    fails: ['ends'],
    says: /req\.session becomes something of your own/,
    problem: 'unanswered',
  }),
  wrong('gave the time of now and ten minutes as a number', {
    edits: [['maxAge: 10 * 60 * 1000', 'expires: Date.now() + 10 * 60 * 1000']],
    fails: ENDLESS,
    says: /^expires must be a Date, and this is a number\./,
  }),
  wrong('wrote an option that is not valid', {
    edits: [['{ maxAge', "{ sameSite: 'same', maxAge"]],
    fails: SHORT,
    says: /could not make its cookie: one of the values/,
  }),
  wrong('wrote expires behind maxAge', {
    edits: [['10 * 60 * 1000 }', '10 * 60 * 1000, expires: null }']],
    fails: ENDLESS,
    says: /^expires stands behind maxAge here/,
  }),
  wrong('called the options of the cookie cookies', {
    edits: [['cookie: {', 'cookies: {']],
    fails: ENDLESS,
    says: /has no option cookies,.*without an s\.$/,
  }),
  wrong('asked the clock in the handler', {
    edits: [
      NO_COOKIE,
      [
        ME,
        `${ME}  if (Date.now() - req.session.last > 6e5) req.session.user = null\n  req.session.last = Date.now()\n`,
      ],
    ],
    fails: ['ends', 'rolls', 'dropped'],
    says: /^The cookie came without Expires, so nobody told the browser of an end/,
  }),
  wrong('took a number from the environment that is not there', {
    edits: [[MAX_AGE, 'Number(process.env.SESSION_MAX_AGE)']],
    fails: SHORT,
    says: /That happens with NaN/,
  }),
  wrong('worked out a date at the start', {
    edits: [['maxAge: 10 * 60 * 1000', 'expires: new Date(Date.now() + 10 * 60 * 1000)']],
    fails: SHORT,
    says: /^This is a date.*worked out once.* ended 50 minutes ago\.$/,
  }),
  wrong('put maxAge beside the cookie', {
    edits: [[COOKIE, '    maxAge: 10 * 60 * 1000,\n']],
    fails: ENDLESS,
    says: /^maxAge does not stand among the options of the cookie/,
  }),
  wrong('spelt maxAge in small letters', {
    edits: [['maxAge', 'maxage']],
    fails: ENDLESS,
    says: /has no option maxage/,
  }),
  wrong('gave the time only to who is logged in already', {
    edits: [NO_COOKIE, [LOGIN, `${RENEWING}${LOGIN}`]],
    fails: ['ends'],
    says: /not done yet when Ada logged in/,
  }),
  wrong('left rolling out', {
    edits: [NO_ROLLING],
    fails: ['rolls'],
    says: /^The session was found, but there is no Set-Cookie/,
  }),
  wrong('put rolling into an object that nobody uses', {
    edits: [NO_ROLLING, [APP, `const options = { rolling: true }\n${APP}`]],
    fails: ['rolls'],
    says: /^rolling stands here, and this is not what session\(\) is called with/,
  }),
  wrong('misspelt rolling', {
    edits: [['rolling: true', 'roling: true']],
    fails: ['rolls'],
    says: /has no option roling/,
  }),
  wrong('answered with text', {
    edits: [[ANSWER, "res.send(req.session.user ?? 'nobody')"]],
    fails: ['rolls', 'touched'],
    says: /^The answer was "ada"/,
  }),
  wrong('threw the session away at each visit', {
    edits: [[ANSWER, 'const { user } = req.session\n  req.session.destroy(() => res.json({ user }))']],
    fails: ['rolls', 'touched'],
    says: /^The session was found, and this visit throws it away/,
  }),
  wrong('regenerated without a function', {
    edits: [[ME, `${ME}  req.session.regenerate()\n`]],
    fails: ['rolls'],
    says: /regenerate\(\) wants a function/,
    problem: 'crash',
  }),
  wrong('put rolling among the options of the cookie', {
    edits: [NO_ROLLING, ['{ maxAge', '{ rolling: true, maxAge']],
    fails: ['rolls'],
    says: /^rolling stands among the options of the cookie/,
  }),
  wrong('took resave for rolling', {
    edits: [NO_ROLLING, ['resave: false', 'resave: true']],
    fails: ['rolls'],
    says: /^resave has the session written/,
  }),
  wrong('touched the session', {
    edits: [NO_ROLLING, [ME, `${ME}  req.session.touch()\n`]],
    fails: ['rolls'],
    says: /^touch\(\) sets the end in req\.session again/,
  }),
  wrong('gave the cookie its maxAge again', {
    edits: [NO_ROLLING, [ME, `${ME}  req.session.cookie.maxAge = 10 * 60 * 1000 - 0\n`]],
    fails: ['rolls'],
    says: /^This line gives the session a new end/,
  }),
  wrong('wrote a store without touch()', {
    edits: [[APP, `${ownStore(UNLESS_OVER, '')}${APP}`], WITH_STORE],
    fails: ['touched'],
    says: /this store has no such method/,
  }),
  wrong('wrote a store with a touch() that does nothing', {
    edits: [[APP, `${ownStore(UNLESS_OVER, '  touch(_id, _value, done) {\n    done(null)\n  }\n')}${APP}`], WITH_STORE],
    fails: ['touched'],
    says: /the store did not keep it/,
  }),
  wrong('wrote a store that knows no end', {
    edits: [[APP, `${ownStore('found', TOUCH)}${APP}`], WITH_STORE],
    fails: ['over'],
    says: /your store gives out sessions that have ended/,
  }),
  wrong('kept the cookie to one address', {
    edits: [['{ maxAge', "{ path: '/login', maxAge"]],
    fails: ['rolls', 'touched', 'dropped', 'over'],
    says: /by its Path it is for \/login only/,
  }),
  wrong('named another site', {
    edits: [['{ maxAge', "{ domain: 'example.com', maxAge"]],
    fails: ['rolls', 'touched'],
    says: /says Domain=example\.com\. A browser takes cookies only for/,
  }),
  wrong('wanted the cookie to be sent from everywhere', {
    edits: [['{ maxAge', "{ sameSite: 'none', maxAge"]],
    fails: ['rolls', 'touched'],
    says: /SameSite=None is only taken with Secure/,
  }),
  wrong('called session() for each route', {
    edits: callEach(ROLLING, ROLLING),
    fails: ['rolls', 'touched'],
    says: /each call of session\(\) makes a store of its own/,
  }),
  wrong('took another secret for each route', {
    edits: callEach("'a secret for this exercise only'", 'String(Math.random())'),
    fails: ['rolls', 'touched'],
    says: /signed with another secret/,
  }),
  wrong('ran session() for the login alone', {
    edits: [[SESSION, "app.use(\n  '/login',\n  session({\n"]],
    fails: ['rolls', 'touched', 'dropped', 'over'],
    says: /^session\(\) is used only for addresses that begin with \/login/,
  }),
  wrong('made the middleware and did not use it', {
    edits: [NOT_USED],
    fails: ALL,
    says: /^session\(\) is called here, but the middleware/,
  }),
  wrong('left session() below the routes', {
    edits: [NOT_USED, ['app.listen', `${BELOW}app.listen`]],
    fails: ALL,
    says: /^session\(\) stands below the route that needs it, in line 31\. That is why/,
  }),
  wrong('asked for the session before session() comes', {
    edits: [[APP, `${APP}\n${RENEWING}`]],
    fails: ALL,
    says: /^req\.session is needed here, and session\(\) comes only later/,
  }),
  wrong('answered the login first', {
    edits: [[`${PUT}\n  res.json({ user: req.session.user })`, `res.json({ user: req.params.user })\n  ${PUT}`]],
    fails: ['ends', 'rolls', 'touched'],
    says: /^The session is changed after the answer has been sent/,
  }),
  wrong('put nobody into the session', {
    edits: [[PUT, 'req.user = req.params.user']],
    fails: ['ends', 'rolls', 'touched'],
    says: /still empty when the answer went out/,
  }),
  wrong('kept a Date in the session', {
    edits: [
      ['req.params.user\n', 'req.params.user\n  req.session.since = new Date()\n'],
      [ME, `${ME}  if (req.session.user) res.set('Since', req.session.since.toISOString())\n`],
    ],
    fails: ['rolls', 'touched'],
    says: /^A store keeps sessions as JSON, and since came back from it as text, as a Date does/,
  }),
  wrong('gave the browser a second cookie, without an end', {
    edits: [[ME, `${ME}  if (req.session.user) res.append('Set-Cookie', \`\${req.headers.cookie}; Path=/me\`)\n`]],
    fails: ['dropped'],
    says: /^The session was over on the server, but the browser still sent its cookie/,
  }),
]
