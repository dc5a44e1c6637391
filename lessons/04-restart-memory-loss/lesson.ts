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
  post,
  predict,
  restart,
  send,
  step,
  type Run,
} from '../../src/lesson/index.ts'
import { signature } from '../signature.ts'

/** The visits after the first restart, before anybody logs in again. */
const VISITS = ['after the restart', 'once more', 'and again']

/**
 * Loads express-session in both modes; `console.warn` keeps headings and warnings in one stream, in order. In double
 * quotes, because it is shown inside the single quotes of a shell.
 */
const TWO_MODES = `
for (const mode of ["development", "production"]) {
  process.env.NODE_ENV = mode
  delete require.cache[require.resolve("express-session")]
  const session = require("express-session")

  console.warn("NODE_ENV=" + mode)
  session({ secret: "x", resave: false, saveUninitialized: false })
}
`.trim()

/** Sets the mode when express-session is loaded already. */
const TOO_LATE = `
const session = require("express-session")

process.env.NODE_ENV = "production"
session({ secret: "x", resave: false, saveUninitialized: false })
console.warn("no warning so far")
`.trim()

/** The secret in app.ts. That file is loaded only when the trace is listened to, so it cannot be imported here. */
const SECRET = 'a secret that only this lesson knows'

export default lesson({
  slug: 'restart-memory-loss',
  title: 'Restart',
  summary: 'what the server forgets and the browser keeps',
  home: import.meta.url,
  steps: [
    step(
      'Where a login lives',
      explain(`
A session has two halves. The browser keeps a cookie with the id. The server keeps the data, in a **store**.

This app names no store, so express-session makes a \`MemoryStore\`: an object in the memory of the running process.
Ada logs in, then asks who she is.
`),
      code('app.ts', 'app'),
      send('log in', post('/login/ada')),
      send('who am I', get('/me')),
      claim('Logging in puts the user into the store, and the id into the cookie.', {
        holds: (run) => {
          const { set, store } = run.exchange('log in')
          const [call] = store
          return call?.op === 'set' && call.session?.['user'] === 'ada' && set?.id === call.id
        },
        breaksWith: { 'cookie.secure': true },
      }),
    ),
    step(
      'The server restarts',
      explain(`
Now the server stops and starts again: a new app and a new \`MemoryStore\`, with the same options. Ada's browser was not
touched. It still has its cookie and sends it with the next request.

session() looks at the signature first. Only if it is right does it ask the store.
`),
      predict(
        'Ada asks again who she is. What does the server answer?',
        [
          choice(
            'ada: her cookie is still valid',
            (run) => answerAfterRestart(run) === 'ada',
            'Her cookie is still valid, but it holds only an id. Her name was in the memory of the old process.',
          ),
          choice(
            'An error: it does not know this session',
            (run) => {
              const after = run.exchange('after the restart')
              return after.status >= 400 && isUnknown(run, 'after the restart')
            },
            'The answer is 200. For express-session an unknown id is no error: it makes a new, empty session.',
          ),
          choice(
            'nobody, in an empty session with the old id',
            (run) => answerAfterRestart(run) === 'nobody' && idAfterRestart(run) === oldId(run),
            'nobody is right, but compare the ids: the empty session got a new one.',
          ),
          choice(
            'nobody, in an empty session with a new id',
            (run) => answerAfterRestart(run) === 'nobody' && idAfterRestart(run) !== oldId(run),
            'The new store has nothing under the old id, so genid made a new id for an empty session.',
          ),
        ],
        ['What is in the cookie, and what is not?', 'An id that the store does not know is not used again.'],
      ),
      restart('with the same options'),
      send('after the restart', get('/me')),
      claim('With the same secret, the signature is still valid after a restart.', {
        holds: (run) => {
          const { sent, store } = run.exchange('after the restart')
          const isAsked = store[0]?.op === 'get' && store[0].id === oldId(run)
          return sent !== undefined && sent === run.exchange('log in').set?.value && isAsked
        },
        breaksWith: null,
      }),
      claim('After a restart MemoryStore finds nothing under the old id.', {
        holds: (run) => {
          const [call] = run.exchange('after the restart').store
          return isUnknown(run, 'after the restart') && call?.id === oldId(run)
        },
        breaksWith: null,
      }),
      claim('An id the store does not know is not used again: genid makes another.', {
        holds: (run) => {
          const after = run.exchange('after the restart')
          const [id] = after.generated
          const isNew = id !== undefined && id === idAfterRestart(run) && id !== oldId(run)
          return isUnknown(run, 'after the restart') && isNew
        },
        breaksWith: { genid: 'counter' },
        notes: 'after a restart the id is not found in memory, so genId is called',
      }),
    ),
    step(
      'Who tells the browser?',
      explain(`
Ada's browser learns of a new id from a **Set-Cookie** line. Was there one in the last answer? These are the app's options:
`),
      code('app.ts', 'options'),
      explain(`
Ada's browser now asks two more times, without logging in.
`),
      predict(
        'Which id does each of the two requests get?',
        [
          choice(
            'Both the new id of the request before',
            (run) => new Set(VISITS.map((label) => idOf(run, label))).size === 1,
            'Nobody told the browser about that id, and nobody stored it. Each request makes an id of its own.',
          ),
          choice(
            'Each gets a new id of its own',
            (run) => new Set([oldId(run), ...VISITS.map((label) => idOf(run, label))]).size === 4,
            'The browser still sends the dead cookie. The store does not know it, and genid runs every time.',
          ),
          choice(
            'Both the old id, since the browser insists',
            (run) => VISITS.slice(1).every((label) => idOf(run, label) === oldId(run)),
            'The browser does insist, but the store still has nothing under that id, so genid runs every time.',
          ),
        ],
        ['What will the browser send, if nothing new was set?'],
      ),
      send('once more', get('/me')),
      send('and again', get('/me')),
      claim('saveUninitialized: false, no write: no Set-Cookie for an unknown id.', {
        holds: (run) => VISITS.every((label) => isUnknown(run, label) && run.exchange(label).setCookies.length === 0),
        breaksWith: { saveUninitialized: true },
        notes: 'the browser gets a new session id after a restart',
      }),
      claim('The browser keeps the dead cookie, and each request makes another id.', {
        holds: (run) =>
          VISITS.every((label) => {
            const { sent } = run.exchange(label)
            return sent !== undefined && sent === run.exchange('log in').set?.value
          }) && new Set([oldId(run), ...VISITS.flatMap((label) => run.exchange(label).generated)]).size === 4,
        breaksWith: { saveUninitialized: true },
      }),
    ),
    step(
      'The first write ends it',
      explain(`
Ada logs in again. That writes into her session. Look for the **Set-Cookie** line, and for the id that her browser
sends afterwards.
`),
      send('log in again', post('/login/ada')),
      send('who am I now', get('/me')),
      claim('The first write stores a new session and replaces the dead cookie.', {
        holds: (run) => {
          const { set, store } = run.exchange('log in again')
          const now = run.exchange('who am I now')
          return (
            set?.id !== undefined &&
            set.id !== oldId(run) &&
            store.some((call) => call.op === 'set' && call.id === set.id) &&
            now.sent === set.value &&
            now.json['user'] === 'ada'
          )
        },
        breaksWith: { saveUninitialized: true },
      }),
    ),
    step(
      'The same with saveUninitialized: true',
      explain(`
The option \`saveUninitialized\` says what becomes of a new session that nothing was written into. Here is the same app with
\`true\`: Ada logs in, the server restarts, and she visits.
`),
      another('with saveUninitialized: true', { change: { saveUninitialized: true } }),
      send('log in there', post('/login/ada')),
      restart('still with saveUninitialized: true'),
      send('visit there', get('/me')),
      send('visit there again', get('/me')),
      claim('With saveUninitialized: true an unknown id gets a new cookie at once.', {
        holds: (run) => {
          const visit = run.exchange('visit there')
          const id = visit.set?.id
          return id !== undefined && id !== run.exchange('log in there').set?.id && id === visit.generated[0]
        },
        breaksWith: { saveUninitialized: false },
      }),
      claim('saveUninitialized: true stores an empty session for the next visit.', {
        holds: (run) => {
          const { ops, session } = run.exchange('visit there')
          const next = run.exchange('visit there again')
          return (
            ops === 'get set' &&
            Object.keys(session ?? {}).join() === 'cookie' &&
            next.store[0]?.op === 'get' &&
            next.store[0].session !== null &&
            next.generated.length === 0
          )
        },
        breaksWith: { saveUninitialized: false },
      }),
    ),
    step(
      'What is said about MemoryStore',
      explain(`
By convention the environment variable \`NODE_ENV\` tells a Node program whether it runs in development or in production.

A small program takes each of the two in turn. It loads express-session afresh, for which it has a line with \`delete\`,
and calls \`session()\` without a store. You will see it together with what it prints.
`),
      predict(
        'When does it print a warning about MemoryStore?',
        [
          choice(
            'In both modes',
            (run) => warnings(run).join() === 'true,true',
            'With NODE_ENV=development it said nothing. The warning came in production only.',
          ),
          choice(
            'Only with NODE_ENV=production',
            (run) => warnings(run).join() === 'false,true' && run.launched('two modes').exitCode === 0,
            'Only there. In development it said nothing, so many hear of it late.',
          ),
          choice(
            'Never: the default store is good enough',
            (run) => warnings(run).join() === 'false,false',
            'In production it warns, in its own words: it is not designed for that.',
          ),
          choice(
            'Never: in production it refuses to start',
            (run) => run.launched('two modes').exitCode !== 0,
            'It prints a warning, and the program ends without an error. Nothing is refused.',
          ),
        ],
        ['For whom would such a warning matter?'],
      ),
      launch('two modes', TWO_MODES),
      claim('session() warns of MemoryStore in production, and not in development.', {
        holds: (run) => warnings(run).join() === 'false,true',
        breaksWith: null,
      }),
      claim('The warning: it will leak memory and not scale past a single process.', {
        holds: (run) => {
          const words = run.launched('two modes').stderr.replace(/\s+/g, ' ')
          return words.includes('it will leak memory, and will not scale past a single process')
        },
        breaksWith: null,
      }),
    ),
    step(
      'NODE_ENV that comes too late',
      explain(`
Many programs read \`NODE_ENV\` from a file while they start. This one has the mode of development when it loads
express-session, and changes to production before it calls \`session()\`.
`),
      launch('too late', TOO_LATE, { NODE_ENV: 'development' }),
      claim('NODE_ENV counts when express-session loads: set later, no warning.', {
        holds: (run) => {
          const { stderr, exitCode } = run.launched('too late')
          return exitCode === 0 && stderr === 'no warning so far\n' && warnings(run).join() === 'false,true'
        },
        breaksWith: null,
      }),
    ),
    step(
      'What is a store?',
      explain(`
A store keeps data by id, and so does a \`Map\`: it even has \`get\` and \`set\`. Here is the same app with \`store: new Map()\`.
`),
      predict(
        'What does session() do with the Map?',
        [
          choice(
            'It uses it: a Map has get and set',
            (run) => mapStarted(run)?.deprecations.length === 0,
            'It did not start. session() wants to hear whether its store is connected, and a Map has no events.',
          ),
          choice(
            'It prints a warning, and uses it',
            (run) => (mapStarted(run)?.deprecations.length ?? 0) > 0,
            'No warning came: it threw. session() wants to hear whether its store is connected, and a Map has no events.',
          ),
          choice(
            'It throws when the app starts',
            (run) => mapStarted(run) === null,
            'The first method that it calls is on(), to hear whether the store is connected. A Map has none.',
          ),
        ],
        ['A database can be down for a while. How would session() hear of it?'],
      ),
      another('with a Map as its store', { change: { store: 'map' }, fails: true }),
      claim('A Map is no store: "store.on is not a function", at the start.', {
        holds: (run) => {
          const { failure } = run.started('with a Map as its store')
          return failure?.kind === 'setup' && failure.message === 'TypeError: store.on is not a function'
        },
        breaksWith: null,
      }),
      explain(`
\`session.Store\` is the class to build a store on. It brings the events and the rest of what session() calls; \`get\`, \`set\`
and \`destroy\` are left to write. There are packages with stores for most databases.
`),
    ),
    step(
      'A store on disk',
      explain(`
\`session-file-store\` is a store that writes each session to a file. Here \`memory.createApp\` is the app from before; only
\`store\` and \`/files\` are new.

Ada logs in. Then \`/files\` lists the folder of the store.
`),
      code('file-store-app.ts', 'app'),
      another('with a store on disk', { app: 'file-store-app' }),
      send('log in on disk', post('/login/ada')),
      send('what is on disk', get('/files')),
      claim('session-file-store keeps each session in a file named after its id.', {
        holds: (run) => hasFile(run, 'what is on disk'),
        breaksWith: null,
      }),
      claim('session-file-store adds a field to the session: __lastAccess.', {
        holds: (run) => typeof run.exchange('what is on disk').session?.['__lastAccess'] === 'number',
        breaksWith: null,
      }),
    ),
    step(
      'The same restart, with the store on disk',
      explain(`
The server stops and starts again, exactly as before: a new app, a new store object, an empty memory. Only the folder is
the same.
`),
      predict(
        'Ada asks who she is. What happens?',
        [
          choice(
            'nobody: the new store object starts empty',
            (run) => nobody(run, 'after the restart on disk') && asksForDiskId(run, 'after the restart on disk'),
            'The store object is new, but it keeps no data of its own. It looks into the folder each time it is asked.',
          ),
          choice(
            'ada, under the same id',
            (run) => userAndId(run, 'after the restart on disk') === `ada ${diskId(run)}`,
            'The new store object looked for the id in the folder and found the file.',
          ),
          choice(
            'ada, but the session moves to a new id',
            (run) => {
              const { json } = run.exchange('after the restart on disk')
              return json['user'] === 'ada' && json['id'] !== diskId(run)
            },
            'The id stays. The store found the session, so nothing had to be made.',
          ),
        ],
        ['Which half of the session was lost the first time?'],
      ),
      restart('with the same folder'),
      send('after the restart on disk', get('/me')),
      claim('With a store outside the process, the session survives the restart.', {
        holds: (run) => {
          const after = run.exchange('after the restart on disk')
          const [call] = after.store
          return call?.op === 'get' && call.session?.['user'] === 'ada' && after.json['user'] === 'ada'
        },
        breaksWith: null,
        notes: 'the server checks for the session id in its memory',
      }),
      claim('With a store on disk the restart brings no new id and no new cookie.', {
        holds: (run) => {
          const { generated, setCookies, sent } = run.exchange('after the restart on disk')
          return (
            generated.length === 0 &&
            setCookies.length === 0 &&
            sent !== undefined &&
            sent === run.exchange('log in on disk').set?.value
          )
        },
        breaksWith: { rolling: true },
      }),
    ),
    step(
      'Another secret after the restart',
      explain(`
Some servers invent a secret when they start. So here is one more restart, with the same folder and **another secret**.
Ada's browser has its cookie, and the file is still there.
`),
      predict(
        'Her cookie was signed with the old secret. Who does the server say she is?',
        [
          choice(
            'ada: the file is there, and the cookie names it',
            (run) => run.exchange('after a new secret').json['user'] === 'ada',
            'The cookie names it, but its signature is wrong now. A wrong signature counts as no cookie.',
          ),
          choice(
            'nobody: the store is asked, and refuses',
            (run) => nobody(run, 'after a new secret') && asksForDiskId(run, 'after a new secret'),
            'The store is not asked at all. The signature is looked at first, and it is wrong.',
          ),
          choice(
            'nobody: the store is not even asked',
            (run) => nobody(run, 'after a new secret') && !asksForDiskId(run, 'after a new secret'),
            'The signature is looked at first. It is wrong now, and that counts as no cookie.',
          ),
        ],
        ['What is the secret for?', 'Which comes first: looking at the signature, or asking the store?'],
      ),
      restart('with a new secret', { change: { secret: 'a new secret' } }),
      send('after a new secret', get('/me')),
      send('what is on disk now', get('/files')),
      claim('With another secret alone, the store is not even asked for the old id.', {
        holds: (run) => {
          const { sent } = run.exchange('after a new secret')
          const isSent = sent !== undefined && sent === run.exchange('log in on disk').set?.value
          return isSent && !asksForDiskId(run, 'after a new secret') && nobody(run, 'after a new secret')
        },
        breaksWith: { secret: 'the same every time' },
      }),
      claim('With only a new secret the file stays, but the old cookie opens nothing.', {
        holds: (run) => hasFile(run, 'what is on disk now') && nobody(run, 'after a new secret'),
        breaksWith: { secret: 'the same every time' },
      }),
    ),
    step(
      'Both secrets',
      explain(`
\`secret\` may also be a list: first the one to sign with, then older ones. For the last restart the new secret comes first,
the old one second. Ada asks again. Ben, who has no cookie, logs in and asks too.
`),
      restart('with both secrets', { change: { secret: ['a new secret', SECRET] } }),
      send('after both secrets', get('/me')),
      send('ben logs in', post('/login/ben'), { browser: 'Ben' }),
      send('ben asks', get('/me'), { browser: 'Ben' }),
      claim('With secret: [new, old] the cookie that the browser kept works again.', {
        holds: (run) =>
          nobody(run, 'after a new secret') && userAndId(run, 'after both secrets') === `ada ${diskId(run)}`,
        breaksWith: { saveUninitialized: true },
      }),
      claim('The first secret of the list signs new cookies, and they work too.', {
        holds: (run) => {
          const { set } = run.exchange('ben logs in')
          const { sent, json } = run.exchange('ben asks')
          const isKnown = sent !== undefined && sent === set?.value && json['user'] === 'ben'
          return isKnown && set?.id !== undefined && sent === `s%3A${set.id}.${signature(set.id, 'a new secret')}`
        },
        breaksWith: null,
      }),
      explain(`
What is left after a restart: in the browser the cookie, on the server whatever lies outside the process. The secret
joins the two: keep it outside too, and after a change keep the old one in the list as long as cookies signed with it are in use.
`),
    ),
  ],
  experiments: [
    experiment(
      { genid: 'counter' },
      'A genid that counts starts at 1 again in the new process, and hands out the old id a second time.',
      (run) => run.exchange('after the restart').generated[0] === oldId(run),
    ),
    experiment(
      { 'cookie.maxAge': 86_400_000 },
      'A cookie that lasts a day does not help: the memory is just as empty after the restart.',
      (run) => run.exchange('log in').set?.expires !== undefined && answerAfterRestart(run) === 'nobody',
    ),
    experiment(
      { resave: true },
      'With resave: true the store gets set instead of touch. The first restart forgets all the same.',
      (run) => run.exchange('after the restart on disk').ops === 'get set' && answerAfterRestart(run) === 'nobody',
    ),
    experiment(
      { saveUninitialized: true },
      'The visit with the wrong secret replaces the cookie, so the old secret comes back too late.',
      (run) => nobody(run, 'after both secrets') && run.exchange('after both secrets').generated.length === 0,
    ),
  ],
})

