import {
  another,
  claim,
  code,
  experiment,
  explain,
  get,
  lesson,
  predict,
  restart,
  send,
  step,
  type Run,
  type Seen,
} from '../../src/lesson/index.ts'
import { areUnrelated, UID_SAFE } from '../chance.ts'
import { isSignedWith } from '../signature.ts'

/** What a proxy adds to a request that came to it over https. */
const FROM_A_PROXY = { headers: { 'X-Forwarded-Proto': 'https' } }

/** 32 random characters are about 25 different ones; fewer than 13 happen once in thousands of millions of ids. */
const isVaried = (id: string) => new Set(id).size > 12

/** Whether the app put nothing into the session that was stored. */
const isEmpty = ({ data }: Seen) => Object.keys(data).length === 0

/** Whether a request was answered, and without an error. */
const isFine = ({ status, errors }: Seen) => status === 200 && errors.length === 0

/** Whether an answer was fine and set no cookie, though the session was new and was stored. */
const isKeptBack = (visit: Seen) =>
  isFine(visit) && visit.setCookies.length === 0 && visit.ops === 'set' && visit.data['visits'] === 1

const forgotten = send('your first visit', get('/'), { brief: true })
const forgottenAgain = send('your second visit', get('/'))
const anAppThatForgets = step(
  'An app that forgets',
  explain('This app should count how often you have been here.'),
  code('forgetful-app.ts', 'app'),
  explain('You visit it twice. `>` is what your browser sends, `<` what comes back.'),
  forgotten,
  explain('Now you come back. Look below the answer too: there you see what happened inside the server.'),
  forgottenAgain,
  explain(`Always 1: HTTP has no memory. What a server should know about you has to come with the request. A variable in the server would count all
    visitors together.`),
  claim('Your two requests are the same: nothing in them says who you are.', (run) => {
    const [one, other] = [run.at(forgotten), run.at(forgottenAgain)]
    const isTheSame = JSON.stringify(one.request) === JSON.stringify(other.request)
    return isTheSame && one.json['visits'] === 1 && other.json['visits'] === 1
  }),
)

const withSession = another('the same app, with session()')
const first = send('first visit', get('/'))
const second = send('second visit', get('/'))
const theSameWithSession = step(
  'The same app, with session()',
  explain(`\`session(options)\` is a **middleware**: a function that each request passes on its way down to the routes. It gives the request
    \`req.session\`, an object that belongs to one visitor, and keeps it in a **store** until the next request. You call
    \`session()\` once, when the app starts.`),
  code('app.ts', 'app'),
  [withSession, first, second],
  explain(`**Set-Cookie** asked your browser to keep a cookie. It went into the **cookie jar**, where browsers keep them, and came back with the
    second request, as **Cookie**.`),
  claim(
    'The second visit brings the cookie back, and session() finds the count.',
    (run) => {
      const { bringsCookieOf, found, json } = run.at(second)
      return bringsCookieOf(run.at(first)) && found?.['visits'] === 1 && json['visits'] === 2
    },
    { breaksWith: { 'cookie.secure': true } },
  ),
)

const friends = send("your friend's visit", get('/'), { browser: "a friend's browser" })
const whatTheCookieSays = step(
  'What the cookie says',
  explain('A friend opens the same page in another browser.'),
  friends,
  explain(`Read **Set-Cookie** from left to right: a name; \`s%3A\`, which is \`s:\` URL-encoded, for signed; the session id; a dot; a **signature**
    made with the option \`secret\`, so that nobody without it can forge an id; and **attributes**, instructions for the browser: send this with
    every path, let no script read it.`),
  claim(
    'Each browser has a session of its own, found by the cookie it sends.',
    (run) => {
      const [mine, again, friend] = [run.at(first), run.at(second), run.at(friends)]
      const isFound = again.bringsCookieOf(mine) && again.json['visits'] === 2
      const isAlone = friend.ops === 'set' && areUnrelated(mine.set?.id ?? '', friend.set?.id ?? '')
      return isFound && isAlone && friend.json['visits'] === 1
    },
    { remember: 'the cookie carries a signed id; the data stay on the server', breaksWith: { genid: 'constant' } },
  ),
  claim(
    'By default the cookie is called connect.sid.',
    (run) => run.at(friends).setCookies[0]?.name === 'connect.sid',
    {
      breaksWith: { name: 'sid' },
    },
  ),
  claim(
    'The value is s:, a random id of 32 characters, a dot and a signature.',
    (run) => {
      const { set } = run.at(friends)
      return UID_SAFE.test(set?.id ?? '') && isVaried(set?.id ?? '') && isSignedWith(run.at(withSession).secret, set)
    },
    { breaksWith: { genid: 'uuid' } },
  ),
  claim(
    'Cookie defaults: Path=/ and HttpOnly. No Expires, Secure or SameSite.',
    (run) => run.at(friends).set?.line.split('; ').slice(1).join('; ') === 'Path=/; HttpOnly',
    { breaksWith: { 'cookie.sameSite': 'lax' } },
  ),
)

