import {
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
import { areUnrelated, UID_SAFE } from '../chance.ts'
import { isSignedWith, signature } from '../signature.ts'

/** Less than once in 10 ** 14 runs an id of uid-safe looks like this too. */
const HEX = /^[\da-f]*$/i
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id that Mallory guesses: the counter's first one. */
const GUESS = '1'.padStart(32, '0')

/** The secret in this app's options, which Mallory finds in the end. */
const SECRET = 'a secret that only this lesson knows'

const hasUuid = ({ set }: Seen) => UUID.test(set?.id ?? '')

/** Whether an exchange gave a new id: genid ran once, and the cookie has what it returned. */
const gaveNewId = ({ generated, set }: Seen) => generated.length === 1 && set?.id === generated[0]

/** Whether an answer looks well and the session is lost all the same. */
const isLost = (visit: Send) => (run: Run) => {
  const { status, setCookies, ops, errors } = run.at(visit)
  return status === 200 && setCookies.length === 0 && ops === '' && errors.length === 0
}

/** Whether the process would have ended in this exchange, because nobody caught what genid threw. */
const isEnded = (visit: Send) => (run: Run) => {
  const { failure } = run.at(visit)
  return failure?.kind === 'crash' && failure.message === 'Error: no id today'
}

const first = send('first visit', get('/'))
const somebodyInventsIt = step(
  'Somebody has to invent the id',
  explain(`Every session has an id: the browser carries it, the store looks it up. The option \`genid\` is the function that invents
    it. This app leaves it out. In the **Set-Cookie** line the id stands between \`s%3A\` and the next dot.`),
  first,
  explain(`express-session's own \`genid\` asks the package uid-safe for 24 random bytes and writes them as text, in an alphabet of 64
    characters. Four of those characters hold three bytes.`),
  claim(
    'The default id: 24 bytes in 32 letters, digits, - and _. No UUID.',
    (run) => {
      const id = run.at(first).set?.id ?? ''
      return UID_SAFE.test(id) && !HEX.test(id) && Buffer.from(id, 'base64url').length === 24
    },
    { breaksWith: { genid: 'uuid' }, myth: 'uses uuids to generate session id' },
  ),
)

const second = send('second visit', get('/'))
const theSameBrowser = step(
  'The same browser comes back',
  explain(`These are the options of this app. Because of \`saveUninitialized: true\` each new visitor gets a session and a cookie at once.

    The notes say that a session id is generated every time a request comes. Your browser now visits a second time, with the
    cookie that it got.`),
  code('app.ts', 'options'),
  predict(
    'Your browser has visited twice then. How often did genid run?',
    {
      Once: (run) => run.generated.length === 1,
      'Twice, once for each request': [
        (run) => run.generated.length === 2,
        'It ran once. The second request brought an id along, and the store knew it, so none had to be invented.',
      ],
      'Never: the browser makes the id': [
        (run) => run.generated.length === 0,
        'It ran once, on the server. The browser keeps what Set-Cookie gave it, and sends that.',
      ],
    },
    {
      because: 'It ran once: the second request brought the id back, its signature was right and the store knew it.',
      hints: [
        'On your first visit the stack said: no cookie came, new.',
        'On your second visit the id travels in the Cookie header.',
      ],
    },
  ),
  second,
  claim(
    'The id was made once and came back in the Cookie header.',
    (run) => run.generated.length === 1 && run.at(second).bringsCookieOf(run.at(first)),
    { breaksWith: { saveUninitialized: false }, myth: 'session id will be generated every time we send request' },
  ),
  claim(
    'The second visit found its session in the store.',
    (run) => run.at(second).found !== null && run.at(second).askedFor === run.at(first).set?.id,
    { breaksWith: { saveUninitialized: false } },
  ),
)

const withGenId = another('with genId', { change: { genId: 'uuid' } })
const genIdVisit = send('visit with genId', get('/'))
const capitalI = step(
  'genId, with a capital I',
  explain(`The notes spell the option \`genId\`. Here is the same app with \`genId: uuid\`, a function that returns a UUID. A UUID looks
    like this: \`1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed\`.`),
  predict(
    'What does express-session do with genId?',
    {
      'It throws when the app starts: there is no such option': [
        (run) => run.at(withGenId).failure !== null,
        'It started. session() asks for its options by name, and it never asks for genId.',
      ],
      'It uses it: the id is a UUID': [
        (run) => hasUuid(run.at(genIdVisit)),
        'The id has 32 characters as before and is no UUID. The option is genid, all in small letters.',
      ],
      'Nothing: the id looks as before': (run) => UID_SAFE.test(run.at(genIdVisit).set?.id ?? ''),
    },
    {
      because:
        'session() asks for its options by name, and it never asks for genId. TypeScript warns you, JavaScript does not.',
      hints: ['The option is spelt genid in the README.', 'Lesson 1 had an option with a wrong letter too: samesite.'],
    },
  ),
  [withGenId, genIdVisit],
  claim(
    'At run time genId is ignored without a word. The option is genid.',
    (run) => {
      const isQuiet = run.at(withGenId).quiet && run.at(genIdVisit).errors.length === 0
      // Whatever shape the ids of this run have, genId does not change it.
      return isQuiet && hasUuid(run.at(genIdVisit)) === hasUuid(run.at(first))
    },
    { myth: 'genId: function(){ return uuid(); }' },
  ),
)

const uuidVisit = send('visit with a UUID', get('/'))
const anIdOfYourOwn = step(
  'An id of your own',
  explain(`Now with the right name: \`genid: uuid\`, with the function below. express-session calls it with the request and takes what
    it returns, which has to be a string. \`randomUUID\` comes with Node, from \`node:crypto\`.`),
  code('app.ts', 'uuid'),
  [another('with genid: uuid', { change: { genid: 'uuid' } }), uuidVisit],
  claim(
    'The id is what genid returns, here a UUID: Node has them built in.',
    (run) => gaveNewId(run.at(uuidVisit)) && hasUuid(run.at(uuidVisit)),
    { myth: 'return uuid(); // need to import uuid' },
  ),
  claim('Anybody can read the id in the cookie: it is signed, not encrypted.', (run) => {
    const { set, generated } = run.at(uuidVisit)
    return set?.id === generated[0] && isSignedWith(SECRET, set)
  }),
)

const newVisitor = send('a new visitor', get('/'))
const own = send('own cookie', get('/'))
const changed = byHand('changed cookie', get('/'), (run) => tampered(run.at(newVisitor).cookieHeader()))
const unknown = byHand('unknown id', get('/'), cookieOf(first))

/** Swaps the character at the end of a cookie's id for another, and leaves the signature as it is. */
const tampered = (cookie: string) =>
  cookie.replace(/(.)\.(?=[^.]*$)/, (_, last: string) => `${last === 'A' ? 'B' : 'A'}.`)

/** Whether genid ran for each of the three cookies. */
const runsFor = (run: Run) =>
  [own, changed, unknown].map((visit) => (run.at(visit).generated.length > 0 ? 'yes' : 'no')).join(' ')

const whenGenidRuns = step(
  'When genid runs',
  explain(`The first app again, with an empty store. A visitor without a cookie gets an id. Then three requests bring a cookie:

    - the visitor's own cookie, as it is
    - the same cookie by hand, with one character of the **id** changed
    - the cookie of the first visit of this lesson, by hand: it has a good signature, made with the same secret, but this store has never
      heard of its id`),
  predict(
    'For which of these three cookies does genid run?',
    {
      'For none: each request brings an id': [
        (run) => runsFor(run) === 'no no no',
        'An id is only kept if its signature is right and the store knows it. The second and the third visit had to get a new one.',
      ],
      'Only for the changed one': [
        (run) => runsFor(run) === 'no yes no',
        'For the third as well: its signature is right, but the store found nothing, and an unknown id is not taken over.',
      ],
      'For the changed one and for the unknown one': (run) => runsFor(run) === 'no yes yes',
      'For all three': [
        (run) => runsFor(run) === 'yes yes yes',
        "Not for the visitor's own cookie: the store knows its session, and a known session keeps its id.",
      ],
    },
    {
      because: 'A wrong signature counts as no cookie, and an id that the store does not know is not taken over.',
      hints: [
        'The signature is made from the id and the secret.',
        'What could session() do with an id for which the store has nothing?',
      ],
    },
  ),
  [another('the first app again'), newVisitor, own, changed, unknown],
  claim(
    'For a session that the store knows, genid does not run.',
    (run) => run.at(own).found !== null && run.at(own).generated.length === 0,
    { remember: 'genid runs for a visitor without a session, not on each request' },
  ),
  claim('A cookie with a wrong signature counts as no cookie: genid runs.', (run) => {
    const { sent, generated, askedFor, status } = run.at(changed)
    const good = run.at(newVisitor).set
    const isChanged = sent !== good?.value && sent?.endsWith(`.${signature(good?.id ?? '', SECRET)}`) === true
    return isChanged && askedFor === undefined && generated.length === 1 && status === 200
  }),
  claim('An id that the store does not know is not taken over: genid runs.', (run) => {
    const { notFound, set, sent } = run.at(unknown)
    return notFound && gaveNewId(run.at(unknown)) && set?.value !== sent
  }),
)

const regenerated = send('regenerate', post('/regenerate'))
const oldCookie = byHand('the old cookie', get('/'), cookieOf(newVisitor))
const aNewId = step(
  'A new id on purpose',
  explain(`An app can ask for a new id: with \`req.session.regenerate()\`. A login should do that, and lesson 5 shows why. The same visitor
    now posts to this route. Then somebody sends the visitor's **old** cookie by hand.`),
  code('app.ts', 'regenerate'),
  regenerated,
  claim(
    'The old id tells nothing of the new one: both are drawn at random.',
    (run) => areUnrelated(run.at(newVisitor).set?.id ?? '', run.at(regenerated).set?.id ?? ''),
    { breaksWith: { genid: 'counter' } },
  ),
  oldCookie,
  claim(
    'regenerate() destroys the old session and runs genid for a new id.',
    (run) => {
      const [before, now, after] = [run.at(newVisitor), run.at(regenerated), run.at(oldCookie)]
      const wasThere = run.at(own).found !== null && now.bringsCookieOf(before)
      const isGone = after.notFound && after.askedFor === before.set?.id
      return wasThere && isGone && gaveNewId(now) && now.set?.id !== before.set?.id
    },
    { breaksWith: { genid: 'constant' } },
  ),
)

const asyncVisit = send('visit with an async genid', post('/name/ada'))
const asking = send('asking for the name', get('/name'))
const anAsyncGenid = step(
  'An async genid',
  explain(`Ids sometimes come from somewhere slow, so people make \`genid\` async, like this one. It returns a promise. A visitor comes and posts
    a name, then asks for it. The app keeps it in \`req.session.name\`.`),
  code('app.ts', 'later'),
  predict(
    'What happens when the name is posted?',
    {
      'express-session waits for the promise': [
        (run) => hasUuid(run.at(asyncVisit)),
        'It does not wait. It takes the promise itself for the id, and a promise is no string.',
      ],
      'The request fails with 500': [
        (run) => run.at(asyncVisit).status === 500,
        'The answer is 200, and as long as the promise resolves, no error is reported. That makes this hard to find.',
      ],
      '200, but no cookie and nothing stored': isLost(asyncVisit),
    },
    {
      because: 'The promise itself became the id. It is no string, so no cookie is set and nothing is saved.',
      hints: ['Without await, what is the value of an async call?', 'A cookie can only carry a string.'],
    },
  ),
  [another('with an async genid', { change: { genid: 'later' } }), asyncVisit, asking],
  claim('An async genid that resolves: no cookie, nothing saved, no error.', isLost(asyncVisit), {
    breaksWith: { genid: 'uuid' },
    remember: 'an async genid sends no cookie and saves nothing',
  }),
  claim(
    'With an async genid the next request knows nothing of the session.',
    (run) => {
      const { status, json } = run.at(asking)
      return run.at(asyncVisit).json['name'] === 'ada' && status === 200 && !('name' in json)
    },
    { breaksWith: { genid: 'uuid' } },
  ),
  explain(`TypeScript refuses an async \`genid\`, JavaScript does not. So \`genid\` must have its string ready. What takes time belongs in a middleware above session(): it can leave ids in
    \`req\`, and \`genid\`, which is called with \`req\`, takes one. Leave two: \`regenerate()\` asks for another.`),
)

const rejected = send('a visit without an id', get('/'))
const aPromiseThatRejects = step(
  'A promise that rejects',
  explain('A database can be down, and then there is no id. This `genid` is async too, and its promise rejects.'),
  code('app.ts', 'rejects'),
  [another('with a genid that rejects', { change: { genid: 'rejects' }, fails: true }), rejected],
  claim("When genid's promise rejects, nobody catches it: the process ends.", isEnded(rejected), {
    breaksWith: { genid: 'later' },
  }),
  explain(`What a \`genid\` **throws** goes to Express, as long as it runs for a new visitor. In \`regenerate()\` with MemoryStore nobody catches it.
    You can try both: \`genid=throws\` and \`genid=fails\`.`),
)

const numberVisit = send('visit with a number', post('/name/ada'))
const aNumber = step(
  'A number',
  explain('Databases number their rows, so a counter seems a natural id. Watch the stack and the store.'),
  code('app.ts', 'number'),
  [another('with a genid that returns numbers', { change: { genid: 'number' } }), numberVisit],
  claim(
    'A genid that returns a number: no cookie, nothing saved, no error.',
    (run) => {
      const { generated, json } = run.at(numberVisit)
      return isLost(numberVisit)(run) && generated.length === 1 && typeof json['id'] === 'number'
    },
    { breaksWith: { genid: 'uuid' } },
  ),
)

const aliceTells = send('alice tells', post('/name/alice'), { browser: 'Alice' })
const bobTells = send('bob tells', post('/name/bob'), { browser: 'Bob' })
const aliceAsks = send('alice asks', get('/name'), { browser: 'Alice' })
const theSameIdTwice = step(
  'The same id twice',
  explain(`A string, then, but this \`genid\` returns the same one each time. Alice posts her name. Bob posts his from another browser. Then Alice
    asks for hers.`),
  code('app.ts', 'constant'),
  predict(
    'Which name does Alice get?',
    {
      alice: (run) => run.at(aliceAsks).json['name'] === 'alice',
      bob: (run) => run.at(aliceAsks).json['name'] === 'bob',
      'None: express-session notices the second use': [
        (run) => !('name' in run.at(aliceAsks).json),
        "It does not check whether an id is taken. Bob's session was stored over Alice's, and her cookie opens it.",
      ],
    },
    {
      because: 'Bob got the same id, and his session was stored over hers. Her cookie now opens his session.',
      hints: ["Bob's browser has no cookie, so genid runs for him.", 'A store keeps one session for each id.'],
    },
  ),
  [another('with a constant genid', { change: { genid: 'constant' } }), aliceTells, bobTells, aliceAsks],
  claim(
    'A duplicate id hands one visitor the session of another.',
    (run) => run.at(aliceAsks).json['name'] === 'bob' && run.at(aliceAsks).bringsCookieOf(run.at(aliceTells)),
    { breaksWith: { genid: 'uuid' } },
  ),
  claim(
    "Bob's session was stored over Alice's: nobody asked the store first.",
    (run) => run.at(bobTells).ops === 'set' && run.at(bobTells).saved?.before?.['name'] === 'alice',
    { breaksWith: { genid: 'uuid' } },
  ),
)

const alice = send('alice comes first', post('/name/alice'), { browser: 'Alice' })
const mallory = send('mallory comes next', post('/name/mallory'), { browser: 'Mallory' })
const wronglySigned = byHand('a wrongly signed guess', get('/name'), (run) =>
  asAlice(run, signatureOf(run.at(mallory))),
)
const wellSigned = byHand('a guess signed with the secret', get('/name'), (run) =>
  asAlice(run, signature(GUESS, SECRET)),
)

/** The signature in the cookie that an answer set. */
const signatureOf = (seen: Seen) => seen.cookieHeader().split('.').at(-1) ?? ''

/** The cookie that Mallory types. Alice's own answer has to be there, so that there is somebody to guess. */
const asAlice = (run: Run, mac: string) => `${run.at(alice).cookieHeader().split('=')[0]}=s%3A${GUESS}.${mac}`

/** Whether each of Mallory's two guesses opened Alice's session. */
const opened = (run: Run) =>
  [wronglySigned, wellSigned].map((guess) => (run.at(guess).json['name'] === 'alice' ? 'yes' : 'no')).join(' ')

const longIsNotRandom = step(
  'Long is not random',
  explain(`The ids of this app are unique strings of 32 characters, but they count. Alice comes first and posts her name. Mallory comes next, reads
    her own id, \`...0002\`, and guesses Alice's. She tries it twice:

    - with the signature of her own cookie
    - with a signature of her own making: she has found the **secret**, in a public repository`),
  code('app.ts', 'counter'),
  predict(
    "Which guess opens Alice's session?",
    {
      'Both: she has the right id': [
        (run) => opened(run) === 'yes yes',
        'The signature belongs to one id. With that of another id the guess counted as no cookie at all.',
      ],
      'Only the one signed with the secret': (run) => opened(run) === 'no yes',
      "Neither: the cookie was given to Alice's browser": [
        (run) => opened(run) === 'no no',
        'session() does not ask which browser a cookie comes from. With the secret, Mallory made the same cookie.',
      ],
    },
    {
      because:
        'A signature shows that its maker knew the secret, and no more. What was left to protect Alice was her id, and it was easy to guess.',
      hints: [
        'You saw a cookie with a wrong signature in this lesson.',
        'What else could the server look at, to tell Mallory from Alice?',
      ],
    },
  ),
  [another('with ids that count', { change: { genid: 'counter' } }), alice, mallory, wronglySigned, wellSigned],
  claim('Without the secret, the right id opens nothing.', (run) => {
    const { status, json, sent, askedFor } = run.at(wronglySigned)
    const isRight = run.at(alice).set?.id === GUESS && sent?.startsWith(`s%3A${GUESS}.`) === true
    return isRight && status === 200 && !('name' in json) && askedFor === undefined
  }),
  claim(
    'Anyone with the secret who can guess the id is in, however long it is.',
    (run) => run.at(wellSigned).json['name'] === 'alice' && run.at(wellSigned).bringsCookieOf(run.at(alice)),
    { remember: 'an id must be random: the signature does not make it secret', breaksWith: { genid: 'uuid' } },
  ),
  explain(`Both ids of this lesson that are hard to guess are random: 24 bytes of uid-safe, or 122 bits of a UUID. It is not their length that
    keeps them secret.`),
)

export default lesson({
  home: import.meta.url,
  steps: [
    somebodyInventsIt,
    theSameBrowser,
    capitalI,
    anIdOfYourOwn,
    whenGenidRuns,
    aNewId,
    anAsyncGenid,
    aPromiseThatRejects,
    aNumber,
    theSameIdTwice,
    longIsNotRandom,
  ],
  experiments: [
    experiment(
      { saveUninitialized: false },
      'A new visitor who writes nothing gets no cookie, and nothing is stored, so the second visit is a first visit too.',
      (run) => run.at(first).set === undefined && run.at(first).ops === '' && run.at(second).generated.length === 1,
    ),
    experiment(
      { genid: 'constant' },
      'Everybody has the same id, and even regenerate() gives it out again.',
      (run) =>
        run.at(first).set?.id === 'always-the-same' && run.at(regenerated).generated.join() === 'always-the-same',
    ),
    experiment(
      { genid: 'counter' },
      'The ids count: a visit with a known session uses up none, so the changed cookie gets the second one.',
      (run) => run.at(own).found !== null && run.at(changed).generated.join() === '2'.padStart(32, '0'),
    ),
    experiment(
      { genid: 'number' },
      'A number is no string: no cookie on any visit, nothing saved, and no error either.',
      (run) =>
        run.exchanges.every(
          ({ status, setCookies, saved, errors }) =>
            status === 200 && setCookies.length + errors.length === 0 && saved === undefined,
        ),
    ),
    experiment(
      { genid: 'empty' },
      'With an empty string a cookie comes, but the next visit is a first visit again.',
      (run) =>
        run.at(first).setCookies.length === 1 &&
        run.at(second).sent !== undefined &&
        run.at(second).generated.length === 1,
    ),
    experiment(
      { genid: 'throws' },
      'What genid throws on a new visit goes to Express, which answers 500.',
      (run) => run.at(first).status === 500 && run.at(first).errors[0]?.includes('no id today') === true,
    ),
    experiment(
      { genid: 'fails' },
      'This one throws for a POST. In regenerate() with MemoryStore nobody catches that, and the process ends.',
      (run) => run.at(own).status === 200 && isEnded(regenerated)(run),
    ),
  ],
})
