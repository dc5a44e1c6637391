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
} from '../../src/lesson/index.ts'

/** The value of the cookie once decoded: `s:`, the id, a dot, the signature. */
const SIGNED_ID = /^s:[\w-]{32}\.[A-Za-z0-9+/]{43}$/

/** The options as the notes have them. The comma is missing there too. */
const NOTES = `require('express-session')({ cookie: { maxAge: 36000000 } key: 'optional', secret: 'required' })`

export default lesson({
  slug: 'session-options',
  title: 'Session options',
  summary: 'one middleware in a stack, and what its options decide',
  home: import.meta.url,
  steps: [
    step(
      'A first visit',
      explain(`
A browser visits a real Express app, started just now. \`>\` is sent, \`<\` answered. Below: what session() did, and what
its store was asked.
`),
      send('first visit', get('/')),
      explain(`
An Express app is a stack of functions called **middleware**. A request comes in at the top. Each middleware either answers
it or hands it on to the next one.

\`session(options)\` makes one such middleware. It gives the request \`req.session\`: an object that belongs to one visitor and is
there again on that visitor's next request. Here are its options, and the stack it stands in.
`),
      code('app.ts', 'options'),
      code('app.ts', 'stack'),
      explain(`
The options do not mention a cookie, so everything in the **Set-Cookie** line is a default. Read it from left to right: the name, the
value, then the attributes, each after a semicolon. \`%3A\` is a colon, written so that it can travel in a header.
`),
      claim('Without the option name, the cookie is called connect.sid.', {
        holds: (run) => run.first.setCookies[0]?.name === 'connect.sid',
        breaksWith: { name: 'sid' },
      }),
      claim('The value is s:, an id of 32 characters, a dot and a signature.', {
        holds: (run) => SIGNED_ID.test(decodeURIComponent(run.first.set?.value ?? '')),
        breaksWith: { genid: 'uuid' },
      }),
      claim('Without cookie options: Path=/ and HttpOnly, no Expires, Secure or SameSite.', {
        holds: (run) => run.first.set?.line.split('; ').slice(1).join('; ') === 'Path=/; HttpOnly',
        breaksWith: { 'cookie.sameSite': 'lax' },
      }),
    ),
    step(
      'The same browser, then another',
      explain(`
The app counts in \`req.session.visits\`. Now your browser visits a second time. Then a friend opens the same page for the first
time, in another browser.
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
Look for Set-Cookie in both answers. The option \`rolling\` asks: does every answer send the cookie again? This app leaves it out.
`),
      claim('Each browser has a session of its own, found by the cookie it sends.', {
        holds: (run) =>
          counts(run) === '2 1' &&
          run.second.sent === run.first.set?.value &&
          run.exchange("your friend's visit").set?.id !== run.first.set?.id,
        breaksWith: { 'cookie.secure': true },
      }),
      claim('Without maxAge and rolling, the cookie is sent once, not with each answer.', {
        holds: (run) => run.first.set !== undefined && run.second.set === undefined,
        breaksWith: { rolling: true },
        notes: 'nothing about `rolling`',
      }),
    ),
    step(
      'Above session() and below it',
      explain(`
The notes say that Express runs every middleware for every request. Look at the order in the app again: \`/health\` stands
above \`app.use(session(options))\`, \`/\` stands below.

Your browser asks for \`/health\`, then for \`/nowhere\`, which no route answers. It sends its cookie both times.
`),
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
        holds: (run) => {
          const health = run.exchange('a health check')
          return health.sent !== undefined && health.trace.length === 0 && health.json['session'] === 'undefined'
        },
        breaksWith: null,
        notes: 'it will execute middleware for every http request',
      }),
      claim('A request that ends in 404 went through session() all the same.', {
        holds: (run) => {
          const missing = run.exchange('a page that is not there')
          return missing.status === 404 && missing.ops === 'get touch'
        },
        breaksWith: null,
      }),
    ),
    step(
      'What the app can read',
      explain(`
The session id has two names in the app: \`req.sessionID\` and \`req.session.id\`. Compare them with the id in the Cookie header.

\`/session\` then answers with the whole \`req.session\`. It holds \`visits\`, which this app put there, and \`cookie\`.
`),
      code('app.ts', 'look'),
      send('the id', get('/id')),
      send('the session', get('/session')),
      claim('req.sessionID and req.session.id are both the id in the cookie.', {
        holds: (run) => {
          const { json, sent } = run.exchange('the id')
          const id = run.first.set?.id
          return sent === run.first.set?.value && json['req.sessionID'] === id && json['req.session.id'] === id
        },
        breaksWith: { 'cookie.secure': true },
      }),
      claim("req.session.cookie holds the cookie's settings: path, httpOnly, no expiry.", {
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
The cookie carries an id and a signature, and no count. The count is on the server, in a **store**: look at the store line of each
exchange. The option \`store\` chooses which one, and this app leaves it out.

Now the server stops and starts again. Your browser keeps its cookie and visits once more.
`),
      restart('a new process'),
      send('after the restart', get('/')),
      claim('Without the option store, sessions live in memory: a restart forgets them.', {
        holds: (run) => {
          const { json, sent, trace } = run.exchange('after the restart')
          return sent === run.first.set?.value && trace.includes('no session found') && json['visits'] === 1
        },
        breaksWith: null,
        notes: 'nothing about `store`',
      }),
    ),
    step(
      'The notes, typed in',
      explain(`
These are the options as the notes have them, in a program of one line. It runs in a process of its own. Look at what stands
between \`cookie\` and \`key\`.
`),
      launch('the options of the notes', NOTES),
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
With the comma in its place, an app starts with these options. The two warnings that it prints come next, and \`maxAge\` is the subject of
lesson 2. But what is \`key\`? The README of express-session does not mention it.
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
        ['key is another word for an option that you have met in this lesson.'],
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
      claim('key is an undocumented alias of name: the cookie is called optional.', {
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
        ['Two warnings come at the start. Both are about when a session is written.'],
      ),
      another('only the secret', { change: { resave: 'undefined', saveUninitialized: 'undefined' } }),
      send('one look', get('/session')),
      send('another look', get('/session')),
      explain(`
\`saveUninitialized\` asks: is a new session stored when nothing was put into it? \`resave\` asks: is a known session written again
when nothing changed in it? Left out, both count as \`true\`. The first app of this lesson says \`false\` to both.
`),
      claim('Left out, resave and saveUninitialized print a deprecation warning each.', {
        holds: (run) => {
          const { deprecations } = run.started('only the secret')
          return (
            deprecations.some((message) => message.includes('undefined resave option')) &&
            deprecations.some((message) => message.includes('undefined saveUninitialized option'))
          )
        },
        breaksWith: { resave: false },
        notes: 'only `secret` is required, the rest are optional',
      }),
      claim('saveUninitialized left out: an empty session is stored and gets a cookie.', {
        holds: (run) => {
          const look = run.exchange('one look')
          return look.ops === 'set' && look.set !== undefined && !('visits' in look.json)
        },
        breaksWith: { saveUninitialized: false },
        notes: 'nothing about `saveUninitialized`',
      }),
      claim('resave left out: each request writes the session, changed or not.', {
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
      claim('A misspelt option is ignored without a word: samesite is not sameSite.', {
        holds: (run) => quiet(run, 'with samesite', 'visit with samesite') && !lineWithSameSite(run),
        breaksWith: { 'cookie.sameSite': 'strict' },
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
      claim('secure: true over plain http: no cookie at all, and no error says so.', {
        holds: (run) => {
          const visits = [run.exchange('over http'), run.exchange('again over http')]
          return (
            quiet(run, 'with secure: true', 'over http') &&
            visits.every((visit) => visit.setCookies.length === 0 && visit.traced('not secured'))
          )
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
      claim('A missing secret does not stop the app: it prints a deprecation warning.', {
        holds: (run) => {
          const { deprecations, failure } = run.started('without a secret')
          return failure === null && deprecations.includes('req.secret; provide secret option')
        },
        breaksWith: { secret: 'a secret after all' },
      }),
      claim('With no secret at all, each request that reaches session() gets a 500.', {
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
        counts(run) === '1 1' && run.first.ops === 'set' && run.second.ops === 'set' && run.first.set === undefined,
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
      'Every answer to a browser with a session sends the cookie again, even the 404.',
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

function lineWithSameSite(run: Run): boolean {
  return run.exchange('visit with samesite').set?.line.includes('SameSite') ?? true
}

/** What the app without a secret answers to `/` and to `/health`. */
function statuses(run: Run): string {
  return `${run.exchange('a page without a secret').status} ${run.exchange('a health check without a secret').status}`
}
