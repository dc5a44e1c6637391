import {
  another,
  byHand,
  claim,
  code,
  del,
  experiment,
  explain,
  get,
  lesson,
  post,
  predict,
  send,
  step,
  type Run,
  type Seen,
  type Send,
} from '../../src/lesson/index.ts'
import { areUnrelated, UID_SAFE } from '../chance.ts'
import { isSignedWith } from '../signature.ts'

/** The secret in app.ts. That file is loaded only when the trace is listened to, so it cannot be imported here. */
const SECRET = 'a secret that only this lesson knows'

const ADA = { body: { name: 'ada', password: 'correct horse' } }
const CLEO = { body: { name: 'cleo', password: 'battery staple' } }

/** A copy of the cookie that an exchange set. Where an option keeps that back it is `undefined=undefined`, and opens nothing. */
const copyOf = (visit: Send) => (run: Run) => {
  const { set } = run.at(visit)
  return `${set?.name}=${set?.value}`
}

const register = send('Ada registers', post('/register', ADA), { browser: 'Ada' })

/** Whether the session that Ada got then has her userID; and whether another one has the same. */
const isKept = (run: Run) => typeof run.at(register).data['userID'] === 'number'
const isAdas = (run: Run, { data }: Seen) => isKept(run) && data['userID'] === run.at(register).data['userID']

const whereALoginIsKept = step(
  'Where a login is kept',
  explain(`Ada logs in once. Three clicks later, how does the server know that it is still Ada?

    This app keeps its users in SQLite, a real database inside this process. Ada registers, and that logs her in:
    \`logIn()\` sets \`req.session.userID\`. (The \`regenerate()\` around it comes later. Above it, \`express.json()\` makes
    \`req.body\`.)`),
  code('app.ts', 'logIn'),
  predict(
    'Ada is logged in. Where is her userID now?',
    {
      'In her cookie, where anybody can read it': (run) => !isKept(run) && run.at(register).set?.id !== undefined,
      'In her cookie, encrypted': [
        (run) => !isKept(run) && run.at(register).set !== undefined && run.at(register).set?.id === undefined,
        'The cookie holds the session id and its signature; nothing in it is encrypted. The userID is in the session, which went to the store.',
      ],
      'In the session, which stays on the server': isKept,
    },
    {
      because:
        'The store got the session with the userID in it. The cookie has only the id to find it by, and a signature.',
      hints: ['Where does logIn() put it?', "A session goes to the server's store. Its id goes to the browser."],
    },
  ),
  register,
  claim(
    'The userID is in the session; the cookie is a random id, signed.',
    (run) => {
      const { set, generated } = run.at(register)
      const [before = '', after = ''] = generated
      const isRandom = UID_SAFE.test(after) && set?.id === after && areUnrelated(before, after)
      return isKept(run) && isRandom && isSignedWith(SECRET, set)
    },
    { breaksWith: { genid: 'named' }, myth: 'add userinfo into the cookie' },
  ),
)

const adaAsks = send('Ada asks', get('/account'), { browser: 'Ada' })
const malloryAsks = send('Mallory asks', get('/account'), { browser: 'Mallory' })
const theGuard = step(
  'The guard asks the database',
  explain(`A **guard** is a middleware before a route. It calls \`next()\`, and the route runs; or it answers itself. If it does neither, the
    browser waits. Ada asks for her account. Mallory never registered: she opens the front page, which counts visits in her session, and then asks
    too.`),
  code('app.ts', 'guard'),
  predict(
    'Ada gets her account. What does the guard answer Mallory?',
    {
      '200: her cookie is good': (run) => run.at(malloryAsks).status === 200,
      '401: there is no userID in her session': (run) =>
        run.at(malloryAsks).status === 401 && run.at(malloryAsks).found !== null,
      '401: her cookie is not valid': (run) => {
        const { status, sent, found } = run.at(malloryAsks)
        return status === 401 && sent !== undefined && found === null
      },
    },
    {
      because: "Her cookie is as good as Ada's, and her session was found. There is no userID in it.",
      hints: ['What does the guard look at: the cookie, or something else?'],
    },
  ),
  [adaAsks, send('Mallory looks around', get('/'), { browser: 'Mallory', brief: true }), malloryAsks],
  claim("The cookie leads to the session, and the userID in it to Ada's row.", (run) => {
    const { found, status, json } = run.at(adaAsks)
    return found !== null && isAdas(run, run.at(adaAsks)) && status === 200 && json['name'] === 'ada'
  }),
  claim(
    'A good cookie is not a login: it only says which session is meant.',
    (run) => {
      const { found, data, status } = run.at(malloryAsks)
      return found !== null && data['userID'] === undefined && status === 401
    },
    {
      remember: 'a good cookie is not a login: look for the user in the session',
    },
  ),
)

