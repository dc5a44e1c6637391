import {
  another,
  choice,
  claim,
  code,
  del,
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

const ADA = { body: { name: 'ada', password: 'correct horse' } }

/** The session cookie that an exchange set, in a header written by hand. */
const copyOf = (run: Run, label: string) => ({
  headers: { Cookie: `connect.sid=${run.exchange(label).set?.value}` },
})

export default lesson({
  slug: 'login-guard',
  title: 'Login guard',
  summary: 'letting in only who is logged in',
  home: import.meta.url,
  steps: [
    step(
      'Ada registers',
      explain(`
This app keeps its users in a table of SQLite, a real database inside this process. Ada registers with a name and a
password, and that logs her in at once.
`),
      code('app.ts', 'register'),
      code('app.ts', 'logIn'),
      predict(
        'Where is her user id afterwards?',
        [
          choice(
            'In her cookie, where anybody can read it',
            (run) => run.first.set?.id?.startsWith('ada') === true,
            'x',
          ),
          choice('In her cookie, encrypted', (run) => run.first.session?.['userID'] === undefined, 'x'),
          choice('In the session, on the server', (run) => onlyTheId(run), 'x'),
        ],
        [],
      ),
      send('Ada registers', post('/register', ADA), { browser: 'Ada' }),
      claim('The cookie holds only the session id; the user id is in the session.', {
        holds: onlyTheId,
        breaksWith: { genid: 'named' },
        notes: 'add userinfo into the cookie',
      }),
    ),
    step(
      'guard',
      code('app.ts', 'guard'),
      send('Mallory looks around', get('/'), { browser: 'Mallory' }),
      send('Ada asks', get('/account'), { browser: 'Ada' }),
      send('Mallory asks', get('/account'), { browser: 'Mallory' }),
      send('a program asks', get('/account', { headers: { Accept: 'application/json' } }), { browser: null }),
      send('a page asks', get('/account', { headers: { Accept: 'text/html' } }), { browser: 'Page' }),
      send('a page asks login', get('/login', { headers: { Accept: 'text/html' } }), { browser: 'Page' }),
      send('draft', get('/letters/draft'), { browser: 'Mallory' }),
      send('inbox', get('/letters/inbox'), { browser: 'Mallory' }),
      send('phone', post('/login', ADA), { browser: 'Phone' }),
      send('phone deletes', del('/account'), { browser: 'Phone' }),
      send('archive', get('/archive'), { browser: 'Ada' }),
      send('account', get('/account'), { browser: 'Ada' }),
      another('naive', { app: 'naive-app' }),
      send('nM', get('/'), { browser: 'Library' }),
      send('nA', post('/register', ADA), { browser: 'Library' }),
      send('nC', (run) => get('/account', copyOf(run, 'nM')), { browser: null }),
      send('nL', post('/logout'), { browser: 'Library' }),
      send('nX', get('/account'), { browser: 'Library' }),
      another('main'),
      send('mM', get('/'), { browser: 'Library' }),
      send('mA', post('/register', ADA), { browser: 'Library' }),
      send('mC', (run) => get('/account', copyOf(run, 'mM')), { browser: null }),
      send('mL', post('/logout'), { browser: 'Library' }),
      send('mX', get('/account'), { browser: 'Library' }),
      send('mY', (run) => get('/account', copyOf(run, 'mA')), { browser: null }),
      another('called', { app: 'called-guard-app', fails: true }),
      another('slips', { app: 'slips-app' }),
      send('sr', post('/register', ADA), { browser: 'Ada' }),
      send('ss', post('/sign-up', ADA), { browser: 'Ada' }),
      send('sa', get('/account'), { browser: 'Ada' }),
      send('su', get('/users'), { browser: 'Ada' }),
      send('sd', del('/letters'), { browser: 'Mallory' }),
      send('sl', get('/letters'), { browser: 'Mallory' }),
    ),
  ],
  experiments: [],
})

function onlyTheId(run: Run): boolean {
  const { set, generated, session } = run.first
  return set !== undefined && set.id === generated.at(-1) && /^[\w-]{32}$/.test(set.id ?? '') && session?.['userID'] !== undefined
}
