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
  start,
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

const aliceTells = send('alice tells', post('/name/alice'), { browser: 'Alice', brief: true })
const bobTells = send('bob tells', post('/name/bob'), { browser: 'Bob' })
const aliceAsks = send('alice asks', get('/name'), { browser: 'Alice' })
const somebodyElsesName = step(
  "Somebody else's name",
  explain(`Customers complain: the shop greets them with a stranger's name. Last week somebody replaced the function that makes the
    **session id**, the text in the cookie by which the server finds a visitor's session. The option for it is called \`genid\`.`),
  code('app.ts', 'constant'),
  explain(`Alice posts her name, and the app keeps it in \`req.session.name\`. Then Bob posts his from another browser. Then
    Alice asks for hers.`),
  predict(
    'Which name does Alice get?',
    {
      alice: (run) => run.at(aliceAsks).json['name'] === 'alice',
      bob: (run) => run.at(aliceAsks).json['name'] === 'bob',
      'None: express-session notices that the id is taken': [
        (run) => !('name' in run.at(aliceAsks).json),
        "It never checks. Bob's session was stored over Alice's, and her cookie now opens it.",
      ],
    },
    {
      because: "Bob got the same id, so his session was stored over Alice's. Her cookie now opens his session.",
      hints: ["Bob's browser has no cookie, so genid runs for him too.", 'A store keeps one session for each id.'],
    },
  ),
  [another('with a constant genid', { change: { genid: 'constant' } }), aliceTells, bobTells, aliceAsks],
  claim(
    'A duplicate id gives one visitor the session of another.',
    (run) => run.at(aliceAsks).json['name'] === 'bob' && run.at(aliceAsks).bringsCookieOf(run.at(aliceTells)),
    { breaksWith: { genid: 'uuid' } },
  ),
  claim(
    "Bob's session was stored over Alice's: nobody asked the store first.",
    (run) => run.at(bobTells).ops === 'set' && run.at(bobTells).saved?.before?.['name'] === 'alice',
    { breaksWith: { genid: 'uuid' } },
  ),
)

const first = send('first visit', get('/'), { browser: 'Carol' })
const theDefault = step(
  'The id you get by default',
  explain(
    'The same app without `genid`. Carol visits. Her id is in **Set-Cookie**, between `s%3A` and the next dot. `saveUninitialized: true` gives one to each visitor.',
  ),
  code('app.ts', 'options'),
  [another('the app without genid'), first],
  explain(
    `The default \`genid\` takes 24 random bytes and writes them in an alphabet of 64 characters, four characters for three bytes.`,
  ),
  claim(
    'The default id: 24 bytes in 32 letters, digits, - and _. No UUID.',
    (run) => {
      const id = run.at(first).set?.id ?? ''
      return UID_SAFE.test(id) && !HEX.test(id) && Buffer.from(id, 'base64url').length === 24
    },
    { breaksWith: { genid: 'uuid' }, myth: 'uses uuids to generate session id' },
  ),
)

const second = send('second visit', get('/'), { browser: 'Carol' })

/** How often genid ran for the two visits of Carol. */
const timesForCarol = (run: Run) => [first, second].flatMap((visit) => run.at(visit).generated).length

const sheComesBack = step(
  'The same browser comes back',
  explain('Carol visits again, with the cookie that she got.'),
  predict(
    'How often does genid run for her two visits?',
    {
      Once: (run) => timesForCarol(run) === 1,
      'Twice, once for each request': [
        (run) => timesForCarol(run) === 2,
        'It ran once. Her second request brought an id, and the store knew it, so no new one was needed.',
      ],
      'Never: the browser makes the id': [
        (run) => timesForCarol(run) === 0,
        'It ran once, on the server. The browser keeps what Set-Cookie gave it, and sends that.',
      ],
    },
    {
      because: 'Her second request brought the id back, the signature was right, and the store knew the id.',
      hints: [
        'On her first visit the stack said: no cookie came, new.',
        'On her second visit the id travels in the Cookie header.',
      ],
    },
  ),
  second,
  claim(
    'The id was made once and came back in the Cookie header.',
    (run) => timesForCarol(run) === 1 && run.at(second).bringsCookieOf(run.at(first)),
    { breaksWith: { saveUninitialized: false }, myth: 'session id will be generated every time we send request' },
  ),
  claim(
    'The second visit found its session in the store.',
    (run) => run.at(second).found !== null && run.at(second).askedFor === run.at(first).set?.id,
    { breaksWith: { saveUninitialized: false } },
  ),
)