const person = send('a person asks', get('/account', { headers: { Accept: 'text/html' } }), { browser: null })
const refusals = step(
  '401 or a redirect',
  explain(`A program expects a 401. A person would rather get the login page. The guard goes by the **Accept** header, in which a client says what
    it would like: here, HTML. (In Express 5, \`redirect('back')\` goes to a page called back.)`),
  person,
  claim('One guard, two refusals: 401 for a program, 302 for a person.', (run) => {
    const { status, header } = run.at(person)
    return run.at(malloryAsks).status === 401 && status === 302 && header('location') === '/login'
  }),
  claim(
    'A stranger who is refused gets no cookie, and nothing is stored.',
    (run) => {
      const { setCookies, ops, failure } = run.at(person)
      return setCookies.length === 0 && ops === '' && failure === null
    },
    { breaksWith: { saveUninitialized: true } },
  ),
)

const close = send('the phone closes the account', del('/account'), { browser: 'Phone', brief: true })
const account = send('Ada asks for the account', get('/account'), { browser: 'Ada', brief: true })
const archive = send('Ada asks for the archive', get('/archive'), { browser: 'Ada', brief: true })

const isClosed = (run: Run) => run.at(close).json['closed'] === true
/** What her first browser got for /account and /archive after that. */
const pages = (run: Run) => (isClosed(run) ? `${run.at(account).status} ${run.at(archive).status}` : 'not closed')

const outlivesItsUser = step(
  'A session can outlive its user',
  explain(`Ada logs in on her phone too, and closes her account there: her row is deleted, and the phone is logged out. Her first browser
    still has its cookie. It asks for \`/account\`, with the guard that asks the database, and for \`/archive\`, with this one:`),
  code('app.ts', 'trusting'),
  predict(
    'The user is gone. Which page does her first browser get?',
    {
      'Neither: her sessions went with her': [
        (run) => pages(run) === '401 401',
        "Only the phone's session is gone. The other still has the userID.",
      ],
      'Only /archive': (run) => pages(run) === '401 200',
      'Both: the cookie is still good': (run) => pages(run) === '200 200',
    },
    {
      because:
        'Her session is still in the store, with the userID. /archive looks no further; /account looks for the row.',
      hints: [
        'The users are in one place, the sessions in another.',
        'destroy() ends one session: the one that belongs to the request.',
      ],
    },
  ),
  [send('Ada logs in on her phone', post('/login', ADA), { browser: 'Phone', brief: true }), close, account, archive],
  claim('A session can outlive its user: the store still has the userID.', (run) => {
    const { status, found } = run.at(account)
    return isClosed(run) && status === 401 && found !== null && isAdas(run, run.at(account))
  }),
  claim('A guard that only looks into the session lets a deleted user in.', (run) => pages(run) === '401 200', {
    remember: 'a session can outlive its user: ask the database too',
  }),
)

