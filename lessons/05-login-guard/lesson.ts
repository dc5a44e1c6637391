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
  explain(`This app keeps its users in a table of SQLite, a real database inside this process. Ada registers with a name and a
    password, and that logs her in at once. The table does not get the password, only a hash that is slow to compute.

    The line to look at is the one that sets \`req.session.userID\`. The \`regenerate()\` around it gets a step of its own.`),
  code('app.ts', 'register'),
  code('app.ts', 'logIn'),
  predict(
    'Ada registers and is logged in. Where is her userID then?',
    {
      'In her cookie, where anybody can read it': (run) => !isKept(run) && run.at(register).set?.id !== undefined,
      'In her cookie, encrypted': [
        (run) => !isKept(run) && run.at(register).set !== undefined && run.at(register).set?.id === undefined,
        'The cookie is the session id and its signature, and neither is encrypted. The userID is in the session that went to the store.',
      ],
      'In the session, which stays on the server': isKept,
    },
    {
      because:
        'The store was given the session with the userID in it. The cookie is only the id to find it by, and a signature.',
      hints: ['On what does logIn() set it?', 'A session goes to the store of the server. Its id goes to the browser.'],
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
  explain(`A **guard** is a middleware that stands before a route. It either calls \`next()\`, and the route runs, or it answers
    itself. This one looks for the userID in the table. The \`?\` stands for a value that the database gets apart from the
    query, so that a value can never become SQL.

    Ada asks for her account. Mallory has not registered: she opens the front page, which counts visits in her session, and
    then asks too.`),
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
  [adaAsks, send('Mallory looks around', get('/'), { browser: 'Mallory' }), malloryAsks],
  claim("The cookie leads to the session, and the userID in it to Ada's row.", (run) => {
    const { found, status, json } = run.at(adaAsks)
    return found !== null && isAdas(run, run.at(adaAsks)) && status === 200 && json['name'] === 'ada'
  }),
  claim(
    'A good cookie is no login: it only says which session is meant.',
    (run) => {
      const { found, data, status } = run.at(malloryAsks)
      return found !== null && data['userID'] === undefined && status === 401
    },
    {
      remember: 'a good cookie is no login: look for the user in the session',
    },
  ),
)

const program = send('a program asks', get('/account', { headers: { Accept: 'application/json' } }), { browser: null })
const person = send('a person asks', get('/account', { headers: { Accept: 'text/html' } }), { browser: null })
const refusals = step(
  '401 or a redirect',
  explain(`A program wants to be told that it is not logged in. A person wants the login page. The guard tells them apart by the
    **Accept** header, in which a client says what it would like to get.

    Both requests come without a cookie. The first says \`Accept: application/json\`, the second \`Accept: text/html\`. Look at
    the status, and at the Location line of the second.`),
  [program, person],
  claim('One guard, two refusals: 401 for a program, 302 for a person.', (run) => {
    const { status, header } = run.at(person)
    return run.at(program).status === 401 && status === 302 && header('location') === '/login'
  }),
  claim(
    'A stranger who is refused gets no cookie, and nothing is stored.',
    (run) =>
      [run.at(program), run.at(person)].every(
        ({ setCookies, ops, failure }) => setCookies.length === 0 && ops === '' && failure === null,
      ),
    { breaksWith: { saveUninitialized: true } },
  ),
)

const draft = send('Mallory asks for the draft', get('/letters/draft'), { browser: 'Mallory' })
const inbox = send('Mallory asks for the inbox', get('/letters/inbox'), { browser: 'Mallory' })
const theOrder = step(
  'The order, once more',
  explain(`Express goes through middleware and routes in the order in which they were added. The guard here is meant for
    everything under \`/letters\`, but one route stands above it. Mallory, who is not logged in, asks for both letters.`),
  code('app.ts', 'order'),
  [draft, inbox],
  claim(
    'A route that stands above the guard is open to everybody.',
    (run) => run.at(draft).status === 200 && run.at(inbox).status === 401,
  ),
)

const close = send('the phone closes the account', del('/account'), { browser: 'Phone' })
const account = send('Ada asks for the account', get('/account'), { browser: 'Ada' })
const archive = send('Ada asks for the archive', get('/archive'), { browser: 'Ada' })

const isClosed = (run: Run) => run.at(close).json['closed'] === true
/** What her first browser got for /account and /archive after that. */
const pages = (run: Run) => (isClosed(run) ? `${run.at(account).status} ${run.at(archive).status}` : 'not closed')

const outlivesItsUser = step(
  'A session can outlive its user',
  explain(`Ada logs in on her phone as well, and closes her account there. Her row is deleted, and the phone is logged out. Her
    first browser still has its cookie.

    It now asks for two pages. \`/account\` has the guard that asks the database. \`/archive\` has \`trustSession\`, which only
    looks into the session.`),
  code('app.ts', 'close'),
  code('app.ts', 'trusting'),
  predict(
    'The user is gone. Which page does her first browser get?',
    {
      'Neither: her sessions went with her': [
        (run) => pages(run) === '401 401',
        'Only the session of the phone went. The other is still in the store, with the userID, and /archive asks no further.',
      ],
      'Only /archive': (run) => pages(run) === '401 200',
      'Both: the cookie is still good': (run) => pages(run) === '200 200',
    },
    {
      because:
        'Her session is still in the store, with the userID. /archive asks no further; /account looked for the row.',
      hints: [
        'The users are in one place, the sessions in another.',
        'destroy() is for one session: that of the request.',
      ],
    },
  ),
  [send('Ada logs in on her phone', post('/login', ADA), { browser: 'Phone' }), close, account, archive],
  claim('A session can outlive its user: the store still has the userID.', (run) => {
    const { status, found } = run.at(account)
    return isClosed(run) && status === 401 && found !== null && isAdas(run, run.at(account))
  }),
  claim('A guard that only looks into the session lets a deleted user in.', (run) => pages(run) === '401 200', {
    remember: 'a session can outlive its user: ask the database too',
  }),
)

const visit = send('Mallory visits', get('/'), { browser: 'Library' })
const copy = byHand('Mallory sends her copy', get('/account'), copyOf(visit))
const keepsTheSession = step(
  'A login that keeps the session',
  explain(`Another server, with a login as the notes have it: it sets the userID, and that is all.

    The scene is a computer in a library. Mallory opens the front page, copies the cookie and leaves. Then Ada sits down at
    the same browser and registers. At home, Mallory sends her copy by hand.`),
  code('naive-app.ts', 'register'),
  predict(
    'What does the copied cookie open?',
    {
      'Nothing: the login made a new session': (run) => run.at(copy).notFound,
      'A session that nobody is logged in to': [
        (run) => run.at(copy).found !== null && run.at(copy).status === 401,
        'It was so when she copied it. Then the login wrote the userID into that same session.',
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
    'Without regenerate() the login logs in a cookie copied before it.',
    (run) => run.at(copy).bringsCookieOf(run.at(visit)) && run.at(copy).json['name'] === 'ada',
  ),
)

const logout = send('Ada logs out', post('/logout'), { browser: 'Library' })
const afterLogout = send('the browser asks again', get('/account'), { browser: 'Library' })

const isDeadCookieKept = (run: Run) => run.at(afterLogout).notFound && run.at(afterLogout).sent === run.at(logout).sent

const onlyDestroys = step(
  'A logout that only destroys',
  explain(`Still the same server. Ada logs out of the library computer: \`destroy()\` deletes her session from the store. Then its
    browser asks for the account.`),
  code('naive-app.ts', 'logout'),
  predict(
    'Which cookie does the browser send after the logout?',
    {
      'None: destroy() took it away': (run) =>
        run.at(logout).sent !== undefined && run.at(afterLogout).sent === undefined,
      'The old one, and the store still knows it': (run) => run.at(afterLogout).found !== null,
      'The old one, and the store knows nothing of it': isDeadCookieKept,
    },
    {
      because:
        'destroy() deleted the session in the store. The browser was told nothing and goes on sending the cookie.',
      hints: ['A server takes a cookie away with a Set-Cookie line. Does this one send any?'],
    },
  ),
  [logout, afterLogout],
  claim('destroy() deletes the stored session; the cookie stays in the browser.', isDeadCookieKept),
)

const newVisit = send('Mallory visits again', get('/'), { browser: 'Library' })
const newLogin = send('Ada registers again', post('/register', ADA), { browser: 'Library' })
const newCopy = byHand('Mallory sends her new copy', get('/account'), copyOf(newVisit))
const regenerates = step(
  'regenerate() on login',
  explain(`What Mallory did is called **session fixation**. The cure is what \`logIn()\` in the first app does. First
    \`regenerate()\` deletes the session and makes an empty one with a new id. Only then is the userID set.

    The first app again, and the same scene. Compare the ids in the Set-Cookie lines of the visit and of the login.`),
  code('app.ts', 'logIn'),
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
)

const newLogout = send('Ada logs out again', post('/logout'), { browser: 'Library' })
const afterNewLogout = send('the browser asks once more', get('/account'), { browser: 'Library' })
const herCookie = byHand('a copy of her cookie', get('/account'), (run) => run.at(newLogout).sentCookies ?? '')
const twoHalves = step(
  'A logout has two halves',
  explain(`\`destroy()\` is for the server. \`res.clearCookie()\` is for the browser: it sends the cookie once more, empty and with a
    date long past.

    Ada logs out, and the browser asks for the account. Then somebody sends by hand the cookie that the browser had before.`),
  code('app.ts', 'logout'),
  [newLogout, afterNewLogout, herCookie],
  claim(
    'clearCookie() for the same name and path makes the browser drop it.',
    (run) => {
      const { sentCookies, cookieGone, attribute } = run.at(newLogout)
      const isSame = cookieGone && attribute('Path') === run.at(newLogin).attribute('Path')
      return sentCookies !== undefined && isSame && run.at(afterNewLogout).sent === undefined
    },
    { breaksWith: { name: 'sid' } },
  ),
  claim('Her session was gone from the store: a copy of her cookie got 401.', (run) => {
    const { bringsCookieOf, notFound, status } = run.at(herCookie)
    return run.at(newLogout).status === 200 && bringsCookieOf(run.at(newLogin)) && notFound && status === 401
  }),
)

const appLogin = send('Ada registers under /app', post('/app/register', ADA), { browser: 'Ada' })
const appLogout = send('Ada logs out under /app', post('/app/logout'), { browser: 'Ada' })
const appAsks = send('Ada asks under /app', get('/app/account'), { browser: 'Ada' })
const notCleared = step(
  'A cookie that is not cleared',
  explain(`A browser tells cookies apart by name, domain and path. Here is the first app again, under \`/app\` and with \`cookie.path\`
    to match. Its logout is the one that you saw. Look at the path in each **Set-Cookie** line.`),
  code('path-app.ts', 'app'),
  [another('an app with a path', { app: 'path-app' }), appLogin, appLogout, appAsks],
  claim(
    "clearCookie() without the cookie's path leaves it in the browser.",
    (run) => {
      const { cookieGone, attribute } = run.at(appLogout)
      const isOther = cookieGone && attribute('Path') !== run.at(appLogin).attribute('Path')
      return isOther && run.at(appAsks).bringsCookieOf(run.at(appLogin))
    },
    { breaksWith: { 'cookie.path': '/' } },
  ),
  explain(
    "`clearCookie(name, { path: '/app' })` clears it. A `cookie.domain` has to be named too, or the cookie stays.",
  ),
)

const reportLogin = send('Ada registers for reports', post('/register', ADA), { browser: 'Ada' })
const report = send('Ada asks for a report', post('/report'), { browser: 'Ada' })
const reportCopy = byHand('a copy after the report', get('/account'), copyOf(reportLogin))
const isReported = (run: Run) => run.at(report).status === 200
const underWay = step(
  'A request under way',
  explain(`The first app once more, with a route that takes its time. Ada asks for a report. While it is made, she logs out in another
    tab: here the route sends that request, so that it comes at the right moment. Then somebody sends a copy of her cookie.`),
  code('report-app.ts', 'report'),
  predict(
    'Ada is logged out, and the report done. What does the copy get?',
    {
      '401: her session was destroyed': (run) => isReported(run) && run.at(reportCopy).status === 401,
      "Ada's account": (run) => isReported(run) && run.at(reportCopy).json['name'] === 'ada',
      '401, and the report failed: it has no session': [
        (run) => !isReported(run) && run.at(reportCopy).status === 401,
        'The report had a session: its own copy, read before the logout. It wrote into that and saved it.',
      ],
    },
    {
      because: 'The report had read the session before the logout, and saved it after: with the userID in it.',
      hints: ['When did the report read the session, and when is a session saved?'],
    },
  ),
  [another('an app with reports', { app: 'report-app' }), reportLogin, report, reportCopy],
  claim('A request under way that writes a destroyed session brings it back.', (run) => {
    const { id } = run.at(reportLogin).set ?? {}
    const calls = run.at(report).store.flatMap((call) => (call.id === id ? [call.op] : []))
    const isAfter = calls.includes('destroy') && calls.lastIndexOf('set') > calls.indexOf('destroy')
    return isReported(run) && isAfter && run.at(reportCopy).json['name'] === 'ada'
  }),
  explain(
    'So look again before such a late write: `req.session.reload()` asks the store, and calls back with an error if the session is gone.',
  ),
)

const calledGuard = another('a guard that is called', { app: 'called-guard-app', fails: true })
const failureOf = (run: Run) => run.at(calledGuard).failure?.message ?? ''
const guardThatIsCalled = step(
  'A guard that is called',
  explain(`The notes put the guard before a route like this. Mind the parentheses: \`session(options)\` has some too, and rightly,
    because what it **returns** is the middleware. A guard **is** the middleware.`),
  code('called-guard-app.ts', 'called'),
  predict(
    'What happens when this app is started?',
    {
      'It starts; the guard runs for each request to /abc': (run) => run.at(calledGuard).failure === null,
      'Express throws: it wants a function': [
        (run) => failureOf(run).includes('must be a function'),
        'Express was never asked. JavaScript works out the arguments before it calls app.use(), and there is no req.',
      ],
      'JavaScript throws: there is no req': (run) => failureOf(run).includes('req is not defined'),
    },
    {
      because:
        'The parentheses mean "call it now", while the app is being built. There is no request then, and no req.',
      hints: ['When is this line run: at the start, or for each request?'],
    },
  ),
  calledGuard,
  claim(
    'A guard is passed, not called: called, it throws "req is not defined".',
    (run) => failureOf(run) === 'ReferenceError: req is not defined',
    { myth: "app.use('/abc', checkValidCookie(req, res, next), main)" },
  ),
)

const slips = another('more slips', { app: 'slips-app' })
const deletes = send('Mallory deletes the letters', del('/letters'), { browser: 'Mallory' })
const left = send('the letters that are left', get('/letters'), { browser: 'Mallory' })

/** What the DELETE was answered, and how many letters are left. */
const afterDelete = (run: Run) => `${run.at(deletes).status} ${String(run.at(left).json['letters'])}`

const calledWithReq = step(
  'A guard called where there is a req',
  explain(`Inside a handler there is a \`req\`, so the call is often moved there. This server has three letters. Mallory, who is not
    logged in, sends a DELETE. Then she asks how many are left.`),
  code('slips-app.ts', 'inside'),
  predict(
    'What does Mallory get, and how many letters are left?',
    {
      '401, and three letters': (run) => afterDelete(run) === '401 3',
      '200, and none': [
        (run) => afterDelete(run) === '200 0',
        'The guard answered first, and a response can be sent only once. But the letters are gone all the same.',
      ],
      '401, and none': (run) => afterDelete(run) === '401 0',
    },
    {
      because: 'The guard answered 401 and returned. Nothing stopped the handler, so the next line ran.',
      hints: ['The guard stops the chain by not calling next(). Who is stopped by that?'],
    },
  ),
  [slips, deletes, left],
  claim('A guard called inside a handler answers 401, and the handler goes on.', (run) => afterDelete(run) === '401 0'),
)

const byRoute = send('Ada registers by route', post('/register', ADA), { browser: 'Ada' })
const signUp = send('Ada signs up', post('/sign-up', ADA), { browser: 'Ada' })
const wants = send('Ada wants her account', get('/account'), { browser: 'Ada' })
const table = send('the names in the table', get('/users'), { browser: 'Ada' })

/** What Ada got for /account after her sign-up, and the names in the table. */
const signedUp = (run: Run) => `${run.at(wants).status} ${String(run.at(table).json['names'])}`

const tooLate = step(
  'app.route(), and a userID that comes too late',
  explain(`This is how the notes register people. Nothing in it says whether it is for GET or for POST. Ada sends
    \`POST /register\`.`),
  code('slips-app.ts', 'route'),
  byRoute,
  claim(
    'app.route(path, fn) drops fn. Nothing throws, and the answer is 404.',
    (run) => run.at(byRoute).status === 404 && run.at(slips).quiet,
    { myth: "app.route('/register', (req, res) => ...)" },
  ),
  explain(`\`app.route(path)\` returns a route, and \`.post()\` gives it a handler. This one runs, and it answers. \`addUser\` calls
    back when the row is written, and \`res.json()\` does not wait for that.

    Ada opens the front page, which gives her a session, and signs up, which counts as a visit. When the callback has run, she asks for
    her account, and then for the names in the table.`),
  code('slips-app.ts', 'late'),
  predict(
    'Is Ada in the table, and is she logged in?',
    {
      'In the table and logged in': [
        (run) => signedUp(run) === '200 ada',
        'The userID came after the end of the response, which is when a session is saved. Later it takes req.session.save().',
      ],
      'In the table, but not logged in': (run) => signedUp(run) === '401 ada',
      Neither: (run) => signedUp(run) === '401 ',
    },
    {
      because:
        'The row was written. But the userID came after the end of the response, which is when express-session saves.',
      hints: ['Which comes first: the end of the response, or the callback?', 'When is a session saved?'],
    },
  ),
  [send('Ada looks around', get('/'), { browser: 'Ada' }), signUp, wants, table],
  claim(
    'A userID set after the response has gone is not saved by itself.',
    (run) => {
      const { found, data } = run.at(wants)
      // What was set before the answer was saved.
      const isSaved = found !== null && data['visits'] === 2
      return run.at(signUp).status === 200 && isSaved && data['userID'] === undefined && signedUp(run) === '401 ada'
    },
    { myth: 'set req.session.userID in the callback of addUser' },
  ),
  explain(`The fix is the order in the first app: add the row, set the userID, and only then answer. \`req.session.save()\` in the callback
    would save the userID too, but Ada has her answer before that.`),
)

export default lesson({
  home: import.meta.url,
  steps: [
    whereALoginIsKept,
    theGuard,
    refusals,
    theOrder,
    outlivesItsUser,
    keepsTheSession,
    onlyDestroys,
    regenerates,
    twoHalves,
    notCleared,
    underWay,
    guardThatIsCalled,
    calledWithReq,
    tooLate,
  ],
  experiments: [
    experiment(
      { 'cookie.secure': true },
      'Over plain http no cookie is sent, so not even Ada stays logged in.',
      (run) => run.at(register).set === undefined && run.at(adaAsks).status === 401,
    ),
    experiment(
      { genid: 'constant' },
      'There is one id for everybody, so the phone destroys the session of her first browser too.',
      (run) => isClosed(run) && run.at(account).notFound,
    ),
    experiment(
      { rolling: true },
      'An answer to a logged-in browser brings the cookie again; the logout only clears it.',
      (run) => {
        const { setCookies, cookieGone } = run.at(newLogout)
        return run.at(adaAsks).set?.id !== undefined && setCookies.length === 1 && cookieGone
      },
    ),
  ],
})
