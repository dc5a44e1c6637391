import { describe, expect, test } from 'vitest'
import { APP, handling, LISTEN, printed, ROUTES, stripsTypes, tryFile } from './try-file.ts'

const REST = APP + ROUTES + LISTEN
type Files = Readonly<Record<string, string>>

describe('a file that is not JavaScript', () => {
  test.concurrent.each<[string, string, number | null, RegExp, Files?]>([
    ['at its top', `import express from\nconst app = 1\n`, 2, /^Line 2 is not JavaScript: Unexpected token 'const'\.$/],
    ['in its middle', `${APP}app.get('/', (req res) => 1)\n${LISTEN}`, 3, /^Line 3 .*: Unexpected identifier 'res'\.$/],
    ['await in a function', `${APP}app.get('/', () => { await 1 })\n`, 3, /^Line 3 is not JavaScript: /],
    ['a name twice', `${APP}const app = 1\n`, 3, /^Line 3 .*: Identifier 'app' has already been declared\.$/],
    [
      'two defaults',
      `${APP}export default app\nexport default app\n`,
      4,
      /: Identifier default has already been declared/,
    ],
    [
      'a bracket',
      `${APP}app.get('/', (req, res) => {\n  res.json({})\n`,
      3,
      /^Line 3 opens a { that is never closed\.$/,
    ],
    [
      'in a file beside it',
      `import { a } from './helper.js'\n${REST}`,
      null,
      /^Line 2 of helper\.js is not JavaScript: Unexpected token '='\.$/,
      { 'helper.js': 'export const a = 1\nexport const = 3\n' },
    ],
  ])('%s', async (_, source, line, message, files = {}) => {
    const verdict = await tryFile(source, { files })
    expect(verdict.problem).toMatchObject({ kind: 'syntax', line, message: expect.stringMatching(message) })
    expect(printed(verdict)).toBe('')
  })

  test.concurrent.each([
    [
      'a type that is missing',
      `${APP}const a: = 3\n${LISTEN}`,
      /^Line 3 is not TypeScript that Node\.js can run: Unexp/,
    ],
    ...(stripsTypes
      ? ([['an enum', `${APP}enum A { B }\n${LISTEN}`, /^Line 3 .*: TypeScript enum is not/]] as const)
      : []),
  ] as const)('TypeScript: %s', async (_, source, message) => {
    const { problem } = await tryFile(source, { name: 'file.ts' })
    expect(problem).toMatchObject({ kind: 'syntax', line: 3, message: expect.stringMatching(message) })
  })
})

describe('what may be meant by', () => {
  const after = (line: string) => `${APP}${line}\n${LISTEN}`
  test.concurrent.each<[string, string, string, string?]>([
    [
      'a package with a letter missing',
      `import a from 'expres-session'\n`,
      "Is 'express-session' meant? That one is there",
    ],
    ['a package with a capital', `import a from 'Express'\n`, "Is 'express' meant?"],
    ['half a name of a package', `import a from 'session'\n`, "Is 'express-session' meant?"],
    ['a package that is like none of ours', `import a from 'ms'\n`, 'npm install ms'],
    ['a name with a letter too many', `import { MemoryStores } from 'express-session'\n`, 'Is MemoryStore meant?'],
    [
      'a name with other capitals',
      `import { randomUuid } from 'node:crypto'\n`,
      'Is randomUUID meant? Capitals count.',
    ],
    [
      'the name of the package',
      `import { session } from 'express-session'\n`,
      "as in import session from 'express-session'.",
    ],
    ['a name that is like none', `import { frobnicate } from 'node:crypto'\n`, 'Look in the documentation'],
    ['an address', `import a from 'https://esm.sh/ms'\n`, 'Install the package'],
    [
      'all at once',
      `import * as express from 'express'\nconst app = express()\n`,
      "Write import express from 'express'.",
    ],
    ['express itself', `import express from 'express'\nconst app = express\napp.use(1)\n`, 'app = express().'],
    [
      'require',
      after(`const Store = require('session-file-store')(1)`),
      "Write import sessionFileStore from 'session-file-store'",
    ],
    ['module.exports', after('module.exports = app'), 'Write export instead of module.exports.'],
    ['a name without an import', after('const id = randomUUID()'), "missing? import { randomUUID } from 'node:crypto'"],
    ['await', after('const f = () => { await f() }'), 'a function that says async'],
    ['a type', after('const f = (req: express.Request) => 1'), 'looks like a type'],
    ['a typographic quote', after('const a = ‘a’'), 'a typographic quote, ‘.'],
    ['a word of the language', after('const class = 1'), 'class is a word of the language'],
    ...(stripsTypes
      ? ([
          ['a type', `import { Request } from 'express'\n`, "import { type Request } from 'express'", 'file.ts'],
          ['what may be a type', `import { Frob } from 'express'\n`, "import { type Frob } from 'express'", 'file.ts'],
        ] satisfies [string, string, string, string][])
      : []),
  ])('%s', async (_, source, hint, name = 'file.js') => {
    const { problem } = await tryFile(source, { name })
    expect(problem?.hint).toContain(hint)
  })
})

describe('an import', () => {
  const SUB = {
    'node_modules/sub/package.json': '{"name":"sub","exports":{".":"./a.js"}}',
    'node_modules/sub/a.js': '',
  }
  const BROKEN = {
    'node_modules/broken/package.json': '{"name":"broken"}',
    'node_modules/broken/index.js': "module.exports = require('inside')",
  }
  test.concurrent.each<[string, string, number | null, string, Files?]>([
    ['of a package', `${APP}import a from 'nope'\n`, 3, "Line 3 imports 'nope', and that package is not installed."],
    [
      'of a part',
      `${APP}import a from '@a/nope/b'\n`,
      3,
      "Line 3 imports '@a/nope', and that package is not installed.",
    ],
    [
      'not in a comment',
      `// from 'nope'\nimport a from 'nope'\n`,
      2,
      "Line 2 imports 'nope', and that package is not installed.",
    ],
    ['at run time', `${APP}await import('nope')\n`, 3, "Line 3 imports 'nope', and that package is not installed."],
    ['of a file', `import a from './nope.js'\n`, 1, 'Line 1 imports the file nope.js, and it is not there.'],
    [
      'without an ending',
      `import a from './helper'\n`,
      1,
      'Line 1 imports the file helper, and it is not there.',
      { 'helper.js': '' },
    ],
    ['of a folder', `import a from './lib'\n`, 1, 'Line 1 imports the folder lib.', { 'lib/index.js': '' }],
    [
      'in a file beside it',
      `import './helper.js'\n`,
      null,
      "Line 2 of helper.js imports 'nope', and that package is not installed.",
      { 'helper.js': "\nimport a from 'nope'\n" },
    ],
    [
      'in a package',
      `import a from 'broken'\n`,
      null,
      "Your file imports a package that needs 'inside', and that is not installed.",
      BROKEN,
    ],
    [
      'of a hidden part',
      `import a from 'sub/b.js'\n`,
      1,
      "Line 1 imports 'sub/b.js', and the package keeps that to itself.",
      SUB,
    ],
    [
      'of Node.js',
      `import a from 'node:nope'\n`,
      1,
      "Line 1 imports 'node:nope', and this Node.js has no such module.",
    ],
    [
      'by a name that is none',
      `\nimport { session } from 'express-session'\n`,
      2,
      "Line 2 imports session from 'express-session', and it has no export of that name.",
    ],
    [
      'by default',
      `import a from './helper.js'\n`,
      1,
      'Line 1 imports ./helper.js by default, and it has no default export.',
      { 'helper.js': 'export const a = 1\n' },
    ],
    [
      'of JSON without a word',
      `import a from './a.json'\n`,
      1,
      'Line 1 imports a.json without saying that it is JSON.',
      { 'a.json': '{}' },
    ],
  ])('%s', async (_, source, line, message, files = {}) => {
    const { problem } = await tryFile(source, { files })
    expect(problem).toMatchObject({ kind: 'import', line, message })
    expect(problem?.hint).toMatch(/^[A-Z].*\.$|npm install \S+$/)
  })

  test.concurrent.each<[string, string, string, Files?]>([
    ['the tutor’s express', 'console.log(typeof express.Router)', 'function\n'],
    ['parts of packages', "import View from 'express/lib/view.js'\nconsole.log(typeof View)", 'function\n'],
    ['at run time', "console.log(typeof (await import('express-session')).default)", 'function\n'],
    ['JSON', "import a from './a.json' with { type: 'json' }\nconsole.log(a.b)", '1\n', { 'a.json': '{"b":1}' }],
    ['CommonJS', "import a from './a.cjs'\nconsole.log(a)", '1\n', { 'a.cjs': 'module.exports = 1' }],
    ['TypeScript', "import { a } from './a.ts'\nconsole.log(a)", '1\n', { 'a.ts': 'export const a: number = 1' }],
    [
      'in a circle',
      "import { a } from './a.js'\nconsole.log(a())",
      'function\n',
      {
        'a.js': "import { b } from './b.js'\nexport const a = () => b()",
        'b.js': "import { a } from './a.js'\nexport const b = () => typeof a",
      },
    ],
    [
      'an ES module of their own',
      "import a from 'own'\nimport b from 'own/b'\nconsole.log(a, b)",
      '1 2\n',
      {
        'node_modules/own/package.json':
          '{"name":"own","type":"module","exports":{".":{"import":"./a.js"},"./b":"./b.js"}}',
        'node_modules/own/a.js': 'export default 1',
        'node_modules/own/b.js': 'export default 2',
      },
    ],
    [
      'what is known of the file',
      'console.log(import.meta.filename === process.argv[1], import.meta.resolve("./a.js") === new URL("a.js", import.meta.url).href, import.meta.dirname + "/file.js" === import.meta.filename)',
      'true true true\n',
    ],
  ])('works: %s', async (_, source, output, files = {}) => {
    const verdict = await tryFile(`${REST}${source}\n`, { files })
    expect({ problem: verdict.problem, printed: printed(verdict) }).toEqual({ problem: null, printed: output })
    expect(verdict.passed).toBe(true)
  })

  test.concurrent('their own express comes before ours', async () => {
    const own = (await import('../../src/package-root.ts')).packageRoot
    const verdict = await tryFile(`${REST}console.log(express.mine)\n`, {
      files: {
        'node_modules/express/package.json': '{"name":"express","main":"index.js"}',
        'node_modules/express/index.js': `module.exports = Object.assign(require(${JSON.stringify(`${own}/node_modules/express`)}), { mine: 'own' })`,
      },
    })
    expect({ passed: verdict.passed, printed: printed(verdict) }).toEqual({ passed: true, printed: 'own\n' })
  })
})

describe('an exception while the file loads', () => {
  const HELPER = { 'helper.js': "export default () => {\n\n  throw new TypeError('bad')\n}\n" }
  test.concurrent.each<[string, string, number | null, string | RegExp, Files?]>([
    ['an error', `${APP}throw new Error('bad.\\nworse')\n`, 3, 'Line 3 threw Error: bad.'],
    ['a wrong call', `${APP}app.git('/')\n`, 3, 'Line 3 threw TypeError: app.git is not a function.'],
    [
      'of a function beside it',
      `import f from './helper.js'\nf()\n`,
      null,
      'Line 3 of helper.js threw TypeError: bad.',
      HELPER,
    ],
    ['a text', `${APP}throw 'bad'\n`, 3, "Line 3 threw 'bad'."],
    ['null', `${APP}throw null\n`, 3, 'Line 3 threw null.'],
    ['an object without anything', `${APP}throw Object.create(null)\n`, 3, 'Line 3 threw [Object: null prototype] {}.'],
    ['JSON that is none', `${APP}JSON.parse('{')\n`, 3, /^Line 3 threw SyntaxError: Expected property name/],
    [
      'from deep below',
      `${APP}const f = (n) => (n ? f(n - 1) : app.no())\nf(30)\n`,
      3,
      'Line 3 threw TypeError: app.no is not a function.',
    ],
    ['require', `const express = require('express')\n`, 1, 'Line 1 threw ReferenceError: require is not defined.'],
    ['__dirname', `${APP}console.log(__dirname)\n`, 3, 'Line 3 threw ReferenceError: __dirname is not defined.'],
    [
      'in a package',
      `import session from 'express-session'\n${APP}app.use(session({ secret: 'a', resave: false, saveUninitialized: false, store: {} }))\n`,
      4,
      'Line 4 threw TypeError: store.on is not a function.',
    ],
    [
      'a server that listens twice',
      `${APP}import http from 'node:http'\nconst server = http.createServer(app)\nserver.listen(3000)\nserver.listen(3001)\n`,
      6,
      'Line 6 threw Error: Listen method has been called more than once without closing.',
    ],
  ])('%s', async (_, source, line, message, files = {}) => {
    const verdict = await tryFile(source, { files })
    expect(verdict.problem).toMatchObject({ kind: 'exception', line })
    expect(verdict.problem?.message).toMatch(message)
    expect(verdict.problem?.hint).toMatch(/^[A-Z].*\.$/)
    expect({ printed: printed(verdict), checks: verdict.checks.map(({ passed }) => passed) }).toEqual({
      printed: '',
      checks: [null, null],
    })
  })

  test.concurrent('TypeScript keeps its lines', async () => {
    const source = `${APP}interface A {\n  b: string\n}\nconst a: A = { b: 'c' }\nthrow new Error(a.b)\n`
    const { problem } = await tryFile(source, { name: 'file.ts' })
    expect(problem).toMatchObject({ kind: 'exception', line: 7, message: 'Line 7 threw Error: c.' })
  })
})

test.concurrent.each([
  ['a byte order mark', `\uFEFF${REST}`],
  ['CRLF', REST.replaceAll('\n', '\r\n')],
  ['a first line for the shell', `#!/usr/bin/env node\n${REST}`],
  ['both', `\uFEFF#!/usr/bin/env node\n${REST}`],
  ['an address right after listen', `${APP}${ROUTES}if (!app.listen(3000).address().port) throw new Error('none')\n`],
  ['an await of a handler', handling('await null\nres.json({})', 'async (req, res)')],
])('a file may have %s', async (_, source) => {
  const { passed, problem } = await tryFile(source)
  expect({ passed, problem }).toEqual({ passed: true, problem: null })
})
