import {
  choice,
  claim,
  code,
  experiment,
  explain,
  get,
  lesson,
  predict,
  send,
  step,
  type Run,
} from '../../src/lesson/index.ts'

const first = (run: Run) => run.exchange('first visit')
const second = (run: Run) => run.exchange('second visit')
const third = (run: Run) => run.exchange('third visit')
const other = (run: Run) => run.exchange('another browser')

const isRepeated = (run: Run) => third(run).set !== undefined

export default lesson({
  home: import.meta.url,
  steps: [
    step(
      'A first visit',
      explain('A browser visits the app for the first time. Look at the **Set-Cookie** line of the answer.'),
      send('first visit', get('/')),
      claim('The answer sets a session cookie.', {
        holds: (run) => first(run).set !== undefined,
        breaksWith: { 'cookie.secure': true },
      }),
    ),
    step(
      'Where the number comes from',
      explain('`req.session` is an object. The app puts a number into it. The cookie has only the id of the session.'),
      code('app.ts', 'visits'),
      claim('The cookie is called connect.sid.', {
        holds: (run) => first(run).setCookies[0]?.name === 'connect.sid',
        breaksWith: { name: 'sid' },
      }),
    ),
    step(
      'The same browser again',
      explain('The browser comes back, with the cookie that it got.'),
      predict(
        'What is in the answer?',
        [
          choice(
            '{"visits":2}',
            (run) => second(run).json['visits'] === 2,
            'The cookie brought the id back, and the store had the session.',
          ),
          choice(
            '{"visits":1}',
            (run) => second(run).json['visits'] === 1,
            'The cookie brought the id back, so the app found the session of the first visit.',
          ),
        ],
        ['Look at the Cookie header of the request.'],
      ),
      send('second visit', get('/')),
      claim('The second visit finds its session.', {
        holds: (run) => second(run).json['visits'] === 2,
        breaksWith: { 'cookie.secure': true },
      }),
    ),
    step(
      'Once is enough',
      explain('The browser knows its cookie by now. It visits a third time.'),
      predict(
        'Does the answer set the cookie again?',
        [
          choice('No', (run) => !isRepeated(run), 'The cookie has not changed, so there is nothing to tell.'),
          choice('Yes', isRepeated, 'A cookie that the browser sent is not set again, unless an option says so.'),
        ],
        ['Look at the answer to the second visit.'],
      ),
      send('third visit', get('/')),
      claim('A cookie that the browser has is not set again.', {
        holds: (run) => !isRepeated(run),
        breaksWith: { rolling: true },
        notes: 'the server sends the cookie with every answer',
      }),
    ),
    step(
      'Another browser',
      explain('Somebody else visits the app, with a browser that has no cookie.'),
      send('another browser', get('/'), { browser: 'another browser' }),
      claim('Another browser gets an id of its own.', {
        holds: (run) => other(run).set?.id !== first(run).set?.id,
        breaksWith: { genid: 'constant' },
      }),
    ),
    step(
      'How long it lasts',
      explain('These are the options of the app. None of them says when the cookie ends.'),
      code('app.ts', 'options'),
      claim('The cookie has no Expires.', {
        holds: (run) => first(run).set?.expires === undefined,
        breaksWith: { 'cookie.maxAge': 60_000 },
      }),
    ),
  ],
  experiments: [
    experiment({ rolling: true }, 'Every answer sets the cookie again.', isRepeated),
    experiment(
      { 'cookie.maxAge': 60_000 },
      'The cookie has an Expires.',
      (run) => first(run).set?.expires !== undefined,
    ),
    experiment({ name: 'sid' }, 'The cookie is called sid.', (run) => first(run).setCookies[0]?.name === 'sid'),
  ],
})
