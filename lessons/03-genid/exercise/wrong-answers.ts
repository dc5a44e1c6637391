import { wrong } from '../../../src/exercise/index.ts'

const RIGHT = '() => `shop-${randomUUID()}`'
const IMPORT = "import { randomUUID } from 'node:crypto'\n"
const APP = 'const app = express()\n'

export default [
  wrong('wrote genId with a capital letter', {
    edits: [['genid:', 'genId:']],
    fails: ['prefix'],
    says: /has no option genId/,
  }),
  wrong('forgot the prefix', {
    edits: [[RIGHT, '() => randomUUID()']],
    fails: ['prefix'],
    says: /^The id [0-9a-f-]{36} does not begin with shop-/,
  }),
  wrong('made genid async', {
    edits: [[RIGHT, 'async () => `shop-${randomUUID()}`']],
    fails: ['prefix', 'unique', 'secret', 'large'],
    says: /returns a promise/,
  }),
  wrong('returned a number', {
    edits: [
      [IMPORT, ''],
      [APP, `${APP}\nlet visitors = 0\n`],
      [RIGHT, '() => ++visitors'],
    ],
    fails: ['prefix', 'unique', 'secret', 'large'],
    says: /returns 1, and that is no string/,
  }),
  wrong('forgot the return', {
    edits: [[RIGHT, '() => {\n    `shop-${randomUUID()}`\n  }']],
    fails: ['prefix', 'unique', 'secret', 'large'],
    says: /returns undefined/,
  }),
  wrong('made an HMAC of address and browser, with a random key', {
    edits: [
      [IMPORT, "import { createHmac, randomBytes } from 'node:crypto'\n"],
      [APP, `${APP}\nconst key = randomBytes(32)\n`],
      [
        RIGHT,
        "(req) => `shop-${createHmac('sha256', key).update(`${req.ip} ${req.get('User-Agent')}`).digest('hex')}`",
      ],
    ],
    fails: ['unique'],
    says: /many share an address/,
  }),
  wrong('made the id once, when the file starts', {
    edits: [
      [APP, `${APP}\nconst id = randomUUID()\n`],
      [RIGHT, '() => `shop-${id}`'],
    ],
    fails: ['unique'],
    says: /is chosen once, when the file starts/,
  }),
  wrong('took the time', {
    edits: [
      [IMPORT, ''],
      [RIGHT, '() => `shop-${Date.now()}`'],
    ],
    fails: ['unique', 'secret', 'large'],
    says: /which holds the time/,
  }),
  wrong('gave everybody the same id', {
    edits: [
      [IMPORT, ''],
      [RIGHT, "() => 'shop-visitor'"],
    ],
    fails: ['unique', 'secret', 'large'],
    says: /Every visitor got the id shop-visitor/,
  }),
  wrong('hashed a counter', {
    edits: [
      [IMPORT, "import { createHash } from 'node:crypto'\n"],
      [APP, `${APP}\nlet visitors = 0\n`],
      [RIGHT, "() => `shop-${createHash('sha256').update(String(++visitors)).digest('hex')}`"],
    ],
    fails: ['secret'],
    says: /A hash of a number hides it only/,
  }),
  wrong('put two random numbers together', {
    edits: [
      [IMPORT, ''],
      [RIGHT, '() => `shop-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`'],
    ],
    fails: ['secret'],
    says: /Those only look random/,
  }),
  wrong('spelt genid right and kept counting', {
    edits: [
      [IMPORT, ''],
      [APP, `${APP}\nlet visitors = 0\n`],
      [RIGHT, '() => `shop-${++visitors}`'],
    ],
    fails: ['secret', 'large'],
    says: /The ids count: shop-1, shop-2, shop-3/,
  }),
  wrong('took five random bytes', {
    edits: [
      [IMPORT, "import { randomBytes } from 'node:crypto'\n"],
      [RIGHT, "() => `shop-${randomBytes(5).toString('hex')}`"],
    ],
    fails: ['large'],
    says: /room for 40 random bits/,
  }),
  wrong('cut a UUID short', {
    edits: [[RIGHT, '() => `shop-${randomUUID().slice(0, 8)}`']],
    fails: ['large'],
    says: /cut off/,
  }),
]
