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

const IDS = { slug: 'genid' } as const

test.concurrent.each<readonly [string, Spelling]>([
  [
    'session under another name, its old one in a text, and a counter in a function below',
    {
      ...IDS,
      changes: [
        [
          "import session from 'express-session'",
          "import { default as sess } from 'express-session'\nlet visitors = 0",
        ],
        ['genid: () => `shop-${randomUUID()}`,', 'genid, // not Math.random()'],
        [
          'app.use(session(options))',
          "const pages = new Map([['session(', 1]])\npages.get('/')\napp.use(sess(options))",
        ],
        ['app.listen', 'function genid() {\n  visitors += 1\n  return `shop-${visitors}`\n}\napp.listen'],
      ],
      says: 'The ids count: shop-1, shop-2, shop-3. Anyone who gets one knows the ones of the others, and after a restart',
      line: 'visitors += 1',
    },
  ],
  [
    'Math.random() under another name, in options that are spread',
    {
      ...IDS,
      changes: [
        ['const options = {', 'const { random: chance } = Math\nconst some = {'],
        ['shop-${randomUUID()}`,\n}', 'shop-${chance()}${chance()}`,\n}\nconst options = { ...some }'],
      ],
      says: 'Those only look random',
      line: '${chance()}',
    },
  ],
  [
    'what a request says, taken apart, beside another middleware',
    {
      ...IDS,
      changes: [
        ['() => `shop-${randomUUID()}`', '({ ip }) => `shop-${ip}`'],
        ['app.use(session(options))', 'app.use(express.json(), [session(options)])'],
      ],
      says: 'many share an address',
      line: '`shop-${ip}`',
    },
  ],
  [
    'a clock of a module, in a method, and the route in a router',
    {
      ...IDS,
      changes: [
        [
          "import { randomUUID } from 'node:crypto'",
          "import crypto from 'node:crypto'\nimport { hrtime as clock } from 'node:process'",
        ],
        [
          'genid: () => `shop-${randomUUID()}`,',
          "genid() {\n    const text = String(clock.bigint())\n    return `shop-${crypto.createHash('sha1').update(text).digest('hex')}`\n  },",
        ],
        [
          "app.get('/', (req",
          "const home = '/'\nconst router = express.Router()\napp.use(router)\nrouter.route(home).get((req",
        ],
      ],
      says: 'in which process.hrtime.bigint gave the same numbers',
      line: 'clock.bigint()',
    },
  ],
  [
    'few bytes of a module, in a function of a function',
    {
      ...IDS,
      changes: [
        [
          "import { randomUUID } from 'node:crypto'",
          "import * as crypto from 'crypto'\nconst draw = () => crypto.randomBytes(4)",
        ],
        ['() => `shop-${randomUUID()}`', '() => shop(draw())'],
        ['const options', "const shop = (bytes) => `shop-${bytes.toString('hex')}`\nconst options"],
      ],
      says: 'randomBytes(4) gives few bytes. The ids differ in 8 places',
      line: 'crypto.randomBytes(4)',
    },
  ],
  [
    'genid that is set too late, with a text that says when',
    {
      ...IDS,
      changes: [
        ['  genid: () => `shop-${randomUUID()}`,\n', "  name: 'genid',\n"],
        ['app.use(session(options))', "app.use(session(options))\noptions['genid'] = () => `shop-${randomUUID()}`"],
      ],
      says: 'genid is set too late',
      line: "options['genid'] =",
    },
  ],
  [
    'the time, in TypeScript',
    {
      ...IDS,
      name: 'file.ts',
      changes: [
        ['genid: () => `shop-${randomUUID()}`,', 'genid: (): string => `shop-${Number(new Date()) as number}`,'],
      ],
      says: 'which holds the time',
      line: 'new Date()',
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
