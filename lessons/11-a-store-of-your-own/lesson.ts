import {
  advance,
  again,
  another,
  byHand,
  claim,
  code,
  ends,
  experiment,
  explain,
  get,
  lesson,
  post,
  predict,
  restart,
  send,
  servers,
  step,
  type Handle,
  type Run,
} from '../../src/lesson/index.ts'
import { signature } from '../signature.ts'

const HOUR = 60 * 60 * 1000
const MINUTES = HOUR / 60

const lines = (browser: string | null) => ({ browser, inALine: true })

const login = send('Ada logs in', post('/login/ada'), lines('Ada'))
const page = send('her page', get('/me'), lines('Ada'))
const logout = send('she logs out', post('/logout'), { browser: 'Ada' })

const threeMethods = step(
  'Three methods',
  explain(
    `With each deploy everybody is logged out: sessions are in memory. You have a database. What must an object do so that session() accepts it as its store
    (a class or a promise will not do)? This one is a Map:`,
  ),
  code('map-store.ts', 'store'),
  explain(`In the shop around it, \`req.session = null\` is the logout. Each method calls back before it returns, which is fine. Some stores also
    have \`all\`, \`length\` and \`clear\`, for your own code.`),
  [login, page, logout],
  claim(
    'Login, page and logout call set, get and destroy, and nothing else.',
    (run) =>
      run.at(login).ops === 'set' &&
      run.at(page).ops === 'get' &&
      run.at(page).json['user'] === 'ada' &&
      run.at(logout).ops === 'get destroy',
    { breaksWith: { unset: 'keep' }, myth: 'A store must have get, set, destroy, all, length and clear' },
  ),
)

const answering = another('a store that answers by the id', { app: 'answers-app' })

/** A request with an id that the store answers to, signed as the server would. */
const withId = (label: string, id: string) => ({
  ...byHand(label, get('/me'), (run) => `connect.sid=s%3A${id}.${signature(id, run.at(answering).secret ?? '')}`),
  inALine: true,
})

const unknown = withId('unknown', 'unknown')
const none = [withId('nothing', 'nothing'), withId('null', 'null'), withId('ENOENT', 'ENOENT')]
const broken = [withId('EIO', 'EIO'), withId('cookieless', 'cookieless')]
const odd = withId('odd', 'odd')

const whatGetMayAnswer = step(
  'What get may answer',
  explain(
    `A visitor comes with a cookie from last week. The Map has nothing under that id, and \`JSON.parse(undefined)\` throws. What should \`get\`
    say? This store gives a different answer for each id:`,
  ),
  code('answers-app.ts', 'answers'),
  [answering, unknown, none, broken, odd].flat(),
  claim(
    'If get throws, the visitor gets an error page.',
    (run) => run.at(unknown).status === 500 && run.at(unknown).errors.some((error) => error.includes('JSON')),
  ),
  claim(
    'Nothing, null and an error ENOENT mean: no such session. A new one begins.',
    (run) => none.every((one) => run.at(one).status === 200 && run.at(one).json['user'] === 'nobody'),
    { remember: 'no session under this id? get answers null, not an error' },
  ),
  claim('Any other error, or a session without its cookie, becomes a 500.', (run) =>
    broken.every((one) => run.at(one).status === 500),
  ),
  claim(
    "With unset: 'destroy', each of these errors ends the session in the store.",
    (run) => [unknown, ...broken].every((one) => run.at(one).ops === 'get destroy'),
    { breaksWith: { unset: 'keep' } },
  ),
  claim(
    'A key with the name of a method of req.session is left out.',
    (run) =>
      run.at(odd).status === 200 &&
      run.at(odd).found?.['destroy'] === 'me' &&
      run.at(odd).saved?.session?.['user'] === 'ada' &&
      run.at(odd).saved?.session?.['destroy'] === undefined,
  ),
)

const enter = send('Ada comes in', post('/enter'), lines('Ada'))
const next = send('her next page', get('/page'), { browser: 'Ada' })

