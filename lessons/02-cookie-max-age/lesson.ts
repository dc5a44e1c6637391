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
import { givenToStore, near, timeLeft } from '../ends.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Whether the cookie of an answer lasts so many milliseconds. */
const lasts = (visit: Send, milliseconds: number) => (run: Run) => near(run.at(visit).lifetime, milliseconds)

/** How long the store still keeps the session that this request found there. */
const leftInStore = (seen: Seen) => timeLeft(seen.found, seen)

/** A visit of Ada's. Each server gives her another cookie; her laptop is the same. */
const ada = (label: string, request: Send['request']) => send(label, request, { browser: "Ada's laptop" })

const hour0 = ada('hour 0', post('/name/ada'))
const tenMinutesThatLast = step(
  'Ten minutes that last for hours',
  explain(`A shop should forget its visitors after ten minutes, but hours later it still knows them. \`cookie.maxAge\` says how long the session
    cookie lasts, and this is the shop's:`),
  code('app.ts', 'cookie'),
  explain('Ada enters her name. Compare **Date**, the time on the server, with **Expires**, the end of the cookie.'),
  predict(
    'maxAge is 36000000. How long does this cookie last?',
    {
      'Ten minutes': [
        lasts(hour0, 10 * MINUTE),
        'That is what the comment says. But maxAge counts milliseconds, and 36000000 of them are ten hours.',
      ],
      'Ten hours': lasts(hour0, 10 * HOUR),
      'About 417 days': [
        lasts(hour0, 36000000 * SECOND),
        'It would, if maxAge counted seconds. It counts milliseconds.',
      ],
    },
    {
      because: 'maxAge counts milliseconds, and an hour has 3600000 of them.',
      hints: ['In which unit does JavaScript measure time?', 'A minute has 60000 milliseconds.'],
    },
  ),
  hour0,
  claim('maxAge: 36000000 is ten hours: it counts milliseconds.', (run) => near(run.at(hour0).lifetime, 10 * HOUR), {
    remember: 'maxAge is in milliseconds: 600000 is ten minutes',
    breaksWith: { 'cookie.maxAge': 600000 },
    myth: 'maxAge: 36000000 // 10mins',
  }),
  claim(
    'The end of the cookie travels as Expires. There is no Max-Age.',
    (run) => run.at(hour0).lifetime !== undefined && run.at(hour0).attribute('Max-Age') === undefined,
  ),
)

const hour6 = ada('hour 6', get('/cookie'))

/** Whether the visit at hour 6 gave the store, and the browser, ten more hours. */
const movesStore = (run: Run) => near(givenToStore(run.at(hour6)), 10 * HOUR)
const movesBrowser = (run: Run) => run.at(hour6).set !== undefined

const sixHoursLater = step(
  'Six hours later',
  explain(`Nobody has to wait: the clock moves ahead, for the server and the browser together. At hour 6 Ada opens \`/cookie\`, which reads
    \`req.session.cookie\` and writes nothing. So far, browser and store both keep her session until hour 10. (The option
    \`rolling\` is off until step 6.)`),
  predict(
    'When does her session end after this visit?',
    {
      'At hour 10: ten hours after it began': (run) => !movesStore(run) && !movesBrowser(run),
      'At hour 16: ten hours after her last visit': [
        (run) => movesStore(run) && movesBrowser(run),
        'In the store, yes. But the answer has no Set-Cookie, so the browser does not know about a new end.',
      ],
      'In the browser at hour 10, in the store at hour 16': (run) => movesStore(run) && !movesBrowser(run),
      'In the browser at hour 16, in the store at hour 10': [
        (run) => !movesStore(run) && movesBrowser(run),
        'The other way round: touch moved the end in the store, and no Set-Cookie told the browser.',
      ],
    },
    {
      because: 'touch gave the store a new end. The answer has no Set-Cookie, so the browser was not told.',
      hints: ['Who has to be told of a new end, and how?', 'Only Set-Cookie tells the browser of an end.'],
    },
  ),
  [advance('it is hour 6', 6 * HOUR), hour6],
  claim(
    "Without rolling, reading moves MemoryStore's end, not the browser's.",
    (run) => movesStore(run) && !movesBrowser(run) && run.at(hour6).ops === 'get touch',
    { remember: "reading moves the store's end; the browser's only with rolling", breaksWith: { rolling: true } },
  ),
  claim(
    'cookie.maxAge is the time left; originalMaxAge is what was set.',
    (run) => {
      const { maxAge, originalMaxAge } = run.at(hour6).json
      const left = [maxAge, leftInStore(run.at(hour6))]
      return left.every((value) => near(value, 4 * HOUR)) && near(originalMaxAge, 10 * HOUR)
    },
    { breaksWith: { 'cookie.maxAge': null } },
  ),
)

