import { wrong } from '../../../src/exercise/index.ts'

const RIGHT = '() => `shop-${randomUUID()}`'
const OPTION = '  genid: () => `shop-${randomUUID()}`,\n'
const IMPORT = "import { randomUUID } from 'node:crypto'\n"
const HASHES = "import { createHash, randomBytes } from 'node:crypto'\n"
const APP = 'const app = express()\n'
const COUNTER = [APP, `${APP}\nlet visitors = 0\n`] as const
const USE = 'app.use(session(options))\n'
const COUNT = '  req.session.visits ='

/** A genid that makes a hash of this. */
const hashed = (what: string) => `(req) => \`shop-\${createHash('sha256').update(\`${what}\`).digest('hex')}\``

const NO_IDS = ['prefix', 'comeback', 'unique', 'secret', 'large']

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
  wrong('began the prefix with a capital letter', {
    edits: [['`shop-', '`Shop-']],
    fails: ['prefix'],
    says: /begins with other letters than shop-/,
  }),
  wrong('gave the cookie the prefix for a name', {
    edits: [
      [IMPORT, ''],
      [OPTION, "  name: 'shop-',\n"],
    ],
    fails: ['prefix'],
    says: /the cookie is called shop-/,
  }),
  wrong('wrote into req.sessionID before session() did', {
    edits: [
      [OPTION, ''],
      [USE, `app.use((req, res, next) => {\n  req.sessionID = \`shop-\${randomUUID()}\`\n  next()\n})\n${USE}`],
    ],
    fails: ['prefix'],
    says: /You write an id into req\.sessionID/,
  }),
  wrong('put the prefix into req.sessionID', {
    edits: [
      [IMPORT, ''],
      [OPTION, ''],
      [COUNT, `  req.sessionID = 'shop-' + req.sessionID\n${COUNT}`],
    ],
    fails: ['comeback'],
    says: /^The cookie carries the id (shop-[\w-]{32}), and the store has the session under (?!\1)[\w-]{32}\./,
  }),
  wrong('wrote into req.session.id', {
    edits: [
      [OPTION, ''],
      [COUNT, `  req.session.id = \`shop-\${randomUUID()}\`\n${COUNT}`],
    ],
    fails: NO_IDS,
    says: /can only be read/,
  }),
  wrong('made genid async', {
    edits: [[RIGHT, 'async () => `shop-${randomUUID()}`']],
    fails: NO_IDS,
    says: /returns a promise/,
  }),
  wrong('returned a number', {
    edits: [[IMPORT, ''], COUNTER, [RIGHT, '() => ++visitors']],
    fails: NO_IDS,
    says: /returns 1, and that is no string/,
  }),
  wrong('forgot the return', {
    edits: [[RIGHT, '() => {\n    `shop-${randomUUID()}`\n  }']],
    fails: NO_IDS,
    says: /returns undefined/,
  }),
  wrong('waited for a callback', {
    edits: [[RIGHT, '(req, done) => {\n    done(null, `shop-${randomUUID()}`)\n  }']],
    fails: NO_IDS,
    says: /there is no done to be called/,
  }),
  wrong('forgot an import', {
    edits: [[IMPORT, '']],
    fails: NO_IDS,
    says: /^Your genid threw ReferenceError: randomUUID is not defined\. .*got 500 for an answer/,
  }),
  wrong('called the function that genid was to get', {
    edits: [
      [APP, `${APP}\nconst makeId = ${RIGHT}\n`],
      [OPTION, '  genid: makeId(),\n'],
    ],
    problem: 'exception',
    fails: [],
    says: /With these parentheses/,
  }),
  wrong('gave genid a text', {
    edits: [[RIGHT, '`shop-${randomUUID()}`']],
    problem: 'exception',
    fails: [],
    says: /What genid is given is no function/,
  }),
  wrong('put a promise into the text', {
    edits: [
      [APP, `${APP}\nasync function makeId() {\n  return randomUUID()\n}\n`],
      [RIGHT, '() => `shop-${makeId()}`'],
    ],
    fails: ['unique', 'secret', 'large'],
    says: /A promise was put into the text/,
  }),
  wrong('did not call the function that makes an id', {
    edits: [['${randomUUID()}', '${randomUUID}']],
    fails: ['unique', 'secret', 'large'],
    says: /it is the source of a function/,
  }),
  wrong('took something from the request that is not there', {
    edits: [
      [IMPORT, ''],
      [RIGHT, '(req) => `shop-${req.id}`'],
    ],
    fails: ['unique', 'secret', 'large'],
    says: /no value that a text can show/,
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
  wrong('spelt genid right and kept counting', {
    edits: [[IMPORT, ''], COUNTER, [RIGHT, '() => `shop-${++visitors}`']],
    fails: ['secret', 'large'],
    says: /The ids count: shop-1, shop-2, shop-3\. .* after a restart the same ids come again/,
  }),
  wrong('counted behind the number of the process', {
    edits: [[IMPORT, ''], COUNTER, [RIGHT, '() => `shop-${process.pid}-${++visitors}`']],
    fails: ['secret', 'large'],
    says: /The ids count: shop-\d+-1, .* knows the ones of the others\.$/,
  }),
  wrong('put the time before a counter', {
    edits: [[IMPORT, ''], COUNTER, [RIGHT, '() => `shop-${Date.now()}-${++visitors}`']],
    fails: ['secret', 'large'],
    says: /made of the time and a number that counts.*a second start at the same moment/,
  }),
  wrong('hashed a counter', {
    edits: [[IMPORT, HASHES], COUNTER, [RIGHT, hashed('${++visitors}')]],
    fails: ['secret'],
    says: /A hash that is made of a number hides it only/,
  }),
  wrong('hashed the time and a counter', {
    edits: [[IMPORT, HASHES], COUNTER, [RIGHT, hashed('${Date.now()}${++visitors}')]],
    fails: ['secret'],
    says: /A hash that is made of the time and of numbers/,
  }),
  wrong('put two random numbers together', {
    edits: [
      [IMPORT, ''],
      [RIGHT, '() => `shop-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`'],
    ],
    fails: ['secret'],
    says: /Those only look random/,
  }),
  wrong('hashed the finest clock', {
    edits: [
      [IMPORT, HASHES],
      [RIGHT, hashed('${process.hrtime.bigint()}')],
    ],
    fails: ['secret'],
    says: /in which process\.hrtime gave the same numbers/,
  }),
  wrong('hashed the number of the process and a counter', {
    edits: [[IMPORT, HASHES], COUNTER, [RIGHT, hashed('${process.pid}${++visitors}')]],
    fails: ['secret'],
    says: /in which process\.pid gave the same numbers/,
  }),
  wrong('hashed address and port of the visitor', {
    edits: [
      [IMPORT, HASHES],
      [RIGHT, hashed('${req.ip}:${req.socket.remotePort}')],
    ],
    fails: ['secret'],
    says: /from the port that the visitor came from/,
  }),
  wrong('took five random bytes', {
    edits: [
      [IMPORT, "import { randomBytes } from 'node:crypto'\n"],
      [RIGHT, "() => `shop-${randomBytes(5).toString('hex')}`"],
    ],
    fails: ['large'],
    says: /room for 40 random bits/,
  }),
  wrong('hashed four random bytes', {
    edits: [
      [IMPORT, HASHES],
      [RIGHT, hashed("${randomBytes(4).toString('hex')}")],
    ],
    fails: ['large'],
    says: /no more than 32 random bits went into the first one\. So it is one of about 4 billion/,
  }),
  wrong('hashed a counter behind a small key', {
    edits: [
      [IMPORT, HASHES],
      [APP, `${APP}\nconst key = randomBytes(6).toString('hex')\nlet visitors = 0\n`],
      [RIGHT, hashed('${key}${++visitors}')],
    ],
    fails: ['large'],
    says: /no more than 48 random bits went into the first one/,
  }),
  wrong('cut a UUID short', {
    edits: [[RIGHT, '() => `shop-${randomUUID().slice(0, 8)}`']],
    fails: ['large'],
    says: /cut off/,
  }),
]