const visit = send('Mallory visits', get('/'), { browser: 'Library', brief: true })
const copy = byHand('Mallory sends her copy', get('/account'), copyOf(visit))
const keepsTheSession = step(
  'The computer in the library',
  explain(`Many tutorials only set the userID. In a library, Mallory opens the front page, copies the cookie, and leaves. Then Ada sits
    down at the same browser and registers. At home, Mallory sends her copy by hand.`),
  code('naive-app.ts', 'login'),
  predict(
    'What does the copied cookie open?',
    {
      'Nothing: the login made a new session': (run) => run.at(copy).notFound,
      'A session that nobody is logged in to': [
        (run) => run.at(copy).found !== null && run.at(copy).status === 401,
        'That was true when she copied it. Then the login wrote the userID into that same session.',
      ],
      "Ada's account": (run) => run.at(copy).json['name'] === 'ada',
    },
    {
      because: 'The login wrote the userID into the session that was there, and Mallory has a cookie for it.',
      hints: ['Will the answer to Ada have a Set-Cookie line?', 'Which session does the login write into?'],
    },
  ),
  [another('a login without regenerate', { app: 'naive-app' }), visit],
  [send('Ada registers there', post('/register', ADA), { browser: 'Library' }), copy],
  claim(
    'Without regenerate(), a cookie copied before the login is logged in too.',
    (run) => run.at(copy).bringsCookieOf(run.at(visit)) && run.at(copy).json['name'] === 'ada',
  ),
)

const logout = send('Ada logs out', post('/logout'), { browser: 'Library', brief: true })
const afterLogout = send('the browser asks again', get('/account'), { browser: 'Library', brief: true })
const halfALogout = step(
  'Half a logout',
  explain(
    "Ada logs out on the library computer. This app's logout calls `destroy()` (more in lesson 10). Then the browser asks for the account.",
  ),
  [logout, afterLogout],
  claim(
    'destroy() deletes the stored session; the cookie stays in the browser.',
    (run) => run.at(afterLogout).notFound && run.at(afterLogout).sent === run.at(logout).sent,
  ),
)

const newVisit = send('Mallory visits again', get('/'), { browser: 'Library', brief: true })
const newLogin = send('Ada registers again', post('/register', ADA), { browser: 'Library', brief: true })
const newCopy = byHand('Mallory sends her new copy', get('/account'), copyOf(newVisit))
const newLogout = send('Ada logs out again', post('/logout'), { browser: 'Library', brief: true })
const afterNewLogout = send('the browser asks once more', get('/account'), { browser: 'Library', brief: true })
const bothDoneRight = step(
  'The same scene, done right',
  explain(`What Mallory did is called **session fixation** (more in lesson 9). The first app is safe from it: before \`logIn()\` sets the userID,
    \`regenerate()\` deletes the old session and makes an empty one with a new id. And its logout does both halves: \`destroy()\` for the server,
    \`clearCookie()\` for the browser.`),
  code('app.ts', 'logout'),
  [another('a login with regenerate'), newVisit, newLogin, newCopy],
  claim(
    'After regenerate() the session is new; the old cookie opens nothing.',
    (run) => {
      const [before, login, after] = [run.at(newVisit), run.at(newLogin), run.at(newCopy)]
      const isNew = login.set?.id !== undefined && login.set.id !== before.set?.id
      const isEmpty = login.data['visits'] === undefined && typeof login.data['userID'] === 'number'
      return isNew && isEmpty && after.bringsCookieOf(before) && after.notFound && after.status === 401
    },
    { remember: 'regenerate() at login, destroy() and clearCookie() at logout', breaksWith: { genid: 'constant' } },
  ),
  [newLogout, afterNewLogout],
  claim(
    'clearCookie() for the same name and path makes the browser drop it.',
    (run) => {
      const { sentCookies, cookieGone, attribute } = run.at(newLogout)
      const isSame = cookieGone && attribute('Path') === run.at(newLogin).attribute('Path')
      return sentCookies !== undefined && isSame && run.at(afterNewLogout).sent === undefined
    },
    { breaksWith: { name: 'sid' } },
  ),
)

const calledGuard = another('a guard that is called', { app: 'called-guard-app', fails: true })
const failureOf = (run: Run) => run.at(calledGuard).failure?.message ?? ''
const slips = another('more slips', { app: 'slips-app' })
const byRoute = send('Ada registers by route', post('/register', ADA), { browser: 'Ada', brief: true })
const lookRight = step(
  'Two lines that look right',
  explain(`A guard **is** a middleware, so you pass it. \`session(options)\` **returns** one, so you call it. Mix the two up, and you get
    this:`),
  code('called-guard-app.ts', 'called'),
  calledGuard,
  claim(
    'A guard is passed, not called: called, it throws "req is not defined".',
    (run) => failureOf(run) === 'ReferenceError: req is not defined',
    { myth: "app.use('/abc', checkValidCookie(req, res, next), main)" },
  ),
  explain('That one at least fails when the app starts. The next one never throws. Ada sends `POST /register`.'),
  code('slips-app.ts', 'route'),
  [slips, byRoute],
  claim(
    'app.route(path, fn) drops fn. Nothing throws, and the answer is 404.',
    (run) => run.at(byRoute).status === 404 && run.at(slips).quiet,
    { myth: "app.route('/register', (req, res) => ...)" },
  ),
)

