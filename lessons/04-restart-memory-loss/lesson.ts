import {
  another,
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
  start,
  send,
  step,
  type Run,
  type Seen,
  type Send,
} from '../../src/lesson/index.ts'
import { isSignedWith } from '../signature.ts'

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

/** The secret in app.ts. That file is loaded only when the trace is listened to, so it cannot be imported here. */
const SECRET = 'a secret that only this lesson knows'

const isNobody = ({ json }: Seen) => json['user'] === 'nobody'

const logIn = send('log in', post('/login/ada'), { browser: 'Ada' })
const whoAmI = send('who am I', get('/me'), { browser: 'Ada', brief: true })
const everybodyIsLoggedOut = step(
  'You deploy, and everybody is logged out',
  explain(`You fix a typo, deploy, and minutes later people ask: why do I have to log in again? Nobody touched the sessions. The server
    only restarted. This is the app:`),
  code('app.ts', 'app'),
  explain(`A session has two halves. The browser keeps a cookie with an id, and the server keeps the data in a **store**. This app names
    no store, so express-session makes a \`MemoryStore\`: an object in the memory of the process. Ada logs in, then asks who
    she is.`),
  [logIn, whoAmI],
  claim(
    'Logging in puts the user into the store, and the id into the cookie.',
    (run) => {
      const { saved, set } = run.at(logIn)
      return saved?.session?.['user'] === 'ada' && saved.id === set?.id && run.at(whoAmI).json['user'] === 'ada'
    },
    { breaksWith: { 'cookie.secure': true } },
  ),
)

const afterRestart = send('after the restart', get('/me'), { browser: 'Ada' })
const oldId = (run: Run) => run.at(logIn).set?.id
const theServerRestarts = step(
  'The server restarts',
  explain(`The server stops and starts again, with the same options: a new app, a new \`MemoryStore\`. Ada's browser still has its
    cookie, and sends it. session() checks the signature first, and asks the store only if it is right.`),
  predict(
    'Ada asks again who she is. What does the server answer?',
    {
      'ada: her cookie is still valid': [
        (run) => run.at(afterRestart).json['user'] === 'ada',
        'Her cookie is still valid, but it holds only an id.',
      ],
      'An error: it does not know this session': [
        (run) => run.at(afterRestart).status >= 400 && run.at(afterRestart).notFound,
        'The answer is 200. To express-session an unknown id is not an error: it makes a new, empty session.',
      ],
      'nobody, in an empty session with the old id': [
        (run) => isNobody(run.at(afterRestart)) && run.at(afterRestart).json['id'] === oldId(run),
        'nobody is right, but compare the ids: the empty session got a new one.',
      ],
      'nobody, in an empty session with a new id': (run) =>
        isNobody(run.at(afterRestart)) && run.at(afterRestart).json['id'] !== oldId(run),
    },
    {
      because: 'The new store has nothing under the old id, so genid made a new id for an empty session.',
      hints: ['What is in the cookie, and what is not?', 'An id that the store does not know is not used again.'],
    },
  ),
  [restart('with the same options'), afterRestart],
  claim(
    'After a restart the signature is right, but MemoryStore finds nothing.',
    (run) => {
      const { bringsCookieOf, askedFor, notFound } = run.at(afterRestart)
      return bringsCookieOf(run.at(logIn)) && askedFor === oldId(run) && notFound
    },
    {
      remember: 'MemoryStore lives in the process and dies with it',
      myth: 'set a longer maxAge, and users stay logged in after a restart',
    },
  ),
  claim(
    'An id the store does not know is not used again: there is a new one.',
    (run) => {
      const { notFound, generated, json } = run.at(afterRestart)
      const [id] = generated
      return notFound && id !== undefined && id === json['id'] && id !== oldId(run)
    },
    { breaksWith: { genid: 'counter' } },
  ),
)

const onceMore = send('once more', get('/me'), { browser: 'Ada', brief: true })
const andAgain = send('and again', get('/me'), { browser: 'Ada', brief: true })

/** The visits after the restart, before anybody logs in again, and the ids that were in their sessions. */
const visitsIn = (run: Run) => [afterRestart, onceMore, andAgain].map((visit) => run.at(visit))
const idsIn = (run: Run) => visitsIn(run).map(({ json }) => json['id'])

