import {
  another,
  byHand,
  claim,
  code,
  cookieOf,
  experiment,
  explain,
  get,
  lesson,
  predict,
  restart,
  send,
  start,
  step,
  type Run,
  type Seen,
} from '../../src/lesson/index.ts'
import { areUnrelated, UID_SAFE } from '../chance.ts'
import { isSignedWith } from '../signature.ts'

/** The secret in parsed-secret-app.ts. */
const PARSERS_SECRET = 'a secret for cookie-parser'

/** What a proxy adds that the browser talks https with. */
const FROM_A_PROXY = { headers: { 'X-Forwarded-Proto': 'https' } }

/** 32 random characters are about 25 different ones; fewer than 13 happen once in thousands of millions of ids. */
const isVaried = (id: string) => new Set(id).size > 12

/** Whether the app put nothing into the session that was stored. */
const isEmpty = ({ data }: Seen) => Object.keys(data).length === 0

/** Whether a request was answered, and without an error. */
const isFine = ({ status, errors }: Seen) => status === 200 && errors.length === 0

const first = send('first visit', get('/'))
const aFirstVisit = step(
  'A first visit',
  explain(`A browser (here: a program with a cookie jar) visits a real Express app. \`>\` is the request, \`<\` the answer. Below them:
    what express-session did, and what it asked its **store**, where sessions are kept.`),
  first,
  explain(`Read the **Set-Cookie** line from left to right: the name, the value, then the attributes, each after a semicolon. \`%3A\` is a
    colon: the value is URL-encoded. This app says nothing about cookies, so all of it is default.`),
  claim('By default the cookie is called connect.sid.', (run) => run.at(first).setCookies[0]?.name === 'connect.sid', {
    breaksWith: { name: 'sid' },
  }),
  claim(
    'The value is s:, a random id of 32 characters, a dot and a signature.',
    (run) => {
      const { set } = run.at(first)
      return UID_SAFE.test(set?.id ?? '') && isVaried(set?.id ?? '') && isSignedWith(run.at(start).secret, set)
    },
    { breaksWith: { genid: 'uuid' } },
  ),
  claim(
    'Cookie defaults: Path=/ and HttpOnly. No Expires, Secure or SameSite.',
    (run) => run.at(first).set?.line.split('; ').slice(1).join('; ') === 'Path=/; HttpOnly',
    { breaksWith: { 'cookie.sameSite': 'lax' } },
  ),
)

const second = send('second visit', get('/'))
const friends = send("your friend's visit", get('/'), { browser: "your friend's browser" })
const counts = (run: Run) => [second, friends].map((visit) => run.at(visit).json['visits']).join(' ')
const anotherBrowser = step(
  'The same browser, then another',
  explain(`\`session(options)\` makes a **middleware**: a function that Express runs on the way to your routes. It gives the request
    \`req.session\`: an object that belongs to one visitor. What the app puts into it is there again on the next visit, as JSON keeps it:
    a Date comes back as a string. This app counts in it.`),
  code('app.ts', 'options'),
  code('app.ts', 'visits'),
  explain(
    'Now your browser visits a second time. Then a friend opens the same page for the first time, in another browser.',
  ),
  predict(
    'Which counts do they get: you, then your friend?',
    {
      '2 and 1': (run) => counts(run) === '2 1',
      '2 and 3': [
        (run) => counts(run) === '2 3',
        'There is no one count for the whole server: each session has its own. Your friend got a new session.',
      ],
      '1 and 1': (run) => counts(run) === '1 1',
    },
    {
      because:
        'Your browser sent its cookie, and session() found your session. Your friend had no cookie and got a new session.',
      hints: ['Your browser got a cookie on its first visit.', "Your friend's browser has no cookie to send."],
    },
  ),
  [second, friends],
  explain(`Your friend's answer has a Set-Cookie line. Your second one had none. The option \`rolling\` asks: should an answer to a known
    visitor send the cookie again? This app leaves it out.`),
  claim(
    'Each browser has a session of its own, found by the cookie it sends.',
    (run) => {
      const [mine, again, friend] = [run.at(first), run.at(second), run.at(friends)]
      const isFound = again.bringsCookieOf(mine) && again.found?.['visits'] === 1
      const isAlone = friend.ops === 'set' && areUnrelated(mine.set?.id ?? '', friend.set?.id ?? '')
      return counts(run) === '2 1' && isFound && isAlone
    },
    { remember: 'the cookie carries a signed id; the data stay on the server', breaksWith: { genid: 'constant' } },
  ),
  claim(
    "Without rolling, maxAge or expires, a session's cookie is sent once.",
    (run) => {
      const { setCookies, found } = run.at(second)
      return run.at(first).setCookies.length === 1 && setCookies.length === 0 && found !== null
    },
    { breaksWith: { rolling: true } },
  ),
)

