import {
  another,
  claim,
  code,
  experiment,
  explain,
  follow,
  get,
  landing,
  lesson,
  post,
  predict,
  send,
  step,
  table,
  together,
  type Run,
  type Send,
} from '../../src/lesson/index.ts'

const login = send('Ada logs in', post('/login/ada'), { browser: 'Ada' })
const me = landing('her browser follows')
const race = follow('In this order', login, me)

const tooEarly = (run: Run) => run.at(race).inOrder([login, 'head'], [me, 'get ends'], [login, 'set ends'])

const loggedInAndNot = step(
  'Logged in, and still nobody',
  explain(
    `Ada logs in and is sent on to her page, \`/me\`, which says: nobody. She reloads it, and is logged in. On your machine that never happens.
    Here the store is slow: it takes 300 ms to save.`,
  ),
  code('app.ts', 'login'),
  predict(
    'The browser follows the redirect to /me. What does it get?',
    {
      '{"user":"ada"}: the answer waits for the store': [
        (run) => run.at(me).json['user'] === 'ada',
        'The end of the answer waits for the store. Its headers do not, and they are all that a browser needs to go on.',
      ],
      '{"user":"nobody"}': (run) => run.at(me).json['user'] === 'nobody',
      'Nothing: it has no cookie yet': [
        (run) => run.at(me).sent === undefined,
        'It has one: the cookie came with the redirect. What is missing is the session in the store.',
      ],
    },
    {
      because: 'The browser went on as soon as it had the headers. The store had nothing under its id yet.',
      hints: ['What does a browser need to follow a redirect: the headers, or all of the answer?'],
    },
  ),
  race,
  claim('The headers of a redirect go out before the store has saved.', (run) =>
    run.at(race).inOrder([login, 'set begins'], [login, 'head'], [login, 'set ends']),
  ),
  claim(
    'A browser that follows a redirect can be faster than the store.',
    (run) => tooEarly(run) && run.at(me).bringsCookieOf(run.at(login)) && run.at(me).notFound,
    { myth: 'resave: true fixes it' },
  ),
)

const ben = send('Ben logs in', post('/login/ben'), { browser: 'Ben' })
const alone = together('His answer, bit by bit', ben)
const cleo = send('Cleo logs in', post('/login/cleo'), { browser: 'Cleo', inALine: true })
const cleosPage = send('Cleo asks', get('/me'), { browser: 'Cleo', inALine: true })

/** How many bytes of the body Ben's browser had when the store had saved, and how many there are. */
const bytesEarly = (run: Run): readonly [early: number, all: number] => {
  const { moments } = run.at(alone)
  const saved = moments.findIndex(({ what }) => what === 'set ends')
  const early = moments.slice(0, saved).filter(({ what }) => what === 'part')
  return [early.at(-1)?.bytes ?? 0, Buffer.byteLength(run.at(ben).response.body)]
}
const headWasEarly = (run: Run) => run.at(alone).inOrder([ben, 'head'], [ben, 'set ends'])

const allButTheEnd = step(
  'All but the end',
  explain(
    `Your tests may never show it. Cleo's client, like those used in tests, reads the answer to its end, and only then asks for her page. The
    store is as slow as before:`,
  ),
  [cleo, cleosPage],
  claim(
    'A client that waits for the end of the answer finds what it saved.',
    (run) => run.at(cleosPage).bringsCookieOf(run.at(cleo)) && run.at(cleosPage).found?.['user'] === 'cleo',
    { breaksWith: { 'cookie.secure': true } },
  ),
  explain(
    `So something waits. session() has replaced \`res.end()\`: its own function tells the store to save, and lets out part of the answer
    meanwhile. Ben's client notes each byte.`,
  ),
  predict(
    'How much of the answer does Ben have before the store has saved?',
    {
      Nothing: (run) => !headWasEarly(run),
      'The headers': (run) => headWasEarly(run) && bytesEarly(run)[0] === 0,
      'All but the last byte': (run) => headWasEarly(run) && bytesEarly(run)[0] === bytesEarly(run)[1] - 1,
      'All of it': [
        (run) => bytesEarly(run)[0] === bytesEarly(run)[1],
        'One byte was held back, so a client that reads to the end is never too early.',
      ],
    },
    {
      because:
        'session() keeps back one byte until the store calls back. Any client that reads to the end waits for it.',
      hints: ['The headers say how long the body is. When does a client know that it is complete?'],
    },
  ),
  alone,
  claim(
    'All but the last byte goes out at once; that byte waits for the store.',
    (run) =>
      bytesEarly(run)[0] === bytesEarly(run)[1] - 1 &&
      run.at(alone).inOrder([ben, 'set begins'], [ben, 'head'], [ben, 'set ends'], [ben, 'ended']),
    { remember: 'the last byte of an answer waits for the store' },
  ),
)