const whoTellsTheBrowser = step(
  'Who tells the browser?',
  explain(`Only a **Set-Cookie** line tells Ada's browser about a new id. Was there one in the last answer? Here are the app's
    options. Ada asks two more times, without logging in.`),
  code('app.ts', 'options'),
  predict(
    'Which ids do the two requests get?',
    {
      'Both the new id from the last request': [
        (run) => new Set(idsIn(run)).size === 1,
        'The browser was not told about that id, and it was not stored. Each request makes an id of its own.',
      ],
      'Each gets a new id of its own': (run) => new Set([oldId(run), ...idsIn(run)]).size === 4,
      'Both the old id, since the browser insists': [
        (run) =>
          idsIn(run)
            .slice(1)
            .every((id) => id === oldId(run)),
        'The browser does insist, but the store still has nothing under that id, so genid runs each time.',
      ],
    },
    {
      because: 'The browser still sends the dead cookie. The store does not know its id, so genid runs each time.',
      hints: ['What does the browser send if no new cookie was set?'],
    },
  ),
  [onceMore, andAgain],
  claim(
    'saveUninitialized: false, no write: no Set-Cookie for an unknown id.',
    (run) => visitsIn(run).every(({ notFound, setCookies }) => notFound && setCookies.length === 0),
    { breaksWith: { saveUninitialized: true }, myth: 'the browser gets a new session id after a restart' },
  ),
  claim(
    'The browser keeps the dead cookie, and each request makes another id.',
    (run) =>
      visitsIn(run).every((visit) => visit.bringsCookieOf(run.at(logIn))) &&
      new Set([oldId(run), ...visitsIn(run).flatMap(({ generated }) => generated)]).size === 4,
    { breaksWith: { saveUninitialized: true } },
  ),
)

const logInAgain = send('log in again', post('/login/ada'), { browser: 'Ada', brief: true })
const whoAmINow = send('who am I now', get('/me'), { browser: 'Ada', brief: true })
const theFirstWriteEndsIt = step(
  'The first write ends it',
  explain(
    'Ada logs in again. That writes into her session. Look for **Set-Cookie**, and for the id that she sends afterwards.',
  ),
  [logInAgain, whoAmINow],
  claim(
    'The first write stores a new session and replaces the dead cookie.',
    (run) => {
      const [login, now] = [run.at(logInAgain), run.at(whoAmINow)]
      const isNew = login.set?.id !== oldId(run) && login.saved?.id === login.set?.id
      return isNew && now.bringsCookieOf(login) && now.json['user'] === 'ada'
    },
    { breaksWith: { saveUninitialized: true } },
  ),
)

const twoModes = launch('two modes', TWO_MODES)

/** Whether it warned in development, and in production. */
function warnings(run: Run): string {
  const [, development = '', production = ''] = run.at(twoModes).stderr.split(/^NODE_ENV=\w+$/m)
  return [development, production].map((printed) => printed.includes('MemoryStore')).join()
}

const whatIsSaid = step(
  'What express-session says about MemoryStore',
  explain(`The environment variable \`NODE_ENV\` tells a Node program whether it runs in development or in production. A small program
    takes each in turn: it loads express-session again and calls \`session()\` without a store.`),
  predict(
    'When does it print a warning about MemoryStore?',
    {
      'In both modes': (run) => warnings(run) === 'true,true',
      'Only with NODE_ENV=production': (run) => warnings(run) === 'false,true' && run.at(twoModes).exitCode === 0,
      'Never: the default store is good enough': [
        (run) => warnings(run) === 'false,false',
        'In production it warns that MemoryStore is not designed for that.',
      ],
      'Never: in production it refuses to start': [
        (run) => run.at(twoModes).exitCode !== 0,
        'It prints a warning, and the program ends without an error. Nothing is refused.',
      ],
    },
    {
      because: 'Only there. In development it is silent, so many learn about it late.',
      hints: ['Who would need such a warning?'],
    },
  ),
  twoModes,
  claim('session() warns of MemoryStore in production, not in development.', (run) => warnings(run) === 'false,true'),
  claim('It says: it will leak memory, and not scale past a single process.', (run) => {
    const words = run.at(twoModes).stderr.replace(/\s+/g, ' ')
    return words.includes('it will leak memory, and will not scale past a single process')
  }),
)

const logInOnDisk = send('log in on disk', post('/login/ada'), { browser: 'Ada', brief: true })
const onDisk = send('what is on disk', get('/files'), { browser: 'Ada' })
/** The id of her session there, and whether a list of files has it. */
const diskId = (run: Run) => run.at(logInOnDisk).saved?.id
const hasFile = (list: Send) => (run: Run) => run.at(list).response.body.includes(`"${diskId(run)}.json"`)

