import {
  advance,
  another,
  byHand,
  claim,
  code,
  cookieOf,
  experiment,
  explain,
  get,
  lesson,
  post,
  predict,
  send,
  step,
  type Run,
  type Seen,
  type Send,
} from '../../src/lesson/index.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Whether this is such a number of milliseconds. The clock stands still, but a date on the wire has whole seconds. */
const near = (value: unknown, milliseconds: number) =>
  typeof value === 'number' && Math.abs(value - milliseconds) < 2 * SECOND

/** Whether the cookie of an answer lasts so many milliseconds. */
const lasts = (visit: Send, milliseconds: number) => (run: Run) => near(run.at(visit).lifetime, milliseconds)

/** How far ahead of an exchange the end lies that stands in a session, in milliseconds; undefined for no session or no end. */
function timeLeft(session: Seen['session'] | undefined, { at }: Seen): number | undefined {
  const { expires } = Object(session?.['cookie'])
  return typeof expires === 'string' ? Date.parse(expires) - at : undefined
}

/** How long the store still keeps the session that this request found there. */
const leftInStore = (seen: Seen) => timeLeft(seen.found, seen)

/** How long it keeps the session that it was given. */
const givenToStore = (seen: Seen) =>
  timeLeft(seen.store.findLast(({ op }) => op === 'touch' || op === 'set')?.session, seen)

const first = send('first visit', get('/'))
const theNumberInTheNotes = step(
  'The number in the notes',
  explain(`The option \`cookie.maxAge\` says how long the session cookie lasts. The notes set it with a comment:
    \`maxAge: 36000000 // 10mins\`. This app uses the same number.

    In the answer, **Date** is the time on the server. **Expires**, in the Set-Cookie line, is when the cookie ends. Both are
    in GMT.`),
  code('app.ts', 'options'),
  predict(
    'maxAge is 36000000. How long does this cookie last?',
    {
      'Ten minutes': [
        lasts(first, 10 * MINUTE),
        'That is what the comment says, but maxAge counts milliseconds, and this many of them are ten hours.',
      ],
      'Ten hours': lasts(first, 10 * HOUR),
      'About 417 days': [
        lasts(first, 36000000 * SECOND),
        'It would, if maxAge counted seconds. It counts milliseconds, so this is ten hours.',
      ],
    },
    {
      because: 'maxAge counts milliseconds. An hour has 3600000 of them, so this is ten hours.',
      hints: ['In which unit does JavaScript measure time?', 'A minute has 60000 milliseconds.'],
    },
  ),
  first,
  claim(
    'The end of the cookie travels as Expires. There is no Max-Age.',
    (run) => run.at(first).lifetime !== undefined && run.at(first).attribute('Max-Age') === undefined,
  ),
)

const tenMinutes = send('visit with 600000', get('/'))
const tenMinutesOnly = step(
  'Ten minutes',
  explain(
    'A minute has 60000 milliseconds. Here is the same app with `maxAge: 600000`. Compare Date and Expires again.',
  ),
  [another('with 600000', { change: { 'cookie.maxAge': 600000 } }), tenMinutes],
  claim(
    'With 36000000 the cookie lasts ten hours; with 600000, ten minutes.',
    (run) => near(run.at(first).lifetime, 10 * HOUR) && near(run.at(tenMinutes).lifetime, 10 * MINUTE),
    {
      remember: 'maxAge is in milliseconds: 600000 is ten minutes',
      breaksWith: { 'cookie.maxAge': 5000 },
      myth: 'maxAge: 36000000 // 10mins',
    },
  ),
)

const hour0 = send('hour 0', post('/name/ada'))
const hour6 = send('hour 6', get('/cookie'))
const whatTheAppCanRead = step(
  'What the app can read',
  explain(`The first app again. Ada leaves her name at hour 0. Nobody has to wait for hour 6: the clock is moved,
    for the server and the browser together.

    At hour 6 she opens a page that shows \`req.session.cookie\`, the app's view of the cookie. Look at the two numbers in the
    body of that answer. An hour has 3600000 milliseconds.`),
  code('app.ts', 'routes'),
  [another('ten hours again'), hour0, advance('it is hour 6', 6 * HOUR), hour6],
  claim(
    'cookie.maxAge is the time left; originalMaxAge is what was set.',
    (run) => {
      const { maxAge, originalMaxAge } = run.at(hour6).json
      return (
        [maxAge, leftInStore(run.at(hour6))].every((left) => near(left, 4 * HOUR)) && near(originalMaxAge, 10 * HOUR)
      )
    },
    { breaksWith: { 'cookie.maxAge': null } },
  ),
)

