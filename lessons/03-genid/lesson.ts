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
  type Seen,
} from '../../src/lesson/index.ts'
import { areUnrelated } from '../chance.ts'
import { signature } from '../signature.ts'

const UID_SAFE = /^[\w-]{32}$/
/** Less than once in 10 ** 14 runs an id of uid-safe looks like this too. */
const HEX = /^[\da-f]*$/i
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Swaps the character at the end of a cookie's id for another, and leaves the signature as it is. */
const tampered = (cookie: string) =>
  cookie.replace(/(.)\.(?=[^.]*$)/, (_, last: string) => `${last === 'A' ? 'B' : 'A'}.`)

/** The id that Mallory guesses: the counter's first one. */
const GUESS = '1'.padStart(32, '0')

/** The secret in this app's options, which Mallory finds in the end. */
const SECRET = 'a secret that only this lesson knows'

export default lesson({
  slug: 'genid',
  title: 'genid',
  summary: 'who invents the session id, when, and what makes it safe',
  home: import.meta.url,
  steps: [
    step(
      'Somebody has to invent the id',
      explain(`
Every session has an id: the browser carries it, the store looks it up. The option \`genid\` is the function that invents
it. This app leaves it out. In the **Set-Cookie** line the id stands between \`s%3A\` and the next dot.
`),
      send('first visit', get('/')),
      explain(`
express-session's own \`genid\` asks the package uid-safe for 24 random bytes and writes them as text, in an alphabet of 64
characters. Four of those characters hold three bytes.
`),
      claim('The default id: 24 bytes in 32 letters, digits, - and _. No UUID.', {
        holds: (run) => {
          const id = run.first.set?.id ?? ''
          return UID_SAFE.test(id) && !HEX.test(id) && Buffer.from(id, 'base64url').length === 24
        },
        breaksWith: { genid: 'uuid' },
        notes: 'uses uuids to generate session id',
      }),
    ),
    step(
      'The same browser comes back',
      explain(`
These are the options of this app. Because of \`saveUninitialized: true\` each new visitor gets a session and a cookie at once.

The notes say that a session id is generated every time a request comes. Your browser now visits a second time, with the
cookie that it got.
`),
      code('app.ts', 'options'),
      predict(
        'Your browser has visited twice then. How often did genid run?',
        [
          choice(
            'Once',
            (run) => run.generated.length === 1,
            'It ran once: the second request brought the id back, its signature was right and the store knew it.',
          ),
          choice(
            'Twice, once for each request',
            (run) => run.generated.length === 2,
            'It ran once. The second request brought an id along, and the store knew it, so none had to be invented.',
          ),
          choice(
            'Never: the browser makes the id',
            (run) => run.generated.length === 0,
            'It ran once, on the server. The browser keeps what Set-Cookie gave it, and sends that.',
          ),
        ],
        [
          'On your first visit the middleware line said: generating session.',
          'On your second visit the id travels in the Cookie header.',
        ],
      ),
      send('second visit', get('/')),
      claim('The id was made once and came back in the Cookie header.', {
        holds: (run) =>
          run.generated.length === 1 && run.second.sent !== undefined && run.second.sent === run.first.set?.value,
        breaksWith: { saveUninitialized: false },
        notes: 'session id will be generated every time we send request',
      }),
      claim('The second visit found its session in the store.', {
        holds: (run) => knew(run.second) && run.second.store[0]?.id === run.first.set?.id,
        breaksWith: { saveUninitialized: false },
      }),
    ),
    step(
      'genId, with a capital I',
      explain(`
The notes spell the option \`genId\`. Here is the same app with \`genId: uuid\`, a function that returns a UUID. A UUID looks
like this: \`1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed\`.
`),
      predict(
        'What does express-session do with genId?',
        [
          choice(
            'It throws when the app starts: there is no such option',
            (run) => run.started('with genId').failure !== null,
            'It started. session() asks for its options by name, and it never asks for genId.',
          ),
          choice(
            'It uses it: the id is a UUID',
            (run) => UUID.test(run.exchange('visit with genId').set?.id ?? ''),
            'The id has 32 characters as before and is no UUID. The option is genid, all in small letters.',
          ),
          choice(
            'Nothing: the id looks as before',
            (run) => UID_SAFE.test(run.exchange('visit with genId').set?.id ?? ''),
            'session() asks for its options by name, and it never asks for genId. TypeScript warns you, JavaScript does not.',
          ),
        ],
        ['The option is spelt genid in the README.', 'Lesson 1 had an option with a wrong letter too: samesite.'],
      ),
      another('with genId', { change: { genId: 'uuid' } }),
      send('visit with genId', get('/')),
      claim('At run time genId is ignored without a word. The option is genid.', {
        holds: (run) => {
          const { deprecations, failure } = run.started('with genId')
          const { errors, set } = run.exchange('visit with genId')
          const isQuiet = deprecations.length === 0 && failure === null && errors.length === 0
          // Whatever shape the ids of this run have, genId does not change it.
          return isQuiet && UUID.test(set?.id ?? '') === UUID.test(run.first.set?.id ?? '')
        },
        breaksWith: null,
        notes: 'genId: function(){ return uuid(); }',
      }),
    ),
    step(
      'An id of your own',
      explain(`
Now with the right name: \`genid: uuid\`, with the function below. express-session calls it with the request and takes what
it returns, which has to be a string. \`randomUUID\` comes with Node, from \`node:crypto\`.
`),
      code('app.ts', 'uuid'),
      another('with genid: uuid', { change: { genid: 'uuid' } }),
      send('visit with a UUID', get('/')),
      claim('The id is what genid returns, here a UUID: Node has them built in.', {
        holds: (run) => {
          const { generated, set } = run.exchange('visit with a UUID')
          return generated.length === 1 && set?.id === generated[0] && UUID.test(set?.id ?? '')
        },
        breaksWith: null,
        notes: 'return uuid(); // need to import uuid',
      }),
      claim('Anybody can read the id in the cookie: it is signed, not encrypted.', {
        holds: (run) => {
          const { set, generated } = run.exchange('visit with a UUID')
          const [id] = generated
          return id !== undefined && set?.value === `s%3A${id}.${signature(id, SECRET)}`
        },
        breaksWith: null,
      }),
    ),
    step(
      'When genid runs',
      explain(`
The first app again, with an empty store. A visitor without a cookie gets an id. Then three requests bring a cookie:

- the visitor's own cookie, as it is
- the same cookie by hand, with one character of the **id** changed
- the cookie of the first visit of this lesson, by hand: it has a good signature, made with the same secret, but this store has never
  heard of its id
`),
      predict(
        'For which of these three cookies does genid run?',
        [
          choice(
            'For none: each request brings an id',
            (run) => runsFor(run) === 'no no no',
            'An id is only kept if its signature is right and the store knows it. The second and the third visit had to get a new one.',
          ),
          choice(
            'Only for the changed one',
            (run) => runsFor(run) === 'no yes no',
            'For the third as well: its signature is right, but the store found nothing, and an unknown id is not taken over.',
          ),
          choice(
            'For the changed one and for the unknown one',
            (run) => runsFor(run) === 'no yes yes',
            'A wrong signature counts as no cookie, and an id that the store does not know is not taken over.',
          ),
          choice(
            'For all three',
            (run) => runsFor(run) === 'yes yes yes',
            "Not for the visitor's own cookie: the store knows its session, and a known session keeps its id.",
          ),
        ],
        [
          'The signature is made from the id and the secret.',
          'What could session() do with an id for which the store has nothing?',
        ],
      ),
      another('the first app again'),
      send('a new visitor', get('/')),
      send('own cookie', get('/')),
      send(
        'changed cookie',
        (run) => get('/', { headers: { Cookie: tampered(run.exchange('a new visitor').cookieHeader()) } }),
        { browser: null },
      ),
      send('unknown id', (run) => get('/', { headers: { Cookie: run.first.cookieHeader() } }), { browser: null }),
      claim('For a session that the store knows, genid does not run.', {
        holds: (run) => {
          const own = run.exchange('own cookie')
          return knew(own) && own.generated.length === 0
        },
        breaksWith: null,
      }),
      claim('A cookie with a wrong signature counts as no cookie: genid runs.', {
        holds: (run) => {
          const { sent, generated, store, status } = run.exchange('changed cookie')
          const good = run.exchange('a new visitor').set
          const isChanged =
            sent !== undefined && sent !== good?.value && sent.endsWith(`.${signature(good?.id ?? '', SECRET)}`)
          const isUnasked = store.every(({ op }) => op !== 'get')
          return isChanged && isUnasked && generated.length === 1 && status === 200
        },
        breaksWith: null,
      }),
      claim('An id that the store does not know is not taken over: genid runs.', {
        holds: (run) => {
          const { store, generated, set, sent } = run.exchange('unknown id')
          const isUnknown = store[0]?.op === 'get' && store[0].session === null
          return isUnknown && generated.length === 1 && set?.id === generated[0] && set?.value !== sent
        },
        breaksWith: null,
      }),
    ),
    step(
      'A new id on purpose',
      explain(`
An app can ask for a new id: with \`req.session.regenerate()\`. A login should do that, and lesson 5 shows why. The same visitor
now posts to this route. Then somebody sends the visitor's **old** cookie by hand.
`),
      code('app.ts', 'regenerate'),
      send('regenerate', post('/regenerate')),
      claim('The old id tells nothing of the new one: both are drawn at random.', {
        holds: (run) =>
          areUnrelated(run.exchange('a new visitor').set?.id ?? '', run.exchange('regenerate').set?.id ?? ''),
        breaksWith: { genid: 'counter' },
      }),
      send('the old cookie', (run) => get('/', { headers: { Cookie: run.exchange('a new visitor').cookieHeader() } }), {
        browser: null,
      }),
      claim('regenerate() destroys the old session and runs genid for a new id.', {
        holds: (run) => {
          const { generated, set, sent } = run.exchange('regenerate')
          const old = run.exchange('a new visitor').set
          const [asked] = run.exchange('the old cookie').store
          const wasThere = old !== undefined && sent === old.value && knew(run.exchange('own cookie'))
          const isGone = asked?.op === 'get' && asked.id === old?.id && asked.session === null
          return wasThere && isGone && generated.length === 1 && set?.id === generated[0] && set?.id !== old.id
        },
        breaksWith: { genid: 'constant' },
      }),
    ),
    step(
      'An async genid',
      explain(`
Ids sometimes come from somewhere slow, so people make \`genid\` async, like this one. It returns a promise. A visitor comes and posts
a name, then asks for it. The app keeps it in \`req.session.name\`.
`),
      code('app.ts', 'later'),
      predict(
        'What happens when the name is posted?',
        [
          choice(
            'express-session waits for the promise',
            (run) => UUID.test(run.exchange('visit with an async genid').set?.id ?? ''),
            'It does not wait. It takes the promise itself for the id, and a promise is no string.',
          ),
          choice(
            'The request fails with 500',
            (run) => run.exchange('visit with an async genid').status === 500,
            'The answer is 200, and as long as the promise resolves, no error is reported. That makes this hard to find.',
          ),
          choice(
            '200, but no cookie and nothing stored',
            (run) => isLost(run.exchange('visit with an async genid')),
            'The promise itself became the id. It is no string, so no cookie is set and nothing is saved.',
          ),
        ],
        ['Without await, what is the value of an async call?', 'A cookie can only carry a string.'],
      ),
      another('with an async genid', { change: { genid: 'later' } }),
      send('visit with an async genid', post('/name/ada')),
      send('asking for the name', get('/name')),
      claim('An async genid that resolves: no cookie, nothing saved, no error.', {
        holds: (run) => isLost(run.exchange('visit with an async genid')),
        breaksWith: { genid: 'uuid' },
      }),
      claim('With an async genid the next request knows nothing of the session.', {
        holds: (run) => {
          const asking = run.exchange('asking for the name')
          const isWritten = run.exchange('visit with an async genid').json['name'] === 'ada'
          return isWritten && asking.status === 200 && !('name' in asking.json)
        },
        breaksWith: { genid: 'uuid' },
      }),
      explain(`
TypeScript refuses an async \`genid\`, JavaScript does not. So \`genid\` must have its string ready. What takes time belongs in a middleware above session(): it can leave ids in
\`req\`, and \`genid\`, which is called with \`req\`, takes one. Leave two: \`regenerate()\` asks for another.
`),
    ),
    step(
      'A promise that rejects',
      explain(`
A database can be down, and then there is no id. This \`genid\` is async too, and its promise rejects.
`),
      code('app.ts', 'rejects'),
      another('with a genid that rejects', { change: { genid: 'rejects' }, fails: true }),
      send('a visit without an id', get('/')),
      claim("When genid's promise rejects, nobody catches it: the process ends.", {
        holds: (run) => endedBy(run.exchange('a visit without an id')),
        breaksWith: { genid: 'later' },
      }),
      explain(`
What a \`genid\` **throws** goes to Express, as long as it runs for a new visitor. In \`regenerate()\` with MemoryStore nobody catches it.
You can try both: \`genid=throws\` and \`genid=fails\`.
`),
    ),
    step(
      'A number',
      explain(`
Databases number their rows, so a counter seems a natural id. Watch the middleware line and the store.
`),
      code('app.ts', 'number'),
      another('with a genid that returns numbers', { change: { genid: 'number' } }),
      send('visit with a number', post('/name/ada')),
      claim('A genid that returns a number: no cookie, nothing saved, no error.', {
        holds: (run) => {
          const { generated, json } = run.exchange('visit with a number')
          return isLost(run.exchange('visit with a number')) && generated.length === 1 && typeof json['id'] === 'number'
        },
        breaksWith: { genid: 'uuid' },
      }),
    ),
    step(
      'The same id twice',
      explain(`
A string, then, but this \`genid\` returns the same one each time. Alice posts her name. Bob posts his from another browser. Then Alice
asks for hers.
`),
      code('app.ts', 'constant'),
      predict(
        'Which name does Alice get?',
        [
          choice(
            'alice',
            (run) => run.exchange('alice asks').json['name'] === 'alice',
            'Her session is gone: Bob got the same id, and his session was stored over hers.',
          ),
          choice(
            'bob',
            (run) => run.exchange('alice asks').json['name'] === 'bob',
            'Bob got the same id, and his session was stored over hers. Her cookie now opens his session.',
          ),
          choice(
            'None: express-session notices the second use',
            (run) => !('name' in run.exchange('alice asks').json),
            "It does not check whether an id is taken. Bob's session was stored over Alice's, and her cookie opens it.",
          ),
        ],
        ["Bob's browser has no cookie, so genid runs for him.", 'A store keeps one session for each id.'],
      ),
      another('with a constant genid', { change: { genid: 'constant' } }),
      send('alice tells', post('/name/alice'), { browser: 'Alice' }),
      send('bob tells', post('/name/bob'), { browser: 'Bob' }),
      send('alice asks', get('/name'), { browser: 'Alice' }),
      claim('A duplicate id hands one visitor the session of another.', {
        holds: (run) => {
          const { json, sent } = run.exchange('alice asks')
          return json['name'] === 'bob' && sent !== undefined && sent === run.exchange('alice tells').set?.value
        },
        breaksWith: { genid: 'uuid' },
      }),
      claim("Bob's session was stored over Alice's: nobody asked the store first.", {
        holds: (run) => {
          const { ops, store } = run.exchange('bob tells')
          return ops === 'set' && store[0]?.before?.['name'] === 'alice'
        },
        breaksWith: { genid: 'uuid' },
      }),
    ),
    step(
      'Long is not random',
      explain(`
The ids of this app are unique strings of 32 characters, but they count. Alice comes first and posts her name. Mallory comes next, reads
her own id, \`...0002\`, and guesses Alice's. She tries it twice:

- with the signature of her own cookie
- with a signature of her own making: she has found the **secret**, in a public repository
`),
      code('app.ts', 'counter'),
      predict(
        "Which guess opens Alice's session?",
        [
          choice(
            'Both: she has the right id',
            (run) => opened(run) === 'yes yes',
            'The signature belongs to one id. With that of another id the guess counted as no cookie at all.',
          ),
          choice(
            'Only the one signed with the secret',
            (run) => opened(run) === 'no yes',
            'A signature shows that its maker knew the secret, and no more. What was left to protect Alice was her id, and it was easy to guess.',
          ),
          choice(
            "Neither: the cookie was given to Alice's browser",
            (run) => opened(run) === 'no no',
            'session() does not ask which browser a cookie comes from. With the secret, Mallory made the same cookie.',
          ),
        ],
        [
          'You saw a cookie with a wrong signature in this lesson.',
          'What else could the server look at, to tell Mallory from Alice?',
        ],
      ),
      another('with ids that count', { change: { genid: 'counter' } }),
      send('alice comes first', post('/name/alice'), { browser: 'Alice' }),
      send('mallory comes next', post('/name/mallory'), { browser: 'Mallory' }),
      send('a wrongly signed guess', (run) => asAlice(run, signatureOf(run.exchange('mallory comes next'))), {
        browser: null,
      }),
      send('a guess signed with the secret', (run) => asAlice(run, signature(GUESS, SECRET)), {
        browser: null,
      }),
      claim('Without the secret, the right id opens nothing.', {
        holds: (run) => {
          const { status, json, sent, store } = run.exchange('a wrongly signed guess')
          const isRight =
            run.exchange('alice comes first').set?.id === GUESS && sent?.startsWith(`s%3A${GUESS}.`) === true
          return isRight && status === 200 && !('name' in json) && store.every(({ op }) => op !== 'get')
        },
        breaksWith: null,
      }),
      claim('Anyone with the secret who can guess the id is in, however long it is.', {
        holds: (run) => {
          const { json, sent } = run.exchange('a guess signed with the secret')
          return json['name'] === 'alice' && sent === run.exchange('alice comes first').set?.value
        },
        breaksWith: { genid: 'uuid' },
      }),
      explain(`
Both ids of this lesson that are hard to guess are random: 24 bytes of uid-safe, or 122 bits of a UUID. It is not their length that
keeps them secret.
`),
    ),
  ],
  experiments: [
    experiment(
      { saveUninitialized: false },
      'A new visitor who writes nothing gets no cookie, and nothing is stored, so the second visit is a first visit too.',
      (run) => run.first.set === undefined && run.first.ops === '' && run.second.generated.length === 1,
    ),
    experiment({ genid: 'constant' }, 'Everybody has the same id, and even regenerate() gives it out again.', (run) => {
      const { generated } = run.exchange('regenerate')
      return run.first.set?.id === 'always-the-same' && generated.length === 1 && generated[0] === run.first.set.id
    }),
    experiment(
      { genid: 'counter' },
      'The ids count: a visit with a known session uses up none, so the changed cookie gets the second one.',
      (run) =>
        knew(run.exchange('own cookie')) && run.exchange('changed cookie').generated.join() === '2'.padStart(32, '0'),
    ),
    experiment(
      { genid: 'number' },
      'A number is no string: no cookie on any visit, nothing saved, and no error either.',
      (run) =>
        run.exchanges.every(
          ({ status, setCookies, store, errors }) =>
            status === 200 && setCookies.length === 0 && errors.length === 0 && store.every(({ op }) => op !== 'set'),
        ),
    ),
    experiment(
      { genid: 'empty' },
      'With an empty string a cookie comes, but the next visit is a first visit again.',
      (run) => run.first.setCookies.length === 1 && run.second.sent !== undefined && run.second.generated.length === 1,
    ),
    experiment(
      { genid: 'throws' },
      'What genid throws on a new visit goes to Express, which answers 500.',
      (run) => run.first.status === 500 && run.first.errors[0]?.includes('no id today') === true,
    ),
    experiment(
      { genid: 'fails' },
      'This one throws for a POST. In regenerate() with MemoryStore nobody catches that, and the process ends.',
      (run) => run.exchange('own cookie').status === 200 && endedBy(run.exchange('regenerate')),
    ),
  ],
})