const aStoreOnDisk = step(
  'A store on disk',
  explain(`The solution is a store outside the process: a database, Redis (lesson 11), or files. \`session-file-store\` writes each session to
    a file. (Hide that folder from a watcher such as nodemon, or each login restarts the app.) Ada logs in, and \`/files\` lists the folder.`),
  code('file-store-app.ts', 'store'),
  [another('with a store on disk', { app: 'file-store-app' }), logInOnDisk, onDisk],
  claim('session-file-store keeps each session in a file named after its id.', hasFile(onDisk)),
)

const afterRestartOnDisk = send('after the restart on disk', get('/me'), { browser: 'Ada' })

/** Whether Ada is known, under the id that she had. */
const isSameAda = (visit: Send) => (run: Run) =>
  run.at(visit).json['user'] === 'ada' && run.at(visit).json['id'] === diskId(run)

/** Whether the store was asked for her session. */
const isAskedFor = (visit: Send) => (run: Run) =>
  run.at(visit).store.some(({ op, id }) => op === 'get' && id === diskId(run))

const theSameRestart = step(
  'The same restart, with the store on disk',
  explain(
    'The server stops and starts again: a new app, a new store object, an empty memory. Only the folder is the same.',
  ),
  predict(
    'Ada asks who she is. What happens?',
    {
      'nobody: the new store object starts empty': [
        (run) => isNobody(run.at(afterRestartOnDisk)) && isAskedFor(afterRestartOnDisk)(run),
        'The store object is new, but it looks into the folder each time.',
      ],
      'ada, under the same id': isSameAda(afterRestartOnDisk),
      'ada, but the session moves to a new id': [
        (run) => run.at(afterRestartOnDisk).json['user'] === 'ada' && !isSameAda(afterRestartOnDisk)(run),
        'The id stays. The store found the session, so no new one was needed.',
      ],
    },
    {
      because: 'The new store object looked for the id in the folder and found the file.',
      hints: ['Which half of the session was lost the first time?'],
    },
  ),
  [restart('with the same folder'), afterRestartOnDisk],
  claim(
    'With a store outside the process, the session survives the restart.',
    (run) => {
      const { found, json } = run.at(afterRestartOnDisk)
      return found?.['user'] === 'ada' && json['user'] === 'ada'
    },
    { remember: 'a store outside the process survives a restart' },
  ),
  claim(
    'With a store on disk the restart brings no new id and no new cookie.',
    (run) => {
      const { generated, setCookies, bringsCookieOf } = run.at(afterRestartOnDisk)
      return generated.length === 0 && setCookies.length === 0 && bringsCookieOf(run.at(logInOnDisk))
    },
    { breaksWith: { rolling: true } },
  ),
)

const afterNewSecret = send('after a new secret', get('/me'), { browser: 'Ada' })
const onDiskNow = send('what is on disk now', get('/files'), { browser: 'Ada', brief: true })
const anotherSecret = step(
  'Another secret after the restart',
  explain(`Some apps make up a secret when they start, such as \`secret: randomUUID()\`. So here is one more restart: the same folder,
    but **another secret**. Ada still has her cookie, and the file is still there.`),
  predict(
    'Her cookie was signed with the old secret. Who does the server say she is?',
    {
      'ada: the file is there, and the cookie names it': [
        (run) => run.at(afterNewSecret).json['user'] === 'ada',
        'The cookie names it, but its signature is wrong now. A wrong signature counts as no cookie.',
      ],
      'nobody: the store is asked, and refuses': [
        (run) => isNobody(run.at(afterNewSecret)) && isAskedFor(afterNewSecret)(run),
        'The store is not asked at all. The signature is looked at first, and it is wrong.',
      ],
      'nobody: the store is not even asked': (run) =>
        isNobody(run.at(afterNewSecret)) && !isAskedFor(afterNewSecret)(run),
    },
    {
      because: 'The signature is looked at first. It is wrong now, and that counts as no cookie.',
      hints: ['What is the secret for?', 'Which comes first: looking at the signature, or asking the store?'],
    },
  ),
  [restart('with a new secret', { change: { secret: 'a new secret' } }), afterNewSecret, onDiskNow],
  claim(
    'With only a new secret, the store is not even asked for the old id.',
    (run) => {
      const visit = run.at(afterNewSecret)
      return visit.bringsCookieOf(run.at(logInOnDisk)) && !isAskedFor(afterNewSecret)(run) && isNobody(visit)
    },
    { breaksWith: { secret: 'the same every time' } },
  ),
  claim(
    'With only a new secret the file stays, but the old cookie opens nothing.',
    (run) => hasFile(onDiskNow)(run) && isNobody(run.at(afterNewSecret)),
    {
      remember: 'the secret must stay too, or the old cookies open nothing',
      breaksWith: { secret: 'the same every time' },
    },
  ),
  explain('cookie-parser has a secret of its own. To read this cookie in `req.signedCookies`, it needs the same one.'),
)