const health = send('a health check', get('/health'))
const nowhere = send('a page that is not there', get('/nowhere'))
const aboveAndBelow = step(
  'Above session() and below it',
  explain(`An app is a **stack**: each request starts at the top, and each middleware or route answers it or passes it down. \`/health\` is
    above \`app.use(session(options))\`; no route answers \`/nowhere\`. You ask for both.`),
  predict(
    'Which of the two requests goes through session()?',
    {
      'Both: it runs for every request': [
        (run) => run.at(health).reachedSession && run.at(nowhere).reachedSession,
        'Not /health: a route above session() answered it, and it went no further down.',
      ],
      'Only /nowhere': (run) => !run.at(health).reachedSession && run.at(nowhere).reachedSession,
      'Only /health: a 404 has no route': [
        (run) => run.at(health).reachedSession && !run.at(nowhere).reachedSession,
        'The other way round: a 404 is what is left when a request has gone down the whole stack.',
      ],
    },
    {
      because: '/health was answered above session(). /nowhere went down the whole stack.',
      hints: ['Follow each request from the top of the stack.', 'An answered request goes no further down.'],
    },
  ),
  [health, nowhere],
  claim(
    'A route above session() answers without it: req.session is undefined.',
    (run) => !run.at(health).reachedSession && run.at(health).json['session'] === 'undefined',
    {
      remember: 'only what is below session() has req.session',
      myth: 'it will execute middleware for every http request',
    },
  ),
  claim(
    'A request that no route answers goes through session() all the same.',
    (run) => run.at(nowhere).status === 404 && run.at(nowhere).reachedSession,
  ),
  explain(`If one app has two \`session()\`, such as one for \`/admin\`, give each its own paths, cookie name and store. A WebSocket passes
    neither: the **upgrade** that opens it does not go down the stack.`),
)

const afterRestart = send('after the restart', get('/'))
const whereTheCountIsKept = step(
  'Where the count is kept',
  explain(`The count is not in the cookie but in the store. With no \`store\` option, that is the server's memory. Now the server restarts; your
    browser keeps its cookie.`),
  [restart('the same app, from the beginning'), afterRestart],
  claim('With no store option, sessions are in memory: a restart ends them.', (run) => {
    const [before, after] = [run.at(second), run.at(afterRestart)]
    const isTheSame = before.found !== null && after.sent === before.sent && after.askedFor === before.askedFor
    return isTheSame && after.notFound && after.json['visits'] === 1
  }),
)

const slips = another('two options left out, one misspelt', {
  change: { resave: 'undefined', saveUninitialized: 'undefined', 'cookie.samesite': 'strict' },
})
const oneLook = send('one look', get('/session'))
const anotherLook = send('another look', get('/session'))

/** How often this server wrote to its store. */
const writes = (run: Run) =>
  [oneLook, anotherLook].flatMap((look) => run.at(look).store).filter(({ op }) => op === 'set').length