const asJson = step(
  'It comes back as JSON',
  explain(
    'A session goes through `JSON.stringify()` and back, in this store as in most. The basket is an object of a class:',
  ),
  code('json-app.ts', 'json'),
  [another('a shop with baskets', { app: 'json-app' }), enter, next],
  claim(
    'A Date comes back as a string, an object of a class without its methods.',
    (run) =>
      run.at(enter).json['isDate'] === true &&
      run.at(enter).json['count'] === 'function' &&
      run.at(next).json['isDate'] === false &&
      typeof run.at(next).found?.['since'] === 'string' &&
      run.at(next).json['count'] === 'undefined' &&
      JSON.stringify(run.at(next).found?.['basket']) === '{"items":["apple"]}',
    {
      remember: 'a session comes back as JSON: dates are strings, no methods',
      myth: 'req.session keeps any object as it is',
    },
  ),
)

const timed = { rolling: true, 'cookie.maxAge': HOUR }
const beaIn = send('Bea logs in', post('/login/bea'), lines('Bea'))
const beaReads = send('she reads', get('/me'), lines('Bea'))
const beaReadsOn = send('she reads on', get('/me'), { browser: 'Bea' })

const theEnd = step(
  'The end of a session',
  explain('Ends are up to the store. `cookie.expires` says when, and `get` must look:'),
  code('ending-store.ts', 'get'),
  explain(
    'Here sessions last for an hour, and with `rolling: true` each answer sends the cookie again. Bea reads the news for a long time.',
  ),
  [another('sessions of an hour', { app: 'ending-app', change: timed }), beaIn],
  [advance('minute 40', 40 * MINUTES), beaReads],
  predict(
    'Bea reads on at minute 80. Is she still logged in?',
    {
      'Yes: her cookie is new': [
        (run) => run.at(beaReadsOn).json['user'] === 'bea',
        'Her cookie is new, and she sent it. But the end in the store is still minute 60.',
      ],
      'No: her browser dropped the cookie': [
        (run) => run.at(beaReadsOn).sent === undefined,
        'It sent the cookie: with rolling, she got a new one at minute 40.',
      ],
      'No: the store dropped the session': (run) =>
        run.at(beaReadsOn).sent !== undefined && run.at(beaReadsOn).json['user'] === 'nobody',
    },
    {
      because: 'With resave: false, a session that was only read is not set again. Its end in the store stays.',
      hints: ['Which methods of the store were called at minute 40?'],
    },
  ),
  [advance('minute 80', 40 * MINUTES), beaReadsOn],
  claim(
    'Without touch(), a user who only reads is logged out while reading.',
    (run) =>
      run.at(beaReads).ops === 'get' && run.at(beaReadsOn).sent !== undefined && run.at(beaReadsOn).found === null,
    { breaksWith: { resave: true }, remember: 'a store needs touch(), or readers are logged out' },
  ),
)

const coraIn = send('Cora logs in', post('/login/cora'), lines('Cora'))
const coraReads = send('Cora reads', get('/me'), lines('Cora'))
const coraReadsOn = send('Cora reads on', get('/me'), { browser: 'Cora', brief: true })

const touchMethod = step(
  'The fourth method',
  explain('`touch` moves the end and leaves the rest alone. session() calls it if the store has it:'),
  code('ending-store.ts', 'touch'),
  [another('with touch()', { app: 'lasting-app', change: timed }), coraIn],
  [advance('minute 40 again', 40 * MINUTES), coraReads, advance('minute 80 again', 40 * MINUTES), coraReadsOn],
  claim(
    'With touch(), each visit moves the end in the store.',
    (run) => run.at(coraReads).ops === 'get touch' && run.at(coraReadsOn).found?.['user'] === 'cora',
  ),
)

const danIn = send('Dan logs in', post('/login/dan'), lines('Dan'))
const full = send('the disk fills up', post('/disk/full'), lines(null))
const eveIn = send('Eve logs in', post('/login/eve'), { browser: 'Eve' })
const evesPage = send("Eve's page", get('/me'), lines('Eve'))
const dansPage = send("Dan's page", get('/me'), lines('Dan'))
const danOut = send('Dan logs out', post('/logout'), lines('Dan'))
const danStill = send('Dan again', get('/me'), lines('Dan'))

/** Whether visitors got a 200, and the error came to Express. */
const fails = (run: Run, ...parts: readonly Handle<'send'>[]) =>
  parts.every(
    (one) => run.at(one).status === 200 && run.at(one).errors.some((error) => error.includes('the disk is full')),
  )

