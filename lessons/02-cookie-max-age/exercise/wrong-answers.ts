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
    says: /^maxAge must be a number of milliseconds/,
    problem: 'crash',
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