/** Whether the store knew the session of this request. */
const knew = ({ store }: Seen) => store[0]?.op === 'get' && store[0].session !== null

/** Whether the process would have ended in this exchange, because nobody caught what genid threw. */
const endedBy = ({ failure }: Seen) => failure?.kind === 'crash' && failure.message === 'Error: no id today'

/** Whether an answer looks well and the session is lost all the same. */
const isLost = ({ status, setCookies, ops, errors }: Seen) =>
  status === 200 && setCookies.length === 0 && ops === '' && errors.length === 0

/** Whether genid ran for the three cookies of the step "When genid runs". */
function runsFor(run: Run): string {
  const labels = ['own cookie', 'changed cookie', 'unknown id']
  return labels.map((label) => (run.exchange(label).generated.length > 0 ? 'yes' : 'no')).join(' ')
}

/** Whether Mallory's two guesses opened Alice's session. */
function opened(run: Run): string {
  const labels = ['a wrongly signed guess', 'a guess signed with the secret']
  return labels.map((label) => (run.exchange(label).json['name'] === 'alice' ? 'yes' : 'no')).join(' ')
}

/** The signature in the cookie that an answer set. */
const signatureOf = (seen: Seen) => seen.cookieHeader().split('.').at(-1) ?? ''

/** The cookie that Mallory types. Alice's own answer has to be there, so that there is somebody to guess. */
function asAlice(run: Run, mac: string) {
  const [name] = run.exchange('alice comes first').cookieHeader().split('=')
  return get('/name', { headers: { Cookie: `${name}=s%3A${GUESS}.${mac}` } })
}