const health = send('a health check', get('/health'))
const nowhere = send('a page that is not there', get('/nowhere'))
const aboveAndBelow = step(
  'Above session() and below it',
  explain(`An Express app is a stack. A request comes in at the top. Each middleware and each route either answers it or hands it on to the
    next. The notes say: it will execute middleware for every http request.

    This is the top of the app. Every other route stands below. Your browser asks for \`/health\`, then for \`/nowhere\`, which no
    route answers. It sends its cookie both times.`),
  code('app.ts', 'stack'),
  predict(
    'Which of the two requests goes through session()?',
    {
      'Both: it runs for every request': [
        (run) => run.at(health).reachedSession && run.at(nowhere).reachedSession,
        'Not /health: a route above session() answered it, and what is answered goes no further down.',
      ],
      'Only GET /nowhere': (run) => !run.at(health).reachedSession && run.at(nowhere).reachedSession,
      'Only GET /health: a 404 has no route': [
        (run) => run.at(health).reachedSession && !run.at(nowhere).reachedSession,
        'It is the other way round. This 404 is what remains when a request has gone down the whole stack.',
      ],
      Neither: (run) => !run.at(health).reachedSession && !run.at(nowhere).reachedSession,
    },
    {
      because:
        '/health was answered above session(). /nowhere went down the whole stack, and session() is a part of it.',
      hints: ['Follow each request from the top of the stack.', 'An answered request goes no further down.'],
    },
  ),
  [health, nowhere],
  claim(
    'A route above session() answers without it: req.session is undefined.',
    (run) => !run.at(health).reachedSession && run.at(health).json['session'] === 'undefined',
    {
      remember: 'only what stands below session() has req.session',
      myth: 'it will execute middleware for every http request',
    },
  ),
  claim(
    'A request that no route answers goes through session() all the same.',
    (run) => run.at(nowhere).status === 404 && run.at(nowhere).reachedSession,
  ),
)

const theId = send('the id', get('/id'))
const theSession = send('the session', get('/session'))
const whatTheAppCanRead = step(
  'What the app can read',
  explain(`The session id has two names in the app: \`req.sessionID\` and \`req.session.id\`. Compare them with the id in the Cookie header:
    it begins after \`s%3A\`.

    Then \`/session\` answers with \`req.session\` as JSON: with \`visits\`, which this app put there, and with \`cookie\`.`),
  code('app.ts', 'look'),
  theId,
  claim('req.sessionID and req.session.id are both the id in the cookie.', (run) => {
    const { json, bringsCookieOf } = run.at(theId)
    const names = [json['req.sessionID'], json['req.session.id']]
    return bringsCookieOf(run.at(first)) && names.every((name) => name === (run.at(first).set?.id ?? null))
  }),
  theSession,
  claim(
    'req.session.cookie holds its settings: path /, httpOnly, no expiry.',
    (run) => {
      const { path, httpOnly, expires } = Object(run.at(theSession).json['cookie'])
      return path === '/' && httpOnly === true && expires === null
    },
    { breaksWith: { 'cookie.maxAge': 60000 } },
  ),
)

const afterRestart = send('after the restart', get('/'))
const whereTheCountIsKept = step(
  'Where the count is kept',
  explain(`The cookie carries an id and a signature, and no count. The count is on the server, in a **store**: the store lines so far
    showed it. The option \`store\` chooses which store, and this app leaves it out.

    Now the server stops and starts again. Your browser keeps its cookie and visits once more.`),
  [restart('the same app, from the beginning'), afterRestart],
  claim('With no store option, sessions are in memory: a restart ends them.', (run) => {
    const [before, after] = [run.at(second), run.at(afterRestart)]
    const isTheSame = before.found !== null && after.sent === before.sent && after.askedFor === before.askedFor
    return isTheSame && after.notFound && after.json['visits'] === 1
  }),
)

