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

/** Whether this is such a number of milliseconds. A date on the wire has whole seconds, and a request takes some time. */
const near = (value: unknown, milliseconds: number) =>
  typeof value === 'number' && Math.abs(value - milliseconds) < 10 * SECOND

/** How long the cookie of an answer lasts, in milliseconds; undefined without an Expires. */
const lifetime = (seen: Seen) => seen.set?.expires && seen.set.expires.getTime() - seen.at

/** When the browser's cookie ends that has this id, in milliseconds since 1970: what it was last told by a visit. */
const browsersEnd = (run: Run, id: string | undefined) =>
  run.exchanges.findLast(({ browser, set }) => browser !== null && set?.id === id)?.set?.expires?.getTime()

/** The request that no browser would send: the cookie of hour 0, whatever its Expires says. */
const askByHand = (run: Run) =>
  get('/cookie', { headers: { Cookie: `connect.sid=${run.exchange('hour 0').set?.value}` } })

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
        breaksWith: { 'cookie.maxAge': null },
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
          return near(maxAge, leftAtHourSix(run)) && near(originalMaxAge, 10 * HOUR)
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
      claim('Ten hours after Set-Cookie the cookie is gone: a new id is born.', {
        holds: (run) => {
          const { sent, generated } = run.exchange('hour 12')
          return near(lifetime(run.exchange('hour 0')), 10 * HOUR) && sent === undefined && generated.length === 1
        },
        breaksWith: { rolling: true },
      }),
    ),
    step(
      'Two ends',
      explain(`
The browser is not alone in knowing an end. The store keeps one too, beside Ada's name.

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
      send('hour 12 by hand', askByHand, { browser: null }),
      claim("A visit that only reads moves the store's end, not the browser's.", {
        holds: (run) => {
          const { ops, set, at } = run.exchange('hour 6')
          const left = at + 10 * HOUR - run.exchange('hour 12 by hand').at
          return ops === 'get touch' && set === undefined && near(leftByHand(run), left)
        },
        breaksWith: { rolling: true },
      }),
      claim('cookie.maxAge is what the store has left. The browser may have less.', {
        holds: (run) => {
          const byHand = run.exchange('hour 12 by hand')
          const end = browsersEnd(run, run.exchange('hour 0').set?.id)
          return isLeft(run) && end !== undefined && Number(leftByHand(run)) > end - byHand.at + HOUR
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
      send('hour 23 by hand', askByHand, { browser: null }),
      claim('Without a visit in time, the session ends in the store too.', {
        holds: (run) => {
          const { store, sent, generated, at } = run.exchange('hour 23 by hand')
          const isForgotten = store[0]?.session === null && generated.length === 1
          return isLeft(run) && endAfterByHand(run) < at && sent !== undefined && isForgotten
        },
        breaksWith: { 'cookie.maxAge': null },
      }),
    ),
    step(
      'rolling',
      explain(`
Ada came at hour 6 and was a stranger at hour 12. People report this as **maxAge is not extending**: the store was told of
her visit, the browser was not.

The option \`rolling\` is about that. Here are the same three visits with \`rolling: true\`. Watch **Expires** in each answer,
and the id.
`),
      another('with rolling: true', { change: { rolling: true } }),
      send('rolling hour 0', post('/name/ada')),
      advance('hour 6, with rolling', 6 * HOUR),
      send('rolling hour 6', get('/')),
      advance('hour 12, with rolling', 6 * HOUR),
      send('rolling hour 12', get('/')),
      claim("With rolling: true every visit moves the browser's end too.", {
        holds: (run) =>
          ['rolling hour 0', 'rolling hour 6', 'rolling hour 12'].every((label) =>
            near(lifetime(run.exchange(label)), 10 * HOUR),
          ) && run.exchange('rolling hour 12').json['name'] === 'ada',
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
          'The store is told of the visit in any case. Who else has an end?',
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
        holds: (run) => resentAtHourSix(run) && run.exchange('writing hour 12').json['name'] === 'grace',
        breaksWith: { 'cookie.maxAge': null },
      }),
    ),
    step(
      'No maxAge at all',
      explain(`
\`maxAge\` is not required. A cookie without Expires is called a **browser-session cookie**: it is meant for as
long as the browser stays open.

This app has no \`maxAge\`. The browser stays open for 30 days and is then used again.
`),
      predict(
        'No maxAge. Is the session still there after 30 days?',
        [
          choice(
            'No: without maxAge the server forgets it after a day',
            (run) => run.exchange('day 30').sent !== undefined && run.exchange('day 30').generated.length > 0,
            'It was there. Without maxAge nobody was given an end: not the browser, and not the store.',
          ),
          choice(
            'No: the browser drops such a cookie sooner',
            (run) => run.exchange('day 30').sent === undefined,
            'The browser was not closed, so it sent the cookie. And the store had been given no end either.',
          ),
          choice(
            'Yes',
            (run) => run.exchange('day 30').sent !== undefined && run.exchange('day 30').generated.length === 0,
            'Nobody was given an end. The browser was not closed, and the store kept the session.',
          ),
        ],
        ['Look for an end in the Set-Cookie line.', 'Who would know when to forget the session?'],
      ),
      another('without maxAge', { change: { 'cookie.maxAge': null } }),
      send('day 0', get('/')),
      advance('it is day 30', 30 * DAY),
      send('day 30', get('/cookie')),
      claim('Without maxAge there is no Expires: a browser-session cookie.', {
        holds: (run) => {
          const { set } = run.exchange('day 0')
          return set !== undefined && set.expires === undefined && set.maxAge === undefined
        },
        breaksWith: { 'cookie.maxAge': 600000 },
      }),
      claim('Without maxAge, MemoryStore still has the session after 30 days.', {
        holds: (run) => run.exchange('day 30').ops === 'get touch' && run.exchange('day 30').traced('session found'),
        breaksWith: { 'cookie.maxAge': 600000 },
      }),
      claim('cookie.expires is a Date, or null if there is no maxAge: no boolean.', {
        holds: (run) =>
          run.exchange('hour 6').json['isDate'] === true && run.exchange('day 30').json['expires'] === null,
        breaksWith: { 'cookie.expires': false },
        notes: 'expires: boolean',
      }),
    ),
    step(
      'maxAge and expires',
      explain(`
The option \`cookie.expires\` is not a time span but a date. The notes say: of \`maxAge\` and \`expires\`, the one defined last is
considered. The README of express-session says so too, and advises to set \`maxAge\` only. The server can tell.

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
          Number(lifetime(run.exchange('maxAge last'))) <= 10 * MINUTE &&
          near(lifetime(run.exchange('expires last')), 10 * HOUR),
        breaksWith: { 'cookie.expires': 'undefined' },
      }),
    ),
    step(
      'A maxAge from the environment',
      explain(`
Such a number often comes from outside: \`maxAge: process.env.MAX_AGE\`. What is in \`process.env\` is always a string, so this
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
            'session() does not look at maxAge. The first new session does, and throws. Sending the error page then throws too, and nobody catches that.',
          ),
        ],
        ['When is the first session made?'],
      ),
      another("with '600000'", { change: { 'cookie.maxAge': '600000' }, fails: true }),
      send('visit with a string', get('/')),
      claim("maxAge: '600000', a string, brings the app down at the first visit.", {
        holds: (run) => isBroughtDown(run),
        breaksWith: { 'cookie.maxAge': 600000 },
      }),
      explain(`
The cure is \`Number(process.env.MAX_AGE)\`, and a look at the result before it is used: \`Number(undefined)\` is \`NaN\`.
`),
    ),
  ],
  experiments: [
    experiment(
      { 'cookie.maxAge': 5000 },
      'Five seconds: at hour 6 the browser sends no cookie, and at hour 12 the store has no session.',
      (run) =>
        Number(lifetime(run.first)) < MINUTE &&
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
      'No end anywhere: at hour 12 Ada is still Ada, and even the visit that writes gets no Set-Cookie.',
      (run) =>
        run.exchange('hour 12').json['name'] === 'ada' &&
        run.exchange('writing hour 12').json['name'] === 'grace' &&
        run.exchange('writing hour 6').set === undefined &&
        run.exchange('hour 6').set === undefined,
    ),
    experiment(
      { 'cookie.expires': 'inTenHours' },
      'A date stands still: who first comes at hour 12 gets a cookie that ended at hour 10.',
      (run) => Number(lifetime(run.exchange('hour 12'))) < -HOUR,
    ),
    experiment(
      { 'cookie.maxAge': 'NaN' },
      'With NaN, which is Number(undefined), there is no cookie at all. The answer is 200 all the same.',
      (run) =>
        [run.first, run.exchange('hour 0'), run.exchange('day 0')].every(
          ({ status, setCookies }) => status === 200 && setCookies.length === 0,
        ),
    ),
    experiment(
      { 'cookie.expires': true },
      'expires: true is no date, and the first visit gets no answer at all.',
      (run) => run.first.failure?.kind === 'hang',
    ),
  ],
})

