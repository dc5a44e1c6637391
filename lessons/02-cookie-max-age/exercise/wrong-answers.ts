import { wrong } from '../../../src/exercise/index.ts'

const ROLLING = '    rolling: true,\n'
const MAX_AGE = '10 * 60 * 1000'
const COOKIE = '    cookie: { maxAge: 10 * 60 * 1000 },\n'
const LOGIN = "app.post('/login/:user'"
const ME = "app.get('/me', (req, res) => {\n"
const RENEWING = `app.use((req, _res, next) => {
  if (req.session.user) req.session.cookie.maxAge = 600000
  next()
})

`
const APP = 'const app = express()\n'

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

export default [
  wrong('kept the number of the comment', {
    edits: [
      [ROLLING, ''],
      [MAX_AGE, '36000000'],
    ],
    fails: ['ends', 'rolls', 'over'],
    says: 'maxAge counts milliseconds, and 36000000 of them are 10 hours.',
  }),
  wrong('counted in seconds', {
    edits: [[MAX_AGE, '600']],
    fails: ['ends', 'rolls', 'touched'],
    says: 'maxAge counts milliseconds, and 600 of them are 0.6 seconds.',
  }),
  wrong('counted one minute', {
    edits: [[MAX_AGE, '60000']],
    fails: ['ends', 'rolls', 'touched'],
    says: 'maxAge counts milliseconds, and 60000 of them are 1 minute.',
  }),
  wrong('wrote the time with its unit', {
    edits: [[MAX_AGE, "'10m'"]],
    fails: ['ends'],
    says: /Line 26: maxAge must be a number of milliseconds/,
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
    fails: ['ends', 'rolls', 'touched', 'over'],
    says: /it returned nothing.*A brace right behind =>/,
  }),
  wrong('gave the end as text', {
    edits: [['maxAge: 10 * 60 * 1000', "expires: '10 minutes'"]],
    fails: ['ends'],
    says: /Line 26: expires must be a Date, and this is something else/,
    problem: 'unanswered',
  }),
  wrong('put an object in the place of the session', {
    edits: [['req.session.user = req.params.user', 'req.session = { user: req.params.user }']],
    fails: ['ends'],
    says: /req\.session becomes something of your own/,
    problem: 'unanswered',
  }),
  wrong('mended a constant that nobody uses', {
    edits: [
      [APP, `const TIMES = { maxAge: 10 * 60 * 1000 }\n${APP}`],
      [COOKIE, COOKIE.replace(MAX_AGE, '5 * 60')],
    ],
    fails: ['ends', 'rolls', 'touched'],
    says: 'maxAge counts milliseconds, and 300 of them are 0.3 seconds.',
  }),
  wrong('gave the time of now and ten minutes as a number', {
    edits: [['maxAge: 10 * 60 * 1000', 'expires: Date.now() + 10 * 60 * 1000']],
    fails: ['ends', 'rolls', 'over'],
    says: /^expires must be a Date, and this is a number\./,
  }),
  wrong('wrote an option that is not valid', {
    edits: [['{ maxAge', "{ sameSite: 'same', maxAge"]],
    fails: ['ends', 'rolls', 'touched'],
    says: /could not make its cookie: one of the values/,
  }),
  wrong('wrote expires behind maxAge', {
    edits: [['10 * 60 * 1000 }', '10 * 60 * 1000, expires: null }']],
    fails: ['ends', 'rolls', 'over'],
    says: /^expires stands behind maxAge here/,
  }),
  wrong('called the options of the cookie cookies', {
    edits: [['cookie: {', 'cookies: {']],
    fails: ['ends', 'rolls', 'over'],
    says: /has no option cookies,.*without an s\.$/,
  }),
  wrong('gave a ttl', {
    edits: [[COOKIE, '    ttl: 600,\n']],
    fails: ['ends', 'rolls', 'over'],
    says: /has no option ttl,/,
  }),
  wrong('gave expiresIn', {
    edits: [['maxAge: 10 * 60 * 1000', "expiresIn: '10m'"]],
    fails: ['ends', 'rolls', 'over'],
    says: /has no option expiresIn for the cookie,/,
  }),
  wrong('set another cookie in the place of the one of the session', {
    edits: [
      [COOKIE, ''],
      ['req.params.user\n', 'req.params.user\n  req.session.cookie = { maxAge: 600000 }\n'],
    ],
    fails: ['ends', 'rolls', 'over'],
    says: /^Here the cookie of the session becomes an object of your own/,
  }),
  wrong('asked the clock in the handler', {
    edits: [
      [COOKIE, ''],
      [
        ME,
        `${ME}  if (Date.now() - req.session.last > 600000) req.session.user = null\n  req.session.last = Date.now()\n`,
      ],
    ],
    fails: ['ends', 'rolls', 'over'],
    says: /^The cookie came without Expires, so nobody told the browser of an end/,
  }),
  wrong('took a number from the environment that is not there', {
    edits: [[MAX_AGE, 'Number(process.env.SESSION_MAX_AGE)']],
    fails: ['ends', 'rolls', 'touched'],
    says: /That happens with NaN/,
  }),
  wrong('worked out a date at the start', {
    edits: [['maxAge: 10 * 60 * 1000', 'expires: new Date(Date.now() + 10 * 60 * 1000)']],
    fails: ['ends', 'rolls', 'touched'],
    says: /^This is a date.*worked out once.* ended 50 minutes ago\.$/,
  }),
  wrong('put maxAge beside the cookie', {
    edits: [[COOKIE, '    maxAge: 10 * 60 * 1000,\n']],
    fails: ['ends', 'rolls', 'over'],
    says: /^maxAge does not stand among the options of the cookie/,
  }),
  wrong('spelt maxAge in small letters', {
    edits: [['maxAge', 'maxage']],
    fails: ['ends', 'rolls', 'over'],
    says: /has no option maxage/,
  }),
  wrong('gave the time only to who is logged in already', {
    edits: [
      [COOKIE, ''],
      [LOGIN, `${RENEWING}${LOGIN}`],
    ],
    fails: ['ends'],
    says: /not done yet when Ada logged in/,
  }),
  wrong('left rolling out', {
    edits: [[ROLLING, '']],
    fails: ['rolls'],
    says: /^The session was found, but there is no Set-Cookie/,
  }),
  wrong('put rolling into an object that nobody uses', {
    edits: [
      [ROLLING, ''],
      [APP, `const options = { rolling: true }\n${APP}`],
    ],
    fails: ['rolls'],
    says: /^rolling stands here, and this is not what session\(\) is called with/,
  }),
  wrong('misspelt rolling', {
    edits: [['rolling: true', 'roling: true']],
    fails: ['rolls'],
    says: /has no option roling/,
  }),
  wrong('kept the cookie to one address', {
    edits: [['{ maxAge', "{ path: '/login', maxAge"]],
    fails: ['rolls', 'touched', 'over'],
    says: /^The browser did not send the cookie of the login/,
  }),
  wrong('answered with text', {
    edits: [['res.json({ user: req.session.user ?? null })', "res.send(req.session.user ?? 'nobody')"]],
    fails: ['rolls', 'touched'],
    says: /^The answer was "ada"/,
  }),
  wrong('threw the session away at each visit', {
    edits: [
      [
        'res.json({ user: req.session.user ?? null })',
        'const { user } = req.session\n  req.session.destroy(() => res.json({ user }))',
      ],
    ],
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
    edits: [
      [ROLLING, ''],
      ['{ maxAge', '{ rolling: true, maxAge'],
    ],
    fails: ['rolls'],
    says: /^rolling stands among the options of the cookie/,
  }),
  wrong('took resave for rolling', {
    edits: [
      [ROLLING, ''],
      ['resave: false', 'resave: true'],
    ],
    fails: ['rolls'],
    says: /^resave has the session written/,
  }),
  wrong('touched the session', {
    edits: [
      [ROLLING, ''],
      [ME, `${ME}  req.session.touch()\n`],
    ],
    fails: ['rolls'],
    says: /^touch\(\) starts the time/,
  }),
  wrong('gave the cookie its maxAge again', {
    edits: [
      [ROLLING, ''],
      [ME, `${ME}  req.session.cookie.maxAge = 10 * 60 * 1000 - 0\n`],
    ],
    fails: ['rolls'],
    says: /^This line gives the session a new end/,
  }),
  wrong('wrote a store without touch()', {
    edits: [
      [APP, `${ownStore(UNLESS_OVER, '')}${APP}`],
      [ROLLING, `${ROLLING}    store: new OwnStore(),\n`],
    ],
    fails: ['touched'],
    says: /this store has no such method/,
  }),
  wrong('wrote a store with a touch() that does nothing', {
    edits: [
      [APP, `${ownStore(UNLESS_OVER, '  touch(_id, _value, done) {\n    done(null)\n  }\n')}${APP}`],
      [ROLLING, `${ROLLING}    store: new OwnStore(),\n`],
    ],
    fails: ['touched'],
    says: /the store did not keep it/,
  }),
  wrong('wrote a store that knows no end', {
    edits: [
      [APP, `${ownStore('found', TOUCH)}${APP}`],
      [ROLLING, `${ROLLING}    store: new OwnStore(),\n`],
    ],
    fails: ['over'],
    says: /your store gives out sessions that have ended/,
  }),
]
