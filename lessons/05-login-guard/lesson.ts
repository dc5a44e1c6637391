import {
  another,
  choice,
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
} from '../../src/lesson/index.ts'
import { areUnrelated } from '../chance.ts'
import { signature } from '../signature.ts'

/** The secret in app.ts. That file is loaded only when the trace is listened to, so it cannot be imported here. */
const SECRET = 'a secret that only this lesson knows'

const ADA = { body: { name: 'ada', password: 'correct horse' } }

/** The cookie that an exchange set, in a header written by hand. */
const copyOf = (run: Run, label: string) => {
  const { set } = run.exchange(label)
  return { headers: { Cookie: `${set?.name}=${set?.value}` } }
}

/** The cookie that came with an exchange, in a header written by hand. */
const sentWith = (run: Run, label: string) => {
  const header = run.exchange(label).request.headers.find(([name]) => name === 'Cookie')
  return { headers: { Cookie: header?.[1] ?? '' } }
}

/** Whether the store had a session for the cookie that came. */
const knows = (run: Run, label: string) => {
  const [call] = run.exchange(label).store
  return call?.op === 'get' && call.session !== null
}

/** Whether the store was asked first, and had nothing for the cookie that came. */
const isUnknown = (run: Run, label: string) => {
  const [call] = run.exchange(label).store
  return call?.op === 'get' && call.session === null
}

/** The Path of the session cookie that an exchange set. */
const pathOf = (run: Run, label: string) => /; Path=([^;]*)/.exec(run.exchange(label).set?.line ?? '')?.[1]

const statusOf = (run: Run, label: string) => run.exchange(label).status

const bodyOf = (run: Run, label: string) => run.exchange(label).json

