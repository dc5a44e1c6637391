import { expect, test } from 'vitest'
import { optionLine } from '../../src/diagnosis/source/option-line.ts'
import { parse } from '../../src/diagnosis/source/parse.ts'

/** A source in which the call stands in the line with `session(`, and the option in the one that ends with `// here`. */
const SOURCES: readonly (readonly [what: string, option: string, source: string])[] = [
  [
    'written in the call',
    'cookie.secure',
    'app.use(\n  session({\n    cookie: {\n      secure: true, // here\n    },\n  }),\n)',
  ],
  ['in one line', 'secret', "app.use(session({ secret: 'a' })) // here"],
  ['the last of two', 'name', "session({\n  name: 'a',\n  name: 'b', // here\n})"],
  [
    'under another name for session',
    'rolling',
    'import { default as sess } from "express-session"\nsess({\n  rolling: true, // here\n}) // session(',
  ],
  ['in a const', 'resave', 'const options = {\n  resave: true, // here\n}\napp.use(session(options))'],
  [
    'in a const of a const',
    'resave',
    'const more = {\n  resave: true, // here\n}\nconst options = more\napp.use(session(options))',
  ],
  ['spread', 'resave', 'const more = {\n  resave: true, // here\n}\napp.use(session({ ...more }))'],
  [
    'after a spread',
    'resave',
    'const more = {\n  resave: true,\n}\napp.use(session({ ...more, resave: false })) // here',
  ],
  ['a part in a const', 'cookie.maxAge', 'const cookie = {\n  maxAge: 5, // here\n}\napp.use(session({ cookie }))'],
  [
    'set later',
    'cookie.secure',
    'const sess = { cookie: {} }\nif (on) {\n  sess.cookie.secure = true // here\n}\napp.use(session(sess))',
  ],
  [
    'set as a whole',
    'cookie.secure',
    'const sess = {}\nsess.cookie = {\n  secure: true, // here\n}\napp.use(session(sess))',
  ],
  [
    'set later than it was written',
    'rolling',
    'const sess = { rolling: false }\nsess["rolling"] = true // here\napp.use(session(sess))',
  ],
  ['between quotes', 'cookie', 'session({\n  "cookie": {}, // here\n})'],
  [
    'with types',
    'cookie.sameSite',
    'const options = {\n  cookie: {\n    sameSite: "none", // here\n  },\n} as const satisfies SessionOptions\napp.use(session(options as SessionOptions))',
  ],
  [
    'of the store that is made there',
    'store.ttl',
    'session({\n  store: new FileStore({\n    ttl: 60, // here\n  }),\n})',
  ],
  [
    'of a store that is made above',
    'store.ttl',
    'const store = new FileStore({ ttl: 60 }) // here\nsession({ store })',
  ],
  ['of a store that does not have it', 'store.ttl', 'session({\n  store: new FileStore(options), // here\n})'],
  ['a text that says it does not count', 'name', 'log("session({ name })")\nsession({\n  name: "x", // here\n})'],
]

test.each(SOURCES)('%s: the line of %s', async (_, option, source) => {
  const lines = source.split('\n')
  const line = (text: string) => lines.findLastIndex((one) => one.includes(text)) + 1
  const call = source.includes('sess({') ? line('sess({') : line('session(')
  const program = await parse(source, source.includes(' as '))
  expect(program && optionLine(program, call, option)).toBe(line('// here'))
})

test('an option of what is made with new in that line', async () => {
  const program = await parse('const store = new FileStore({\n  path: "/tmp",\n})', false)
  expect(program && optionLine(program, 1, 'path')).toBe(2)
})

test.each([
  ['comes from elsewhere', "import { options } from './options.js'\nsession(options)", 2],
  ['is not there', 'session({ resave: true })', 1],
  ['stands in another call', 'cookieSession({ name: "a" })\nsession({})', 2],
  ['is worked out', 'session({ ["na" + "me"]: 1 })', 1],
  ['is in a circle', 'const a = b\nconst b = a\nsession(a)', 3],
])('null where it %s', async (_, source, call) => {
  const program = await parse(source, false)
  expect(program && optionLine(program, call, 'name')).toBe(null)
})

test('CommonJS with a return at the top, and TypeScript, are read; what is neither is not', async () => {
  expect(await parse('if (a) return\nwith (a) {}', false)).not.toBe(null)
  expect(await parse('const a: number = 1; enum B { C }', true)).not.toBe(null)
  expect(await parse('const a: number = 1', false)).toBe(null)
  expect(await parse('const =', true)).toBe(null)
})
