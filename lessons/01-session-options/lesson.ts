import {
  another,
  choice,
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
import { areUnrelated } from '../chance.ts'
import { signature } from '../signature.ts'

/** 24 bytes as uid-safe writes them. */
const UID_SAFE = /^[\w-]{32}$/

/** The secret in parsed-secret-app.ts. */
const PARSERS_SECRET = 'a secret for cookie-parser'

/** What a proxy adds that the browser talks https with. */
const FROM_A_PROXY = { headers: { 'X-Forwarded-Proto': 'https' } }

export default lesson({
  slug: 'session-options',
  title: 'Session options',
  summary: 'one middleware in a stack, and what its options decide',
  home: import.meta.url,
  steps: [
    step(
      'A first visit',
      explain(`
A browser (here: a program with a cookie jar) visits a real Express app. \`>\` is the request, \`<\` the answer. Below them:
what express-session did, and what it asked its **store**, where sessions are kept.
`),
      send('first visit', get('/')),
      explain(`
Read the **Set-Cookie** line from left to right: the name, the value, then the attributes, each after a semicolon. \`%3A\` is a
colon: the value is URL-encoded. This app says nothing about cookies, so all of it is default.
`),
      claim('By default the cookie is called connect.sid.', {
        holds: (run) => run.first.setCookies[0]?.name === 'connect.sid',
        breaksWith: { name: 'sid' },
      }),
      claim('The value is s:, a random id of 32 characters, a dot and a signature.', {
        holds: ({ first, started }) => {
          const { id = '', value } = first.set ?? {}
          return UID_SAFE.test(id) && isVaried(id) && value === signed(id, started('start').secret)
        },
        breaksWith: { genid: 'uuid' },
      }),
      claim('Cookie defaults: Path=/ and HttpOnly. No Expires, Secure or SameSite.', {
        holds: (run) => attributes(run.first).join('; ') === 'Path=/; HttpOnly',
        breaksWith: { 'cookie.sameSite': 'lax' },
      }),
    ),
    step(
      'The same browser, then another',
      explain(`
\`session(options)\` makes a **middleware**: a function that Express runs on the way to your routes. It gives the request
\`req.session\`: an object that belongs to one visitor. What the app puts into it is there again on the next visit, as JSON keeps it:
a Date comes back as a string. This app counts in it.
`),
      code('app.ts', 'options'),
      code('app.ts', 'visits'),
      explain(`
Now your browser visits a second time. Then a friend opens the same page for the first time, in another browser.
`),
      predict(
        'Which counts do they get: you, then your friend?',
        [
          choice(
            '2 and 1',
            (run) => counts(run) === '2 1',
            'Your browser sent its cookie, and session() found your session. Your friend had no cookie and got a new session.',
          ),
          choice(
            '2 and 3',
            (run) => counts(run) === '2 3',
            'There is no one count for the whole server: each session has its own. Your friend got a new session.',
          ),
          choice(
            '1 and 1',
            (run) => counts(run) === '1 1',
            'Your browser sent back the cookie of its first visit, so session() found its session and the count went on.',
          ),
        ],
        ['Your browser got a cookie on its first visit.', "Your friend's browser has no cookie to send."],
      ),
      send('second visit', get('/')),
      send("your friend's visit", get('/'), { browser: "your friend's browser" }),
      explain(`
Your friend's answer has a Set-Cookie line. Your second one had none. The option \`rolling\` asks: should an answer to a known
visitor send the cookie again? This app leaves it out.
`),
      claim('Each browser has a session of its own, found by the cookie it sends.', {
        holds: (run) => {
          const friend = run.exchange("your friend's visit")
          const isFound = run.second.sent === run.first.set?.value && known(run.second)?.['visits'] === 1
          return (
            counts(run) === '2 1' &&
            isFound &&
            friend.ops === 'set' &&
            areUnrelated(run.first.set?.id ?? '', friend.set?.id ?? '')
          )
        },
        breaksWith: { genid: 'constant' },
      }),
      claim("Without rolling, maxAge or expires, a session's cookie is sent once.", {
        holds: (run) => run.first.setCookies.length === 1 && run.second.setCookies.length === 0 && isKnown(run.second),
        breaksWith: { rolling: true },
        notes: 'nothing about `rolling`',
      }),
    ),
    step(
      'Above session() and below it',
      explain(`
An Express app is a stack. A request comes in at the top. Each middleware and each route either answers it or hands it on to the
next. The notes say: it will execute middleware for every http request.

This is the top of the app. Every other route stands below. Your browser asks for \`/health\`, then for \`/nowhere\`, which no
route answers. It sends its cookie both times.
`),
      code('app.ts', 'stack'),
      predict(
        'Which of the two requests goes through session()?',
        [
          choice(
            'Both: it runs for every request',
            (run) => passed(run, 'a health check') && passed(run, 'a page that is not there'),
            'Not /health: a route above session() answered it, and what is answered goes no further down.',
          ),
          choice(
            'Only GET /nowhere',
            (run) => !passed(run, 'a health check') && passed(run, 'a page that is not there'),
            '/health was answered above session(). /nowhere went down the whole stack, and session() is a part of it.',
          ),
          choice(
            'Only GET /health: a 404 has no route',
            (run) => passed(run, 'a health check') && !passed(run, 'a page that is not there'),
            'It is the other way round. This 404 is what remains when a request has gone down the whole stack.',
          ),
          choice(
            'Neither',
            (run) => !passed(run, 'a health check') && !passed(run, 'a page that is not there'),
            '/nowhere did: it went down the whole stack before Express answered 404, and session() is a part of it.',
          ),
        ],
        ['Follow each request from the top of the stack.', 'An answered request goes no further down.'],
      ),
      send('a health check', get('/health')),
      send('a page that is not there', get('/nowhere')),
      claim('A route above session() answers without it: req.session is undefined.', {
        holds: (run) =>
          !passed(run, 'a health check') && run.exchange('a health check').json['session'] === 'undefined',
        breaksWith: null,
        notes: 'it will execute middleware for every http request',
      }),
      claim('A request that no route answers goes through session() all the same.', {
        holds: (run) =>
          run.exchange('a page that is not there').status === 404 && passed(run, 'a page that is not there'),
        breaksWith: null,
      }),
    ),
    step(
      'What the app can read',
      explain(`
The session id has two names in the app: \`req.sessionID\` and \`req.session.id\`. Compare them with the id in the Cookie header:
it begins after \`s%3A\`.

Then \`/session\` answers with \`req.session\` as JSON: with \`visits\`, which this app put there, and with \`cookie\`.
`),
      code('app.ts', 'look'),
      send('the id', get('/id')),
      claim('req.sessionID and req.session.id are both the id in the cookie.', {
        holds: (run) => {
          const { json, sent } = run.exchange('the id')
          const { set } = run.first
          const names = [json['req.sessionID'], json['req.session.id']]
          return set?.id !== undefined && sent === set.value && names.every((name) => name === set.id)
        },
        breaksWith: null,
      }),
      send('the session', get('/session')),
      claim('req.session.cookie holds its settings: path /, httpOnly, no expiry.', {
        holds: (run) => {
          const { path, httpOnly, expires } = Object(run.exchange('the session').json['cookie'])
          return path === '/' && httpOnly === true && expires === null
        },
        breaksWith: { 'cookie.maxAge': 60000 },
      }),
    ),
    step(
      'Where the count is kept',
      explain(`
The cookie carries an id and a signature, and no count. The count is on the server, in a **store**: the store lines so far
showed it. The option \`store\` chooses which store, and this app leaves it out.

Now the server stops and starts again. Your browser keeps its cookie and visits once more.
`),
      restart('the same app, from the beginning'),
      send('after the restart', get('/')),
      claim('With no store option, sessions are in memory: a restart ends them.', {
        holds: (run) => {
          const { json, sent, store } = run.exchange('after the restart')
          const isTheSame = isKnown(run.second) && sent === run.second.sent && store[0]?.id === run.second.store[0]?.id
          return isTheSame && store[0]?.op === 'get' && store[0].session === null && json['visits'] === 1
        },
        breaksWith: null,
        notes: 'nothing about `store`',
      }),
    ),
    step(
      'Two words for the name',
      explain(`
The option \`name\` says what the cookie is called. The notes say \`key\`, which the README of express-session does not mention.
Here is an app with \`key: 'optional'\`, then one that has \`name: 'sid'\` as well.
`),
      another('with key', { change: { key: 'optional' } }),
      send('visit with key', get('/')),
      another('with key and name', { change: { key: 'optional', name: 'sid' } }),
      send('visit with key and name', get('/')),
      claim('key is a second word for name, and name goes before it.', {
        holds: (run) =>
          quiet(run, 'with key', 'visit with key') &&
          run.exchange('visit with key').setCookies[0]?.name === 'optional' &&
          run.exchange('visit with key and name').setCookies[0]?.name === 'sid',
        breaksWith: { name: 'mine' },
        notes: 'key: "optional"',
      }),
    ),
    step(
      'Only the secret',
      explain(`
The notes say that only \`secret\` is required. So this app sets nothing else. One browser asks for \`/session\` twice. That route
reads the session and writes nothing into it.
`),
      predict(
        'How often is a session written to the store (set)?',
        [
          choice(
            'Never: the app put nothing in',
            (run) => writes(run) === 0,
            'Both visits wrote. Each of the two options that were left out counts as true, and each made one visit write.',
          ),
          choice(
            'Once, when the session is new',
            (run) => writes(run) === 1,
            'The second visit wrote too: with resave left out, a session is written again though nothing changed.',
          ),
          choice(
            'Twice, once for each visit',
            (run) => writes(run) === 2,
            'The first visit stored an empty new session, the second wrote it again unchanged.',
          ),
        ],
        [
          'The first app of this lesson says false to two options, and this one leaves them out.',
          'Both options are about when a session is written.',
        ],
      ),
      another('only the secret', { change: { resave: 'undefined', saveUninitialized: 'undefined' } }),
      send('one look', get('/session')),
      send('another look', get('/session')),
      explain(`
\`saveUninitialized\` asks: is a new session stored when nothing was put into it? \`resave\` asks: is a known session written again
when nothing changed in it? Left out, both count as \`true\`. The first app of this lesson says \`false\` to both.
`),
      claim('Left out, resave and saveUninitialized each print a warning.', {
        holds: (run) => {
          const { deprecations } = run.started('only the secret')
          const about = (option: string) =>
            deprecations.filter((message) => message.includes(`undefined ${option} option`))
          return deprecations.length === 2 && about('resave').length === 1 && about('saveUninitialized').length === 1
        },
        breaksWith: { resave: false },
        notes: "secret: 'secret-key', // only this is required",
      }),
      claim('saveUninitialized left out: empty sessions are stored, with cookies.', {
        holds: (run) => {
          const look = run.exchange('one look')
          return look.ops === 'set' && look.set !== undefined && Object.keys(look.session ?? {}).join() === 'cookie'
        },
        breaksWith: { saveUninitialized: false },
        notes: 'nothing about `saveUninitialized`',
      }),
      claim('resave left out: a known session is written again, changed or not.', {
        holds: (run) => {
          const { ops, session } = run.exchange('another look')
          return ops === 'get set' && Object.keys(session ?? {}).join() === 'cookie'
        },
        breaksWith: { resave: false },
        notes: 'nothing about `resave`',
      }),
    ),
    step(
      'A slip of the keyboard',
      explain(`
\`SameSite\` in a Set-Cookie line tells the browser whether the cookie goes along with requests that other sites start. In
express-session it is an option of \`cookie\`. This app was started with \`cookie: { samesite: 'strict' }\`, all in small letters.
`),
      predict(
        "What does samesite: 'strict' do?",
        [
          choice(
            'It adds SameSite=Strict: case does not matter',
            (run) => run.exchange('visit with samesite').set?.line.includes('SameSite') === true,
            'In a header the case of such a name does not matter. In JavaScript it does, and the option is sameSite.',
          ),
          choice(
            'It makes the app print a warning or stop',
            (run) => {
              const { deprecations, failure } = run.started('with samesite')
              return deprecations.length > 0 || failure !== null
            },
            'Nothing was printed. express-session does not check the names of its options.',
          ),
          choice(
            'Nothing at all',
            (run) => quiet(run, 'with samesite', 'visit with samesite') && !lineWithSameSite(run),
            'express-session does not check the names of its options. It looks for sameSite, and the cookie goes out without it.',
          ),
        ],
        ['The option is called sameSite. Options are properties of a JavaScript object.'],
      ),
      another('with samesite', { change: { 'cookie.samesite': 'strict' } }),
      send('visit with samesite', get('/')),
      claim('samesite instead of sameSite: no attribute, no warning at run time.', {
        holds: (run) =>
          quiet(run, 'with samesite', 'visit with samesite') &&
          namesOfAttributes(run.exchange('visit with samesite')) === namesOfAttributes(run.first),
        breaksWith: null,
      }),
      explain(`
TypeScript does warn: the types of express-session know no \`samesite\`. Plain JavaScript says nothing.
`),
    ),
    step(
      'secure: true',
      explain(`
\`secure\` says that a cookie is for https only. The notes call \`true\` good. This app sets it, and it speaks plain http, as an
app on a developer's machine mostly does. One browser visits twice.
`),
      predict(
        'What does the second visit answer?',
        [
          choice(
            'visits: 2, and the cookie says Secure',
            (run) => run.exchange('again over http').json['visits'] === 2,
            'There was no cookie to send back. express-session knows of no https here, so it left the cookie out of its answer.',
          ),
          choice(
            'visits: 1, because no cookie came',
            (run) => run.exchange('again over http').json['visits'] === 1,
            'express-session knows of no https here, so it left the cookie out. Only the middleware line says so: not secured.',
          ),
          choice(
            'An error: secure needs https',
            (run) => run.exchange('again over http').status === 500,
            'Both answers are 200 and nothing is printed. Only the middleware line says so: not secured.',
          ),
        ],
        ['For a count of 2 the browser must send a cookie.', 'A cookie for https only has no business in plain http.'],
      ),
      another('with secure: true', { change: { 'cookie.secure': true } }),
      send('over http', get('/')),
      send('again over http', get('/')),
      explain(`
The lines beside **middleware** are what express-session itself prints when an app is started with
\`DEBUG=express-session\`. Without that, nothing would have said why the cookie is missing.
`),
      claim('secure: true, plain http and no proxy: no cookie, and no error.', {
        holds: (run) =>
          ['over http', 'again over http'].every((label) => {
            const { setCookies, ops, session } = run.exchange(label)
            const isStored = ops === 'set' && session?.['visits'] === 1
            return quiet(run, 'with secure: true', label) && setCookies.length === 0 && isStored
          }),
        breaksWith: { 'cookie.secure': 'auto' },
        notes: 'secure: false, // true is good',
      }),
    ),
    step(
      'Behind a proxy',
      explain(`
On a real site https often ends at a **proxy**, and the app behind it speaks plain http. The proxy says in a header what the browser
spoke: \`X-Forwarded-Proto\`. Anybody can send that header, so the app has to say that it trusts it: to express-session with
\`proxy: true\`, or to Express with \`app.set('trust proxy', 1)\`.

First such a visit comes to the app that you just saw. Then \`proxy: true\` is set, and the same visit comes again.
`),
      send('through a proxy', get('/', FROM_A_PROXY)),
      another('with secure and proxy', { change: { 'cookie.secure': true, proxy: true } }),
      send('through a trusted proxy', get('/', FROM_A_PROXY)),
      claim('X-Forwarded-Proto: https counts as https once proxy: true trusts it.', {
        holds: (run) => {
          const isSecure = attributes(run.exchange('through a trusted proxy')).includes('Secure')
          return isSecure && run.exchange('through a proxy').setCookies.length === 0
        },
        breaksWith: { proxy: false },
      }),
    ),
    step(
      'No secret',
      explain(`
The signature in the cookie is made with \`secret\`. In this app it was forgotten: think of \`secret: process.env.SECRET\` where nobody set
\`SECRET\`. TypeScript refuses that if it is strict, JavaScript does not. A browser asks for \`/\`, then for \`/health\`.
`),
      predict(
        'Where does the missing secret show?',
        [
          choice(
            'At the start: session() throws an error',
            (run) => run.started('without a secret').failure !== null,
            'The app started. A deprecation warning was printed, and the error came with the first request to session().',
          ),
          choice(
            '/ and /health both answer 500',
            (run) => statuses(run) === '500 500',
            '/health was answered above session(), so it says 200. Only what reaches session() gets the 500.',
          ),
          choice(
            '/ answers 500, /health does not',
            (run) => statuses(run) === '500 200',
            'session() hands Express an error for each request that reaches it. /health is answered above it and looks fine.',
          ),
          choice(
            'The cookie comes without a signature',
            (run) => run.exchange('a page without a secret').set !== undefined,
            'There is no cookie. session() found nothing to sign with, and handed Express an error.',
          ),
        ],
        ['Think of the stack: who answers /health?', 'At the start there is a warning, and no more.'],
      ),
      another('without a secret', { change: { secret: 'undefined' } }),
      send('a page without a secret', get('/')),
      send('a health check without a secret', get('/health')),
      claim('With secret: undefined the app starts, and prints a warning.', {
        holds: (run) => {
          const { deprecations, failure } = run.started('without a secret')
          return failure === null && deprecations.join() === 'req.secret; provide secret option'
        },
        breaksWith: { secret: 'a secret after all' },
      }),
      claim('With no secret anywhere, session() hands an error to Express: 500.', {
        holds: (run) =>
          statuses(run) === '500 200' &&
          run.exchange('a page without a secret').errors[0] === 'Error: secret option required for sessions',
        breaksWith: { secret: 'a secret after all' },
        notes: 'secret: "required"',
      }),
    ),
    step(
      'A secret from elsewhere',
      explain(`
The warning was called \`req.secret\`. That is where session() looks when the option is missing. The middleware cookie-parser, if it was given
a secret, puts it there. This app does the same, and sets no \`secret\` for session().
`),
      code('parsed-secret-app.ts', 'secret'),
      another('with req.secret', { app: 'parsed-secret-app', change: { secret: 'undefined' } }),
      send('a page with req.secret', get('/')),
      claim('With no secret option, session() signs with req.secret, if there is one.', {
        holds: (run) => {
          const { status, set } = run.exchange('a page with req.secret')
          return status === 200 && set?.id !== undefined && set.value === signed(set.id, PARSERS_SECRET)
        },
        breaksWith: { secret: 'a secret after all' },
      }),
    ),
    step(
      'A list with a hole',
      explain(`
\`secret\` may be a list: the first one signs, and each is tried on a cookie that comes. So a new secret goes in front of the
old one: \`secret: [process.env.NEW, 'old']\`. Here nobody set \`NEW\`, which strict
TypeScript refuses too.

A stranger visits. Then comes somebody with a good cookie, signed with the old secret.
`),
      predict(
        'What do the two get, the stranger first?',
        [
          choice(
            'A cookie, then 200: the old secret signs',
            (run) => answersToAHole(run) === 'with 200, 200',
            'The hole stays the first of the list, and session() throws an error when it signs or checks with it.',
          ),
          choice(
            '500, then 500, as without a secret',
            (run) => answersToAHole(run) === 'without 500, 500',
            'For the stranger there was nothing to check. Signing failed when the answer had begun, too late for a 500.',
          ),
          choice(
            'No cookie for the stranger, 500 for the other',
            (run) => {
              const { status, setCookies } = run.exchange('a stranger')
              return setCookies.length === 0 && status !== 500 && run.exchange('with an old cookie').status === 500
            },
            'Signing failed when the answer had begun, so no cookie went with it. Checking failed before that, and Express could answer 500.',
          ),
        ],
        ['A stranger has no cookie to check.', 'Which secret is tried first on a cookie?'],
      ),
      another('with a hole in the list', { change: { secret: 'withAHole' } }),
      send('a stranger', get('/')),
      send('with an old cookie', (run) => get('/', { headers: { Cookie: run.first.cookieHeader() } }), {
        browser: null,
      }),
      claim("With secret: [undefined, 'old'] the app starts without a warning.", {
        holds: (run) => {
          const { deprecations, failure } = run.started('with a hole in the list')
          return failure === null && deprecations.length === 0
        },
        breaksWith: { secret: 'undefined' },
      }),
      claim("With secret: [undefined, 'old'], a stranger gets no cookie.", {
        holds: (run) => {
          const { status, setCookies, errors } = run.exchange('a stranger')
          // Before 1.18 the answer is broken off, so it has no status.
          return status !== 500 && setCookies.length === 0 && errors[0]?.startsWith('TypeError') === true
        },
        breaksWith: { secret: 'a secret after all' },
      }),
      claim("With secret: [undefined, 'old'], anyone with a signed cookie gets 500.", {
        holds: (run) => {
          const { status, sent, errors } = run.exchange('with an old cookie')
          return status === 500 && sent === run.first.set?.value && errors[0]?.startsWith('TypeError') === true
        },
        breaksWith: { secret: 'a secret after all' },
      }),
    ),
  ],
  experiments: [
    experiment(
      { 'cookie.path': '/session' },
      'Only paths that begin with /session have a session. On / req.session is undefined, and the app answers 500.',
      (run) => {
        const { status, errors, setCookies, store } = run.first
        const isUndefined = status === 500 && errors[0]?.includes('of undefined') === true
        return isUndefined && setCookies.length + store.length === 0 && 'cookie' in run.exchange('one look').json
      },
    ),
    experiment(
      { 'cookie.secure': true },
      'Over plain http no cookie comes, so each visit to / counts 1 and leaves one more session behind in the store.',
      (run) =>
        counts(run) === '1 1' &&
        run.first.setCookies.length === 0 &&
        [run.first, run.second].every(({ ops }) => ops === 'set') &&
        run.first.store[0]?.id !== run.second.store[0]?.id,
    ),
    experiment(
      { 'cookie.secure': 'auto' },
      'auto looks at the connection: over plain http the cookie comes without Secure, through the trusted proxy with it.',
      (run) => {
        const direct = run.exchange('over http')
        const isSecure = attributes(run.exchange('through a trusted proxy')).includes('Secure')
        return direct.set !== undefined && !attributes(direct).includes('Secure') && isSecure
      },
    ),
    experiment(
      { resave: true },
      'Every request that reaches session() with a known session writes it again, even the one that ends in 404.',
      (run) =>
        knownVisits(run).every(({ ops }) => ops === 'get set') && isKnown(run.exchange('a page that is not there')),
    ),
    experiment(
      { rolling: true },
      'Every answer that comes by session() for a known session sends the cookie again, even the 404.',
      (run) =>
        knownVisits(run).every(({ set, sent }) => set?.value === sent) &&
        isKnown(run.exchange('a page that is not there')),
    ),
  ],
})

/** The value of a cookie as it should stand in Set-Cookie. */
const signed = (id: string, secret: string | undefined) =>
  secret === undefined ? undefined : `s%3A${id}.${signature(id, secret)}`

/** 32 random characters are about 25 different ones; fewer than 13 happen once in thousands of millions of ids. */
const isVaried = (id: string) => new Set(id).size > 12

/** The session that session() found for the cookie of a request; null if there was none. */
const known = ({ store }: Seen) => (store[0]?.op === 'get' ? store[0].session : null)

const isKnown = (seen: Seen) => known(seen) !== null

const knownVisits = (run: Run) => run.exchanges.filter(isKnown)

/** The counts of the second visit and of the friend's. */
function counts(run: Run): string {
  return [run.second, run.exchange("your friend's visit")].map((visit) => visit.json['visits']).join(' ')
}

/** Whether session() had the request in hand: then it asks its store, or says why not. */
function passed(run: Run, label: string): boolean {
  const { store, trace } = run.exchange(label)
  return store.length + trace.length > 0
}

/** How often the server with nothing but a secret wrote to its store. */
function writes(run: Run): number {
  const calls = [...run.exchange('one look').store, ...run.exchange('another look').store]
  return calls.filter(({ op }) => op === 'set').length
}

/** Whether a server started, and answered, without a warning or an error. */
function quiet(run: Run, start: string, visit: string): boolean {
  const { deprecations, failure } = run.started(start)
  const { status, errors } = run.exchange(visit)
  return deprecations.length === 0 && failure === null && status === 200 && errors.length === 0
}

/** What stands after the value in the Set-Cookie line; nothing without one. */
const attributes = (seen: Seen) => seen.set?.line.split('; ').slice(1) ?? []

const namesOfAttributes = (seen: Seen) =>
  attributes(seen)
    .map((attribute) => attribute.split('=')[0])
    .join(' ')

function lineWithSameSite(run: Run): boolean {
  return run.exchange('visit with samesite').set?.line.includes('SameSite') ?? true
}

/** What the app without a secret answers to `/` and to `/health`. */
function statuses(run: Run): string {
  return `${run.exchange('a page without a secret').status} ${run.exchange('a health check without a secret').status}`
}

/** What the app with a hole in its secrets answers to a stranger and to a good cookie. */
function answersToAHole(run: Run): string {
  const { status, setCookies } = run.exchange('a stranger')
  return `${setCookies.length > 0 ? 'with' : 'without'} ${status}, ${run.exchange('with an old cookie').status}`
}