const errorsComeLate = step(
  'Errors come late',
  explain('A method that fails gives its callback an error. After this request all but `get` fail:'),
  code('full-app.ts', 'full'),
  [another('a shop whose disk fills up', { app: 'full-app' }), danIn, full],
  predict(
    'Now Eve logs in. What does she get?',
    {
      'An error page: status 500': [
        (run) => run.at(eveIn).status === 500,
        'Her answer was on its way when set was called. To learn of the error in time, call save() yourself (lesson 6).',
      ],
      'Status 200 and a cookie': (run) => run.at(eveIn).status === 200 && run.at(eveIn).set !== undefined,
      'Status 200, and no cookie': [
        (run) => run.at(eveIn).status === 200 && run.at(eveIn).set === undefined,
        'The cookie is a header. It goes out before the store is told.',
      ],
    },
    {
      because:
        'The store is told when the answer ends. By then status and cookie have gone out. To learn of the error in time, call save() (lesson 6).',
      hints: ['When is set called: before the answer, or at its end?'],
    },
  ),
  [eveIn, evesPage, dansPage, danOut, danStill],
  claim(
    'If set, touch or destroy fails at the end, visitors still get a 200.',
    (run) =>
      fails(run, eveIn, dansPage, danOut) &&
      run.at(evesPage).json['user'] === 'nobody' &&
      run.at(danStill).json['user'] === 'dan',
    { breaksWith: { unset: 'keep' }, myth: 'If the store cannot save, visitors get an error page' },
  ),
)

const fayIn = send('Fay logs in', post('/login/fay'), lines('Fay'))
const gone = send('the database goes down', post('/database/disconnect'), lines(null))
const fayOffline = send("Fay's page", get('/me'), { browser: 'Fay' })
const backAgain = send('it is back', post('/database/connect'), lines(null))
const fayOnline = send("Fay's page again", get('/me'), lines('Fay'))

const offline = step(
  'The store is offline',
  explain(
    "A store is an EventEmitter, too. When it loses its database it may say so with `this.emit('disconnect')`, and with `'connect'` when the database is back.",
  ),
  [another('a shop with a database', { app: 'offline-app' }), fayIn, gone],
  predict(
    'Fay comes while it is away. What does session() do?',
    {
      'It answers 500': [
        (run) => run.at(fayOffline).status === 500 && run.at(fayOffline).ops !== '',
        'The 500 is not from session(): it passed the request on, and /me read from undefined.',
      ],
      'It waits until the store is back': (run) => run.at(fayOffline).failure !== null,
      'It passes the request on, without req.session': (run) =>
        run.at(fayOffline).ops === '' && run.at(fayOffline).errors.some((error) => error.includes('undefined')),
      'It begins an empty session': (run) => run.at(fayOffline).status === 200,
    },
    {
      because: 'It steps aside. Then `req.session.user` reads from undefined, and that error is the one in your log.',
      hints: ['Look at the error in the answer: which code throws it?'],
    },
  ),
  [fayOffline, backAgain, fayOnline],
  claim(
    "After 'disconnect' there is no req.session; after 'connect' all is as before.",
    (run) =>
      run.at(fayOffline).status === 500 &&
      run.at(fayOffline).ops === '' &&
      run.at(fayOffline).setCookies.length === 0 &&
      run.at(fayOnline).found?.['user'] === 'fay',
  ),
  explain(`When an app starts, it should look for its database, and for the table in it. If they are not there, let it end with an error: one that
    waits for them may never listen, and one that does not look fails at the first visit.`),
)

const bots = ['a bot comes', 'another', 'a third'].map((label) => send(label, get('/'), lines(null)))
const keptLater = send('what it holds', get('/kept'), lines(null))
const lengthAsked = send('store.length()', get('/length'), lines(null))
const keptThen = send('what it holds then', get('/kept'), lines(null))
const guyIn = send('Guy logs in', post('/login/guy'), lines('Guy'))
const guyBack = send('Guy comes back', get('/me'), lines('Guy'))