const afterBothSecrets = send('after both secrets', get('/me'), { browser: 'Ada' })
const benLogsIn = send('Ben logs in', post('/login/ben'), { browser: 'Ben', brief: true })
const benAsks = send('Ben asks', get('/me'), { browser: 'Ben', brief: true })
const bothSecrets = step(
  'Both secrets',
  explain(`If a secret leaks, you have to change it. Make \`secret\` a list: the new one first, which signs, then the old one.
    Ada asks again. Ben, who has no cookie, logs in and asks too. With two servers there is more to it: lesson 12.`),
  [restart('with both secrets', { change: { secret: ['a new secret', SECRET] } }), afterBothSecrets],
  [benLogsIn, benAsks],
  claim(
    'With secret: [new, old] the cookie that the browser kept works again.',
    (run) => isNobody(run.at(afterNewSecret)) && isSameAda(afterBothSecrets)(run),
    { breaksWith: { saveUninitialized: true } },
  ),
  claim('The first secret of the list signs new cookies, and they work too.', (run) => {
    const [login, visit] = [run.at(benLogsIn), run.at(benAsks)]
    const isKnown = visit.bringsCookieOf(login) && visit.json['user'] === 'ben'
    return isKnown && isSignedWith('a new secret', login.set)
  }),
)

const fayLogsIn = send('Fay logs in', post('/login/fay'), { browser: 'Fay', brief: true })
const fayAsks = send('Fay asks', get('/me'), { browser: 'Fay', brief: true })
const inYourApp = step(
  'In your app',
  explain(`Two things must live outside the process: the sessions, and the secret that ties them to the cookies. Files are enough for one machine;
    with two servers or a host that wipes its disk, use a database. Drop the old secret once no cookie signed with it is in use. Fay logs in,
    the server restarts, and she asks who she is.`),
  code('production-app.ts', 'options'),
  [another('your app', { app: 'production-app' }), fayLogsIn, restart('your app, restarted'), fayAsks],
  claim('With both outside the process, a restart goes unnoticed.', (run) => {
    const { json, bringsCookieOf, setCookies } = run.at(fayAsks)
    return json['user'] === 'fay' && bringsCookieOf(run.at(fayLogsIn)) && setCookies.length === 0
  }),
)

export default lesson({
  home: import.meta.url,
  steps: [
    everybodyIsLoggedOut,
    theServerRestarts,
    whoTellsTheBrowser,
    theFirstWriteEndsIt,
    whatIsSaid,
    aStoreOnDisk,
    theSameRestart,
    anotherSecret,
    bothSecrets,
    inYourApp,
  ],
  experiments: [
    experiment(
      { genid: 'counter' },
      'A genid that counts starts at 1 again in the new process, and hands out the old id a second time.',
      (run) => run.at(afterRestart).generated[0] === oldId(run),
    ),
    experiment(
      { 'cookie.maxAge': 86_400_000 },
      'A cookie that lasts a day does not help: the memory is just as empty after the restart.',
      (run) => run.at(logIn).set?.expires !== undefined && isNobody(run.at(afterRestart)),
    ),
    experiment(
      { resave: true },
      'With resave: true the store gets set instead of touch. The first restart forgets all the same.',
      (run) => run.at(afterRestartOnDisk).ops === 'get set' && isNobody(run.at(afterRestart)),
    ),
    experiment(
      { saveUninitialized: true },
      'After the restart the first visit stores an empty session and gets a new cookie at once.',
      (run) => {
        const { ops, data, set, generated } = run.at(afterRestart)
        return ops === 'get set' && Object.keys(data).length === 0 && set?.id === generated[0] && set !== undefined
      },
    ),
    experiment(
      { secret: 'none' },
      'An empty list is no secret: session() throws, and no app starts.',
      (run) => run.at(start).failure?.message.includes('must contain one or more strings') === true,
    ),
    experiment(
      { secret: 'bytes' },
      'The secret may be a Buffer, since express-session 1.18. Cookies lead to their sessions as with a string.',
      (run) => !isSignedWith(SECRET, run.at(logIn).set) && run.at(afterRestartOnDisk).found !== null,
      { since: '1.18' },
    ),
  ],
})
