import {
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
} from '../../src/lesson/index.ts'

const UID_SAFE = /^[\w-]{32}$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Swaps the character at the end of a cookie's id for another: one flipped character is what a forger would try. */
const forged = (cookie: string) =>
  cookie.replace(/(.)\.(?=[^.]*$)/, (_, last: string) => `${last === 'A' ? 'B' : 'A'}.`)

export default lesson({
  slug: 'genid',
  title: 'genid',
  summary: 'who invents the session id, when, and what makes it safe',
  home: import.meta.url,
  steps: [
    step(
      'Somebody has to invent the id',
      explain(`
Every session has an id: a string that the browser carries and the store looks up. The option \`genid\` is the function
that invents it. This app does not set \`genid\`, so express-session uses its own.

Send a first visit and look at the id in the **Set-Cookie** line: it stands between \`s%3A\` and the last dot.
`),
      code('app.ts', 'options'),
      send('first visit', get('/')),
      claim('Without genid, the id is 32 characters long: letters, digits, - and _.', {
        holds: (run) => UID_SAFE.test(run.first.set?.id ?? ''),
        breaksWith: { genid: 'uuid' },
        notes: 'by default it uses uuids',
      }),
      claim('req.sessionID is the id in the cookie.', {
        holds: (run) => run.first.json['id'] === run.first.set?.id,
        breaksWith: { genid: 'number' },
      }),
    ),
    step(
      'The same browser comes back',
      explain(`
The notes say that a session id is generated on every request. This browser now visits a second time, and it sends back
the cookie that it got.
`),
      predict(
        'One browser visits twice. How often does genid run?',
        [
          choice(
            'Once',
            (run) => run.generated.length === 1,
            'It ran once: the second request brought the id back, its signature was right and the store knew it.',
          ),
          choice(
            'Twice, once for each request',
            (run) => run.generated.length === 2,
            'It ran once. The second request brought the id back, its signature was right and the store knew it, so nothing had to be invented.',
          ),
          choice(
            'Never: the browser makes the id',
            (run) => run.generated.length === 0,
            'It ran once, on the server. A browser only keeps what Set-Cookie gives it.',
          ),
        ],
        ['Look at the middleware line of the first visit.', 'The id travels in the Cookie header of the second visit.'],
      ),
      send('second visit', get('/')),
      claim('The id was made once and came back in the Cookie header.', {
        holds: (run) =>
          run.generated.length === 1 && run.second.sent !== undefined && run.second.sent === run.first.set?.value,
        breaksWith: { saveUninitialized: false },
        notes: 'the session id is generated every time a request comes',
      }),
      claim('The second visit found its session in the store.', {
        holds: (run) => run.second.traced('session found') && run.second.store.at(0)?.session !== null,
        breaksWith: { saveUninitialized: false },
      }),
    ),
    step(
      'genId, with a capital I',
      explain(`
The notes spell the option \`genId\`. Here is the same app, started with \`genId: () => randomUUID()\`.
`),
      predict('What does express-session do with genId?', [
        choice(
          'It throws when the app starts: there is no such option',
          (run) => run.started('with genId').failure !== null,
          'It started. express-session reads the options it knows and looks at no others.',
        ),
        choice(
          'It uses it: the id is a UUID',
          (run) => UUID.test(run.exchange('visit with genId').set?.id ?? ''),
          'The id has 32 characters and no groups, so it is not a UUID. The option is genid, all in small letters.',
        ),
        choice(
          'Nothing: the id looks as before',
          (run) => UID_SAFE.test(run.exchange('visit with genId').set?.id ?? ''),
          'express-session reads the options it knows and looks at no others. Nothing warns you.',
        ),
      ]),
      another('with genId', { change: { genId: 'uuid' } }),
      send('visit with genId', get('/')),
      claim('genId is ignored without a word. The option is genid.', {
        holds: (run) => {
          const { deprecations, failure } = run.started('with genId')
          const visit = run.exchange('visit with genId')
          return (
            deprecations.length === 0 &&
            failure === null &&
            visit.errors.length === 0 &&
            UID_SAFE.test(visit.set?.id ?? '')
          )
        },
        breaksWith: { genid: 'uuid' },
        notes: 'genId: function to generate the session id',
      }),
    ),
    step(
      'An id of your own',
      explain(`
Now with the right name: \`genid: () => randomUUID()\`. The function gets the request and returns a string.
`),
      code('app.ts', 'values'),
      another('with genid: uuid', { change: { genid: 'uuid' } }),
      send('visit with a UUID', get('/')),
      claim('With genid the id is what your function returns.', {
        holds: (run) => UUID.test(run.exchange('visit with a UUID').set?.id ?? ''),
        breaksWith: { genid: 'undefined' },
      }),
      claim('The id in the cookie can be read by anybody: it is signed, not encrypted.', {
        holds: (run) => {
          const { set, generated } = run.exchange('visit with a UUID')
          return set !== undefined && set.value.includes(generated[0] ?? '?')
        },
        breaksWith: { genid: 'number' },
      }),
    ),
    step(
      'When genid runs',
      explain(`
Three requests come with a cookie. The first cookie is good. In the second, one character of the id was changed. The third is
good again, but its browser asks for \`req.session.regenerate()\`.
`),
      predict('For which of these requests does genid run?', [
        choice(
          'For all three',
          (run) => runsFor(run).join() === 'true,true,true',
          'Not for the good cookie: its session is in the store, and a known session keeps its id.',
        ),
        choice(
          'For the changed cookie and for regenerate()',
          (run) => runsFor(run).join() === 'false,true,true',
          'A wrong signature counts as no cookie at all, and regenerate() asks for a new id. A known session keeps its own.',
        ),
        choice(
          'Only for regenerate(): a changed cookie is an error',
          (run) => runsFor(run).join() === 'false,false,true',
          'A wrong signature is no error. The request is treated as if it had brought no cookie, so it gets a new id.',
        ),
      ]),
      another('the first app again'),
      send('a new visitor', get('/')),
      send('good cookie', get('/')),
      send(
        'changed cookie',
        (run) => get('/', { headers: { Cookie: forged(run.exchange('a new visitor').cookieHeader()) } }),
        {
          browser: null,
        },
      ),
      send('regenerate', post('/regenerate')),
      claim('For a session that the store knows, genid never runs.', {
        holds: (run) => run.exchange('good cookie').generated.length === 0 && run.exchange('good cookie').ops !== '',
        breaksWith: { saveUninitialized: false },
      }),
      claim('A cookie with a wrong signature counts as no cookie: genid runs.', {
        holds: (run) => {
          const changed = run.exchange('changed cookie')
          return changed.traced('cookie signature invalid') && changed.generated.length === 1 && changed.status === 200
        },
        breaksWith: null,
      }),
      claim('regenerate() runs genid, and the browser gets the new id.', {
        holds: (run) => {
          const { generated, set } = run.exchange('regenerate')
          return generated.length === 1 && set?.id === generated[0] && set?.id !== run.exchange('a new visitor').set?.id
        },
        breaksWith: { genid: 'constant' },
      }),
    ),
    step(
      'An async genid',
      explain(`
Ids often come from somewhere slow, so people write \`genid: async () => ...\`. The function then returns a promise.
`),
      predict('A visit comes to an app whose genid is async. What happens?', [
        choice(
          'express-session waits for the promise',
          (run) => UUID.test(run.exchange('visit with an async genid').set?.id ?? ''),
          'It does not wait. It takes the promise itself for the id, and a promise is no string.',
        ),
        choice(
          'The request fails with 500',
          (run) => run.exchange('visit with an async genid').status === 500,
          'The answer is 200 and no error is reported anywhere. That is what makes this hard to find.',
        ),
        choice(
          '200, but no cookie and nothing stored',
          (run) => {
            const visit = run.exchange('visit with an async genid')
            return visit.status === 200 && visit.set === undefined && visit.ops === ''
          },
          'The promise itself became the id. It is no string, so no cookie is set and nothing is saved.',
        ),
      ]),
      another('with an async genid', { change: { genid: 'later' } }),
      send('visit with an async genid', post('/name/ada')),
      send('and again', get('/name')),
      claim('An async genid: no cookie, nothing saved, no error.', {
        holds: (run) => {
          const visit = run.exchange('visit with an async genid')
          return visit.status === 200 && visit.set === undefined && visit.ops === '' && visit.errors.length === 0
        },
        breaksWith: { genid: 'uuid' },
      }),
      claim('What was written into such a session is lost.', {
        holds: (run) => {
          const written = run.exchange('visit with an async genid').json['name'] === 'ada'
          return written && !('name' in run.exchange('and again').json) && run.exchange('and again').status === 200
        },
        breaksWith: { genid: 'uuid' },
      }),
    ),
    step(
      'The same id twice',
      explain(`
An id must be unique. This app has \`genid: () => 'always-the-same'\`. Alice tells it her name, then Bob tells his from
another browser, then Alice asks for hers.
`),
      predict('Which name does Alice get?', [
        choice(
          'alice',
          (run) => run.exchange('alice asks').json['name'] === 'alice',
          'Her record is gone: Bob got the same id, and his session was stored over hers.',
        ),
        choice(
          'bob',
          (run) => run.exchange('alice asks').json['name'] === 'bob',
          'Bob got the same id, and his session was stored over hers. Her cookie now opens his session.',
        ),
        choice(
          'none: express-session notices the second use',
          (run) => !('name' in run.exchange('alice asks').json),
          'It does not look whether an id is taken. Bob was stored over Alice, and her cookie opens his session.',
        ),
      ]),
      another('with a constant genid', { change: { genid: 'constant' } }),
      send('alice tells', post('/name/alice'), { browser: 'Alice' }),
      send('bob tells', post('/name/bob'), { browser: 'Bob' }),
      send('alice asks', get('/name'), { browser: 'Alice' }),
      claim('A duplicate id hands one visitor the session of another.', {
        holds: (run) => run.exchange('alice asks').json['name'] === 'bob',
        breaksWith: { genid: 'uuid' },
      }),
      claim('express-session does not look whether a new id is taken.', {
        holds: (run) => run.exchange('bob tells').ops === 'set' && run.exchange('bob tells').store[0]?.before !== null,
        breaksWith: { genid: 'uuid' },
      }),
    ),
  ],
  experiments: [
    experiment(
      { saveUninitialized: false },
      'A visit that writes nothing is not stored and gets no cookie, so the second visit is a first visit too.',
      (run) => run.first.set === undefined && run.first.ops === '' && run.second.generated.length === 1,
    ),
    experiment(
      { genid: 'number' },
      'A number is no string: no cookie on any visit, nothing saved, and no error either.',
      (run) => run.exchanges.every((seen) => seen.setCookies.length === 0 && seen.status === 200),
    ),
    experiment(
      { genid: 'throws' },
      'What genid throws on a new visit goes to Express, which answers 500.',
      (run) => run.first.status === 500 && run.first.errors[0]?.includes('no id today') === true,
    ),
  ],
})

/** Whether genid ran for the three requests of the step "When genid runs". */
function runsFor(run: Run): boolean[] {
  return ['good cookie', 'changed cookie', 'regenerate'].map((label) => run.exchange(label).generated.length > 0)
}
