import {
  again,
  balancer,
  claim,
  code,
  deploy,
  ends,
  experiment,
  explain,
  get,
  lesson,
  post,
  predict,
  send,
  servers,
  step,
  type Handle,
  type Run,
  type Send,
} from '../../src/lesson/index.ts'

const OLD = 'a secret that only this lesson knows'
const NEW = 'a new secret'

const ADA = "Ada's browser"

const ada = (label: string, request: Send['request'], details: Parameters<typeof send>[2] = {}) =>
  send(label, request, { browser: ADA, brief: true, ...details })
const ben = (label: string, request: Send['request'], details: Parameters<typeof send>[2] = {}) =>
  send(label, request, { browser: "Ben's browser", brief: true, ...details })

/** Who answered, and for whom it took the one who asked, as in `A: ada`. */
const told = (run: Run, visit: Send) => ['server', 'user'].map((field) => run.at(visit).json[field]).join(': ')

const login = ada('log in', post('/login/ada'), { brief: false })
const atB = ada('who am I', get('/me'), { brief: false })
const atA = ada('once more', get('/me'))

const twoMemories = step(
  'Two servers, two memories',
  explain(`A shop has become too slow for one server. So the same app runs twice, and a **balancer** in front of both sends each request
    to the next server in turn. Here two processes really run, A and B. Since then customers are logged out and back in at random.`),
  code('app.ts', 'app'),
  predict(
    'Ada logs in, at A. Then she asks twice who she is, at B and at A. What are the answers?',
    {
      'ada, ada: her cookie goes to both': [
        (run) => told(run, atB) === 'B: ada' && told(run, atA) === 'A: ada',
        'The cookie does. But it holds only an id, and only A has the session.',
      ],
      'nobody, ada': (run) => told(run, atB) === 'B: nobody' && told(run, atA) === 'A: ada',
      'nobody, nobody: B has logged her out': [
        (run) => told(run, atB) === 'B: nobody' && told(run, atA) === 'A: nobody',
        'B only looks, finds nothing, and says so. It sets no cookie, so she keeps the one from A.',
      ],
    },
    {
      because: 'Her session is in the memory of A. B has a memory of its own.',
      hints: ['Where is the session itself?', 'MemoryStore is a variable in a process.'],
    },
  ),
  [servers('the same app twice', ['A', 'B']), login, atB, atA],
  claim(
    'For B the signature is right, but its memory has no such session.',
    (run) => {
      const { askedFor, notFound } = run.at(atB)
      return told(run, atB) === 'B: nobody' && notFound && askedFor === run.at(login).saved?.id
    },
    { breaksWith: { secret: 'random' }, remember: 'MemoryStore belongs to one process: two servers, two memories' },
  ),
  claim(
    'A still knows her: she is logged in at every second request.',
    (run) => told(run, atA) === 'A: ada' && told(run, atB) === 'B: nobody',
    { breaksWith: { saveUninitialized: true } },
  ),
)

const stickyLogin = ada('log in, and stay', post('/login/ada'))
const stickyAgain = ada('who am I, at the same server', get('/me'), { inALine: true })
const benLogin = ben('Ben logs in', post('/login/ben'), { inALine: true })
const adaAfter = ada('Ada, when A is gone', get('/me'))
const benAfter = ben('Ben, when A is gone', get('/me'), { inALine: true })