const savedLogin = send('Ada logs in again', post('/saved-login/ada'), { browser: 'Ada at work' })
const savedMe = landing('her browser follows it')
const noRace = follow('With save() first', savedLogin, savedMe)

const saveThenRedirect = step(
  'Save, then redirect',
  explain(
    '`req.session.save()` tells the store at once, and calls back when it has saved. The redirect goes into that callback:',
  ),
  code('app.ts', 'saved'),
  code('slow-store.ts', 'store'),
  noRace,
  claim(
    'A redirect in the callback of save() goes out when the store has saved.',
    (run) =>
      run.at(noRace).inOrder([savedLogin, 'set ends'], [savedLogin, 'head'], [savedMe, 'came']) &&
      run.at(savedMe).found?.['user'] === 'ada',
    { remember: 'redirect in the callback of req.session.save()' },
  ),
  claim('A session that save() has saved is not saved again at the end.', (run) => run.at(savedLogin).ops === 'set'),
)

const visit = send('Eve visits', get('/visit'), { browser: 'Eve', inALine: true })
const tooLateToSave = send('late', get('/late'), { browser: 'Eve', inALine: true })
const afterTooLate = send('and then', get('/visit'), { browser: 'Eve', inALine: true })
const late = send('late, with save()', get('/late?save=1'), { browser: 'Eve', inALine: true })
const afterLate = send('and now', get('/visit'), { browser: 'Eve', inALine: true })
const stream = send('a stream', get('/stream'), { browser: 'Dan' })

const tooLate = step(
  'Too late',
  explain(`The store is told when the answer ends; on a WebSocket none does. Eve asks for \`/late\`, which writes later, without \`save()\`
    and with it.`),
  code('late-app.ts', 'late'),
  [another('late writers', { app: 'late-app' }), visit, tooLateToSave, afterTooLate, late, afterLate],
  claim(
    'What is written after the answer is lost, unless save() is called.',
    (run) => {
      const [lost, kept] = [run.at(afterTooLate).found, run.at(afterLate).found]
      const isUntold = run.at(tooLateToSave).ops === 'get touch' && lost !== null && !('user' in lost)
      return isUntold && kept?.['user'] === 'eve'
    },
    { breaksWith: { 'cookie.secure': true } },
  ),
  explain('For the cookie, even the end is too late. This handler sends the headers first, as streams do:'),
  code('late-app.ts', 'stream'),
  predict(
    'Dan has no cookie yet, and asks for /stream. What is there afterwards?',
    {
      'A session in the store, and a cookie for it': [
        (run) => run.at(stream).set !== undefined && run.at(stream).data['user'] === 'dan',
        'The headers went out with flushHeaders(), when there was nothing to save yet. No cookie can follow them.',
      ],
      'A session in the store, and no cookie for it': (run) =>
        run.at(stream).set === undefined && run.at(stream).saved !== undefined,
      'Neither: it was too late': [
        (run) => run.at(stream).set === undefined && run.at(stream).saved === undefined,
        'The store is told at the end of the answer, so for the store it was in time.',
      ],
    },
    {
      because: 'Set-Cookie is a header, and the headers had gone out. The store is told at the end, so it was saved.',
      hints: ['When do the headers go out?', 'And when is the store told?'],
    },
  ),
  stream,
  claim(
    'Written after the headers: saved, but a new visitor gets no cookie.',
    (run) => run.at(stream).saved?.session?.['user'] === 'dan' && run.at(stream).setCookies.length === 0,
    { breaksWith: { saveUninitialized: true } },
  ),
)