const nobodyCleansUp = step(
  'Nobody cleans up',
  explain(
    '`get` meets a session that has ended only if its browser comes back. Bots do not. This is MemoryStore, with sessions of an hour and `saveUninitialized: true`:',
  ),
  another('MemoryStore', { app: 'memory-app', change: { saveUninitialized: true, 'cookie.maxAge': HOUR } }),
  bots,
  [advance('a day passes', 24 * HOUR), keptLater, lengthAsked, keptThen],
  claim(
    'A day later MemoryStore still holds all three sessions of an hour.',
    (run) => run.at(keptLater).json['kept'] === bots.length,
    { breaksWith: { saveUninitialized: false }, myth: 'Sessions that have ended leave MemoryStore by themselves' },
  ),
  claim(
    'Asked for all sessions, as by length(), it drops those that have ended.',
    (run) =>
      run.at(keptLater).json['kept'] === bots.length &&
      run.at(lengthAsked).json['length'] === 0 &&
      run.at(keptThen).json['kept'] === 0,
    { breaksWith: { 'cookie.maxAge': null } },
  ),
  explain(
    'A database does better. SQLite keeps its data in a file and needs no server. With the end in a column of its own, a timer can call `prune()`:',
  ),
  code('sqlite-store.ts', 'ends'),
  [another('SQLite', { app: 'sqlite-app' }), guyIn, restart('a deploy'), guyBack],
  claim('A store in a file survives the restart of its app.', (run) => run.at(guyBack).found?.['user'] === 'guy'),
)

const hanIn = send('Han logs in', post('/login/han'), lines('Han'))
const hanBack = send('Han comes back', get('/me'), lines('Han'))

const killed = step(
  'Killed',
  explain(
    'Redis is a server that keeps a string under a key, and forgets it after a number of seconds. Its client answers with promises; `tell` waits for one, and calls back.',
  ),
  code('redis-store.ts', 'store'),
  servers('its sessions are in Redis', ['the shop'], { app: 'redis-app', redis: true }),
  hanIn,
  ends('power cut', 'the shop', 'SIGKILL'),
  again('power is back', 'the shop'),
  hanBack,
  claim(
    'Killed with kill -9, the app finds the login again when it starts.',
    (run) => run.at(hanBack).bringsCookieOf(run.at(hanIn)) && run.at(hanBack).found?.['user'] === 'han',
  ),
)

const inaIn = send('Ina logs in', post('/login/ina'), lines('Ina'))
const awayNow = send('the client says error', post('/client/error'), lines(null))
const inaOffline = send('Ina meanwhile', get('/me'), lines('Ina'))
const readyAgain = send('it says ready', post('/client/ready'), lines(null))
const inaOnline = send('Ina again', get('/me'), lines('Ina'))

const inYourApp = step(
  'In your app',
  explain(
    `Use a popular store: \`npm install connect-redis redis\`, then \`new RedisStore({ client })\` as here; other versions want it otherwise. While Redis is away, visitors would
    wait. Only the client knows, so pass it on, below session():`,
  ),
  code('production-app.ts', 'guard'),
  [another('your app', { app: 'production-app', redis: true }), inaIn, awayNow, inaOffline, readyAgain, inaOnline],
  claim(
    'Passed on, an error of the client becomes a 503, and ready ends that.',
    (run) =>
      run.at(inaIn).saved !== undefined &&
      run.at(inaOffline).status === 503 &&
      run.at(inaOnline).found?.['user'] === 'ina',
  ),
)

export default lesson({
  home: import.meta.url,
  steps: [
    threeMethods,
    whatGetMayAnswer,
    asJson,
    theEnd,
    touchMethod,
    errorsComeLate,
    offline,
    nobodyCleansUp,
    killed,
    inYourApp,
  ],
  experiments: [
    experiment(
      { resave: true },
      'Each visit sets the session again, so Bea stays logged in without touch(). And touch() is never called.',
      (run) => run.at(beaReadsOn).found?.['user'] === 'bea' && run.at(coraReads).ops === 'get set',
    ),
    experiment(
      { unset: 'keep' },
      'The logout does not tell the store, and errors of get end no session.',
      (run) => run.at(logout).ops === 'get' && run.at(unknown).ops === 'get',
    ),
    experiment(
      { saveUninitialized: false },
      'Bots leave nothing in memory: their sessions are empty.',
      (run) => run.at(keptLater).json['kept'] === 0,
    ),
  ],
})