const hour12 = send('hour 12', get('/'))
const pastTheEnd = step(
  'Past the end',
  explain(`Look at Ada's two visits once more: when did the browser hear how long it may keep the cookie?

    Now it is hour 12, and she comes back.`),
  predict(
    'What does her browser do at hour 12?',
    {
      'It sends the cookie: since hour 6 it has ten more hours': [
        (run) => run.at(hour12).sent !== undefined && run.at(hour12).generated.length === 0,
        'The answer at hour 6 had no Set-Cookie. The browser only knew the end from hour 0, and that was hour 10.',
      ],
      'It sends the cookie, and the server turns it down': (run) =>
        run.at(hour12).sent !== undefined && run.at(hour12).generated.length > 0,
      'It sends no cookie': (run) => run.at(hour12).sent === undefined,
    },
    {
      because: 'The cookie ended at hour 10. Without a cookie Ada is a new visitor: a new id, and no name.',
      hints: ['Is there a Set-Cookie line in the answer of hour 6?'],
    },
  ),
  [advance('it is hour 12', 6 * HOUR), hour12],
  claim(
    'Ten hours after Set-Cookie the cookie is gone: Ada gets a new id.',
    (run) => {
      const { sent, set, json } = run.at(hour12)
      const { id } = run.at(hour0).json
      const isTold = near(run.at(hour0).lifetime, 10 * HOUR) && run.at(hour6).sent !== undefined
      return isTold && sent === undefined && set !== undefined && json['id'] === set.id && json['id'] !== id
    },
    { breaksWith: { 'cookie.maxAge': null } },
  ),
)

const hour12ByHand = byHand('hour 12 by hand', get('/cookie'), cookieOf(hour0))

/** Whether the store still had Ada's session then, and what `req.session.cookie.maxAge` said. */
const isLeft = (run: Run) => run.at(hour12ByHand).found !== null
const maxAgeByHand = (run: Run) => run.at(hour12ByHand).json['maxAge']

const twoEnds = step(
  'Two ends',
  explain(`The browser is not alone in knowing an end. The store keeps one too, beside Ada's name. Here the store is MemoryStore, as in
    every app that names no other.

    To see it, the cookie of hour 0 is now sent by hand, two hours after its end. Watch the **store**.`),
  predict(
    'At hour 12, does the store still have the session of hour 0?',
    {
      'No: it ended at hour 10, like the cookie': (run) => run.at(hour12ByHand).notFound,
      'Yes, and about four hours are left': (run) => isLeft(run) && !near(maxAgeByHand(run), 10 * HOUR),
      'Yes, and all of the ten hours are left': [
        (run) => isLeft(run) && near(maxAgeByHand(run), 10 * HOUR),
        'About four hours were left: the last visit with this cookie was at hour 6, so the store counted to hour 16.',
      ],
    },
    {
      because:
        'The visit at hour 6 gave the session ten new hours in the store, until hour 16. Only the browser was not told.',
      hints: ['What did the store get to do at hour 6?', 'touch hands the store a new end.'],
    },
  ),
  hour12ByHand,
  claim(
    "Without rolling, reading moves MemoryStore's end, not the browser's.",
    (run) => {
      const [reading, later] = [run.at(hour6), run.at(hour12ByHand)]
      const isMoved = near(givenToStore(reading), 10 * HOUR) && near(leftInStore(later), 4 * HOUR)
      return isMoved && reading.ops === 'get touch' && reading.set === undefined
    },
    { remember: "reading moves the store's end; the browser's only with rolling", breaksWith: { rolling: true } },
  ),
  claim(
    'cookie.maxAge is what the store has left. The browser may have less.',
    (run) => {
      const { id } = run.at(hour0).set ?? {}
      const told = run.exchanges.findLast(({ browser, set }) => browser !== null && set?.id === id)
      const left = leftInStore(run.at(hour12ByHand)) ?? Number.NaN
      const browsers = (told?.set?.expires?.getTime() ?? Number.NaN) - run.at(hour12ByHand).at
      return near(maxAgeByHand(run), left) && left > browsers + HOUR
    },
    { breaksWith: { rolling: true }, myth: 'maxAge returns the time left to expire' },
  ),
)

