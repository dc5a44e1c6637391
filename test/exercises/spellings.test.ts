import { expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { readPart, verifyOnce } from '../support/exercises.ts'

/** One mistake can be written in many ways, and is told all the same. */
interface Spelling {
  readonly slug: string
  /** What is done to the solution: what stands there once, and what stands there instead. */
  readonly changes: readonly (readonly [from: string, to: string])[]
  /** What is told of the first check that fails: the code of a cause, or a part of the sentence. */
  readonly says: string
  /** A piece of the line that is pointed at. */
  readonly line: string
  readonly name?: 'file.ts'
}

const NO_STORE = ['    store: new FileStore({\n', '    unread: ({\n'] as const
const MEMORY = { slug: 'restart-memory-loss', says: 'memory-store-restart' } as const
const LASTING = { slug: 'restart-memory-loss', says: 'its ttl is 12 hours', line: 'ttl: 12' } as const
const SHORT = ['24 * 60 * 60', '12 * 60 * 60'] as const

test.concurrent.each<readonly [string, Spelling]>([
  [
    'session under another name, and its old one in a text',
    {
      ...MEMORY,
      changes: [
        NO_STORE,
        ["import session from 'express-session'", "import { default as sess } from 'express-session'"],
        ['sessionFileStore(session)', 'sessionFileStore(sess) // session({ store })'],
        ['  session({', '  sess({'],
      ],
      line: 'sess({',
    },
  ],
  [
    'in a list',
    {
      ...MEMORY,
      changes: [NO_STORE, ['app.use(\n  session({', 'app.use([\n  session({'], ['}),\n)', '}),\n])']],
      line: '  session({',
    },
  ],
  [
    'the options of the store in a variable',
    {
      ...LASTING,
      changes: [
        ['const app', `const limits = {\n  ttl: 12 * 60 * 60,\n}\nconst app`],
        ["path: './sessions',\n      ttl: 24 * 60 * 60, // seconds", "path: './sessions',\n      ...limits,"],
      ],
    },
  ],
  [
    'the store in a variable, and the route in a router',
    {
      ...LASTING,
      changes: [
        SHORT,
        ['app.use(\n  session({', 'const options = {'],
        ['  }),\n)', '  }\nconst router = express.Router()\napp.use(express.json(), session(options), router)'],
        ["app.get('/me', (req", "const me = '/me'\nrouter.get(me, (req"],
      ],
    },
  ],
  [
    'in TypeScript',
    {
      slug: 'restart-memory-loss',
      name: 'file.ts',
      changes: [
        ['saveUninitialized: false,', 'saveUninitialized: true as boolean,'],
        ["app.get('/', (_req, res)", "app.get('/', (_req: express.Request, res: express.Response)"],
      ],
      says: 'With saveUninitialized: true',
      // Where jiti takes the types out, lines are not exact.
      line: '',
    },
  ],
])('%s', async (_, { slug, changes, says, line, name }) => {
  const entry = syllabus.find((one) => one.slug === slug)
  if (!entry) throw new Error(`There is no lesson ${slug}.`)
  const { default: exercise } = await entry.exercise()
  const source = changes.reduce(
    (text, [from, to]) => {
      expect(text.split(from)).toHaveLength(2)
      return text.replace(from, () => to)
    },
    readPart(exercise, 'solution.js'),
  )
  const { checks } = await verifyOnce(exercise, source, name)
  const why = checks.find(({ passed }) => passed === false)?.why
  expect([why?.code, why?.text].join(' ')).toContain(says)
  expect(source.split('\n')[(why?.line ?? 0) - 1] ?? '').toContain(line)
})