const newVisitor = send('a new visitor', get('/'), { browser: 'Dave', brief: true })
const own = send('own cookie', get('/'), { browser: 'Dave' })
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
  explain(`The server restarts, so its store is empty. Dave comes and gets an id. Then three requests bring a cookie:

    - Dave's own, as it is
    - Dave's, with one character of the **id** changed by hand
    - Carol's from before the restart: its signature is good, but this store has never heard of her id`),
  predict(
    'For which of these three cookies does genid run?',
    {
      'For none: each request brings an id': [
        (run) => runsFor(run) === 'no no no',
        'An id is kept only if its signature is right and the store knows it. The second and the third request got new ones.',
      ],
      'Only for the changed one': [
        (run) => runsFor(run) === 'no yes no',
        "For Carol's as well: its signature is right, but the store found nothing, and an unknown id is not used again.",
      ],
      "For the changed one and for Carol's": (run) => runsFor(run) === 'no yes yes',
      'For all three': [
        (run) => runsFor(run) === 'yes yes yes',
        "Not for Dave's own: the store knows his session, and a known session keeps its id.",
      ],
    },
    {
      because: 'A wrong signature counts as no cookie, and an id that the store does not know is not used again.',
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
  claim('An id that the store does not know is not used again: genid runs.', (run) => {
    const { notFound, set, sent } = run.at(unknown)
    return notFound && gaveNewId(run.at(unknown)) && set?.value !== sent
  }),
)

const regenerated = send('regenerate', post('/regenerate'), { browser: 'Dave' })
const oldCookie = byHand('the old cookie', get('/'), cookieOf(newVisitor))
const aNewId = step(
  'A new id on purpose',
  explain(`A route can ask for a new id with \`req.session.regenerate()\`. A login should do that; lesson 9 shows why. (\`req.session.id\` and
    \`req.sessionID\` are for reading.) Dave posts to this route, then somebody sends his **old** cookie by hand.`),
  code('app.ts', 'regenerate'),
  [regenerated, oldCookie],
  claim(
    'The old id says nothing about the new one: both are drawn at random.',
    (run) => areUnrelated(run.at(newVisitor).set?.id ?? '', run.at(regenerated).set?.id ?? ''),
    { breaksWith: { genid: 'counter' } },
  ),
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

const withGenId = another('with genId', { change: { genId: 'uuid' } })
const genIdVisit = send('visit with genId', get('/'), { browser: 'Erin', brief: true })
const uuidVisit = send('visit with a UUID', get('/'), { browser: 'Frank', brief: true })
const anIdOfYourOwn = step(
  'An id of your own',
  explain(`express-session calls \`genid\` with the request and takes what it returns, which has to be a string. This one makes a
    UUID, which looks like \`1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed\`. Erin visits an app in which the option is spelled \`genId\`,
    with a capital I. Frank visits one with \`genid\`.`),
  code('app.ts', 'uuid'),
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

const asyncVisit = send('visit with an async genid', post('/name/grace'), { browser: 'Grace' })
const asking = send('asking for the name', get('/name'), { browser: 'Grace' })
const anAsyncGenid = step(
  'An async genid',
  explain(`Ids sometimes come from somewhere slow, such as a database. So people write an async \`genid\`, which returns a promise. Grace
    posts her name, then asks for it.`),
  code('app.ts', 'later'),
  predict(
    'What happens when Grace posts her name?',
    {
      'express-session waits for the promise': [
        (run) => hasUuid(run.at(asyncVisit)),
        'It does not wait. It takes the promise itself for the id, and a promise is not a string.',
      ],
      'The request fails with 500': [
        (run) => run.at(asyncVisit).status === 500,
        'The answer is 200, and no error is reported. That makes this hard to find.',
      ],
      '200, but no cookie and nothing stored': isLost(asyncVisit),
    },
    {
      because: 'The promise itself became the id. It is not a string, so no cookie is set and nothing is saved.',
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
      return run.at(asyncVisit).json['name'] === 'grace' && status === 200 && !('name' in json)
    },
    { breaksWith: { genid: 'uuid' } },
  ),
)

const alice = send('alice comes first', post('/name/alice'), { browser: 'Alice', brief: true })
const mallory = send('Mallory comes next', post('/name/mallory'), { browser: 'Mallory', brief: true })
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
  explain(`The ids of this app are unique strings of 32 characters, but they count. Alice comes first. Mallory comes next, reads her own
    id, \`...0002\`, and guesses Alice's. She tries it twice:

    - with the signature of her own cookie
    - with a signature that she made: she has found the **secret** in a public repository`),
  code('app.ts', 'counter'),
  predict(
    "Which guess opens Alice's session?",
    {
      'Both: she has the right id': [
        (run) => opened(run) === 'yes yes',
        'A signature fits one id only. With another id it is wrong, and the cookie does not count.',
      ],
      'Only the one signed with the secret': (run) => opened(run) === 'no yes',
      "Neither: the cookie was given to Alice's browser": [
        (run) => opened(run) === 'no no',
        'session() does not ask which browser a cookie comes from. With the secret, Mallory made the same cookie.',
      ],
    },
    {
      because:
        'A signature shows that its maker knew the secret, and no more. Only her id was left to protect Alice, and it was easy to guess.',
      hints: [
        'You have seen a cookie with a wrong signature in this lesson.',
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
)

const ivan = send('ivan comes', post('/name/ivan'), { browser: 'Ivan' })
const inYourApp = step(
  'In your app',
  explain(`Leave \`genid\` out. Its 24 bytes come from Node's own source of randomness for cryptography, and nobody can guess them. Write your own
    only if you need ids of a certain shape. Then it must return a string at once, and that string must be random.`),
  code('production-app.ts', 'options'),
  [another('without genid', { app: 'production-app' }), ivan],
  claim('Without genid the id has 24 random bytes.', (run) => UID_SAFE.test(run.at(ivan).set?.id ?? ''), {
    breaksWith: { genid: 'uuid' },
  }),
)

export default lesson({
  home: import.meta.url,
  steps: [
    somebodyElsesName,
    theDefault,
    sheComesBack,
    whenGenidRuns,
    aNewId,
    anIdOfYourOwn,
    anAsyncGenid,
    longIsNotRandom,
    inYourApp,
  ],
  experiments: [
    experiment(
      { saveUninitialized: false },
      'A new visitor who writes nothing gets no cookie, and nothing is stored, so the second visit counts as a first one too.',
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
      'A number is not a string: no cookie on any visit, nothing saved, and no error either.',
      (run) =>
        run.exchanges.every(
          ({ status, setCookies, saved, errors }) =>
            status === 200 && setCookies.length + errors.length === 0 && saved === undefined,
        ),
    ),
    experiment(
      { genid: 'empty' },
      'With an empty string a cookie is set, but the next visit is a first visit again.',
      (run) =>
        run.at(first).setCookies.length === 1 &&
        run.at(second).sent !== undefined &&
        run.at(second).generated.length === 1,
    ),
    experiment(
      { genid: 'rejects' },
      'When the promise of an async genid rejects, nobody catches it: the first visit ends the process.',
      isEnded(aliceTells),
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
    experiment(
      { genid: 'text' },
      'The name of a function is not a function: session() throws, and the app does not start.',
      (run) => run.at(start).failure?.message.includes('genid option must be a function') === true,
    ),
    experiment(
      { genid: 'spaced' },
      'Ids with spaces, % and /: the cookie encodes them, and the next visit finds its session.',
      (run) => run.at(first).set?.value.includes('50%25%20of%2Fthem') === true && run.at(second).found !== null,
    ),
  ],
})
