import {
  another,
  choice,
  claim,
  code,
  experiment,
  explain,
  get,
  launch,
  lesson,
  predict,
  restart,
  send,
  step,
  type Run,
  type Seen,
} from '../../src/lesson/index.ts'

/** The value of the cookie once decoded: `s:`, the id, a dot, the signature. */
const SIGNED_ID = /^s:[\w-]{32}\.[A-Za-z0-9+/]{43}$/

/** The options as the notes have them, word for word. The comma is missing there too. */
const NOTES = `require("express-session")({
  cookie: {
    maxAge: 36000000  // 10mins
  }
  key: "optional",
  secret: "required"
})`

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
colon, written so that it can travel in a header. This app says nothing about cookies, so all of it is default.
`),
      claim('Without the option name, the cookie is called connect.sid.', {
        holds: (run) => run.first.setCookies[0]?.name === 'connect.sid',
        breaksWith: { name: 'sid' },
      }),
      claim('The value is s:, an id of 32 characters, a dot and a signature.', {
        holds: (run) => SIGNED_ID.test(decodeURIComponent(run.first.set?.value ?? '')),
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
\`req.session\`: an object that belongs to one visitor and is there again on the next visit. This app counts in it.
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
Your friend's answer has a Set-Cookie line. Your second one had none. The option \`rolling\` asks: shall every answer send the
cookie again? This app leaves it out.
`),
      claim('Each browser has a session of its own, found by the cookie it sends.', {
        holds: (run) =>
          counts(run) === '2 1' &&
          run.second.sent !== undefined &&
          run.second.sent === run.first.set?.value &&
          run.exchange("your friend's visit").set?.id !== run.first.set.id,
        breaksWith: { 'cookie.secure': true },
      }),
      claim('By default the cookie is sent once, not again with each answer.', {
        holds: (run) => run.first.set !== undefined && run.second.set === undefined,
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
            'It is the other way round. A 404 is what remains when a request has gone down the whole stack.',
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
      claim('A request that ends in 404 went through session() all the same.', {
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

Then \`/session\` answers with the whole \`req.session\`: with \`visits\`, which this app put there, and with \`cookie\`.
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
        breaksWith: { 'cookie.secure': true },
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
          const { json, sent, traced } = run.exchange('after the restart')
          const known = run.second.traced('session found') && sent !== undefined && sent === run.second.sent
          return known && traced('no session found') && json['visits'] === 1
        },
        breaksWith: null,
        notes: 'nothing about `store`',
      }),
    ),
    step(
      'The notes, typed in',
      explain(`
These are the options from the notes, word for word, in a program of their own. \`NODE_OPTIONS\` only keeps what Node.js says about it
short. Look at what stands between \`cookie\` and \`key\`.
`),
      launch('the options of the notes', NOTES, { NODE_OPTIONS: '--stack-trace-limit=1' }),
      claim('With no comma after cookie: { ... } the notes are a SyntaxError.', {
        holds: (run) => {
          const { exitCode, stderr } = run.launched('the options of the notes')
          return exitCode === 1 && stderr.includes('SyntaxError')
        },
        breaksWith: null,
        notes: 'cookie: { maxAge: 36000000 } key: "optional"',
      }),
    ),
    step(
      'The option called key',
      explain(`
With the comma in its place, an app starts with these options. It prints two warnings, which are the subject of the next step.
\`maxAge\` is the subject of lesson 2. But what is \`key\`? The README of express-session does not mention it.
`),
      predict(
        "With key: 'optional', what is the cookie called?",
        [
          choice(
            'connect.sid: key is a key for signing',
            (run) => run.exchange('visit with the notes').setCookies[0]?.name === 'connect.sid',
            'It has nothing to do with signing. key is a second name for the option name, so the cookie is called optional.',
          ),
          choice(
            'optional',
            (run) => run.exchange('visit with the notes').setCookies[0]?.name === 'optional',
            'key is a second name for the option name. The two warnings do not speak of it.',
          ),
          choice(
            'There is none: the app does not start',
            (run) => run.started("the notes' options").failure !== null,
            'It starts. express-session reads key, as a second name for the option name.',
          ),
        ],
        ['No warning will speak of key.', 'The first claims of this lesson name the option that key stands for.'],
      ),
      another("the notes' options", {
        change: {
          secret: 'required',
          key: 'optional',
          'cookie.maxAge': 36000000,
          resave: 'undefined',
          saveUninitialized: 'undefined',
        },
      }),
      send('visit with the notes', get('/')),
      claim('key is a second word for name: the cookie is called optional.', {
        holds: (run) =>
          run.exchange('visit with the notes').setCookies[0]?.name === 'optional' &&
          !run.started("the notes' options").deprecations.some((message) => message.includes('key')),
        breaksWith: { name: 'sid' },
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
          'Two warnings came in the step before. They come again now.',
          'Both warnings are about options that decide when a session is written.',
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
          return (
            deprecations.some((message) => message.includes('undefined resave option')) &&
            deprecations.some((message) => message.includes('undefined saveUninitialized option'))
          )
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
        holds: (run) => run.exchange('another look').ops === 'get set',
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
            'In a header the case of names does not matter. In JavaScript it does, and the option is sameSite.',
          ),
          choice(
            'It makes the app print a warning or stop',
            (run) => {
              const { deprecations, failure } = run.started('with samesite')
              return deprecations.length > 0 || failure !== null
            },
            'Nothing was printed. express-session reads the options it knows and looks at no others.',
          ),
          choice(
            'Nothing at all',
            (run) => quiet(run, 'with samesite', 'visit with samesite') && !lineWithSameSite(run),
            'express-session reads the options it knows and looks at no others. The cookie goes out without the attribute.',
          ),
        ],
        ['The option is called sameSite. Options are properties of a JavaScript object.'],
      ),
      another('with samesite', { change: { 'cookie.samesite': 'strict' } }),
      send('visit with samesite', get('/')),
      claim('A misspelt option is ignored in silence: samesite is not sameSite.', {
        holds: (run) =>
          quiet(run, 'with samesite', 'visit with samesite') &&
          namesOfAttributes(run.exchange('visit with samesite')) === namesOfAttributes(run.first),
        breaksWith: null,
      }),
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
            'There was no cookie to send back. Over plain http, express-session leaves a Secure cookie out of the answer.',
          ),
          choice(
            'visits: 1, because no cookie came',
            (run) => run.exchange('again over http').json['visits'] === 1,
            'Over plain http, express-session leaves a Secure cookie out of the answer. Only the middleware line says so: not secured.',
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
      claim('secure: true over plain http: no cookie at all, and no error says so.', {
        holds: (run) => {
          const visits = ['over http', 'again over http']
          return visits.every((label) => {
            const { setCookies, traced } = run.exchange(label)
            return quiet(run, 'with secure: true', label) && setCookies.length === 0 && traced('not secured')
          })
        },
        breaksWith: { 'cookie.secure': 'auto' },
        notes: 'secure: false, // true is good',
      }),
    ),
    step(
      'No secret',
      explain(`
The signature in the cookie is made with \`secret\`. In this app it was forgotten: think of \`secret: process.env.SECRET\` where nobody set
\`SECRET\`. A browser asks for \`/\`, then for \`/health\`.
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
            'session() hands Express an error for each request that reaches it. /health is answered above it and looks well.',
          ),
          choice(
            'The cookie comes without a signature',
            (run) => run.exchange('a page without a secret').set !== undefined,
            'There is no cookie. Without a secret, session() makes no session. It hands Express an error.',
          ),
        ],
        ['Think of the stack: who answers /health?', 'At the start there is a warning, and no more.'],
      ),
      another('without a secret', { change: { secret: 'undefined' } }),
      send('a page without a secret', get('/')),
      send('a health check without a secret', get('/health')),
      claim('Without a secret the app starts. All it does is print a warning.', {
        holds: (run) => {
          const { deprecations, failure } = run.started('without a secret')
          return failure === null && deprecations.includes('req.secret; provide secret option')
        },
        breaksWith: { secret: 'a secret after all' },
      }),
      claim('Without a secret, a request that reaches session() is answered 500.', {
        holds: (run) =>
          statuses(run) === '500 200' &&
          run.exchange('a page without a secret').errors[0] === 'Error: secret option required for sessions',
        breaksWith: { secret: 'a secret after all' },
        notes: 'secret: "required"',
      }),
    ),
  ],
  experiments: [
    experiment(
      { 'cookie.path': '/session' },
      'Only paths that begin with /session have a session. On / req.session is undefined, and the app answers 500.',
      (run) =>
        run.first.status === 500 && run.first.traced('pathname mismatch') && 'cookie' in run.exchange('one look').json,
    ),
    experiment(
      { 'cookie.secure': true },
      'No cookie comes, so each visit counts 1 and leaves one more session behind in the store.',
      (run) =>
        counts(run) === '1 1' &&
        run.first.set === undefined &&
        [run.first, run.second].every(({ ops }) => ops === 'set') &&
        run.first.store[0]?.id !== run.second.store[0]?.id,
    ),
    experiment(
      { 'cookie.secure': 'auto' },
      'auto looks at the connection: over plain http the cookie comes, without Secure.',
      (run) => run.exchange('over http').set?.line.includes('Secure') === false,
    ),
    experiment(
      { resave: true },
      'Every request that goes through session() writes the session again, even the one that ends in 404.',
      (run) => run.exchange('a page that is not there').ops === 'get set',
    ),
    experiment(
      { rolling: true },
      'Every answer that passes session() sends the cookie again, even the 404.',
      (run) => run.second.set !== undefined && run.exchange('a page that is not there').set !== undefined,
    ),
    experiment(
      { name: 'sid' },
      'The cookie is called sid, also where key says optional: name goes before key.',
      (run) => run.first.set?.name === 'sid' && run.exchange('visit with the notes').setCookies[0]?.name === 'sid',
    ),
  ],
})

/** The counts of the second visit and of the friend's. */
function counts(run: Run): string {
  return [run.second, run.exchange("your friend's visit")].map((visit) => visit.json['visits']).join(' ')
}

/** Whether session() had the request in hand: it says something about each one. */
function passed(run: Run, label: string): boolean {
  return run.exchange(label).trace.length > 0
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