const hour23ByHand = byHand('hour 23 by hand', get('/cookie'), cookieOf(hour0))
const whenNobodyComes = step(
  'When nobody comes',
  explain(`What came by hand was a visit too: it moved the store's end to hour 22. Now nobody comes for eleven hours. Then the same
    cookie is sent by hand once more.`),
  [advance('it is hour 23', 11 * HOUR), hour23ByHand],
  claim(
    'Without a visit in time, the session ends in MemoryStore too.',
    (run) => {
      const [before, after] = [run.at(hour12ByHand), run.at(hour23ByHand)]
      const isForgotten = after.sent === before.sent && after.notFound && after.generated.length === 1
      return isLeft(run) && near(givenToStore(before), 10 * HOUR) && isForgotten
    },
    { breaksWith: { 'cookie.maxAge': null } },
  ),
)

const untouched0 = send('hour 0, no touch', post('/name/ada'))
const untouched6 = send('reading, no touch', get('/cookie'))
const untouched11 = byHand('by hand, no touch', get('/cookie'), cookieOf(untouched0))
const aStoreWithoutTouch = step(
  'A store without touch',
  explain(`**touch** is a method that a store may lack. Here is the first app with a store that lacks it. Ada comes at hour 0, and at hour 6 she
    only reads. At hour 11 her cookie is sent by hand.`),
  code('no-touch-app.ts', 'store'),
  [another('without touch', { app: 'no-touch-app' }), untouched0, advance('hour 6, no touch', 6 * HOUR), untouched6],
  [advance('hour 11, no touch', 5 * HOUR), untouched11],
  claim(
    "Without touch and resave, reading does not move the store's end.",
    (run) => {
      const reading = run.at(untouched6)
      return near(leftInStore(reading), 4 * HOUR) && reading.set === undefined && run.at(untouched11).notFound
    },
    { breaksWith: { resave: true } },
  ),
  explain('With such a store, `resave: true` helps: then each visit writes the session, and its end with it.'),
)

const rolling0 = send('rolling hour 0', post('/name/ada'))
const rolling6 = send('rolling hour 6', post('/name/ada'))
const rolling12 = send('rolling hour 12', get('/'))
const rolling = step(
  'rolling',
  explain(`Back to MemoryStore. Ada came at hour 6 and was a stranger at hour 12. People report this as **maxAge is not extending**: the store
    was told of her visit, the browser was not.

    The option \`rolling\` is about that. Here are three visits with \`rolling: true\`. At hour 6 Ada enters the name that she has already,
    so nothing changes. At hour 12 she only reads. Watch **Expires** in each answer, and the id.`),
  [another('with rolling: true', { change: { rolling: true } }), rolling0],
  [advance('hour 6, with rolling', 6 * HOUR), rolling6, advance('hour 12, with rolling', 6 * HOUR), rolling12],
  claim(
    "With rolling: true, visits that change nothing move the browser's end.",
    (run) => {
      const [given, ...later] = [run.at(rolling0), run.at(rolling6), run.at(rolling12)]
      const isMoved = later.every(({ ops, set }) => ops === 'get touch' && set?.id === given.set?.id)
      return isMoved && [given, ...later].every(({ lifetime }) => near(lifetime, 10 * HOUR))
    },
    { breaksWith: { rolling: false } },
  ),
)

const writing0 = send('writing hour 0', post('/name/ada'))
const writing6 = send('writing hour 6', post('/name/grace'))
const writing12 = send('writing hour 12', get('/'))

/** Whether the visit that wrote got its cookie again, with a new end. */
function isSentAgain(run: Run): boolean {
  const [before, now] = [run.at(writing0).set, run.at(writing6).set]
  if (!now?.expires || !before?.expires || run.at(writing6).generated.length > 0) return false
  return now.id === before.id && near(now.expires.getTime() - before.expires.getTime(), 6 * HOUR)
}

const aVisitThatWrites = step(
  'A visit that writes',
  explain(`Back to the app without \`rolling\`. This time Ada does not just read at hour 6: she changes her name to Grace, and the app
    writes it into the session.`),
  predict(
    'What does the answer at hour 6 bring?',
    {
      'No Set-Cookie: the browser has this cookie already': (run) => run.at(writing6).set === undefined,
      'Set-Cookie with the same id and a new Expires': isSentAgain,
      'Set-Cookie with a new id': [
        (run) => run.at(writing6).generated.length > 0,
        'The id stays: writing data is no reason for a new one. What is new is Expires.',
      ],
    },
    {
      because: 'The session was changed and has an end. Then the cookie is sent again, even without rolling.',
      hints: [
        'The store is told of this visit. Who else has an end?',
        'Without a new Set-Cookie, the browser would stop at hour 10.',
      ],
    },
  ),
  [another('without rolling'), writing0, advance('hour 6, and Ada will write', 6 * HOUR), writing6],
  [advance('hour 12, six hours after writing', 6 * HOUR), writing12],
  claim(
    'With maxAge, a visit that changes the session moves both ends.',
    (run) => {
      const isGiven = near(givenToStore(run.at(writing6)), 10 * HOUR)
      return isSentAgain(run) && isGiven && run.at(writing12).json['name'] === 'grace'
    },
    { breaksWith: { 'cookie.maxAge': null } },
  ),
)