const withKey = another('with key', { change: { key: 'optional' } })
const keyVisit = send('visit with key', get('/'))
const keyAndNameVisit = send('visit with key and name', get('/'))
const twoWordsForTheName = step(
  'Two words for the name',
  explain(`The option \`name\` says what the cookie is called. The notes say \`key\`, which the README of express-session does not mention.
    Here is an app with \`key: 'optional'\`, then one that has \`name: 'sid'\` as well.`),
  [withKey, keyVisit, another('with key and name', { change: { key: 'optional', name: 'sid' } }), keyAndNameVisit],
  claim(
    'key is a second word for name, and name goes before it.',
    (run) => {
      const [one, other] = [keyVisit, keyAndNameVisit].map((visit) => run.at(visit).setCookies[0]?.name)
      return run.at(withKey).quiet && isFine(run.at(keyVisit)) && one === 'optional' && other === 'sid'
    },
    { breaksWith: { name: 'mine' } },
  ),
)

const onlySecret = another('only the secret', { change: { resave: 'undefined', saveUninitialized: 'undefined' } })
const oneLook = send('one look', get('/session'))
const anotherLook = send('another look', get('/session'))

/** How often this server wrote to its store. */
const writes = (run: Run) =>
  [oneLook, anotherLook].flatMap((look) => run.at(look).store).filter(({ op }) => op === 'set').length

const onlyTheSecret = step(
  'Only the secret',
  explain(`The notes say that only \`secret\` is required. So this app sets nothing else. One browser asks for \`/session\` twice. That route
    reads the session and writes nothing into it.`),
  predict(
    'How often is a session written to the store (set)?',
    {
      'Never: the app put nothing in': [
        (run) => writes(run) === 0,
        'Both visits wrote. Each of the two options that were left out counts as true, and each made one visit write.',
      ],
      'Once, when the session is new': [
        (run) => writes(run) === 1,
        'The second visit wrote too: with resave left out, a session is written again though nothing changed.',
      ],
      'Twice, once for each visit': (run) => writes(run) === 2,
    },
    {
      because: 'The first visit stored an empty new session, the second wrote it again unchanged.',
      hints: [
        'The first app of this lesson says false to two options, and this one leaves them out.',
        'Both options are about when a session is written.',
      ],
    },
  ),
  [onlySecret, oneLook, anotherLook],
  explain(`\`saveUninitialized\` asks: is a new session stored when nothing was put into it? \`resave\` asks: is a known session written again
    when nothing changed in it? Left out, both count as \`true\`. The first app of this lesson says \`false\` to both.`),
  claim(
    'Left out, resave and saveUninitialized each print a warning.',
    (run) => {
      const { deprecations } = run.at(onlySecret)
      const about = (option: string) => deprecations.filter((message) => message.includes(`undefined ${option} option`))
      return deprecations.length === 2 && about('resave').length === 1 && about('saveUninitialized').length === 1
    },
    { breaksWith: { resave: false } },
  ),
  claim(
    'saveUninitialized left out: empty sessions are stored, with cookies.',
    (run) => run.at(oneLook).ops === 'set' && run.at(oneLook).set !== undefined && isEmpty(run.at(oneLook)),
    { breaksWith: { saveUninitialized: false } },
  ),
  claim(
    'resave left out: a known session is written again, changed or not.',
    (run) => run.at(anotherLook).ops === 'get set' && isEmpty(run.at(anotherLook)),
    { breaksWith: { resave: false } },
  ),
)

