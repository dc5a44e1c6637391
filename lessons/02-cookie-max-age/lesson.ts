import {
  advance,
  another,
  choice,
  claim,
  code,
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
} from '../../src/lesson/index.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Whether this is such a number of milliseconds. The clock stands still, but a date on the wire has whole seconds. */
const near = (value: unknown, milliseconds: number) =>
  typeof value === 'number' && Math.abs(value - milliseconds) < 2 * SECOND

/** How long the cookie of an answer lasts, in milliseconds; undefined without an Expires. */
const lifetime = (seen: Seen) => seen.set?.expires && seen.set.expires.getTime() - seen.at

/** When the browser's cookie ends that has this id, in milliseconds since 1970: what it was last told by a visit. */
const browsersEnd = (run: Run, id: string | undefined) =>
  run.exchanges.findLast(({ browser, set }) => browser !== null && set?.id === id)?.set?.expires?.getTime()

/** The end that stands in a session as a store keeps it, in milliseconds since 1970; undefined without one. */
function endIn(session: Seen['session'] | undefined): number | undefined {
  const { expires } = Object(session?.['cookie'])
  return typeof expires === 'string' ? Date.parse(expires) : undefined
}

/** How long the store still keeps the session that this request found there, in milliseconds; undefined for no session or no end. */
const leftInStore = ({ store, at }: Seen) => {
  const end = endIn(store[0]?.op === 'get' ? store[0].session : null)
  return end && end - at
}

/** How far ahead the end lies that this request gave to the store, in milliseconds. */
const givenToStore = ({ store, at }: Seen) => {
  const end = endIn(store.findLast(({ op }) => op === 'touch' || op === 'set')?.session)
  return end && end - at
}

/** The request that no browser would send: the cookie that this visit got, whatever its Expires says. */
const askByHand = (label: string) => (run: Run) =>
  get('/cookie', { headers: { Cookie: run.exchange(label).cookieHeader() } })

