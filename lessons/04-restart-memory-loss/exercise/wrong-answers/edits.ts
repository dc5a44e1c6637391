import { wrong } from '../../../../src/exercise/index.ts'

/** How wrong answers are written here: what they put in the place of what stands in the solution. */

export type Edits = readonly (readonly [from: string, to: string])[]

export const IMPORT = "import sessionFileStore from 'session-file-store'\n"
export const CLASS = 'const FileStore = sessionFileStore(session)\n'
export const STORE = `    store: new FileStore({
      path: './sessions',
      ttl: 24 * 60 * 60, // seconds
      retries: 0, // a file that is not there is not there: look once
    }),
`
export const PATH = "path: './sessions'"
export const TTL = 'ttl: 24 * 60 * 60, // seconds'
export const SECRET = "secret: 'a secret for this exercise only'"
export const RESAVE = 'resave: false,\n'
export const SAVE_NO_OTHERS = '    saveUninitialized: false,\n'
export const LOGIN = '  req.session.user = req.params.user\n'
export const ME = "res.json({ user: req.session.user ?? 'nobody' })"
export const LOGOUT = `  req.session.destroy((error) => {
    if (error) next(error)
    else res.json({ user: 'nobody' })
  })
`

export const importing = (line: string) => [IMPORT, `${IMPORT}${line}\n`] as const
/** Something else is imported and stands where the class was made, and this is given to session(). */
export const withStore = (store: string, what = '', imports = ''): Edits => [
  [IMPORT, imports],
  [CLASS, what],
  [STORE, store === '' ? '' : `    store: ${store},\n`],
]
export const withOption = (option: string) => [RESAVE, `${RESAVE}    ${option},\n`] as const
/** The logout does this, and then answers. */
export const logoutBy = (line: string) => [LOGOUT, `  ${line}\n  res.json({ user: 'nobody' })\n`] as const

export const FILES = "import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'\n"

/** A store that keeps what it read and wrote, and forgets a session only there. */
export const FORGETFUL_STORE = `const known = new Map()
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

/** A store that keeps everything in memory, and writes it to the disk at some time. */
export const lateStore = (when: string) => `const known = new session.MemoryStore()
if (existsSync('./sessions.json')) known.sessions = JSON.parse(readFileSync('./sessions.json', 'utf8'))
const save = () => writeFileSync('./sessions.json', JSON.stringify(known.sessions))
${when}
`

/** A store that writes to the disk, and looks only into memory. */
export const UNREAD_STORE = `class DiskStore extends session.MemoryStore {
  set(id, value, done) {
    writeFileSync(\`./\${id}.json\`, JSON.stringify(value))
    super.set(id, value, done)
  }
}
`

/** A store without callbacks. */
export const ASYNC_STORE = `class DiskStore extends session.Store {
  async get(id) {
    return JSON.parse(readFileSync(id, 'utf8'))
  }
  async set(id, value) {
    writeFileSync(id, JSON.stringify(value))
  }
}
`

/** The last who logged in stands in a file, too, and GET /me answers with this. */
export const withFile = (user: string): Edits => [
  importing(FILES.trim()),
  [LOGIN, `${LOGIN}  writeFileSync('user.txt', req.params.user)\n`],
  [
    ME,
    `const last = existsSync('user.txt') ? readFileSync('user.txt', 'utf8') : 'nobody'\n  res.json({ user: ${user} })`,
  ],
]

const METHODS = {
  get: 'get(id, done) {\n    done(null, existsSync(fileOf(id)) ? JSON.parse(readFileSync(fileOf(id))) : null)\n  }',
  set: 'set(id, value, done) {\n    writeFileSync(fileOf(id), JSON.stringify(value))\n    done()\n  }',
  destroy: 'destroy(id, done) {\n    rmSync(fileOf(id), { force: true })\n    done()\n  }',
}

/** A store of one's own that is right but for these methods. */
export const withOwnStore = (methods: Partial<typeof METHODS>, base = 'extends session.Store'): Edits =>
  withStore(
    'new DiskStore()',
    `const fileOf = (id) => \`./\${id}.json\`

class DiskStore ${base} {
  ${Object.values({ ...METHODS, ...methods }).join('\n  ')}
}
`,
    "import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'\n",
  )

type Answer = (mistake: string, says: RegExp, ...edits: Edits) => ReturnType<typeof wrong>

/** Wrong answers that fail these checks. */
export const failing =
  (...fails: readonly string[]): Answer =>
  (mistake, says, ...edits) =>
    wrong(mistake, { edits, fails, says })

/** Wrong answers that do not get to their end, because of a problem of this kind. */
export const ending =
  (problem: string, ...fails: readonly string[]): Answer =>
  (mistake, says, ...edits) =>
    wrong(mistake, { edits, fails, problem, says })