const sticky = step(
  'Sticky sessions',
  explain(`Many balancers can keep each browser at one server: **sticky sessions**. This one does it with a cookie of its own, \`server\`.
    Ada comes to A, Ben to B, and both stay logged in. Then A crashes.`),
  predict(
    'Ada logged in at A. A is gone, and the balancer sends her to B. Who is she there?',
    {
      'ada: B takes over what A knew': [
        (run) => told(run, adaAfter) === 'B: ada',
        'B was told nothing. The memory of A is gone with A.',
      ],
      nobody: (run) => told(run, adaAfter) === 'B: nobody',
      'She gets an error until A is back': [
        (run) => run.at(adaAfter).status !== 200,
        'The balancer goes on to B, and B answers as it would a stranger.',
      ],
    },
    {
      because: 'Sticky sessions only hide that there are two memories. They end with the server.',
      hints: ['What does B know about her?'],
    },
  ),
  [
    servers('behind a balancer that sticks', ['A', 'B'], { balancer: balancer('the balancer', { sticks: true }) }),
    stickyLogin,
    stickyAgain,
    benLogin,
  ],
  [ends('A crashes', 'A', 'SIGKILL'), adaAfter, benAfter],
  claim(
    'When a server ends, everybody who stuck to it is logged out.',
    (run) =>
      told(run, stickyAgain) === 'A: ada' && told(run, adaAfter) === 'B: nobody' && told(run, benAfter) === 'B: ben',
    { myth: 'with sticky sessions, MemoryStore is fine' },
  ),
)

const randomLogin = ada('log in at A', post('/login/ada'))
const randomAtB = ada('Ada comes to B', get('/me'), { brief: false })
const randomAtA = ada('and back to A', get('/me'), { inALine: true })
const loginAtB = ada('log in at B', post('/login/ada'), { inALine: true })
const backAtA = ada('to A with the cookie of B', get('/me'), { inALine: true })

const oneStore = step(
  'One store',
  explain(
    `So the sessions move out, into **one store for both**. Here that is Redis if this machine has it, otherwise files in one folder. And
    somebody made the secret safer: each process makes a random one when it starts.`,
  ),
  code('random-app.ts', 'secret'),
  code('shared-app.ts', 'store'),
  predict(
    'Ada logs in at A, and her session is in the store that both share. Who is she at B?',
    {
      'ada: B finds her session': [
        (run) => told(run, randomAtB) === 'B: ada',
        'It would, if it looked. Before it looks, it checks the signature of the cookie.',
      ],
      'An error: the signature is wrong': [
        (run) => run.at(randomAtB).status !== 200,
        'A wrong signature is not an error. The cookie just does not count.',
      ],
      nobody: (run) => told(run, randomAtB) === 'B: nobody',
    },
    {
      because: 'A signed the cookie with its secret. To B, with another one, that is no cookie at all.',
      hints: ['What is the secret for?', 'Which comes first: the signature, or the store?'],
    },
  ),
  [
    servers('one store, and two secrets', ['A', 'B'], { app: 'random-app', redis: true }),
    randomLogin,
    randomAtB,
    randomAtA,
    loginAtB,
    backAtA,
  ],
  claim(
    "With its own secret, B asks no store for A's cookies, and says nothing.",
    (run) => {
      const { sent, askedFor, setCookies, errors } = run.at(randomAtB)
      const isQuiet = setCookies.length === 0 && errors.length === 0
      return told(run, randomAtB) === 'B: nobody' && sent !== undefined && askedFor === undefined && isQuiet
    },
    { breaksWith: { secret: 'one for both' }, myth: 'the safest secret is a random one, made at each start' },
  ),
  claim(
    'Each throws away the cookie of the other: logged in at B is logged out at A.',
    (run) =>
      told(run, randomAtA) === 'A: ada' && told(run, loginAtB) === 'B: ada' && told(run, backAtA) === 'A: nobody',
    { breaksWith: { secret: 'one for both' } },
  ),
)

const sharedLogin = ada('log in, with one secret', post('/login/ada'), { inALine: true })
const sharedAtB = ada('at B, with one secret', get('/me'))

const oneSecret = step(
  'One store, one secret',
  explain('Now both read the same secret, from the environment that they share.'),
  [servers('one store, one secret', ['A', 'B'], { app: 'shared-app', redis: true }), sharedLogin, sharedAtB],
  claim(
    'With one store and one secret it does not matter who answers.',
    (run) =>
      told(run, sharedLogin) === 'A: ada' && told(run, sharedAtB) === 'B: ada' && run.at(sharedAtB).found !== null,
    { breaksWith: { secret: 'random' }, remember: 'servers share two things: the store and the secret' },
  ),
)