const withSamesite = another('with samesite', { change: { 'cookie.samesite': 'strict' } })
const samesiteVisit = send('visit with samesite', get('/'))
const isQuiet = (run: Run) => run.at(withSamesite).quiet && isFine(run.at(samesiteVisit))
const aSlip = step(
  'A slip of the keyboard',
  explain(`\`SameSite\` in a Set-Cookie line tells the browser whether the cookie goes along with requests that other sites start. In
    express-session it is an option of \`cookie\`. This app was started with \`cookie: { samesite: 'strict' }\`, all in small letters.`),
  predict(
    "What does samesite: 'strict' do?",
    {
      'It adds SameSite=Strict: case does not matter': [
        (run) => run.at(samesiteVisit).attribute('SameSite') !== undefined,
        'In a header the case of such a name does not matter. In JavaScript it does, and the option is sameSite.',
      ],
      'It makes the app print a warning or stop': (run) => !run.at(withSamesite).quiet,
      'Nothing at all': (run) => {
        const { set, attribute } = run.at(samesiteVisit)
        return isQuiet(run) && set !== undefined && attribute('SameSite') === undefined
      },
    },
    {
      because:
        'express-session does not check the names of its options. It looks for sameSite, and the cookie goes out without it.',
      hints: ['The option is called sameSite. Options are properties of a JavaScript object.'],
    },
  ),
  [withSamesite, samesiteVisit],
  claim('samesite instead of sameSite: no attribute, no warning at run time.', (run) => {
    const [usual, misspelt] = [first, samesiteVisit].map((visit) =>
      run.at(visit).set?.attributes.map(({ name }) => name),
    )
    return isQuiet(run) && misspelt?.join() === usual?.join()
  }),
  explain('TypeScript does warn: the types of express-session know no `samesite`. Plain JavaScript says nothing.'),
)

const withSecure = another('with secure: true', { change: { 'cookie.secure': true } })
const overHttp = send('over http', get('/'))
const againOverHttp = send('again over http', get('/'))
const secureTrue = step(
  'secure: true',
  explain(`\`secure\` says that a cookie is for https only. The notes call \`true\` good. This app sets it, and it speaks plain http, as an
    app on a developer's machine mostly does. One browser visits twice.`),
  predict(
    'What does the second visit answer?',
    {
      'visits: 2, and the cookie says Secure': (run) => run.at(againOverHttp).json['visits'] === 2,
      'visits: 1, because no cookie came': (run) => run.at(againOverHttp).json['visits'] === 1,
      'An error: secure needs https': [
        (run) => run.at(againOverHttp).status === 500,
        'Both answers are 200 and nothing is printed. Only the stack says so: not secured.',
      ],
    },
    {
      because:
        'express-session knows of no https here, so it left the cookie out. Only the stack says so: not secured.',
      hints: [
        'For a count of 2 the browser must send a cookie.',
        'A cookie for https only has no business in plain http.',
      ],
    },
  ),
  [withSecure, overHttp, againOverHttp],
  explain(`The words beside **stack** come from inside this app. Of your own, express-session tells why a cookie is missing only when it is
    started with \`DEBUG=express-session\`. What it prints then is the **trace** of a visit, which you can ask for here.`),
  claim(
    'secure: true, plain http and no proxy: no cookie, and no error.',
    (run) => {
      const isKeptBack = (visit: Seen) => isFine(visit) && visit.setCookies.length === 0
      const isStored = ({ ops, data }: Seen) => ops === 'set' && data['visits'] === 1
      const visits = [run.at(overHttp), run.at(againOverHttp)]
      return run.at(withSecure).quiet && visits.every(isKeptBack) && visits.every(isStored)
    },
    {
      remember: 'secure: true over plain http: no cookie, and no error',
      breaksWith: { 'cookie.secure': 'auto' },
      myth: 'secure: false, // true is good',
    },
  ),
)

const untrusted = send('through a proxy', get('/', FROM_A_PROXY))
const trusted = send('through a trusted proxy', get('/', FROM_A_PROXY))
const behindAProxy = step(
  'Behind a proxy',
  explain(`On a real site https often ends at a **proxy**, and the app behind it speaks plain http. The proxy says in a header what the browser
    spoke: \`X-Forwarded-Proto\`. Anybody can send that header, so the app has to say that it trusts it: to express-session with
    \`proxy: true\`, or to Express with \`app.set('trust proxy', 1)\`.

    First such a visit comes to the app that you just saw. Then \`proxy: true\` is set, and the same visit comes again.`),
  [untrusted, another('with secure and proxy', { change: { 'cookie.secure': true, proxy: true } }), trusted],
  claim(
    'X-Forwarded-Proto: https counts as https once proxy: true trusts it.',
    (run) => run.at(trusted).attribute('Secure') !== undefined && run.at(untrusted).setCookies.length === 0,
    { breaksWith: { proxy: false } },
  ),
)