const fill = send('Ada logs in to shop', post('/login/ada'), { browser: 'Ada', inALine: true })
const apple = send('adds an apple', post('/cart/apple'), { browser: 'Ada' })
const pear = send('adds a pear', post('/cart/pear'), { browser: 'Ada' })
const clicks = together('Two clicks', apple, pear)
const cart = send('what is in the cart', get('/cart'), { browser: 'Ada', inALine: true })
const inCart = (request: Send) => (run: Run) => String(run.at(request).json['cart'])

const lastWriteWins = step(
  'Two clicks at once',
  explain(`Each request works on a copy of the session: session() fetches it from the store when the request comes, and gives the whole copy
    back at the end. Ada clicks on apple, then at once on pear. \`inStock()\` takes 300 ms for apples, 100 for pears.`),
  code('cart-app.ts', 'cart'),
  [another('a shop', { app: 'cart-app' }), fill],
  predict(
    'Both are answered with 200. What is in her cart then?',
    {
      'apple and pear': [
        (run) => inCart(cart)(run) === 'pear,apple' || inCart(cart)(run) === 'apple,pear',
        'Nothing merges the two copies. The store keeps the one it is given last.',
      ],
      'only the apple': (run) => inCart(cart)(run) === 'apple',
      'only the pear': [
        (run) => inCart(cart)(run) === 'pear',
        'The pear was saved first. The request for the apple ended later, and its copy had no pear in it.',
      ],
    },
    {
      because:
        'The apple ended last, and its copy was made before the pear was saved. The store keeps the copy it is given last.',
      hints: ['Which of the two ends last?', 'What did its copy of the session hold?'],
    },
  ),
  clicks,
  cart,
  claim(
    'Of two requests at once, the one that ends last overwrites the other.',
    (run) =>
      run.at(clicks).inOrder([apple, 'get ends'], [pear, 'get ends'], [pear, 'set ends'], [apple, 'set ends']) &&
      inCart(pear)(run) === 'pear' &&
      inCart(cart)(run) === 'apple',
    { myth: 'express-session merges what two requests change' },
  ),
)

const plum = send('adds a plum', post('/careful-cart/plum'), { browser: 'Ada' })
const anotherPear = send('adds a pear again', post('/careful-cart/pear'), { browser: 'Ada' })
const carefulClicks = together('Two clicks, with reload()', plum, anotherPear)
const touched = send('with touch()', get('/touch'), { browser: 'Ada', inALine: true })
const untouched = send('without', get('/me'), { browser: 'Ada', inALine: true })

const reloadAndTouch = step(
  'reload() and touch()',
  explain(
    `\`reload()\` asks the store again, and replaces \`req.session\` with a new one. Nothing waits between that and the change, so the copy is
    fresh. Ada adds a plum, as slow as an apple, and a pear.`,
  ),
  code('cart-app.ts', 'careful'),
  carefulClicks,
  claim(
    'reload() right before the change keeps what the other request saved.',
    (run) =>
      run
        .at(carefulClicks)
        .inOrder([plum, 'get ends'], [anotherPear, 'set ends'], [plum, 'get ends'], [plum, 'set ends']) &&
      inCart(plum)(run) === 'apple,pear,plum',
  ),
  explain(
    '`touch()` moves the end of the session to `maxAge` from now. The first of these two pages calls it, the other does not:',
  ),
  [touched, untouched],
  claim(
    'With touch() or without, a session that was only read is touched once.',
    (run) => [touched, untouched].every((one) => run.at(one).ops === 'get touch'),
    { breaksWith: { resave: true } },
  ),
)