export default lesson({
  slug: 'cookie-max-age',
  title: 'Cookie maxAge',
  summary: 'how long a login lasts, and who decides',
  home: import.meta.url,
  steps: [
    step(
      'The number in the notes',
      explain(`
The option \`cookie.maxAge\` says how long the session cookie lasts. The notes set it with a comment:
\`maxAge: 36000000 // 10mins\`. This app uses the same number.

In the answer, **Date** is the time on the server. **Expires**, in the Set-Cookie line, is when the cookie ends. Both are
in GMT.
`),
      code('app.ts', 'options'),
      predict(
        'maxAge is 36000000. How long does this cookie last?',
        [
          choice(
            'Ten minutes',
            (run) => near(lifetime(run.first), 10 * MINUTE),
            'That is what the comment says, but maxAge counts milliseconds, and this many of them are ten hours.',
          ),
          choice(
            'Ten hours',
            (run) => near(lifetime(run.first), 10 * HOUR),
            'maxAge counts milliseconds. An hour has 3600000 of them, so this is ten hours.',
          ),
          choice(
            'About 417 days',
            (run) => near(lifetime(run.first), 36000000 * SECOND),
            'It would, if maxAge counted seconds. It counts milliseconds, so this is ten hours.',
          ),
        ],
        ['In which unit does JavaScript measure time?', 'A minute has 60000 milliseconds.'],
      ),
      send('first visit', get('/')),
      claim('The end of the cookie travels as Expires. There is no Max-Age.', {
        holds: (run) => run.first.set?.expires !== undefined && run.first.set.maxAge === undefined,
        breaksWith: null,
      }),
    ),
    step(
      'Ten minutes',
      explain(`
A minute has 60000 milliseconds. Here is the same app with \`maxAge: 600000\`. Compare Date and Expires again.
`),
      another('with 600000', { change: { 'cookie.maxAge': 600000 } }),
      send('visit with 600000', get('/')),
      claim('With 36000000 the cookie lasts ten hours; with 600000, ten minutes.', {
        holds: (run) =>
          near(lifetime(run.first), 10 * HOUR) && near(lifetime(run.exchange('visit with 600000')), 10 * MINUTE),
        breaksWith: { 'cookie.maxAge': 5000 },
        notes: 'maxAge: 36000000 // 10mins',
      }),
    ),
    step(
      'What the app can read',
      explain(`
The first app again. Ada leaves her name at hour 0. Nobody has to wait for hour 6: the clock is moved,
for the server and the browser together.

At hour 6 she opens a page that shows \`req.session.cookie\`, the app's view of the cookie. Look at the two numbers in the
body of that answer. An hour has 3600000 milliseconds.
`),
      code('app.ts', 'routes'),
      another('ten hours again'),
      send('hour 0', post('/name/ada')),
      advance('it is hour 6', 6 * HOUR),
      send('hour 6', get('/cookie')),
      claim('cookie.maxAge is the time left; originalMaxAge is what was set.', {
        holds: (run) => {
          const { maxAge, originalMaxAge } = run.exchange('hour 6').json
          const left = leftInStore(run.exchange('hour 6'))
          return near(maxAge, 4 * HOUR) && near(left, 4 * HOUR) && near(originalMaxAge, 10 * HOUR)
        },
        breaksWith: { 'cookie.maxAge': null },
      }),
    ),
    step(
      'Past the end',
      explain(`
Look at Ada's two visits once more: when did the browser hear how long it may keep the cookie?

Now it is hour 12, and she comes back.
`),
      predict(
        'What does her browser do at hour 12?',
        [
          choice(
            'It sends the cookie: since hour 6 it has ten more hours',
            (run) => run.exchange('hour 12').sent !== undefined && run.exchange('hour 12').generated.length === 0,
            'The answer at hour 6 had no Set-Cookie. The browser only knew the end from hour 0, and that was hour 10.',
          ),
          choice(
            'It sends the cookie, and the server turns it down',
            (run) => run.exchange('hour 12').sent !== undefined && run.exchange('hour 12').generated.length > 0,
            'The server had nothing to turn down. The cookie ended at hour 10, and the browser sent none.',
          ),
          choice(
            'It sends no cookie',
            (run) => run.exchange('hour 12').sent === undefined,
            'The cookie ended at hour 10. Without a cookie Ada is a new visitor: a new id, and no name.',
          ),
        ],
        ['Is there a Set-Cookie line in the answer of hour 6?'],
      ),
      advance('it is hour 12', 6 * HOUR),
      send('hour 12', get('/')),
      claim('Ten hours after Set-Cookie the cookie is gone: Ada gets a new id.', {
        holds: (run) => {
          const { sent, set, json } = run.exchange('hour 12')
          const { id } = run.exchange('hour 0').json
          const isTold = near(lifetime(run.exchange('hour 0')), 10 * HOUR) && run.exchange('hour 6').sent !== undefined
          return isTold && sent === undefined && set !== undefined && json['id'] === set.id && json['id'] !== id
        },
        breaksWith: { 'cookie.maxAge': null },
      }),
    ),
    step(
      'Two ends',
      explain(`
The browser is not alone in knowing an end. The store keeps one too, beside Ada's name. Here the store is MemoryStore, as in
every app that names no other.

To see it, the cookie of hour 0 is now sent by hand, two hours after its end. Watch the **store**.
`),
      predict(
        'At hour 12, does the store still have the session of hour 0?',
        [
          choice(
            'No: it ended at hour 10, like the cookie',
            (run) => run.exchange('hour 12 by hand').store[0]?.session === null,
            'It was there, with four hours left. The visit at hour 6 had given it ten new hours, until hour 16.',
          ),
          choice(
            'Yes, and about four hours are left',
            (run) => isLeft(run) && !near(leftByHand(run), 10 * HOUR),
            'The visit at hour 6 gave the session ten new hours in the store, until hour 16. Only the browser was not told.',
          ),
          choice(
            'Yes, and all of the ten hours are left',
            (run) => isLeft(run) && near(leftByHand(run), 10 * HOUR),
            'About four hours were left: the last visit with this cookie was at hour 6, so the store counted to hour 16.',
          ),
        ],
        ['What did the store get to do at hour 6?', 'touch hands the store a new end.'],
      ),
      send('hour 12 by hand', askByHand('hour 0'), { browser: null }),
      claim("Without rolling, reading moves MemoryStore's end, not the browser's.", {
        holds: (run) => {
          const { ops, set } = run.exchange('hour 6')
          const isMoved = near(givenToStore(run.exchange('hour 6')), 10 * HOUR)
          return isMoved && ops === 'get touch' && set === undefined && near(leftInStore(byHand(run)), 4 * HOUR)
        },
        breaksWith: { rolling: true },
      }),
      claim('cookie.maxAge is what the store has left. The browser may have less.', {
        holds: (run) => {
          const left = leftInStore(byHand(run))
          const end = browsersEnd(run, run.exchange('hour 0').set?.id)
          const isTheStores = left !== undefined && near(leftByHand(run), left)
          return isTheStores && end !== undefined && left > end - byHand(run).at + HOUR
        },
        breaksWith: { rolling: true },
        notes: 'maxAge returns the time left to expire',
      }),
    ),
    step(
      'When nobody comes',
      explain(`
What came by hand was a visit too: it moved the store's end to hour 22. Now nobody comes for eleven hours. Then the same
cookie is sent by hand once more.
`),
      advance('it is hour 23', 11 * HOUR),
      send('hour 23 by hand', askByHand('hour 0'), { browser: null }),
      claim('Without a visit in time, the session ends in MemoryStore too.', {
        holds: (run) => {
          const { store, sent, generated } = run.exchange('hour 23 by hand')
          const isForgotten = store[0]?.op === 'get' && store[0].session === null && generated.length === 1
          return isLeft(run) && near(givenToStore(byHand(run)), 10 * HOUR) && sent === byHand(run).sent && isForgotten
        },
        breaksWith: { 'cookie.maxAge': null },
      }),
    ),
    step(
      'A store without touch',
      explain(`
**touch** is a method that a store may lack. Here is the first app with a store that lacks it. Ada comes at hour 0, and at hour 6 she
only reads. At hour 11 her cookie is sent by hand.
`),
      code('no-touch-app.ts', 'store'),
      another('without touch', { app: 'no-touch-app' }),
      send('hour 0, no touch', post('/name/ada')),
      advance('hour 6, no touch', 6 * HOUR),
      send('reading, no touch', get('/cookie')),
      advance('hour 11, no touch', 5 * HOUR),
      send('by hand, no touch', askByHand('hour 0, no touch'), { browser: null }),
      claim("Without touch and resave, reading does not move the store's end.", {
        holds: (run) => {
          const { set } = run.exchange('reading, no touch')
          const { store, sent } = run.exchange('by hand, no touch')
          const isFound = near(leftInStore(run.exchange('reading, no touch')), 4 * HOUR)
          const isGone = sent !== undefined && store[0]?.op === 'get' && store[0].session === null
          return isFound && set === undefined && isGone
        },
        breaksWith: { resave: true },
      }),
      explain(`
With such a store, \`resave: true\` helps: then each visit writes the session, and its end with it.
`),
    ),
    step(
      'rolling',
      explain(`
Back to MemoryStore. Ada came at hour 6 and was a stranger at hour 12. People report this as **maxAge is not extending**: the store
was told of her visit, the browser was not.

The option \`rolling\` is about that. Here are three visits with \`rolling: true\`. At hour 6 Ada enters the name that she has already,
so nothing changes. At hour 12 she only reads. Watch **Expires** in each answer, and the id.
`),
      another('with rolling: true', { change: { rolling: true } }),
      send('rolling hour 0', post('/name/ada')),
      advance('hour 6, with rolling', 6 * HOUR),
      send('rolling hour 6', post('/name/ada')),
      advance('hour 12, with rolling', 6 * HOUR),
      send('rolling hour 12', get('/')),
      claim("With rolling: true, visits that change nothing move the browser's end.", {
        holds: (run) => {
          const id = run.exchange('rolling hour 0').set?.id
          const isNew = near(lifetime(run.exchange('rolling hour 0')), 10 * HOUR) && id !== undefined
          const isMoved = (label: string) => {
            const { ops, set } = run.exchange(label)
            return ops === 'get touch' && set?.id === id && near(lifetime(run.exchange(label)), 10 * HOUR)
          }
          return isNew && isMoved('rolling hour 6') && isMoved('rolling hour 12')
        },
        breaksWith: { rolling: false },
      }),
    ),
    step(
      'A visit that writes',
      explain(`
Back to the app without \`rolling\`. This time Ada does not just read at hour 6: she changes her name to Grace, and the app
writes it into the session.
`),
      predict(
        'What does the answer at hour 6 bring?',
        [
          choice(
            'No Set-Cookie: the browser has this cookie already',
            (run) => run.exchange('writing hour 6').set === undefined,
            'There is one. The session was changed and has an end, so the cookie is sent again with a new Expires.',
          ),
          choice(
            'Set-Cookie with the same id and a new Expires',
            (run) => resentAtHourSix(run),
            'The session was changed and has an end. Then the cookie is sent again, even without rolling.',
          ),
          choice(
            'Set-Cookie with a new id',
            (run) => run.exchange('writing hour 6').generated.length > 0,
            'The id stays: writing data is no reason for a new one. What is new is Expires.',
          ),
        ],
        [
          'The store is told of this visit. Who else has an end?',
          'Without a new Set-Cookie, the browser would stop at hour 10.',
        ],
      ),
      another('without rolling'),
      send('writing hour 0', post('/name/ada')),
      advance('hour 6, and Ada will write', 6 * HOUR),
      send('writing hour 6', post('/name/grace')),
      advance('hour 12, six hours after writing', 6 * HOUR),
      send('writing hour 12', get('/')),
      claim('With maxAge, a visit that changes the session moves both ends.', {
        holds: (run) => {
          const { json } = run.exchange('writing hour 12')
          const isGiven = near(givenToStore(run.exchange('writing hour 6')), 10 * HOUR)
          return resentAtHourSix(run) && isGiven && json['name'] === 'grace'
        },
        breaksWith: { 'cookie.maxAge': null },
      }),
    ),
    step(
      'No maxAge at all',
      explain(`
\`maxAge\` is not required. A cookie without an end is called a **browser-session cookie**: it is meant for as
long as the browser stays open.

This app has no \`maxAge\`, and its store is MemoryStore: others may set an end of their own. The browser stays open for 30 days and
is then used again.
`),
      predict(
        'No maxAge. Does MemoryStore have the session after 30 days?',
        [
          choice(
            'No: without maxAge it forgets it after a day',
            (run) => run.exchange('day 30').sent !== undefined && run.exchange('day 30').generated.length > 0,
            'It was there. Neither the browser nor MemoryStore had been given an end.',
          ),
          choice(
            'No: the browser drops such a cookie sooner',
            (run) => run.exchange('day 30').sent === undefined,
            'The browser was not closed, so it sent the cookie. And MemoryStore had been given no end either.',
          ),
          choice(
            'Yes',
            (run) => run.exchange('day 30').sent !== undefined && run.exchange('day 30').generated.length === 0,
            'MemoryStore had been given no end, and kept it. And the browser was not closed, so it still had the cookie.',
          ),
        ],
        ['Look for an end in the Set-Cookie line.', 'MemoryStore forgets a session at the end that it was given.'],
      ),
      another('without maxAge', { change: { 'cookie.maxAge': 'undefined' } }),
      send('day 0', get('/')),
      advance('it is day 30', 30 * DAY),
      send('day 30', get('/cookie')),
      claim('Neither maxAge nor expires: no Expires, a browser-session cookie.', {
        holds: (run) => {
          const { set } = run.exchange('day 0')
          return set !== undefined && set.expires === undefined && set.maxAge === undefined
        },
        breaksWith: { 'cookie.maxAge': 600000 },
      }),
      claim('Without maxAge, MemoryStore still has the session after 30 days.', {
        holds: (run) => {
          const { store, at } = run.exchange('day 30')
          const isLate = near(at - run.exchange('day 0').at, 30 * DAY)
          return isLate && store[0]?.op === 'get' && store[0].session !== null
        },
        breaksWith: { 'cookie.maxAge': 600000 },
      }),
      claim('With maxAge, cookie.expires is a Date; with no end set, it is null.', {
        holds: (run) =>
          run.exchange('hour 6').json['isDate'] === true && run.exchange('day 30').json['expires'] === null,
        breaksWith: { 'cookie.expires': false },
        notes: 'expires: boolean',
      }),
    ),
    step(
      'maxAge and expires',
      explain(`
The option \`cookie.expires\` takes a date. The notes say: of \`maxAge\` and \`expires\`, the one defined last is
considered. The README of express-session says so too, and advises setting only \`maxAge\`. The server can tell.

Here are the \`cookie\` options of two apps. In both, \`maxAge\` stands for ten minutes and \`expires\` for a date ten hours from
now. Only the order differs. Compare Date and Expires in the two answers.
`),
      code('app.ts', 'both'),
      another('with maxAge last', { change: { cookie: 'maxAgeLast' } }),
      send('maxAge last', get('/')),
      another('with expires last', { change: { cookie: 'expiresLast' } }),
      send('expires last', get('/')),
      claim('With maxAge and expires both set, the one written last counts.', {
        holds: (run) =>
          near(lifetime(run.exchange('maxAge last')), 10 * MINUTE) &&
          near(lifetime(run.exchange('expires last')), 10 * HOUR),
        breaksWith: { 'cookie.expires': 'undefined' },
      }),
    ),
    step(
      'A maxAge from the environment',
      explain(`
Such a number often comes from outside: \`maxAge: process.env.MAX_AGE\`. What is set in \`process.env\` is a string, so this
app gets \`maxAge: '600000'\`, with quotes.
`),
      predict(
        "maxAge is '600000', a string. What happens?",
        [
          choice(
            'It works: ten minutes',
            (run) => isTenMinutes(run, 'visit with a string'),
            'The string is not turned into a number. The app started, and its first visitor brought it down.',
          ),
          choice(
            'It is ignored: a cookie without Expires',
            (run) => {
              const { set } = run.exchange('visit with a string')
              return set !== undefined && set.expires === undefined
            },
            'A string is not ignored. The app started, and its first visitor brought it down.',
          ),
          choice(
            'The app does not start',
            (run) => run.started("with '600000'").failure !== null,
            'It did start: session() does not look at maxAge. The first visitor brought it down.',
          ),
          choice(
            'The app starts, and the first visit brings it down',
            (run) => isBroughtDown(run),
            'session() does not look at maxAge. The first new session does, and throws. Sending the error page then throws too, and in this app nobody catches that.',
          ),
        ],
        ['When is the first session made?'],
      ),
      another("with '600000'", { change: { 'cookie.maxAge': '600000' }, fails: true }),
      send('visit with a string', get('/')),
      claim("maxAge: '600000', a string, brings this app down at the first visit.", {
        holds: (run) => isBroughtDown(run),
        breaksWith: { 'cookie.maxAge': 600000 },
      }),
    ),
    step(
      'The same, with an error handler',
      explain(`
Many apps have an error handler of their own. This one has, and \`maxAge\` is \`'600000'\` again. A visitor could wait for ever here,
so the app hangs up on a request that has no answer after a tenth of a second. A new visitor comes, then somebody asks for \`/health\`.
`),
      code('error-handler-app.ts', 'handler'),
      another('with an error handler', { app: 'error-handler-app', change: { 'cookie.maxAge': '600000' } }),
      send('a new visitor', get('/')),
      send('a health check', get('/health')),
      claim("maxAge: '600000' with an error handler: new visitors get no answer.", {
        holds: (run) => {
          const { failure, status } = run.exchange('a new visitor')
          const isUnanswered = failure?.kind === 'cut' && status === 0
          return isUnanswered && run.exchange('a health check').status === 200
        },
        breaksWith: { 'cookie.maxAge': 600000 },
      }),
      explain(`
This app lives on, as \`/health\` shows: sending the error page throws here too, but Express catches that.

TypeScript refuses the string, JavaScript does not. The fix is \`Number(process.env.MAX_AGE)\`, and a look at the result before it is used: \`Number(undefined)\` is \`NaN\`.
`),
    ),
  ],
  experiments: [
    experiment(
      { 'cookie.maxAge': 5000 },
      'Five seconds: at hour 6 the browser sends no cookie, and at hour 12 the store has no session.',
      (run) =>
        near(lifetime(run.first), 5 * SECOND) &&
        run.exchange('hour 6').sent === undefined &&
        run.exchange('hour 12 by hand').store[0]?.session === null,
    ),
    experiment(
      { rolling: true },
      'Ada comes at hour 6, is told a new end, and is still Ada at hour 12.',
      (run) => run.exchange('hour 6').set !== undefined && run.exchange('hour 12').json['name'] === 'ada',
    ),
    experiment(
      { 'cookie.maxAge': null },
      'No end for Ada: at hour 12 she is still Ada, and even the visit that writes gets no Set-Cookie.',
      (run) =>
        run.exchange('hour 12').json['name'] === 'ada' &&
        run.exchange('writing hour 12').json['name'] === 'grace' &&
        run.exchange('writing hour 6').set === undefined &&
        run.exchange('hour 6').set === undefined &&
        endIn(run.exchange('writing hour 6').session) === undefined,
    ),
    experiment(
      { 'cookie.expires': 'inTenHours' },
      'Who first comes at hour 12 gets a cookie that ended at hour 10. For Ada, known since hour 0, the end moves as before.',
      (run) =>
        near(lifetime(run.exchange('hour 12')), -2 * HOUR) && near(givenToStore(run.exchange('hour 6')), 10 * HOUR),
    ),
    experiment(
      { 'cookie.maxAge': 'NaN' },
      'With NaN and MemoryStore: 200 and no cookie (up to express-session 1.17, one with Expires=Invalid Date).',
      (run) => {
        const visits = [run.first, run.exchange('hour 0'), run.exchange('day 0')]
        const isWithout = ({ setCookies }: Seen) => setCookies.length === 0
        const isInvalid = ({ set }: Seen) => set?.line.includes('; Expires=Invalid Date;') === true
        return visits.every(({ status }) => status === 200) && (visits.every(isWithout) || visits.every(isInvalid))
      },
    ),
    experiment(
      { 'cookie.expires': true },
      'expires: true is no date, and the first visit gets no answer at all.',
      (run) => run.first.failure?.kind === 'hang',
    ),
  ],
})

const byHand = (run: Run) => run.exchange('hour 12 by hand')

/** What `req.session.cookie.maxAge` said to the request sent by hand at hour 12. */
const leftByHand = (run: Run) => byHand(run).json['maxAge']

/** Whether the store still had Ada's session when its cookie was sent by hand at hour 12. */
const isLeft = (run: Run) => (byHand(run).store[0]?.session ?? null) !== null

/** Whether the visit that wrote got its cookie again, with a new end. */
function resentAtHourSix(run: Run): boolean {
  const { set, generated } = run.exchange('writing hour 6')
  const first = run.exchange('writing hour 0')
  if (!set?.expires || !first.set?.expires || generated.length > 0) return false
  return set.id === first.set.id && near(set.expires.getTime() - first.set.expires.getTime(), 6 * HOUR)
}

const isTenMinutes = (run: Run, label: string) => near(lifetime(run.exchange(label)), 10 * MINUTE)

function isBroughtDown(run: Run): boolean {
  return run.started("with '600000'").failure === null && run.exchange('visit with a string').failure?.kind === 'crash'
}