const day0 = send('day 0', get('/'))
const day30 = send('day 30', get('/cookie'))
const noMaxAge = step(
  'No maxAge at all',
  explain(`\`maxAge\` is not required. A cookie without an end is called a **browser-session cookie**: it is meant for as
    long as the browser stays open.

    This app has no \`maxAge\`, and its store is MemoryStore: others may set an end of their own. The browser stays open for 30 days and
    is then used again.`),
  predict(
    'No maxAge. Does MemoryStore have the session after 30 days?',
    {
      'No: without maxAge it forgets it after a day': (run) =>
        run.at(day30).sent !== undefined && run.at(day30).generated.length > 0,
      'No: the browser drops such a cookie sooner': (run) => run.at(day30).sent === undefined,
      Yes: (run) => run.at(day30).sent !== undefined && run.at(day30).generated.length === 0,
    },
    {
      because:
        'MemoryStore had been given no end, and kept it. And the browser was not closed, so it still had the cookie.',
      hints: ['Look for an end in the Set-Cookie line.', 'MemoryStore forgets a session at the end that it was given.'],
    },
  ),
  [another('without maxAge', { change: { 'cookie.maxAge': 'undefined' } }), day0, advance('it is day 30', 30 * DAY)],
  day30,
  claim(
    'Neither maxAge nor expires: no Expires, a browser-session cookie.',
    (run) => {
      const { set, attribute } = run.at(day0)
      return set !== undefined && attribute('Expires') === undefined && attribute('Max-Age') === undefined
    },
    { remember: 'without maxAge the cookie has no end of its own', breaksWith: { 'cookie.maxAge': 600000 } },
  ),
  claim(
    'Without maxAge, MemoryStore still has the session after 30 days.',
    (run) => near(run.at(day30).at - run.at(day0).at, 30 * DAY) && run.at(day30).found !== null,
    { breaksWith: { 'cookie.maxAge': 600000 } },
  ),
  claim(
    'With maxAge, cookie.expires is a Date; with no end set, it is null.',
    (run) => run.at(hour6).json['isDate'] === true && run.at(day30).json['expires'] === null,
    { breaksWith: { 'cookie.expires': false }, myth: 'expires: boolean' },
  ),
)

const maxAgeLast = send('maxAge last', get('/'))
const expiresLast = send('expires last', get('/'))
const maxAgeAndExpires = step(
  'maxAge and expires',
  explain(`The option \`cookie.expires\` takes a date. The notes say: of \`maxAge\` and \`expires\`, the one defined last is
    considered. The README of express-session says so too, and advises setting only \`maxAge\`. The server can tell.

    Here are the \`cookie\` options of two apps. In both, \`maxAge\` stands for ten minutes and \`expires\` for a date ten hours from
    now. Only the order differs. Compare Date and Expires in the two answers.`),
  code('app.ts', 'both'),
  [another('with maxAge last', { change: { cookie: 'maxAgeLast' } }), maxAgeLast],
  [another('with expires last', { change: { cookie: 'expiresLast' } }), expiresLast],
  claim(
    'With maxAge and expires both set, the one written last counts.',
    (run) => near(run.at(maxAgeLast).lifetime, 10 * MINUTE) && near(run.at(expiresLast).lifetime, 10 * HOUR),
    { breaksWith: { 'cookie.expires': 'undefined' } },
  ),
)

const withText = another("with '600000'", { change: { 'cookie.maxAge': '600000' }, fails: true })
const textVisit = send('visit with a string', get('/'))

const isBroughtDown = (run: Run) => run.at(withText).failure === null && run.at(textVisit).failure?.kind === 'crash'