/** What was left of the browser's ten hours at hour 6, in milliseconds. */
function leftAtHourSix(run: Run): number {
  return Number(run.exchange('hour 0').set?.expires?.getTime()) - run.exchange('hour 6').at
}

/** What `req.session.cookie.maxAge` said to the request sent by hand at hour 12. */
const leftByHand = (run: Run) => run.exchange('hour 12 by hand').json['maxAge']

/** Whether the store still had Ada's session when its cookie was sent by hand at hour 12. */
function isLeft(run: Run): boolean {
  return (run.exchange('hour 12 by hand').store[0]?.session ?? null) !== null
}

/** The end that the store was told by the request sent by hand at hour 12, in milliseconds since 1970. */
function endAfterByHand(run: Run): number {
  const { expires } = Object(run.exchange('hour 12 by hand').session?.['cookie'])
  return Date.parse(String(expires))
}

/** Whether the visit that wrote got its cookie again, with a new end. */
function resentAtHourSix(run: Run): boolean {
  const { set, generated } = run.exchange('writing hour 6')
  const first = run.exchange('writing hour 0')
  if (!set?.expires || !first.set?.expires || generated.length > 0) return false
  return set.id === first.set.id && set.expires.getTime() > first.set.expires.getTime() + HOUR
}

const isTenMinutes = (run: Run, label: string) => near(lifetime(run.exchange(label)), 10 * MINUTE)

function isBroughtDown(run: Run): boolean {
  return run.started("with '600000'").failure === null && run.exchange('visit with a string').failure?.kind === 'crash'
}