export default lesson({
  slug: 'login-guard',
  title: 'Login guard',
  summary: 'letting in only who is logged in',
  home: import.meta.url,
  steps: [
    step(
      'Where a login is kept',
      explain(`
This app keeps its users in a table of SQLite, a real database inside this process. Ada registers with a name and a
password, and that logs her in at once. The table does not get the password, only a hash that is slow to compute.

The line to look at is the one that sets \`req.session.userID\`. The \`regenerate()\` around it gets a step of its own.
`),
      code('app.ts', 'register'),
      code('app.ts', 'logIn'),
      predict(
        'Ada registers and is logged in. Where is her userID then?',
        [
          choice(
            'In her cookie, where anybody can read it',
            (run) => !userIDStored(run) && run.first.set?.id !== undefined,
            'The cookie is the session id and its signature, nothing else. The userID is in the session that went to the store.',
          ),
          choice(
            'In her cookie, encrypted',
            (run) => !userIDStored(run) && run.first.set !== undefined && run.first.set.id === undefined,
            'The cookie is the session id and its signature, and neither is encrypted. The userID is in the session that went to the store.',
          ),
          choice(
            'In the session, which stays on the server',
            userIDStored,
            'The store was given the session with the userID in it. The cookie is only the id to find it by, and a signature.',
          ),
        ],
        ['On what does logIn() set it?', 'A session goes to the store of the server. Its id goes to the browser.'],
      ),
      send('Ada registers', post('/register', ADA), { browser: 'Ada' }),
      claim('The userID is in the session; the cookie is a random id, signed.', {
        holds: (run) => {
          const { set, generated } = run.first
          const id = set?.id ?? ''
          const [before, after] = generated
          const isRandom = UID_SAFE.test(id) && id === after && areUnrelated(before ?? '', after)
          return userIDStored(run) && isRandom && set?.value === `s%3A${id}.${signature(id, SECRET)}`
        },
        breaksWith: { genid: 'named' },
        notes: 'add userinfo into the cookie',
      }),
    ),
    step(
      'The guard asks the database',
      explain(`
A **guard** is a middleware that stands before a route. It either calls \`next()\`, and the route runs, or it answers
itself. This one looks for the userID in the table. The \`?\` stands for a value that the database gets apart from the
query, so that a value can never become SQL.

Ada asks for her account. Mallory has not registered: she opens the front page, which counts visits in her session, and
then asks too.
`),
      code('app.ts', 'guard'),
      predict(
        'Ada gets her account. What does the guard answer Mallory?',
        [
          choice(
            '200: her cookie is good',
            (run) => statusOf(run, 'Mallory asks') === 200,
            'She got 401. A good cookie says which session is hers, and in that session there is no userID.',
          ),
          choice(
            '401: there is no userID in her session',
            (run) => statusOf(run, 'Mallory asks') === 401 && knows(run, 'Mallory asks'),
            "Her cookie is as good as Ada's, and her session was found. There is no userID in it.",
          ),
          choice(
            '401: her cookie is not valid',
            (run) => {
              const { status, sent } = run.exchange('Mallory asks')
              return status === 401 && sent !== undefined && !knows(run, 'Mallory asks')
            },
            'It is 401, but the cookie is valid: her session was found. What it lacks is a userID.',
          ),
        ],
        ['What does the guard look at: the cookie, or something else?'],
      ),
      send('Ada asks', get('/account'), { browser: 'Ada' }),
      send('Mallory looks around', get('/'), { browser: 'Mallory' }),
      send('Mallory asks', get('/account'), { browser: 'Mallory' }),
      claim("The cookie leads to the session, and the userID in it to Ada's row.", {
        holds: (run) =>
          knows(run, 'Ada asks') &&
          sameUserID(run, 'Ada asks') &&
          statusOf(run, 'Ada asks') === 200 &&
          bodyOf(run, 'Ada asks')['name'] === 'ada',
        breaksWith: null,
      }),
      claim('A good cookie is no login: it only says which session is meant.', {
        holds: (run) =>
          knows(run, 'Mallory asks') &&
          run.exchange('Mallory asks').session?.['userID'] === undefined &&
          statusOf(run, 'Mallory asks') === 401,
        breaksWith: null,
        notes: 'if the cookie is good then call next()',
      }),
    ),
    step(
      '401 or a redirect',
      explain(`
A program wants to be told that it is not logged in. A person wants the login page. The guard tells them apart by the
**Accept** header, in which a client says what it would like to get.

Both requests come without a cookie. The first says \`Accept: application/json\`, the second \`Accept: text/html\`. Look at
the status, and at the Location line of the second.
`),
      send('a program asks', get('/account', { headers: { Accept: 'application/json' } }), { browser: null }),
      send('a person asks', get('/account', { headers: { Accept: 'text/html' } }), { browser: null }),
      claim('One guard, two refusals: 401 for a program, 302 for a person.', {
        holds: (run) =>
          statusOf(run, 'a program asks') === 401 &&
          statusOf(run, 'a person asks') === 302 &&
          run.exchange('a person asks').header('location') === '/login',
        breaksWith: null,
      }),
      claim('A stranger who is refused gets no cookie, and nothing is stored.', {
        holds: (run) =>
          ['a program asks', 'a person asks'].every((label) => {
            const { setCookies, ops, failure } = run.exchange(label)
            return setCookies.length === 0 && ops === '' && failure === null
          }),
        breaksWith: { saveUninitialized: true },
      }),
    ),
    step(
      'The order, once more',
      explain(`
Express goes through middleware and routes in the order in which they were added. The guard here is meant for
everything under \`/letters\`, but one route stands above it. Mallory, who is not logged in, asks for both letters.
`),
      code('app.ts', 'order'),
      send('Mallory asks for the draft', get('/letters/draft'), { browser: 'Mallory' }),
      send('Mallory asks for the inbox', get('/letters/inbox'), { browser: 'Mallory' }),
      claim('A route that stands above the guard is open to everybody.', {
        holds: (run) => lettersOf(run) === '200 401',
        breaksWith: null,
      }),
    ),
    step(
      'A session can outlive its user',
      explain(`
Ada logs in on her phone as well, and closes her account there. Her row is deleted, and the phone is logged out. Her
first browser still has its cookie.

It now asks for two pages. \`/account\` has the guard that asks the database. \`/archive\` has \`trustSession\`, which only
looks into the session.
`),
      code('app.ts', 'close'),
      code('app.ts', 'trusting'),
      predict(
        'The user is gone. Which page does her first browser get?',
        [
          choice(
            'Neither: her sessions went with her',
            (run) => accountClosed(run) && afterwards(run) === '401 401',
            'Only the session of the phone went. The other is still in the store, with the userID, and /archive asks no further.',
          ),
          choice(
            'Only /archive',
            (run) => accountClosed(run) && afterwards(run) === '401 200',
            'Her session is still in the store, with the userID. /archive asks no further; /account looked for the row.',
          ),
          choice(
            'Both: the cookie is still good',
            (run) => accountClosed(run) && afterwards(run) === '200 200',
            'The session is still there, so /archive let her in. But /account looked for the row, and there is none.',
          ),
        ],
        ['The users are in one place, the sessions in another.', 'destroy() is for one session: that of the request.'],
      ),
      send('Ada logs in on her phone', post('/login', ADA), { browser: 'Phone' }),
      send('the phone closes the account', del('/account'), { browser: 'Phone' }),
      send('Ada asks for the account', get('/account'), { browser: 'Ada' }),
      send('Ada asks for the archive', get('/archive'), { browser: 'Ada' }),
      claim('A session can outlive its user: the store still has the userID.', {
        holds: (run) =>
          accountClosed(run) &&
          statusOf(run, 'Ada asks for the account') === 401 &&
          knows(run, 'Ada asks for the account') &&
          sameUserID(run, 'Ada asks for the account'),
        breaksWith: null,
      }),
      claim('A guard that only looks into the session lets a deleted user in.', {
        holds: (run) => accountClosed(run) && afterwards(run) === '401 200',
        breaksWith: null,
      }),
    ),
    step(
      'A login that keeps the session',
      explain(`
Another server, with a login as the notes have it: it sets the userID, and that is all.

The scene is a computer in a library. Mallory opens the front page, copies the cookie and leaves. Then Ada sits down at
the same browser and registers. At home, Mallory sends her copy by hand.
`),
      code('naive-app.ts', 'register'),
      predict(
        'What does the copied cookie open?',
        [
          choice(
            'Nothing: the login made a new session',
            (run) => isUnknown(run, 'Mallory sends her copy'),
            'The login made no new session. It wrote into the one that Mallory had a cookie for.',
          ),
          choice(
            'A session that nobody is logged in to',
            (run) => knows(run, 'Mallory sends her copy') && statusOf(run, 'Mallory sends her copy') === 401,
            'It was so when she copied it. Then the login wrote the userID into that same session.',
          ),
          choice(
            "Ada's account",
            (run) => bodyOf(run, 'Mallory sends her copy')['name'] === 'ada',
            'The login wrote the userID into the session that was there, and Mallory has a cookie for it.',
          ),
        ],
        ['Will the answer to Ada have a Set-Cookie line?', 'Which session does the login write into?'],
      ),
      another('a login without regenerate', { app: 'naive-app' }),
      send('Mallory visits', get('/'), { browser: 'Library' }),
      send('Ada registers there', post('/register', ADA), { browser: 'Library' }),
      send('Mallory sends her copy', (run) => get('/account', copyOf(run, 'Mallory visits')), { browser: null }),
      claim('Without regenerate() the login logs in a cookie copied before it.', {
        holds: (run) =>
          run.exchange('Mallory sends her copy').sent === run.exchange('Mallory visits').set?.value &&
          bodyOf(run, 'Mallory sends her copy')['name'] === 'ada',
        breaksWith: null,
      }),
    ),
    step(
      'A logout that only destroys',
      explain(`
Still the same server. Ada logs out of the library computer: \`destroy()\` deletes her session from the store. Then its
browser asks for the account.
`),
      code('naive-app.ts', 'logout'),
      predict(
        'Which cookie does the browser send after the logout?',
        [
          choice(
            'None: destroy() took it away',
            (run) =>
              run.exchange('Ada logs out').sent !== undefined &&
              run.exchange('the browser asks again').sent === undefined,
            'The logout sent no Set-Cookie line, so nobody told the browser. It sends the old cookie.',
          ),
          choice(
            'The old one, and the store still knows it',
            (run) => knows(run, 'the browser asks again'),
            'It is the old one, but the store found nothing for it: destroy() had deleted the session.',
          ),
          choice(
            'The old one, and the store knows nothing of it',
            deadCookieStays,
            'destroy() deleted the session in the store. The browser was told nothing and goes on sending the cookie.',
          ),
        ],
        ['A server takes a cookie away with a Set-Cookie line. Does this one send any?'],
      ),
      send('Ada logs out', post('/logout'), { browser: 'Library' }),
      send('the browser asks again', get('/account'), { browser: 'Library' }),
      claim('destroy() deletes the stored session; the cookie stays in the browser.', {
        holds: deadCookieStays,
        breaksWith: null,
      }),
    ),
    step(
      'regenerate() on login',
      explain(`
What Mallory did is called **session fixation**. The cure is what \`logIn()\` in the first app does. First
\`regenerate()\` deletes the session and makes an empty one with a new id. Only then is the userID set.

The first app again, and the same scene. Compare the ids in the Set-Cookie lines of the visit and of the login.
`),
      code('app.ts', 'logIn'),
      another('a login with regenerate'),
      send('Mallory visits again', get('/'), { browser: 'Library' }),
      send('Ada registers again', post('/register', ADA), { browser: 'Library' }),
      send('Mallory sends her new copy', (run) => get('/account', copyOf(run, 'Mallory visits again')), {
        browser: null,
      }),
      claim('After regenerate() the session is new; the old cookie opens nothing.', {
        holds: (run) => {
          const before = run.exchange('Mallory visits again').set
          const { set: after, session } = run.exchange('Ada registers again')
          const isNew = before?.id !== undefined && after?.id !== undefined && before.id !== after.id
          const isEmpty = session?.['visits'] === undefined && typeof session?.['userID'] === 'number'
          const { sent, status } = run.exchange('Mallory sends her new copy')
          return (
            isNew && isEmpty && sent === before.value && isUnknown(run, 'Mallory sends her new copy') && status === 401
          )
        },
        breaksWith: { genid: 'constant' },
      }),
    ),
    step(
      'A logout has two halves',
      explain(`
\`destroy()\` is for the server. \`res.clearCookie()\` is for the browser: it sends the cookie once more, empty and with a
date long past.

Ada logs out, and the browser asks for the account. Then somebody sends by hand the cookie that the browser had before.
`),
      code('app.ts', 'logout'),
      send('Ada logs out again', post('/logout'), { browser: 'Library' }),
      send('the browser asks once more', get('/account'), { browser: 'Library' }),
      send('a copy of her cookie', (run) => get('/account', sentWith(run, 'Ada logs out again')), { browser: null }),
      claim('clearCookie() for the same name and path makes the browser drop it.', {
        holds: (run) => {
          const { set, request } = run.exchange('Ada logs out again')
          const hadOne = request.headers.some(([name]) => name === 'Cookie')
          const isSamePath = pathOf(run, 'Ada logs out again') === pathOf(run, 'Ada registers again')
          const isDropped = run.exchange('the browser asks once more').sent === undefined
          return hadOne && set?.value === '' && isSamePath && isDropped
        },
        breaksWith: { name: 'sid' },
      }),
      claim('Her session was gone from the store: a copy of her cookie got 401.', {
        holds: (run) =>
          statusOf(run, 'Ada logs out again') === 200 &&
          run.exchange('a copy of her cookie').sent === run.exchange('Ada registers again').set?.value &&
          isUnknown(run, 'a copy of her cookie') &&
          statusOf(run, 'a copy of her cookie') === 401,
        breaksWith: null,
      }),
    ),
    step(
      'A cookie that is not cleared',
      explain(`
A browser tells cookies apart by name, domain and path. Here is the first app again, under \`/app\` and with \`cookie.path\`
to match. Its logout is the one that you saw. Look at the path in each **Set-Cookie** line.
`),
      code('path-app.ts', 'app'),
      another('an app with a path', { app: 'path-app' }),
      send('Ada registers under /app', post('/app/register', ADA), { browser: 'Ada' }),
      send('Ada logs out under /app', post('/app/logout'), { browser: 'Ada' }),
      send('Ada asks under /app', get('/app/account'), { browser: 'Ada' }),
      claim("clearCookie() without the cookie's path leaves it in the browser.", {
        holds: (run) => {
          const { set } = run.exchange('Ada logs out under /app')
          const isOtherPath = pathOf(run, 'Ada logs out under /app') !== pathOf(run, 'Ada registers under /app')
          const { sent } = run.exchange('Ada asks under /app')
          const isKept = sent !== undefined && sent === run.exchange('Ada registers under /app').set?.value
          return set?.value === '' && isOtherPath && isKept
        },
        breaksWith: { 'cookie.path': '/' },
      }),
      explain(`
\`clearCookie(name, { path: '/app' })\` clears it. A \`cookie.domain\` has to be named too, or the cookie stays.
`),
    ),
    step(
      'A request under way',
      explain(`
The first app once more, with a route that takes its time. Ada asks for a report. While it is made, she logs out in another
tab: here the route sends that request, so that it comes at the right moment. Then somebody sends a copy of her cookie.
`),
      code('report-app.ts', 'report'),
      predict(
        'Ada is logged out, and the report done. What does the copy get?',
        [
          choice(
            '401: her session was destroyed',
            (run) => isReported(run) && statusOf(run, 'a copy after the report') === 401,
            'It was destroyed. But the report had read it before, wrote into it, and saved it at its end.',
          ),
          choice(
            "Ada's account",
            (run) => isReported(run) && bodyOf(run, 'a copy after the report')['name'] === 'ada',
            'The report had read the session before the logout, and saved it after: with the userID in it.',
          ),
          choice(
            '401, and the report failed: it has no session',
            (run) => !isReported(run) && statusOf(run, 'a copy after the report') === 401,
            'The report had a session: its own copy, read before the logout. It wrote into that and saved it.',
          ),
        ],
        ['When did the report read the session, and when is a session saved?'],
      ),
      another('an app with reports', { app: 'report-app' }),
      send('Ada registers for reports', post('/register', ADA), { browser: 'Ada' }),
      send('Ada asks for a report', post('/report'), { browser: 'Ada' }),
      send('a copy after the report', (run) => get('/account', copyOf(run, 'Ada registers for reports')), {
        browser: null,
      }),
      claim('A request under way that writes a destroyed session brings it back.', {
        holds: (run) => {
          const { store } = run.exchange('Ada asks for a report')
          const id = run.exchange('Ada registers for reports').set?.id
          const calls = store.filter((call) => call.id === id).map(({ op }) => op)
          const isAfter = calls.includes('destroy') && calls.lastIndexOf('set') > calls.indexOf('destroy')
          return isReported(run) && isAfter && bodyOf(run, 'a copy after the report')['name'] === 'ada'
        },
        breaksWith: null,
      }),
      explain(`
So look again before such a late write: \`req.session.reload()\` asks the store, and calls back with an error if the session is gone.
`),
    ),
    step(
      'A guard that is called',
      explain(`
The notes put the guard before a route like this. Mind the parentheses: \`session(options)\` has some too, and rightly,
because what it **returns** is the middleware. A guard **is** the middleware.
`),
      code('called-guard-app.ts', 'called'),
      predict(
        'What happens when this app is started?',
        [
          choice(
            'It starts; the guard runs for each request to /abc',
            (run) => run.started('a guard that is called').failure === null,
            'It did not start. The parentheses mean "call it now", while the app is being built, and now there is no req.',
          ),
          choice(
            'Express throws: it wants a function',
            (run) => failureOf(run).includes('must be a function'),
            'Express was never asked. JavaScript works out the arguments before it calls app.use(), and there is no req.',
          ),
          choice(
            'JavaScript throws: there is no req',
            (run) => failureOf(run).includes('req is not defined'),
            'The parentheses mean "call it now", while the app is being built. There is no request then, and no req.',
          ),
        ],
        ['When is this line run: at the start, or for each request?'],
      ),
      another('a guard that is called', { app: 'called-guard-app', fails: true }),
      claim('A guard is passed, not called: called, it throws "req is not defined".', {
        holds: (run) => failureOf(run) === 'ReferenceError: req is not defined',
        breaksWith: null,
        notes: "app.use('/abc', checkValidCookie(req, res, next), main)",
      }),
    ),
    step(
      'A guard called where there is a req',
      explain(`
Inside a handler there is a \`req\`, so the call is often moved there. This server has three letters. Mallory, who is not
logged in, sends a DELETE. Then she asks how many are left.
`),
      code('slips-app.ts', 'inside'),
      predict(
        'What does Mallory get, and how many letters are left?',
        [
          choice(
            '401, and three letters',
            (run) => afterDelete(run) === '401 3',
            'She got 401, but the letters are gone. The guard answered and returned, and then the next line ran.',
          ),
          choice(
            '200, and none',
            (run) => afterDelete(run) === '200 0',
            'The guard answered first, and a response can be sent only once. But the letters are gone all the same.',
          ),
          choice(
            '401, and none',
            (run) => afterDelete(run) === '401 0',
            'The guard answered 401 and returned. Nothing stopped the handler, so the next line ran.',
          ),
        ],
        ['The guard stops the chain by not calling next(). Who is stopped by that?'],
      ),
      another('more slips', { app: 'slips-app' }),
      send('Mallory deletes the letters', del('/letters'), { browser: 'Mallory' }),
      send('the letters that are left', get('/letters'), { browser: 'Mallory' }),
      claim('A guard called inside a handler answers 401, and the handler goes on.', {
        holds: (run) => afterDelete(run) === '401 0',
        breaksWith: null,
      }),
    ),
    step(
      'app.route(), and a userID that comes too late',
      explain(`
This is how the notes register people. Nothing in it says whether it is for GET or for POST. Ada sends
\`POST /register\`.
`),
      code('slips-app.ts', 'route'),
      send('Ada registers by route', post('/register', ADA), { browser: 'Ada' }),
      claim('app.route(path, fn) drops fn. Nothing throws, and the answer is 404.', {
        holds: (run) => {
          const { failure, deprecations } = run.started('more slips')
          return statusOf(run, 'Ada registers by route') === 404 && failure === null && deprecations.length === 0
        },
        breaksWith: null,
        notes: "app.route('/register', (req, res) => ...)",
      }),
      explain(`
\`app.route(path)\` returns a route, and \`.post()\` gives it a handler. This one runs, and it answers. \`addUser\` calls
back when the row is written, and \`res.json()\` does not wait for that.

Ada opens the front page, which gives her a session, and signs up, which counts as a visit. When the callback has run, she asks for
her account, and then for the names in the table.
`),
      code('slips-app.ts', 'late'),
      predict(
        'Is Ada in the table, and is she logged in?',
        [
          choice(
            'In the table and logged in',
            (run) => signedUp(run) === '200 ada',
            'The userID came after the end of the response, which is when a session is saved. Later it takes req.session.save().',
          ),
          choice(
            'In the table, but not logged in',
            (run) => signedUp(run) === '401 ada',
            'The row was written. But the userID came after the end of the response, which is when express-session saves.',
          ),
          choice(
            'Neither',
            (run) => signedUp(run) === '401 ',
            'The callback did run, and the row is there. Only the session was dealt with before it came.',
          ),
        ],
        ['Which comes first: the end of the response, or the callback?', 'When is a session saved?'],
      ),
      send('Ada looks around', get('/'), { browser: 'Ada' }),
      send('Ada signs up', post('/sign-up', ADA), { browser: 'Ada' }),
      send('Ada wants her account', get('/account'), { browser: 'Ada' }),
      send('the names in the table', get('/users'), { browser: 'Ada' }),
      claim('A userID set after the response has gone is not saved by itself.', {
        holds: (run) => {
          const { session } = run.exchange('Ada wants her account')
          // What was set before the answer was saved.
          const isSaved = knows(run, 'Ada wants her account') && session?.['visits'] === 2
          const isNotSaved = isSaved && session?.['userID'] === undefined
          return statusOf(run, 'Ada signs up') === 200 && isNotSaved && signedUp(run) === '401 ada'
        },
        breaksWith: null,
        notes: 'set req.session.userID in the callback of addUser',
      }),
      explain(`
The fix is the order in the first app: add the row, set the userID, and only then answer. \`req.session.save()\` in the callback
would save the userID too, but Ada has her answer before that.
`),
    ),
  ],
  experiments: [
    experiment(
      { 'cookie.secure': true },
      'Over plain http no cookie is sent, so not even Ada stays logged in.',
      (run) => run.exchange('Ada registers').set === undefined && statusOf(run, 'Ada asks') === 401,
    ),
    experiment(
      { genid: 'constant' },
      'There is one id for everybody, so the phone destroys the session of her first browser too.',
      (run) => accountClosed(run) && isUnknown(run, 'Ada asks for the account'),
    ),
    experiment(
      { rolling: true },
      'An answer to a logged-in browser brings the cookie again; the logout only clears it.',
      (run) => {
        const { setCookies } = run.exchange('Ada logs out again')
        return run.exchange('Ada asks').set?.id !== undefined && setCookies.length === 1 && setCookies[0]?.value === ''
      },
    ),
  ],
})