const fromTheEnvironment = step(
  'A maxAge from the environment',
  explain(`Such a number often comes from outside: \`maxAge: process.env.MAX_AGE\`. What is set in \`process.env\` is a string, so this
    app gets \`maxAge: '600000'\`, with quotes.`),
  predict(
    "maxAge is '600000', a string. What happens?",
    {
      'It works: ten minutes': [
        lasts(textVisit, 10 * MINUTE),
        'The string is not turned into a number. The app started, and its first visitor brought it down.',
      ],
      'It is ignored: a cookie without Expires': (run) => {
        const { set, attribute } = run.at(textVisit)
        return set !== undefined && attribute('Expires') === undefined
      },
      'The app does not start': (run) => run.at(withText).failure !== null,
      'The app starts, and the first visit brings it down': isBroughtDown,
    },
    {
      because:
        'session() does not look at maxAge. The first new session does, and throws. Sending the error page then throws too, and in this app nobody catches that.',
      hints: ['When is the first session made?'],
    },
  ),
  [withText, textVisit],
  claim("maxAge: '600000', a string, brings this app down at the first visit.", isBroughtDown, {
    breaksWith: { 'cookie.maxAge': 600000 },
  }),
)

const newVisitor = send('a new visitor', get('/'))
const health = send('a health check', get('/health'))
const withAnErrorHandler = step(
  'The same, with an error handler',
  explain(`Many apps have an error handler of their own. This one has, and \`maxAge\` is \`'600000'\` again. A visitor could wait for ever here,
    so the app hangs up on a request that has no answer after a tenth of a second. A new visitor comes, then somebody asks for \`/health\`.`),
  code('error-handler-app.ts', 'handler'),
  another('with an error handler', { app: 'error-handler-app', change: { 'cookie.maxAge': '600000' } }),
  [newVisitor, health],
  claim(
    "maxAge: '600000' with an error handler: new visitors get no answer.",
    (run) => {
      const { failure, status } = run.at(newVisitor)
      return failure?.kind === 'cut' && status === 0 && run.at(health).status === 200
    },
    { breaksWith: { 'cookie.maxAge': 600000 } },
  ),
  explain(`This app lives on, as \`/health\` shows: sending the error page throws here too, but Express catches that.

    TypeScript refuses the string, JavaScript does not. The fix is \`Number(process.env.MAX_AGE)\`, and a look at the result before it is used: \`Number(undefined)\` is \`NaN\`.`),
)

export default lesson({
  home: import.meta.url,
  steps: [
    theNumberInTheNotes,
    tenMinutesOnly,
    whatTheAppCanRead,
    pastTheEnd,
    twoEnds,
    whenNobodyComes,
    aStoreWithoutTouch,
    rolling,
    aVisitThatWrites,
    noMaxAge,
    maxAgeAndExpires,
    fromTheEnvironment,
    withAnErrorHandler,
  ],
  experiments: [
    experiment(
      { 'cookie.maxAge': 5000 },
      'Five seconds: at hour 6 the browser sends no cookie, and at hour 12 the store has no session.',
      (run) =>
        near(run.at(first).lifetime, 5 * SECOND) && run.at(hour6).sent === undefined && run.at(hour12ByHand).notFound,
    ),
    experiment(
      { rolling: true },
      'Ada comes at hour 6, is told a new end, and is still Ada at hour 12.',
      (run) => run.at(hour6).set !== undefined && run.at(hour12).json['name'] === 'ada',
    ),
    experiment(
      { 'cookie.maxAge': null },
      'No end for Ada: at hour 12 she is still Ada, and even the visit that writes gets no Set-Cookie.',
      (run) =>
        run.at(hour12).json['name'] === 'ada' &&
        run.at(writing12).json['name'] === 'grace' &&
        [hour6, writing6].every((visit) => run.at(visit).set === undefined) &&
        timeLeft(run.at(writing6).session, run.at(writing6)) === undefined,
    ),
    experiment(
      { 'cookie.expires': 'inTenHours' },
      'Who first comes at hour 12 gets a cookie that ended at hour 10. For Ada, known since hour 0, the end moves as before.',
      (run) => near(run.at(hour12).lifetime, -2 * HOUR) && near(givenToStore(run.at(hour6)), 10 * HOUR),
    ),
    experiment(
      { 'cookie.maxAge': 'NaN' },
      'With NaN and MemoryStore: 200 and no cookie (up to express-session 1.17, one with Expires=Invalid Date).',
      (run) => {
        const visits = [run.at(first), run.at(hour0), run.at(day0)]
        const isWithout = ({ setCookies }: Seen) => setCookies.length === 0
        const isInvalid = ({ attribute }: Seen) => attribute('Expires') === 'Invalid Date'
        return visits.every(({ status }) => status === 200) && (visits.every(isWithout) || visits.every(isInvalid))
      },
    ),
    experiment(
      { 'cookie.expires': true },
      'expires: true is no date, and the first visit gets no answer at all.',
      (run) => run.at(first).failure?.kind === 'hang',
    ),
  ],
})