const adasReport = send("Ada's report", get('/report'), { browser: 'Ada' })
const adasLogout = send('Ada logs out', post('/logout'), { browser: 'Ada' })
const adaAway = together('resave: false', adasReport, adasLogout)
const adaBack = send('who is Ada', get('/me'), { browser: 'Ada', inALine: true })
const gus = send('Gus logs in', post('/login/gus'), { browser: 'Gus', inALine: true })
const report = send("Gus's report", get('/report'), { browser: 'Gus' })
const logout = send('Gus logs out', post('/logout'), { browser: 'Gus' })
const away = together('resave: true', report, logout)
const back = send('who is Gus', get('/me'), { browser: 'Gus', inALine: true })

const loggedOutAndBack = step(
  'Logged out, and back again',
  explain('Ada opens a report that takes a while and only reads. She logs out before it arrives.'),
  code('cart-app.ts', 'report'),
  [adaAway, adaBack],
  claim(
    'With resave: false, a slow request that only reads does not undo a logout.',
    (run) => run.at(adasReport).status === 200 && run.at(adaBack).notFound,
    { breaksWith: { resave: true }, remember: 'resave: false, or a slow request can undo a logout' },
  ),
  explain('Gus does the same, with `resave: true`. You get that too if you leave `resave` out.'),
  [another('with resave: true', { app: 'cart-app', change: { resave: true } }), gus],
  predict(
    'The report has arrived, and he asks for /me. Who is he?',
    {
      'nobody: his session was destroyed': [
        (run) => run.at(back).notFound,
        'It was. Then the report ended, and its copy went to the store.',
      ],
      'gus: his session is back': (run) => run.at(back).json['user'] === 'gus',
      'nobody: the report failed, as its session was gone': [
        (run) => run.at(report).status !== 200,
        'The report has a copy of its own, and nothing asks the store whether the session still exists.',
      ],
    },
    {
      because: 'With resave: true every request gives the store its copy at the end, even one that only read.',
      hints: ['What does resave: true do at the end of a request?', 'Which of the two requests ends last?'],
    },
  ),
  [away, back],
  claim(
    'resave: true lets a slow request that only reads undo a logout.',
    (run) =>
      run.at(away).inOrder([report, 'get ends'], [logout, 'destroy ends'], [report, 'set ends']) &&
      run.at(back).found?.['user'] === 'gus',
    { breaksWith: { resave: false } },
  ),
)

const strangerReads = send('stranger reads', get('/me'), { browser: 'stranger' })
const strangerWrites = send('stranger writes', post('/login/ida'), { browser: 'Ida' })
const knownReads = send('known reads', get('/me'), { browser: 'Ida' })
const knownWrites = send('known writes', post('/login/joy'), { browser: 'Ida' })
const AS_IT_IS = 'all: false'
const options = table('Store calls, and cookies sent', {
  app: 'cart-app',
  columns: {
    [AS_IT_IS]: {},
    'resave: true': { resave: true },
    'saveUninitialized: true': { saveUninitialized: true },
    'rolling: true': { rolling: true },
    'maxAge: 1 hour': { 'cookie.maxAge': 3_600_000 },
  },
  rows: [strangerReads, strangerWrites, knownReads, knownWrites],
})
const cellOf = (column: string, row: Send) => (run: Run) => {
  const { ops, cookie } = run.at(options).cell(column, row)
  return `${ops}${cookie ? ' cookie' : ''}`
}
/** The columns in which a known visitor who only reads gets the cookie again. */
const sendsAgain = (column: string) => (run: Run) => run.at(options).cell(column, knownReads).cookie