/** Requests of Ada while servers start again. */
const load = { browser: ADA, asks: get('/me'), slow: get('/report'), tells: 'user' } as const

/** What came of the requests that were under way at a server when it was asked to end. */
const underway = (run: Run, part: Handle<'deploy'>): readonly string[] =>
  run.at(part).underway.flatMap(({ came }) => came ?? [])

/** Whether each of them was lost. */
const isLost = (run: Run, part: Handle<'deploy'>): boolean => {
  const all = underway(run, part)
  return all.length > 0 && all.every((came) => !came.startsWith('2'))
}

/** Whether every request that came while servers started again was answered, and as Ada's. */
const isUnnoticed = (run: Run, part: Handle<'deploy'>): boolean => {
  const isAnswered = underway(run, part).every((came) => came === '200 ada')
  return isAnswered && Object.keys(run.at(part).meanwhile).join() === '200 ada'
}
const isStillLoggedIn = (run: Run, part: Handle<'deploy'>): boolean =>
  Object.keys(run.at(part).meanwhile).every((came) => came === '200 ada' || !came.startsWith('2'))

const hardDeploy = deploy('the usual deploy', ['A', 'B'], { ...load, takesOut: false, app: 'graceful-app' })

const aDeploy = step(
  'A deploy',
  explain(`A new version goes out: A ends and starts again, then B. A host ends a process with **SIGTERM**, which ends Node.js at once. Meanwhile
    Ada's browser sends requests, and at each server a report is under way when it ends. She is logged in, with one store and one secret.`),
  predict(
    'What does Ada notice?',
    {
      'Nothing: there is always one server left': [
        (run) => isUnnoticed(run, hardDeploy),
        'For new requests there is. But requests under way at a server end with it.',
      ],
      'Her reports fail, and she stays logged in': (run) => isStillLoggedIn(run, hardDeploy) && isLost(run, hardDeploy),
      'She is logged out': [
        (run) => !isStillLoggedIn(run, hardDeploy),
        'Her session is in the store, and the secret is the same. Only the answers that were under way are lost.',
      ],
    },
    {
      because: 'Sessions outlive the server now. Unanswered requests do not: the balancer says 502.',
      hints: ['What outlives a process now, and what does not?'],
    },
  ),
  hardDeploy,
  claim(
    'Ended at once, a server loses the requests under way, and no login.',
    (run) => isStillLoggedIn(run, hardDeploy) && isLost(run, hardDeploy),
    { breaksWith: { secret: 'random' } },
  ),
)

const softDeploy = deploy('the next deploy', ['A', 'B'], { ...load, takesOut: true })

const finishFirst = step(
  'Finish first',
  explain(
    `The new version listens for SIGTERM: it takes no new connections, and ends once its last answer is out. And the balancer drops a server
    from its list before asking it to end.`,
  ),
  code('graceful-app.ts', 'listen'),
  softDeploy,
  claim(
    'Taken out first and left to finish, a server loses no request, no login.',
    (run) => isUnnoticed(run, softDeploy),
    {
      breaksWith: { secret: 'random' },
      remember: 'deploy: out of the balancer, finish, end, start, next',
      myth: 'a deploy logs everybody out',
    },
  ),
)

const benAtA = ben('Ben logs in at A', post('/login/ben'))
const benAtB = ben('Ben at B', get('/me'))
const adaAtA = ada('Ada at A', get('/me'), { inALine: true })
const adaAtB = ada('Ada at B', get('/me'), { inALine: true })

