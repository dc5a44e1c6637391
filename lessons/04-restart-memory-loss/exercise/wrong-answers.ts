import { wrong } from '../../../src/exercise/index.ts'

const IMPORT = "import sessionFileStore from 'session-file-store'\n"
const CLASS = 'const FileStore = sessionFileStore(session)\n'
const STORE = `    store: new FileStore({
      path: './sessions',
      ttl: 24 * 60 * 60, // seconds
      retries: 0, // a file that is not there is not there: look once
    }),
`
const PATH = "path: './sessions'"
const SECRET = "secret: 'a secret for this exercise only'"
const LOGOUT = `  req.session.destroy((error) => {
    if (error) next(error)
    else res.json({ user: 'nobody' })
  })
`

/** A store that somebody wrote: it keeps what it read and wrote, and forgets a session only there. */
const OWN_STORE = `const known = new Map()
const fileOf = (id) => \`./sessions/\${id}.json\`

class DiskStore extends session.Store {
  get(id, done) {
    if (!known.has(id) && existsSync(fileOf(id))) known.set(id, readFileSync(fileOf(id), 'utf8'))
    done(null, known.has(id) ? JSON.parse(known.get(id)) : null)
  }
  set(id, value, done) {
    known.set(id, JSON.stringify(value))
    mkdirSync('./sessions', { recursive: true })
    writeFileSync(fileOf(id), known.get(id))
    done(null)
  }
  destroy(id, done) {
    known.delete(id)
    done(null)
  }
}
`

/** A store that keeps everything in memory until the process ends. */
const LATE_STORE = `const known = new session.MemoryStore()
if (existsSync('./sessions.json')) known.sessions = JSON.parse(readFileSync('./sessions.json', 'utf8'))
process.on('exit', () => writeFileSync('./sessions.json', JSON.stringify(known.sessions)))
`

export default [
  wrong('named no store', {
    edits: [
      [IMPORT, ''],
      [CLASS, ''],
      [STORE, ''],
    ],
    fails: ['kept'],
    says: /gets no store, so it keeps the sessions in the memory/,
  }),
  wrong('made a store and did not pass it on', {
    edits: [
      [STORE, ''],
      [CLASS, `${CLASS}new FileStore({ path: './sessions', ttl: 86400 })\n`],
    ],
    fails: ['kept'],
    says: /You make a store, but session\(\) does not get it/,
  }),
  wrong('made a secret at each start', {
    edits: [
      [IMPORT, `${IMPORT}import { randomBytes } from 'node:crypto'\n`],
      [SECRET, "secret: randomBytes(32).toString('hex')"],
    ],
    fails: ['kept'],
    says: /signs with another secret/,
  }),
  wrong('made a folder at each start', {
    edits: [
      [IMPORT, `${IMPORT}import { mkdtempSync } from 'node:fs'\n`],
      [PATH, "path: mkdtempSync('./sessions-')"],
    ],
    fails: ['kept'],
    says: /^The folder has another name at each start/,
  }),
  wrong('put the time into the path', {
    edits: [[PATH, 'path: `./sessions/${Date.now()}`']],
    fails: ['kept'],
    says: /The second start looked into a new and empty one/,
  }),
  wrong('began with an empty folder', {
    edits: [
      [IMPORT, `${IMPORT}import { rmSync } from 'node:fs'\n`],
      [CLASS, `${CLASS}\nrmSync('./sessions', { recursive: true, force: true })\n`],
    ],
    fails: ['kept'],
    says: /deletes something when it starts/,
  }),
  wrong('wrote the sessions down when the process ends', {
    edits: [
      [IMPORT, "import { existsSync, readFileSync, writeFileSync } from 'node:fs'\n"],
      [CLASS, LATE_STORE],
      [STORE, '    store: known,\n'],
    ],
    fails: ['kept'],
    says: /killed in the middle of its work/,
  }),
  wrong('wrote a store whose destroy leaves the file', {
    edits: [
      [IMPORT, "import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'\n"],
      [CLASS, OWN_STORE],
      [STORE, '    store: new DiskStore(),\n'],
    ],
    fails: ['out'],
    says: /not on the disk/,
  }),
  wrong('took only the cookie away', {
    edits: [[LOGOUT, "  res.clearCookie('connect.sid')\n  res.json({ user: 'nobody' })\n"]],
    fails: ['out'],
    says: /only takes the cookie away/,
  }),
  wrong('set the session to null', {
    edits: [[LOGOUT, "  req.session = null\n  res.json({ user: 'nobody' })\n"]],
    fails: ['out'],
    says: /the store was not told/,
  }),
  wrong('left the time to the store', {
    edits: [['      ttl: 24 * 60 * 60, // seconds\n', '']],
    fails: ['lasting'],
    says: /after an hour without a visit/,
  }),
  wrong('passed ttl to session() instead of the store', {
    edits: [
      ['      ttl: 24 * 60 * 60, // seconds\n', ''],
      ['    resave: false,\n', '    resave: false,\n    ttl: 24 * 60 * 60,\n'],
    ],
    fails: ['lasting'],
    says: /reads ttl among its own options/,
  }),
  wrong('took maxAge for seconds', {
    edits: [['    resave: false,\n', '    resave: false,\n    cookie: { maxAge: 24 * 60 * 60 },\n']],
    fails: ['lasting'],
    says: /kept for 86 seconds/,
  }),
  wrong('saved every session', {
    edits: [['saveUninitialized: false', 'saveUninitialized: true']],
    fails: ['empty'],
    says: /With saveUninitialized: true every session is stored/,
  }),
  wrong('left saveUninitialized out', {
    edits: [['    saveUninitialized: false,\n', '']],
    fails: ['empty'],
    says: /none with the name saveUninitialized/,
  }),
  wrong('passed the class instead of an object', {
    edits: [[STORE, '    store: FileStore,\n']],
    fails: [],
    problem: 'exception',
    says: /store\.on is not a function/,
  }),
  wrong('did not give session to session-file-store', {
    edits: [[CLASS, 'const FileStore = sessionFileStore\n']],
    fails: [],
    problem: 'exception',
    says: /Line \d+ threw TypeError/,
  }),
  wrong('took a package that is not there', {
    edits: [
      [IMPORT, "import { RedisStore } from 'connect-redis'\n"],
      [CLASS, ''],
      [STORE, '    store: new RedisStore(),\n'],
    ],
    fails: [],
    problem: 'import',
    says: /imports 'connect-redis', and that package is not installed/,
  }),
]
