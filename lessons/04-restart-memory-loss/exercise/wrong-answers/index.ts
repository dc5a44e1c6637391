import {
  CLASS,
  ending,
  failing,
  IMPORT,
  importing,
  LOGIN,
  LOGOUT,
  logoutBy,
  ME,
  PATH,
  SAVE_NO_OTHERS,
  SECRET,
  STORE,
  TTL,
  withFile,
  withOption,
  withStore,
} from './edits.ts'
import { wrongStores } from './stores.ts'

const kept = failing('kept')
const keptAndOut = failing('kept', 'out')
const keptAndLasting = failing('kept', 'lasting')
const allOfThem = failing('kept', 'out', 'lasting')
const out = failing('out')
const lasting = failing('lasting')
const empty = failing('empty')
const unloaded = ending('exception')
const unimported = ending('import')
const crashing = ending('crash')
const unanswered = ending('unanswered')

export default [
  ...wrongStores,
  kept('named no store', /gets no store, so it keeps the sessions in the memory/, ...withStore('')),
  kept('did not pass the store on', /session\(\) does not get it/, [STORE, ''], [CLASS, `${CLASS}new FileStore({})\n`]),
  kept('called the class without new', /called without new, so no store is made/, [
    STORE,
    '    store: FileStore({}),\n',
  ]),
  kept('named MemoryStore', /^A MemoryStore keeps the sessions in/, ...withStore('new session.MemoryStore()')),
  kept('left the first session() without a store', /session\(\) is called twice/, [
    'app.use(\n',
    "app.use(session({ secret: 'x', resave: false, saveUninitialized: false }))\napp.use(\n",
  ]),
  kept(
    'made a secret at each start',
    /signs with another secret/,
    importing("import { randomBytes } from 'node:crypto'"),
    [SECRET, "secret: randomBytes(32).toString('hex')"],
  ),
  kept('put the time into the path', /^The folder has another name at/, [PATH, 'path: `./sessions/${Date.now()}`']),
  kept(
    'began with an empty folder',
    /deletes something when it starts/,
    importing("import { rmSync } from 'node:fs'"),
    [CLASS, `${CLASS}\nrmSync('./sessions', { recursive: true, force: true })\n`],
  ),
  kept('gave everybody the same id', /Ada and Ben got the same id/, withOption("genid: () => 'one'")),
  kept('emptied the store in the logout', /logout empties the whole store/, [
    LOGOUT,
    "  req.sessionStore.clear(() => res.json({ user: 'nobody' }))\n",
  ]),
  kept(
    'named the cookie anew at each start',
    /called sid-\d+, .* another name: sid-\d+\.$/,
    withOption('name: `sid-${process.pid}`'),
  ),
  keptAndOut(
    'kept who is logged in in a file',
    /that Ada and Ben share/,
    ...withFile('last'),
    [CLASS, ''],
    [STORE, ''],
  ),
  keptAndOut('asked the file before the session', /user "ben"\. It must ask the session/, ...withFile('last')),
  keptAndLasting(
    'took maxAge for seconds, and an hour for enough',
    /^A minute after her login .* kept for 3\.6 seconds\. maxAge counts milliseconds\.$/,
    withOption('cookie: { maxAge: 60 * 60 }'),
  ),
  keptAndLasting('took ttl for hours', /^When a minute .* ttl comes to 24 seconds here\. It counts seconds\.$/, [
    TTL,
    'ttl: 24,',
  ]),
  keptAndLasting('wrote ttl in words', /With this ttl .* takes no session for a valid one/, [TTL, "ttl: '24h',"]),
  keptAndLasting('answered in plain text', /there was no user in the answer to GET \/me/, [
    ME,
    "res.send(req.session.user ?? 'nobody')",
  ]),
  allOfThem(
    'ended the cookie at once',
    /before the restart, .* for no time at all\.$/,
    withOption('cookie: { maxAge: 0 }'),
  ),
  allOfThem(
    'chose another site',
    /did not send its cookie with GET \/me/,
    withOption("cookie: { domain: 'example.com' }"),
  ),
  allOfThem('asked for https', /asks for cookies over https only/, withOption('cookie: { secure: true }')),
  allOfThem(
    'logged in after the answer',
    /nothing stood in her session/,
    [LOGIN, ''],
    ['  res.json({ user: req.session.user })\n', `  res.json({ user: req.params.user })\n${LOGIN}`],
  ),
  allOfThem('took secrets that are not there', /^secret is empty: process\.env\.LIST gives/, [
    SECRET,
    'secret: [process.env.LIST]',
  ]),
  allOfThem('threw behind the answer', /^Her login failed, .* broke off its answer\. Error: too late\.$/, [
    '  res.json({ user: req.session.user })\n',
    "  res.json({ user: req.session.user })\n  throw new Error('too late')\n",
  ]),
  allOfThem('took a secret that is not there', /^secret is empty: process\.env\.SECRET gives .* here\. Write/, [
    SECRET,
    'secret: process.env.SECRET',
  ]),
  out('asked too much of a session', /^Who has logged out is nobody.* answered 500\. TypeError/, [
    ME,
    'res.json({ user: req.session.user.trim() })',
  ]),
  out('took only the cookie away', /only takes the cookie away/, logoutBy("res.clearCookie('connect.sid')")),
  out('set the session to null', /the store was not told/, logoutBy('req.session = null')),
  out('did nothing in the logout', /neither destroyed it nor took the name out/, logoutBy('')),
  out('failed in the logout', /answered 500\. TypeError: maxAge must be/, logoutBy("req.session.cookie.maxAge = '0'")),
  out('asked a file besides', /the logout left it as it was/, ...withFile('req.session.user ?? last')),
  out(
    'asked a cookie of its own besides',
    /the cookie user still says who he is/,
    [LOGIN, `${LOGIN}  res.cookie('user', req.params.user)\n`],
    [ME, "res.json({ user: req.session.user ?? /user=(\\w+)/.exec(req.headers.cookie)?.[1] ?? 'nobody' })"],
    ['else res.json(', "else res.clearCookie('user').json("],
  ),
  lasting('left the time to the store', /valid one\. Where the cookie names no end, .* after an hour/, [TTL, '']),
  lasting('passed ttl to session()', /The store does not get this ttl/, [TTL, ''], withOption('ttl: 24 * 60 * 60')),
  lasting('took half a day for enough', /ttl comes to 12 hours here\. A login must/, [TTL, 'ttl: 12 * 60 * 60,']),
  lasting('took ttl for minutes', /to 24 minutes here\. It counts seconds\. A login must/, [TTL, 'ttl: 24 * 60,']),
  lasting('read ttl from a text', /Look at ttl: is it among the options/, [TTL, "ttl: Number('7200'),"]),
  lasting(
    'took maxAge for seconds',
    /kept for 86\.4 seconds\. maxAge counts milliseconds\. A login must last a day\.$/,
    withOption('cookie: { maxAge: 24 * 60 * 60 }'),
  ),
  lasting('took an hour for enough', /for 1 hour\. A login must/, withOption('cookie: { maxAge: 60 * 60 * 1000 }')),
  lasting(
    'worked an end out at the start',
    /^This is a date, and it is worked out once/,
    withOption('cookie: { expires: new Date(Date.now() + 30 * 86_400_000) }'),
  ),
  lasting(
    'took one end for all',
    /^This is one date for all logins\. .* was over when it came/,
    withOption(`cookie: { expires: new Date(${Date.now() + 100 * 86_400_000}) }`),
  ),
  lasting('put maxAge beside cookie', /^maxAge stands here, and not/, [TTL, ''], withOption('maxAge: 86_400_000')),
  empty('saved every session', /With saveUninitialized: true every/, [
    SAVE_NO_OTHERS,
    '    saveUninitialized: true,\n',
  ]),
  empty('wrote false in quotes', /saveUninitialized is a text here/, [
    SAVE_NO_OTHERS,
    "    saveUninitialized: 'false',\n",
  ]),
  empty('left saveUninitialized out', /none with the name saveUninitialized/, [SAVE_NO_OTHERS, '']),
  empty('counted visits to /', /A visit to \/ writes visits into the session/, [
    "app.get('/', (_req, res) => {\n",
    "app.get('/', (req, res) => {\n  req.session.visits = 1\n",
  ]),
  unloaded('passed the class', /session\(\) gets the class/, [STORE, '    store: FileStore,\n']),
  unloaded('passed the function', /gets what you imported as it is/, ...withStore('sessionFileStore', '', IMPORT)),
  unloaded('made the class new', /Here new calls that/, ...withStore('new sessionFileStore(session)', '', IMPORT)),
  unloaded('wrote a class for itself', /is not based on session\.Store/, ...withStore('new Disk()', 'class Disk {}\n')),
  unloaded('passed a path', /What session\(\) gets as its store is none/, [STORE, "    store: './sessions',\n"]),
  unloaded('left session out', /with new is not the class yet/, [CLASS, 'const FileStore = sessionFileStore\n']),
  unloaded('passed app', /gets here is not session itself/, [CLASS, 'const FileStore = sessionFileStore(app)\n']),
  unloaded('imported the whole', /With \* as you get/, [IMPORT, IMPORT.replace('import', 'import * as')]),
  unloaded('imported the whole of express-session', /holds all that express-session exports/, [
    'import session from',
    'import * as session from',
  ]),
  unloaded('looked for a .env', /The \.env is looked for in the current folder/, [
    CLASS,
    `${CLASS}process.loadEnvFile()\n`,
  ]),
  unloaded('did not make the class', /Nothing in your file makes FileStore\./, [CLASS, '']),
  unloaded('did not import the package', /makes or imports FileStore\./, ...withStore('new FileStore()')),
  unloaded('took a folder outside', /the sessions must lie in its current folder/, [PATH, "path: '../sessions'"]),
  unimported('imported by name', /This name in braces is not/, [
    IMPORT,
    "import { sessionFileStore } from 'session-file-store'\n",
  ]),
  unimported(
    'took a package that is not there',
    /imports 'connect-redis', and that package is not installed/,
    ...withStore('new RedisStore()', '', "import { RedisStore } from 'connect-redis'\n"),
  ),
  unanswered('replaced req.session', /becomes something of your own/, logoutBy('req.session = {}')),
  unanswered('took the cookie out', /loses what it knows of its cookie/, logoutBy('req.session.cookie = null')),
  unanswered('stored what no JSON can hold', /session failed .* circular structure/, [
    LOGIN,
    `${LOGIN}  req.session.request = req\n`,
  ]),
  unanswered(
    'wrote the end as a text',
    /expires must be a Date/,
    withOption('cookie: { expires: new Date(Date.now() + 172_800_000).toUTCString() }'),
  ),
  crashing('wrote maxAge in words', /No cookie can be made of/, withOption("cookie: { maxAge: '1d' }")),
  crashing('regenerated without a function', /This method wants a function/, logoutBy('req.session.regenerate()')),
  crashing(
    'emptied the store at the start',
    /it deletes the sessions of everybody/,
    [CLASS, `${CLASS}const store = new FileStore({})\nstore.clear()\n`],
    [STORE, '    store,\n'],
  ),
  crashing('changed what is destroyed', /destroy\(\) takes req\.session away/, [
    LOGOUT,
    "  req.session.destroy(() => {\n    req.session.user = ''\n    res.json({ user: 'nobody' })\n  })\n",
  ]),
  ending('crash', 'kept')('encrypted with another secret at each start', /The store encrypts what it writes/, [
    PATH,
    `${PATH}, secret: crypto.randomUUID()`,
  ]),
]