const aNewSecret = step(
  'A new secret, at A first',
  explain(
    `The secret has to change: somebody who left knows it. \`secret\` can be a list. Every secret in it is accepted, and the **first one
    signs**. So A starts again with \`[new, old]\`. B is next, and still has only the old one. Ada logged in long ago. Ben logs in now, at A.`,
  ),
  predict(
    'Who is logged in at both servers?',
    {
      'Ada and Ben: the list has both secrets': [
        (run) => told(run, adaAtA) === 'A: ada' && told(run, benAtB) === 'B: ben',
        'The list of A has. B knows only the old one, and A signed with the new one.',
      ],
      Ada: (run) => told(run, adaAtA) === 'A: ada' && told(run, benAtB) === 'B: nobody',
      'Ben: the new secret counts now': [
        (run) => told(run, adaAtA) === 'A: nobody' && told(run, benAtB) === 'B: ben',
        'It does sign, at A. But the old one is still accepted there, and B does not know the new one.',
      ],
      'Nobody: a new secret logs everybody out': [
        (run) => told(run, adaAtA) === 'A: nobody' && told(run, benAtB) === 'B: nobody',
        'Not while the old one is in the list: each secret in it is accepted.',
      ],
    },
    {
      because: 'A signs with the new secret at once, and B does not know it yet.',
      hints: ["Which secret signs Ben's cookie?", 'Which secrets does B accept?'],
    },
  ),
  [again('with [new, old]', 'A', { change: { secret: [NEW, OLD] } }), benAtA, benAtB, adaAtA, adaAtB],
  claim(
    'A signs with the new secret before B accepts it: a user who logs in now is lost at B.',
    (run) => told(run, benAtA) === 'A: ben' && told(run, benAtB) === 'B: nobody' && told(run, adaAtA) === 'A: ada',
    { breaksWith: { secret: 'one for both' } },
  ),
)

const accepting = deploy('both accept it', ['A', 'B'], { ...load, takesOut: true, change: { secret: [OLD, NEW] } })
const cleo = { browser: "Cleo's browser", brief: true }
const cleoLogin = send('Cleo logs in at A', post('/login/cleo'), cleo)
const cleoAtB = send('Cleo at B', get('/me'), cleo)
const adaKnown = ada('Ada, too', get('/me'), { inALine: true })

const firstAccept = step(
  'First accept, then sign',
  explain(`The right order takes one more list. First both start again with \`[old, new]\`: the old one keeps signing, and both **accept** the new
    one. Then, server by server, \`[new, old]\`: now the new one **signs**, and Cleo logs in. Last, when no cookie signed with the old one is in
    use, \`[new]\`.`),
  [accepting, again('A signs with the new one', 'A', { change: { secret: [NEW, OLD] } }), cleoLogin, cleoAtB, adaKnown],
  claim(
    'First accepted by both, then used to sign: nobody is ever logged out.',
    (run) => isUnnoticed(run, accepting) && told(run, cleoAtB) === 'B: cleo' && told(run, adaKnown) === 'A: ada',
    { myth: 'changing the secret logs everybody out' },
  ),
)

const yourDeploy = deploy('your deploy', ['A', 'B'], { ...load, takesOut: true, app: 'production-app', change: {} })

const inYourApp = step(
  'In your app',
  explain(`A store that every server reaches, and secrets from the environment: a list from the start, so that you can change it one day. On several
    machines that is Redis or a database; files are for one.`),
  code('production-app.ts', 'options'),
  yourDeploy,
  claim(
    'Secrets from the environment, one store: the last deploy went unnoticed.',
    (run) => isUnnoticed(run, yourDeploy),
    { breaksWith: { secret: 'random' } },
  ),
)

export default lesson({
  home: import.meta.url,
  steps: [twoMemories, sticky, oneStore, oneSecret, aDeploy, finishFirst, aNewSecret, firstAccept, inYourApp],
  experiments: [
    experiment(
      { saveUninitialized: true },
      'B makes her a session of its own, and its cookie replaces the old one: now A does not know her either.',
      (run) => told(run, atB) === 'B: nobody' && told(run, atA) === 'A: nobody',
    ),
    experiment(
      { secret: 'one for both' },
      'If both have the same secret, the shared store is enough.',
      (run) => told(run, randomAtB) === 'B: ada' && told(run, backAtA) === 'A: ada',
    ),
    experiment(
      { secret: 'random' },
      'Each start makes another secret: every deploy logs everybody out, though the sessions are still in the store.',
      (run) => told(run, sharedAtB) === 'B: nobody' && !isStillLoggedIn(run, softDeploy),
    ),
  ],
})