const leftOutOrMisspelt = step(
  'Left out, or misspelt',
  explain(`Two options decide whether a session is stored that the app did not change: \`saveUninitialized\` for a new one, \`resave\` for a
    known one. This app leaves out both, and misspells \`sameSite\`, in the object \`cookie\`, as \`samesite\`. A new visitor opens \`/session\` twice. That page
    shows the id and \`req.session\`, and puts nothing into the session.`),
  predict(
    'How often is a session written to the store (set)?',
    {
      'Never: the app put nothing in': [
        (run) => writes(run) === 0,
        'Both visits wrote. An option left out counts as true, and each of the two made one visit write.',
      ],
      'Once, when the session is new': [
        (run) => writes(run) === 1,
        'The second visit wrote too: resave, left out, writes a known session again.',
      ],
      'Twice, once for each visit': (run) => writes(run) === 2,
    },
    {
      because: 'The first visit stored an empty new session, the second wrote it again unchanged.',
      hints: ['Left out, each of the two counts as true.', 'One is about new sessions, the other about known ones.'],
    },
  ),
  [slips, oneLook, anotherLook],
  claim(
    'Left out, resave and saveUninitialized each print a warning.',
    (run) => {
      const { deprecations } = run.at(slips)
      const about = (option: string) => deprecations.filter((message) => message.includes(`undefined ${option} option`))
      return about('resave').length === 1 && about('saveUninitialized').length === 1
    },
    { breaksWith: { resave: false } },
  ),
  claim(
    'saveUninitialized left out: empty sessions are stored, with cookies.',
    (run) => run.at(oneLook).ops === 'set' && run.at(oneLook).set !== undefined && isEmpty(run.at(oneLook)),
    { breaksWith: { saveUninitialized: false } },
  ),
  claim(
    'resave left out: a known session is written again. No cookie is sent.',
    (run) => {
      const { ops, setCookies } = run.at(anotherLook)
      return ops === 'get set' && setCookies.length === 0 && isEmpty(run.at(anotherLook))
    },
    {
      breaksWith: { resave: false },
      myth: 'for every request to the server, it reset the session cookie',
    },
  ),
  claim('A misspelt option is ignored: no SameSite, no warning at run time.', (run) => {
    const { failure, deprecations } = run.at(slips)
    const [usual, misspelt] = [first, oneLook].map((visit) => run.at(visit).set?.attributes.map(({ name }) => name))
    const isQuiet = failure === null && deprecations.every((message) => !message.toLowerCase().includes('samesite'))
    return isQuiet && isFine(run.at(oneLook)) && misspelt?.join() === usual?.join()
  }),
  claim('req.sessionID and req.session.id are both the id in the cookie.', (run) => {
    const { json, bringsCookieOf } = run.at(anotherLook)
    const names = [json['req.sessionID'], json['req.session.id']]
    return bringsCookieOf(run.at(oneLook)) && names.every((name) => name === (run.at(oneLook).set?.id ?? null))
  }),
  explain(`**Say \`false\` to both.** Then bots leave no empty sessions, and a slow request that only reads cannot put old data back (lesson 6).
    Exceptions: \`saveUninitialized: true\` if each visitor needs an id at once; \`resave: true\` if the store has no \`touch\`, and so hears of a
    visit only when a session is written.`),
)

const withoutSecret = another('without a secret', { change: { secret: 'undefined' } })
const page = send('a page without a secret', get('/'))
const noSecret = step(
  'No secret',
  explain('`secret` is required, and easy to forget: here it is `process.env.SESSION_SECRET`, which nobody set.'),
  [withoutSecret, page],
  claim(
    'With no secret anywhere the app starts with a warning, then answers 500.',
    (run) => {
      const { deprecations, failure } = run.at(withoutSecret)
      const isWarned = failure === null && deprecations.join() === 'req.secret; provide secret option'
      const { status, errors } = run.at(page)
      return isWarned && status === 500 && errors[0] === 'Error: secret option required for sessions'
    },
    { breaksWith: { secret: 'a secret after all' } },
  ),
)

const withSecure = another('with secure: true', { change: { 'cookie.secure': true } })
const overHttp = send('over http', get('/'))
const secureTrue = step(
  'secure: true',
  explain(`\`cookie: { secure: true }\` keeps the cookie off plain http, where others can read it. That is right in production. Here the app runs on
    a laptop, over http.`),
  predict(
    'What comes back?',
    {
      'A cookie that says Secure': (run) => run.at(overHttp).attribute('Secure') !== undefined,
      'A cookie without Secure': [
        (run) => run.at(overHttp).set !== undefined && run.at(overHttp).attribute('Secure') === undefined,
        "That is what secure: 'auto' does. true means never over http, so there was no cookie.",
      ],
      'No cookie, and status 200': (run) => isFine(run.at(overHttp)) && run.at(overHttp).set === undefined,
      'An error': [
        (run) => !isFine(run.at(overHttp)),
        'No error, and nothing is printed. Only the stack line below the answer shows it.',
      ],
    },
    {
      because: 'A Secure cookie must not travel over http, so session() left it out, without a word.',
      hints: ['Who would notice: the browser, the app, or nobody?', 'The app counts to 1 and answers as usual.'],
    },
  ),
  [withSecure, overHttp],
  claim(
    'secure: true, plain http and no proxy: no cookie, and no error.',
    (run) => run.at(withSecure).quiet && isKeptBack(run.at(overHttp)),
    { breaksWith: { 'cookie.secure': 'auto' } },
  ),
)