const withoutSecret = another('without a secret', { change: { secret: 'undefined' } })
const page = send('a page without a secret', get('/'))
const healthWithout = send('a health check without a secret', get('/health'))
const statuses = (run: Run) => `${run.at(page).status} ${run.at(healthWithout).status}`
const noSecret = step(
  'No secret',
  explain(`The signature in the cookie is made with \`secret\`. In this app it was forgotten: think of \`secret: process.env.SECRET\` where nobody set
    \`SECRET\`. TypeScript refuses that if it is strict, JavaScript does not. A browser asks for \`/\`, then for \`/health\`.`),
  predict(
    'Where does the missing secret show?',
    {
      'At the start: session() throws an error': [
        (run) => run.at(withoutSecret).failure !== null,
        'The app started. A deprecation warning was printed, and the error came with the first request to session().',
      ],
      '/ and /health both answer 500': (run) => statuses(run) === '500 500',
      '/ answers 500, /health does not': (run) => statuses(run) === '500 200',
      'The cookie comes without a signature': [
        (run) => run.at(page).set !== undefined,
        'There is no cookie. session() found nothing to sign with, and handed Express an error.',
      ],
    },
    {
      because:
        'session() hands Express an error for each request that reaches it. /health is answered above it and looks fine.',
      hints: ['Think of the stack: who answers /health?', 'At the start there is a warning, and no more.'],
    },
  ),
  [withoutSecret, page, healthWithout],
  claim(
    'With secret: undefined the app starts, and prints a warning.',
    (run) => {
      const { deprecations, failure } = run.at(withoutSecret)
      return failure === null && deprecations.join() === 'req.secret; provide secret option'
    },
    { breaksWith: { secret: 'a secret after all' } },
  ),
  claim(
    'With no secret anywhere, session() hands an error to Express: 500.',
    (run) => statuses(run) === '500 200' && run.at(page).errors[0] === 'Error: secret option required for sessions',
    { breaksWith: { secret: 'a secret after all' }, myth: 'secret: "required"' },
  ),
)

const parsedPage = send('a page with req.secret', get('/'))
const secretFromElsewhere = step(
  'A secret from elsewhere',
  explain(`The warning was called \`req.secret\`. That is where session() looks when the option is missing. The middleware cookie-parser, if it was given
    a secret, puts it there. This app does the same, and sets no \`secret\` for session().`),
  code('parsed-secret-app.ts', 'secret'),
  [another('with req.secret', { app: 'parsed-secret-app', change: { secret: 'undefined' } }), parsedPage],
  claim(
    'With no secret option, session() signs with req.secret, if there is one.',
    (run) => run.at(parsedPage).status === 200 && isSignedWith(PARSERS_SECRET, run.at(parsedPage).set),
    { breaksWith: { secret: 'a secret after all' } },
  ),
)

const withHole = another('with a hole in the list', { change: { secret: 'withAHole' } })
const stranger = send('a stranger', get('/'))
const oldCookie = byHand('with an old cookie', get('/'), cookieOf(first))

/** What a stranger and a good cookie get. */
const bothGet = (run: Run) => {
  const { status, setCookies } = run.at(stranger)
  return `${setCookies.length > 0 ? 'with' : 'without'} ${status}, ${run.at(oldCookie).status}`
}