const hour12 = ada('hour 12', get('/'))
const pastTheEnd = step(
  'Past the end',
  explain('Now it is hour 12, and Ada comes back.'),
  [advance('it is hour 12', 6 * HOUR), hour12],
  claim(
    'Ten hours after Set-Cookie the cookie is gone: Ada is a stranger.',
    (run) => {
      const isTold = near(run.at(hour0).lifetime, 10 * HOUR) && run.at(hour6).sent !== undefined
      return isTold && run.at(hour12).sent === undefined && run.at(hour12).json['hello'] === 'stranger'
    },
    { breaksWith: { 'cookie.maxAge': null } },
  ),
)

const hour12ByHand = byHand('hour 12 by hand', get('/cookie'), cookieOf(hour0))

/** Whether the store still had Ada's session then. */
const isLeft = (run: Run) => run.at(hour12ByHand).found !== null

const twoEnds = step(
  'Two ends',
  explain(`Is her session gone as well? We send the old cookie by hand, two hours after the browser dropped it.`),
  hour12ByHand,
  claim(
    'cookie.maxAge is what the store has left. The browser may have less.',
    (run) => {
      const { id } = run.at(hour0).set ?? {}
      const told = run.exchanges.findLast(({ browser, set }) => browser !== null && set?.id === id)
      const left = leftInStore(run.at(hour12ByHand)) ?? Number.NaN
      const browsers = (told?.set?.expires?.getTime() ?? Number.NaN) - run.at(hour12ByHand).at
      return near(run.at(hour12ByHand).json['maxAge'], left) && left > browsers + HOUR
    },
    { breaksWith: { rolling: true }, myth: 'maxAge returns the time left to expire' },
  ),
  explain("What we sent by hand was a visit too: it moved the store's end to hour 22."),
)