/** Whether the first exchange put a userID into the session that it stored. */
function userIDStored(run: Run): boolean {
  return typeof run.first.session?.['userID'] === 'number'
}

/** Whether an exchange found or stored the userID that Ada got when she registered. */
const sameUserID = (run: Run, label: string) =>
  userIDStored(run) && run.exchange(label).session?.['userID'] === run.first.session?.['userID']

/** An id of express-session's own making: 24 bytes of uid-safe. */
const UID_SAFE = /^[\w-]{32}$/

/** What Mallory got for the draft and for the inbox. */
const lettersOf = (run: Run) =>
  `${statusOf(run, 'Mallory asks for the draft')} ${statusOf(run, 'Mallory asks for the inbox')}`

const accountClosed = (run: Run) => bodyOf(run, 'the phone closes the account')['closed'] === true

/** What Ada got for /account and /archive after her account was closed. */
const afterwards = (run: Run) =>
  `${statusOf(run, 'Ada asks for the account')} ${statusOf(run, 'Ada asks for the archive')}`

function deadCookieStays(run: Run): boolean {
  const { sent } = run.exchange('the browser asks again')
  return sent !== undefined && sent === run.exchange('Ada logs out').sent && isUnknown(run, 'the browser asks again')
}

const isReported = (run: Run) => statusOf(run, 'Ada asks for a report') === 200

const failureOf = (run: Run) => run.started('a guard that is called').failure?.message ?? ''

/** What the DELETE was answered, and how many letters are left. */
const afterDelete = (run: Run) =>
  `${statusOf(run, 'Mallory deletes the letters')} ${String(bodyOf(run, 'the letters that are left')['letters'])}`

/** What Ada got for /account after her sign-up, and the names in the table. */
const signedUp = (run: Run) =>
  `${statusOf(run, 'Ada wants her account')} ${String(bodyOf(run, 'the names in the table')['names'])}`
