import { claim, code, experiment, explain, get, lesson, predict, send, step, type Run } from '../../src/lesson/index.ts'

// What is sent has a name: a condition asks with `run.at(first)` what came of it.
const first = send('first visit', get('/'))
const firstVisit = step(
  'A first visit',
  explain('A browser visits the app for the first time. Look at the **Set-Cookie** line of the answer.'),
  first,
  claim('The answer sets a session cookie.', (run) => run.at(first).set !== undefined, {
    breaksWith: { 'cookie.secure': true },
    remember: 'an answer sets a session cookie',
  }),
)

const isCalled = (name: string) => (run: Run) => run.at(first).setCookies[0]?.name === name

const whereTheNumberIs = step(
  'Where the number is',
  explain('`req.session` is an object. The app puts a number into it. The cookie has only the id of the session.'),
  code('app.ts', 'visits'),
  claim('The cookie is called connect.sid.', isCalled('connect.sid'), {
    breaksWith: { name: 'sid' },
    remember: 'the cookie is called connect.sid',
  }),
)

const second = send('second visit', get('/'))
const sameBrowser = step(
  'The same browser again',
  explain('The browser comes back, with the cookie that it got.'),
  // Which answer is right is written nowhere: the run decides.
  predict(
    'What is in the answer?',
    {
      '{"visits":2}': (run) => run.at(second).json['visits'] === 2,
      '{"visits":1}': (run) => run.at(second).json['visits'] === 1,
    },
    {
      because: 'The cookie brought the id back, and the store had the session of the first visit.',
      hints: ['Look at the Cookie header of the request.'],
    },
  ),
  second,
  claim('The second visit finds its session.', (run) => run.at(second).json['visits'] === 2, {
    breaksWith: { 'cookie.secure': true },
  }),
)

const third = send('third visit', get('/'))
const isRepeated = (run: Run) => run.at(third).set !== undefined

const onceIsEnough = step(
  'Once is enough',
  explain('The browser knows its cookie by now. It visits a third time.'),
  predict(
    'Does the answer set the cookie again?',
    { No: (run) => !isRepeated(run), Yes: isRepeated },
    {
      because: 'A cookie that the browser sent is not set again, unless an option says so.',
      hints: ['Look at the answer to the second visit.'],
    },
  ),
  third,
  claim('A cookie that the browser has is not set again.', (run) => !isRepeated(run), {
    breaksWith: { rolling: true },
    remember: 'a cookie is set once',
    myth: 'the server sends the cookie with every answer',
  }),
)

const other = send('another browser', get('/'), { browser: 'another browser' })
const anotherBrowser = step(
  'Another browser',
  explain('Somebody else visits the app, with a browser that has no cookie.'),
  other,
  claim('Another browser gets an id of its own.', (run) => run.at(other).set?.id !== run.at(first).set?.id, {
    breaksWith: { genid: 'constant' },
  }),
)

const hasEnd = (run: Run) => run.at(first).set?.expires !== undefined

const inYourApp = step(
  'In your app',
  explain('These are the options to write in an app. None of them says when the cookie ends.'),
  code('app.ts', 'options'),
  claim('The cookie has no Expires.', (run) => !hasEnd(run), { breaksWith: { 'cookie.maxAge': 60_000 } }),
)

export default lesson({
  home: import.meta.url,
  steps: [firstVisit, whereTheNumberIs, sameBrowser, onceIsEnough, anotherBrowser, inYourApp],
  experiments: [
    experiment({ rolling: true }, 'Every answer sets the cookie again.', isRepeated),
    experiment({ 'cookie.maxAge': 60_000 }, 'The cookie has an Expires.', hasEnd),
    experiment({ name: 'sid' }, 'The cookie is called sid.', isCalled('sid')),
  ],
})