/** The start of the app with a Map as its store; null if it failed. */
const mapStarted = (run: Run) => {
  const started = run.started('with a Map as its store')
  return started.failure === null ? started : null
}

const oldId = (run: Run) => run.exchange('log in').set?.id
const diskId = (run: Run) => run.exchange('log in on disk').store.find(({ op }) => op === 'set')?.id
const idOf = (run: Run, label: string) => run.exchange(label).json['id']
const idAfterRestart = (run: Run) => idOf(run, 'after the restart')
const answerAfterRestart = (run: Run) => run.exchange('after the restart').json['user']
const nobody = (run: Run, label: string) => run.exchange(label).json['user'] === 'nobody'

/** Whether the store was asked first, and had nothing for the cookie that came. */
const isUnknown = (run: Run, label: string) => {
  const [call] = run.exchange(label).store
  return call?.op === 'get' && call.session === null
}

/** Whether the store was asked for the session of the step "A store on disk". */
const asksForDiskId = (run: Run, label: string) =>
  run.exchange(label).store.some(({ op, id }) => op === 'get' && id === diskId(run))

/** Whether the list of files names the session of the step "A store on disk". */
const hasFile = (run: Run, label: string) => run.exchange(label).response.body.includes(`"${diskId(run)}.json"`)

const userAndId = (run: Run, label: string) => {
  const { user, id } = run.exchange(label).json
  return `${String(user)} ${String(id)}`
}

/** Whether the program warned in development, and in production. */
function warnings(run: Run): boolean[] {
  const [, development = '', production = ''] = run.launched('two modes').stderr.split(/^NODE_ENV=\w+$/m)
  return [development, production].map((printed) => printed.includes('MemoryStore'))
}