const hour23ByHand = byHand('hour 23 by hand', get('/'), cookieOf(hour0))
const whenNobodyComes = step(
  'Nobody comes until hour 23',
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

const rolling0 = ada('rolling hour 0', post('/name/ada'))
const rolling6 = ada('rolling hour 6', post('/name/ada'))
const rolling = step(
  'rolling',
  explain(
    `Ada came at hour 6 and was a stranger at hour 12. People report this as "maxAge is not extending". With \`rolling: true\` each answer to a
    known visitor sends the cookie again. Here Ada enters the same name at hour 6, so nothing changes.`,
  ),
  [another('with rolling: true', { change: { rolling: true } }), rolling0],
  [advance('hour 6, with rolling', 6 * HOUR), rolling6],
  claim(
    "With rolling: true, a visit that changes nothing moves the browser's end.",
    (run) => {
      const [given, later] = [run.at(rolling0), run.at(rolling6)]
      const isKnown = later.ops === 'get touch' && later.set?.id === given.set?.id
      return isKnown && [given, later].every(({ lifetime }) => near(lifetime, 10 * HOUR))
    },
    { breaksWith: { rolling: false } },
  ),
)

const writing0 = ada('writing hour 0', post('/name/ada'))
const writing6 = ada('writing hour 6', post('/name/grace'))

/** Whether the visit that wrote got its cookie again, with a new end. */
function isSentAgain(run: Run): boolean {
  const [before, now] = [run.at(writing0).set, run.at(writing6).set]
  if (!now?.expires || !before?.expires || run.at(writing6).generated.length > 0) return false
  return now.id === before.id && near(now.expires.getTime() - before.expires.getTime(), 6 * HOUR)
}

const aVisitThatWrites = step(
  'A visit that writes',
  explain(
    'Back to the shop without `rolling`. At hour 6 Ada changes her name to Grace, and the app writes it into the session.',
  ),
  predict(
    'What comes back at hour 6?',
    {
      'No Set-Cookie: the browser has this cookie already': (run) => run.at(writing6).set === undefined,
      'Set-Cookie with the same id and a new Expires': isSentAgain,
      'Set-Cookie with a new id': [
        (run) => run.at(writing6).generated.length > 0,
        'The id stays: writing data is no reason for a new one. What is new is Expires.',
      ],
    },
    {
      because: 'The session has an end, and it was changed, so the cookie is sent again, even without rolling.',
      hints: ['The store hears of this visit. Who else keeps an end?', 'The browser would stop at hour 10.'],
    },
  ),
  [another('without rolling'), writing0, advance('hour 6, and Ada will write', 6 * HOUR), writing6],
  claim(
    'With maxAge, a visit that changes the session moves both ends.',
    (run) => isSentAgain(run) && near(givenToStore(run.at(writing6)), 10 * HOUR),
    { breaksWith: { 'cookie.maxAge': null } },
  ),
)

const day0 = ada('day 0', post('/name/ada'))
const day30 = ada('day 30', get('/cookie'))
const noMaxAge = step(
  'No maxAge at all',
  explain(`Without \`maxAge\` you get a **browser-session cookie**: it is meant to last as long as the browser stays open. Ada's stays
    open for 30 days. (The option \`expires\` would be one date for all sessions.)`),
  [another('without maxAge', { change: { 'cookie.maxAge': 'undefined' } }), day0],
  claim(
    'Neither maxAge nor expires: no Expires, a browser-session cookie.',
    (run) => {
      const { set, attribute } = run.at(day0)
      return set !== undefined && attribute('Expires') === undefined && attribute('Max-Age') === undefined
    },
    { remember: 'without maxAge the cookie has no end of its own', breaksWith: { 'cookie.maxAge': 600000 } },
  ),
  [advance('it is day 30', 30 * DAY), day30],
  claim(
    'cookie.expires is a Date; without maxAge it is null: no end in the store.',
    (run) => {
      const { json, found, at } = run.at(day30)
      const isKept = near(at - run.at(day0).at, 30 * DAY) && found !== null
      return run.at(hour6).json['isDate'] === true && json['expires'] === null && isKept
    },
    { breaksWith: { 'cookie.maxAge': 600000 }, myth: 'expires: boolean' },
  ),
)

const withText = another("with '600000'", { change: { 'cookie.maxAge': '600000' }, fails: true })
const textVisit = ada('visit with a string', post('/name/ada'))

const isBroughtDown = (run: Run) => run.at(withText).failure === null && run.at(textVisit).failure?.kind === 'crash'

const fromTheEnvironment = step(
  'A number from the environment',
  explain(
    "The number often comes from outside: `maxAge: process.env.MAX_AGE`. That is a string, so this app has `maxAge: '600000'`.",
  ),
  predict(
    'What happens?',
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
        'The first new session looks at maxAge, and throws; then the error page throws too. In an app with an error handler of its own, each new visitor waits forever.',
      hints: ['When is the first session made?', 'session() does not look at maxAge when the app starts.'],
    },
  ),
  [withText, textVisit],
  claim("maxAge: '600000', a string, brings this app down at the first visit.", isBroughtDown, {
    breaksWith: { 'cookie.maxAge': 600000 },
  }),
)