const fourOptions = step(
  'Four options, one table',
  explain(`Five servers get the same four requests. The first has \`resave\`, \`saveUninitialized\` and \`rolling\` at false, and no
    \`maxAge\`; each of the others changes one of these.`),
  predict(
    'Which one sends the cookie again to a known visitor who only reads?',
    {
      'resave: true': [
        (run) => sendsAgain('resave: true')(run),
        'resave is about the store alone: look down its column. It never decides about the cookie.',
      ],
      'saveUninitialized: true': (run) => sendsAgain('saveUninitialized: true')(run),
      'rolling: true': (run) => sendsAgain('rolling: true')(run) && !sendsAgain('resave: true')(run),
      'maxAge: one hour': [
        (run) => sendsAgain('maxAge: 1 hour')(run),
        'With maxAge a visit that writes gets it again. One that only reads does not.',
      ],
    },
    {
      because: 'Only rolling sends it with every answer to a known visitor.',
      hints: ['Which of them are about the store, and which about the cookie?'],
    },
  ),
  options,
  claim(
    'resave decides between set and touch, and nothing about the cookie.',
    (run) =>
      cellOf(AS_IT_IS, knownReads)(run) === 'get touch' &&
      cellOf('resave: true', knownReads)(run) === 'get set' &&
      [strangerReads, strangerWrites, knownWrites].every(
        (row) => cellOf(AS_IT_IS, row)(run) === cellOf('resave: true', row)(run),
      ),
    { breaksWith: { resave: true }, myth: 'resave: true sends the cookie again' },
  ),
  claim(
    'saveUninitialized matters only for strangers who only read.',
    (run) =>
      cellOf(AS_IT_IS, strangerReads)(run) === '' &&
      cellOf('saveUninitialized: true', strangerReads)(run) === 'set cookie' &&
      [strangerWrites, knownReads, knownWrites].every(
        (row) => cellOf(AS_IT_IS, row)(run) === cellOf('saveUninitialized: true', row)(run),
      ),
    { breaksWith: { saveUninitialized: true } },
  ),
  claim(
    'A known visitor gets the cookie again with rolling, or by a write with maxAge.',
    (run) =>
      cellOf('rolling: true', knownReads)(run) === 'get touch cookie' &&
      cellOf('rolling: true', knownWrites)(run) === 'get set cookie' &&
      cellOf('maxAge: 1 hour', knownReads)(run) === 'get touch' &&
      cellOf('maxAge: 1 hour', knownWrites)(run) === 'get set cookie' &&
      cellOf(AS_IT_IS, knownWrites)(run) === 'get set',
    { breaksWith: { rolling: true } },
  ),
)

const kim = send('Kim logs in', post('/login/kim'), { browser: 'Kim' })
const kimsPage = landing('her page')
const yours = follow('Your app', kim, kimsPage)
const inYourApp = step(
  'In your app',
  explain(`Call \`save()\` before a redirect that needs what you wrote; other answers do not need it. Pass its error on, or it is lost.
    Set \`resave\` to false. What two requests may change at once belongs in a database, not in a session.`),
  code('production-app.ts', 'redirect'),
  another('your app', { app: 'production-app' }),
  yours,
  claim('If saved first, the redirect finds who logged in, however slow the store.', (run) => {
    const { found, json } = run.at(kimsPage)
    return (
      run.at(yours).inOrder([kim, 'set ends'], [kim, 'head']) && found?.['user'] === 'kim' && json['user'] === 'kim'
    )
  }),
)

export default lesson({
  home: import.meta.url,
  steps: [
    loggedInAndNot,
    allButTheEnd,
    saveThenRedirect,
    tooLate,
    lastWriteWins,
    reloadAndTouch,
    loggedOutAndBack,
    fourOptions,
    inYourApp,
  ],
  experiments: [
    experiment(
      { resave: true },
      "resave: true does not help the redirect: the page still says nobody. And now Ada's logout is undone, too.",
      (run) => run.at(me).json['user'] === 'nobody' && run.at(adaBack).found?.['user'] === 'ada',
    ),
    experiment(
      { saveUninitialized: true },
      'The stream gets its cookie: an empty session counts now, so there is one to send when the headers go out.',
      (run) => run.at(stream).set !== undefined && run.at(stream).data['user'] === 'dan',
    ),
    experiment(
      { rolling: true },
      'Each answer sends the cookie again. Of two clicks at once, one is still lost.',
      (run) => run.at(cart).set !== undefined && inCart(cart)(run) === 'apple',
    ),
  ],
})
