import { wrong } from '../../../../src/exercise/index.ts'
import { APP, BYTES, COUNTER, HASHES, hashed, IMPORT, RIGHT } from './edits.ts'

/** Wrong answers in which genid is called and the ids are no good. */
export const wrongIds = [
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
    fails: ['unique', 'secret', 'large'],
    says: /many share an address/,
  }),
  wrong('made the id once, when the file starts', {
    edits: [
      [APP, `${APP}\nconst id = randomUUID()\n`],
      [RIGHT, '() => `shop-${id}`'],
    ],
    fails: ['unique', 'secret', 'large'],
    says: /is chosen once, when the file starts/,
  }),
  wrong('chose from twenty UUIDs', {
    edits: [
      [IMPORT, "import { randomInt, randomUUID } from 'node:crypto'\n"],
      [APP, `${APP}\nconst ids = Array.from({ length: 20 }, () => randomUUID())\n`],
      [RIGHT, '() => `shop-${ids[randomInt(20)]}`'],
    ],
    fails: ['unique'],
    says: /^Of 40 visitors two got the same id/,
  }),
  wrong('did not wait for the bytes', {
    edits: [
      [IMPORT, BYTES],
      [
        RIGHT,
        "() => {\n    let id\n    randomBytes(16, (error, bytes) => {\n      id = bytes.toString('hex')\n    })\n    return `shop-${id}`\n  }",
      ],
    ],
    fails: ['unique', 'secret', 'large'],
    says: /shop-undefined\. id was not there yet when genid returned: randomBytes calls its function later/,
  }),
  wrong('put the id between quotes', {
    edits: [[RIGHT, "() => 'shop-${randomUUID()}'"]],
    fails: ['unique', 'secret', 'large'],
    says: /is filled in only between backticks/,
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
  wrong('had a formula of their own for chance', {
    edits: [
      [IMPORT, ''],
      [
        APP,
        `${APP}\nlet last = 1\nfunction next() {\n  last = (last * 48271) % 2147483647\n  return last.toString(36)\n}\n`,
      ],
      [RIGHT, '() => `shop-${next()}${next()}${next()}`'],
    ],
    fails: ['secret'],
    says: /same clock, the same process\.pid and the same Math\.random\(\)\. Chance that nobody can repeat/,
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
  wrong('drew ten letters, with 60 bits', {
    edits: [
      [IMPORT, BYTES],
      [APP, `${APP}\nconst letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'\n`],
      [RIGHT, "() => `shop-${Array.from(randomBytes(10), (byte) => letters[byte % 64]).join('')}`"],
    ],
    fails: ['large'],
    says: /^The ids differ in 10 places, with up to 64 different characters in each\. .* room for 60 random bits/,
  }),
  wrong('put the time before six random bytes, as in a UUID of version 7', {
    edits: [
      [IMPORT, BYTES],
      [
        RIGHT,
        "() => `shop-${Date.now().toString(16).padStart(12, '0').replace(/.{8}/, '$&-')}-7000-8000-${randomBytes(6).toString('hex')}`",
      ],
    ],
    fails: ['large'],
    says: /Visitors of the same moment get ids that differ in 12 places only, with up to 16 .* 48 random bits/,
  }),
  wrong('made a number of the random bytes', {
    edits: [
      [IMPORT, BYTES],
      [RIGHT, "() => `shop-${parseInt(randomBytes(16).toString('hex'), 16)}`"],
    ],
    fails: ['large'],
    says: /a number of JavaScript holds about 53 bits/,
  }),
  wrong('made a few ids at the start, and took one for each visitor', {
    edits: [
      [RIGHT, '() => `shop-${ids.pop()}`'],
      [IMPORT, `${IMPORT}\nconst ids = Array.from({ length: 20 }, () => randomUUID())\n`],
    ],
    fails: ['unique', 'secret'],
    says: /two got the same id, shop-undefined\. What it is made of had no value there/,
  }),
]