const aListWithAHole = step(
  'A list with a hole',
  explain(`\`secret\` may be a list: the first one signs, and each is tried on a cookie that comes. So a new secret goes in front of the
    old one: \`secret: [process.env.NEW, 'old']\`. Here nobody set \`NEW\`, which strict
    TypeScript refuses too.

    A stranger visits. Then comes somebody with a good cookie, signed with the old secret.`),
  predict(
    'What do the two get, the stranger first?',
    {
      'A cookie, then 200: the old secret signs': [
        (run) => bothGet(run) === 'with 200, 200',
        'The hole stays the first of the list, and session() throws an error when it signs or checks with it.',
      ],
      '500, then 500, as without a secret': [
        (run) => bothGet(run) === 'without 500, 500',
        'For the stranger there was nothing to check. Signing failed when the answer had begun, too late for a 500.',
      ],
      'No cookie for the stranger, 500 for the other': (run) => {
        const { status, setCookies } = run.at(stranger)
        return setCookies.length === 0 && status !== 500 && run.at(oldCookie).status === 500
      },
    },
    {
      because:
        'Signing failed when the answer had begun, so no cookie went with it. Checking failed before that, and Express could answer 500.',
      hints: ['A stranger has no cookie to check.', 'Which secret is tried first on a cookie?'],
    },
  ),
  [withHole, stranger, oldCookie],
  claim("With secret: [undefined, 'old'] the app starts without a warning.", (run) => run.at(withHole).quiet, {
    breaksWith: { secret: 'undefined' },
  }),
  claim(
    "With secret: [undefined, 'old'], a stranger gets no cookie.",
    (run) => {
      const { status, setCookies, errors } = run.at(stranger)
      // Before 1.18 the answer is broken off, so it has no status.
      return status !== 500 && setCookies.length === 0 && errors[0]?.startsWith('TypeError') === true
    },
    { breaksWith: { secret: 'a secret after all' } },
  ),
  claim(
    "With secret: [undefined, 'old'], anyone with a signed cookie gets 500.",
    (run) => {
      const { status, bringsCookieOf, errors } = run.at(oldCookie)
      return status === 500 && bringsCookieOf(run.at(first)) && errors[0]?.startsWith('TypeError') === true
    },
    { breaksWith: { secret: 'a secret after all' } },
  ),
)

const knownVisits = (run: Run) => run.exchanges.filter(({ found }) => found !== null)

export default lesson({
  home: import.meta.url,
  steps: [
    aFirstVisit,
    anotherBrowser,
    aboveAndBelow,
    whatTheAppCanRead,
    whereTheCountIsKept,
    twoWordsForTheName,
    onlyTheSecret,
    aSlip,
    secureTrue,
    behindAProxy,
    noSecret,
    secretFromElsewhere,
    aListWithAHole,
  ],
  experiments: [
    experiment(
      { 'cookie.path': '/session' },
      'Only paths that begin with /session have a session. On / req.session is undefined, and the app answers 500.',
      (run) => {
        const { status, errors, setCookies, store } = run.at(first)
        const isUndefined = status === 500 && errors[0]?.includes('of undefined') === true
        return isUndefined && setCookies.length + store.length === 0 && 'cookie' in run.at(oneLook).json
      },
    ),
    experiment(
      { 'cookie.secure': true },
      'Over plain http no cookie comes, so each visit to / counts 1 and leaves one more session behind in the store.',
      (run) => {
        const [one, other] = [run.at(first), run.at(second)]
        const isStoredApart = one.ops === 'set' && other.ops === 'set' && one.saved?.id !== other.saved?.id
        return counts(run) === '1 1' && one.setCookies.length === 0 && isStoredApart
      },
    ),
    experiment(
      { 'cookie.secure': 'auto' },
      'auto looks at the connection: over plain http the cookie comes without Secure, through the trusted proxy with it.',
      (run) => {
        const { set, attribute } = run.at(overHttp)
        return (
          set !== undefined && attribute('Secure') === undefined && run.at(trusted).attribute('Secure') !== undefined
        )
      },
    ),
    experiment(
      { resave: true },
      'Every request that reaches session() with a known session writes it again, even the one that ends in 404.',
      (run) => knownVisits(run).every(({ ops }) => ops === 'get set') && run.at(nowhere).found !== null,
    ),
    experiment(
      { rolling: true },
      'Every answer that comes by session() for a known session sends the cookie again, even the 404.',
      (run) => knownVisits(run).every((visit) => visit.set?.value === visit.sent) && run.at(nowhere).found !== null,
    ),
  ],
})