const untrusted = send('through a proxy', get('/', FROM_A_PROXY))
const withTrust = another("with app.set('trust proxy', 1)", { app: 'production-app' })
const trusted = send('through a trusted proxy', get('/', FROM_A_PROXY))
const behindAProxy = step(
  'https behind a proxy',
  explain(`In production, https often ends at a **proxy**, such as nginx or a load balancer. It speaks plain http to the app, and adds
    \`X-Forwarded-Proto: https\`. Here we add that line ourselves.`),
  untrusted,
  claim(
    'https ends at a proxy that Express does not trust: no cookie, no error.',
    (run) => run.at(withSecure).quiet && isKeptBack(run.at(untrusted)),
    { breaksWith: { proxy: true } },
  ),
  explain(`Anyone can send that header, so Express has to be told: \`app.set('trust proxy', 1)\` trusts one proxy. Lesson 7 runs a real
    one.`),
  [withTrust, trusted],
  claim(
    'With trust proxy, X-Forwarded-Proto: https counts: the cookie is set.',
    (run) => run.at(trusted).attribute('Secure') !== undefined && run.at(untrusted).setCookies.length === 0,
    {
      remember: 'in production: secure: true, and trust proxy behind a proxy',
      breaksWith: { proxy: false },
    },
  ),
)

const inYourApp = step(
  'In your app',
  explain(`The last app had these options. Deploy them, with \`app.set('trust proxy', 1)\` behind a proxy. For http on your laptop, say
    \`secure: process.env.NODE_ENV === 'production'\`.`),
  code('production-app.ts', 'options'),
  explain(`Make the secret long and random, and keep it out of your source. One thing is missing: a store that survives a restart
    (lesson 4).`),
  claim('With these options the app starts without a warning.', (run) => run.at(withTrust).quiet, {
    breaksWith: { resave: 'undefined' },
  }),
  claim(
    'Their cookie says Path=/, HttpOnly and Secure.',
    (run) => run.at(trusted).set?.line.split('; ').slice(1).join('; ') === 'Path=/; HttpOnly; Secure',
    { breaksWith: { 'cookie.httpOnly': false } },
  ),
)

const knownVisits = (run: Run) => run.exchanges.filter(({ found }) => found !== null)

export default lesson({
  home: import.meta.url,
  opensWith: 'forgetful-app',
  steps: [
    anAppThatForgets,
    theSameWithSession,
    whatTheCookieSays,
    aboveAndBelow,
    whereTheCountIsKept,
    leftOutOrMisspelt,
    noSecret,
    secureTrue,
    behindAProxy,
    inYourApp,
  ],
  experiments: [
    experiment(
      { 'cookie.path': '/session' },
      'Only paths that begin with /session have a session. On / req.session is undefined, and the app answers 500.',
      (run) => {
        const { status, errors, setCookies, store } = run.at(first)
        const isUndefined = status === 500 && errors[0]?.includes('of undefined') === true
        return isUndefined && setCookies.length + store.length === 0 && 'req.session' in run.at(oneLook).json
      },
    ),
    experiment(
      { 'cookie.secure': true },
      'Over plain http no cookie comes, so each visit to / counts 1 and leaves one more session behind in the store.',
      (run) => {
        const [one, other] = [run.at(first), run.at(second)]
        return isKeptBack(one) && isKeptBack(other) && one.saved?.id !== other.saved?.id
      },
    ),
    experiment(
      { 'cookie.secure': 'auto' },
      'auto looks at the connection: over plain http the cookie comes without Secure, through the trusted proxy with it.',
      (run) => {
        const { set, attribute } = run.at(overHttp)
        const isPlain = set !== undefined && attribute('Secure') === undefined
        return isPlain && run.at(trusted).attribute('Secure') !== undefined
      },
    ),
    experiment(
      { resave: true },
      'Every request that reaches session() with a known session writes it again, even the one that ends in 404.',
      (run) => knownVisits(run).every(({ ops }) => ops === 'get set') && run.at(nowhere).found !== null,
    ),
    experiment(
      { rolling: true },
      'Every answer to a known session that session() handles sends the cookie again, even the 404.',
      (run) => knownVisits(run).every((visit) => visit.set?.value === visit.sent) && run.at(nowhere).found !== null,
    ),
    experiment(
      { name: 'sid' },
      'The cookie is called sid. A name of your own does not give away what you run.',
      (run) => {
        const names = run.exchanges.flatMap(({ setCookies }) => setCookies.map(({ name }) => name))
        return names.length > 0 && names.every((name) => name === 'sid')
      },
    ),
    experiment(
      { key: 'optional' },
      'key is an undocumented word for name: the cookie is called optional, and nothing warns.',
      (run) => run.at(withSession).quiet && run.at(first).setCookies[0]?.name === 'optional',
    ),
    experiment(
      { 'cookie.priority': 'high' },
      'The cookie says Priority=High, since express-session 1.18. Chrome reads it when a site has too many cookies.',
      (run) => run.at(first).attribute('Priority') === 'High',
      { since: '1.18' },
    ),
  ],
})