const signUp = send('Ada signs up', post('/sign-up', ADA), { browser: 'Ada', brief: true })
const wants = send('Ada wants her account', get('/account'), { browser: 'Ada', brief: true })
const tooLate = step(
  'A userID that comes too late',
  explain(
    'Here the answer does not wait for the database (more in lesson 6). Ada signs up. Once her row is written, she asks for her account.',
  ),
  code('slips-app.ts', 'late'),
  predict(
    'Ada is in the table now. Is she logged in?',
    {
      Yes: [
        (run) => run.at(wants).status === 200,
        'A session is saved when the response ends. The userID came after that.',
      ],
      'No: her session has no userID': (run) => run.at(wants).status === 401 && run.at(wants).found !== null,
      'No: she has no session': (run) => run.at(wants).status === 401 && run.at(wants).found === null,
    },
    {
      because: 'Her session was saved when the response ended. The userID came after that.',
      hints: ['Which comes first: the answer, or the userID?', 'When is a session saved?'],
    },
  ),
  [signUp, wants],
  claim(
    'A userID set after the response has gone is not saved by itself.',
    (run) => {
      const { found, data, status } = run.at(wants)
      return run.at(signUp).status === 200 && found?.['visits'] === 1 && data['userID'] === undefined && status === 401
    },
    { myth: 'set req.session.userID in the callback of addUser' },
  ),
)

const cleoRegisters = send('Cleo registers', post('/register', CLEO), { browser: 'Cleo' })
const inYourApp = step(
  'In your app',
  explain(`Give a login an end (\`maxAge\`, in milliseconds) and a \`sameSite\`: with \`lax\` a browser leaves the cookie out of a
    POST that another site starts (lesson 8). Over https, add \`secure: true\` (lesson 1). Put a guard that asks the database before
    every route that needs it. Call \`regenerate()\` at login, \`destroy()\` and \`clearCookie()\` at logout.`),
  code('production-app.ts', 'options'),
  [another('your app', { app: 'production-app' }), cleoRegisters],
  claim(
    "The login's cookie has an end, is HttpOnly and says SameSite=Lax.",
    (run) => {
      const { set, attribute } = run.at(cleoRegisters)
      return set?.expires !== undefined && attribute('SameSite') === 'Lax' && attribute('HttpOnly') !== undefined
    },
    { breaksWith: { 'cookie.sameSite': 'none' } },
  ),
)

export default lesson({
  home: import.meta.url,
  steps: [
    whereALoginIsKept,
    theGuard,
    refusals,
    outlivesItsUser,
    keepsTheSession,
    halfALogout,
    bothDoneRight,
    lookRight,
    tooLate,
    inYourApp,
  ],
  experiments: [
    experiment(
      { 'cookie.secure': true },
      'Over plain http no cookie is sent, so not even Ada stays logged in.',
      (run) => run.at(register).set === undefined && run.at(adaAsks).status === 401,
    ),
    experiment(
      { genid: 'constant' },
      "Everybody shares one id, so the phone destroys her first browser's session too.",
      (run) => isClosed(run) && run.at(account).notFound,
    ),
    experiment(
      { rolling: true },
      'Each answer to a logged-in browser sends the cookie again; the logout only clears it.',
      (run) => {
        const { setCookies, cookieGone } = run.at(newLogout)
        return run.at(adaAsks).set?.id !== undefined && setCookies.length === 1 && cookieGone
      },
    ),
    experiment(
      { 'cookie.httpOnly': false },
      'The cookie comes without HttpOnly: a script in the page can read it, and send it elsewhere.',
      (run) => run.at(register).set !== undefined && run.at(register).attribute('HttpOnly') === undefined,
    ),
  ],
})