const minute0 = ada('minute 0', post('/name/ada'))
const minute6 = ada('minute 6', get('/'))
const inYourApp = step(
  'In your app',
  explain('Write the minutes out, check a number that comes from outside, and let `rolling` tell the browser.'),
  code('production-app.ts', 'lifetime'),
  [another('ten minutes, rolling', { app: 'production-app' }), minute0],
  [advance('it is minute 6', 6 * MINUTE), minute6],
  claim(
    "Ada's cookie ends ten minutes after her last visit.",
    (run) => [minute0, minute6].every((visit) => near(run.at(visit).lifetime, 10 * MINUTE)),
    { breaksWith: { rolling: false } },
  ),
  claim(
    'The store keeps her session just as long.',
    (run) => [minute0, minute6].every((visit) => near(givenToStore(run.at(visit)), 10 * MINUTE)),
    { breaksWith: { 'cookie.maxAge': 36000000 } },
  ),
  explain(
    'Leave `cookie.expires` alone: once its date has passed, each new visitor gets a cookie that has already ended.',
  ),
)

export default lesson({
  home: import.meta.url,
  steps: [
    tenMinutesThatLast,
    sixHoursLater,
    pastTheEnd,
    twoEnds,
    whenNobodyComes,
    rolling,
    aVisitThatWrites,
    noMaxAge,
    fromTheEnvironment,
    inYourApp,
  ],
  experiments: [
    experiment(
      { 'cookie.maxAge': 5000 },
      'Five seconds: at hour 6 the browser sends no cookie, and at hour 12 the store has no session.',
      (run) =>
        near(run.at(hour0).lifetime, 5 * SECOND) && run.at(hour6).sent === undefined && run.at(hour12ByHand).notFound,
    ),
    experiment(
      { rolling: true },
      'At hour 6 Ada gets a cookie with a new end, so at hour 12 she is still Ada.',
      (run) => run.at(hour6).set !== undefined && run.at(hour12).json['hello'] === 'ada',
    ),
    experiment(
      { 'cookie.maxAge': null },
      'No end for Ada: at hour 12 she is still Ada, and even the visit that writes gets no Set-Cookie.',
      (run) =>
        run.at(hour12).json['hello'] === 'ada' &&
        [hour6, writing6].every((visit) => run.at(visit).set === undefined) &&
        timeLeft(run.at(writing6).session, run.at(writing6)) === undefined,
    ),
    experiment(
      { cookie: 'maxAgeLast' },
      'expires says one hour, and maxAge after it ten minutes: the one written last counts.',
      (run) => near(run.at(hour0).lifetime, 10 * MINUTE),
    ),
    experiment(
      { cookie: 'expiresLast' },
      'maxAge says ten minutes, and expires after it one hour: the one written last counts.',
      (run) => near(run.at(hour0).lifetime, HOUR),
    ),
    experiment(
      { 'cookie.expires': 'inTenHours', saveUninitialized: true },
      'A visitor who first comes at hour 12 gets a cookie that ended at hour 10. For Ada, known since hour 0, the end moves as before.',
      (run) => near(run.at(hour12).lifetime, -2 * HOUR) && near(givenToStore(run.at(hour6)), 10 * HOUR),
    ),
    experiment(
      { 'cookie.maxAge': 'NaN' },
      'With NaN and MemoryStore: 200 and no cookie (up to express-session 1.17, one with Expires=Invalid Date).',
      (run) => {
        const visits = [run.at(hour0), run.at(writing0), run.at(day0)]
        const isWithout = ({ setCookies }: Seen) => setCookies.length === 0
        const isInvalid = ({ attribute }: Seen) => attribute('Expires') === 'Invalid Date'
        return visits.every(({ status }) => status === 200) && (visits.every(isWithout) || visits.every(isInvalid))
      },
    ),
    experiment(
      { 'cookie.expires': true },
      'expires: true is no date, and the first visit gets no answer at all.',
      (run) => run.at(hour0).failure?.kind === 'hang',
    ),
    experiment(
      { 'cookie.maxAge': 'date' },
      'A Date in place of milliseconds counts as the end, as in expires, and express-session prints a warning.',
      (run) =>
        near(run.at(hour0).lifetime, HOUR) &&
        run.at(hour0).deprecations.some((message) => message.includes('maxAge as Date')),
    ),
  ],
})
