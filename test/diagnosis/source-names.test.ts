import { expect, test } from 'vitest'
import { aliasesIn, unaliased } from '../../src/diagnosis/source/aliases.ts'
import { callLine } from '../../src/diagnosis/source/call-line.ts'
import { parse } from '../../src/diagnosis/source/parse.ts'

/** What the names in a learner's file stand for, and where it calls session(), in the ways that people write these. */

const read = async (source: string) => {
  const program = await parse(source, true)
  if (program === null) throw new Error(`not read: ${source}`)
  return program
}

test.each([
  { source: "import session from 'express-session'\n\napp.use(session({}))", line: 3 },
  { source: "import * as session from 'express-session'\napp.use(session({}))", line: 2 },
  { source: "import { default as session } from 'express-session'\napp.use(session({}))", line: 2 },
  { source: "const session = require('express-session')\napp.use((session as any)({}))", line: 2 },
  { source: "const session = require('express-session') as any\napp.use(session({}))\napp.use(session({}))", line: 2 },
  { source: "import { Store, default as session } from 'express-session'\nnew Store()\nStore()\nsession()", line: 4 },
  { source: "import session from 'cookie-session'\napp.use(session({}))", line: null },
  { source: "const session = require('cookie-session')\nsession({})", line: null },
  { source: "const session = load('express-session')\nsession({})", line: null },
  { source: "const session = 'express-session'\nlet other\nsession({})", line: null },
  { source: 'const session = require()\nsession({})', line: null },
  { source: "const { Store } = require('express-session')\nStore()", line: null },
  { source: "import session from 'express-session'\nother(session)\nnew session.MemoryStore()", line: null },
  { source: "import session from 'express-session'\nhandlers[name]({})", line: null },
])('session() is called in line $line of $source', async ({ source, line }) => {
  expect(callLine(await read(source), 'express-session')).toBe(line)
})

test.each([
  { source: "import { randomUUID } from 'node:crypto'", path: 'randomUUID', is: 'crypto.randomUUID' },
  { source: "import { randomUUID as id } from 'crypto'", path: 'id', is: 'crypto.randomUUID' },
  { source: "import crypto from 'node:crypto'", path: 'crypto.randomUUID', is: 'crypto.randomUUID' },
  { source: "import * as random from 'node:crypto'", path: 'random.randomUUID', is: 'crypto.randomUUID' },
  { source: "import { default as random } from 'crypto'", path: 'random.randomUUID', is: 'crypto.randomUUID' },
  { source: "const { randomUUID } = require('node:crypto')", path: 'randomUUID', is: 'crypto.randomUUID' },
  { source: "const { randomUUID: id } = require('crypto')", path: 'id', is: 'crypto.randomUUID' },
  { source: "const id = require('crypto').randomUUID", path: 'id', is: 'crypto.randomUUID' },
  { source: "const random = load('crypto')", path: 'random.x', is: 'random.x' },
  { source: 'const dice = Math[name]', path: 'dice', is: 'dice' },
  { source: 'const dice = made().random', path: 'dice', is: 'dice' },
  { source: 'const { random } = made()', path: 'random', is: 'random' },
  { source: 'const { random } = Math', path: 'random', is: 'Math.random' },
  { source: 'const m = Math\nconst { random } = m', path: 'random', is: 'Math.random' },
  { source: "const { ['random']: dice } = Math", path: 'dice', is: 'Math.random' },
  { source: 'const { [name]: dice } = Math', path: 'dice', is: 'dice' },
  { source: 'const { random = other, ...rest } = Math', path: 'rest', is: 'rest' },
  { source: 'let now\nconst [first] = Date', path: 'first', is: 'first' },
  { source: 'genid = ({ ip }) => ip', path: 'ip', is: 'request.ip' },
  { source: 'function genid({ headers }) {}', path: 'headers.host', is: 'request.headers.host' },
  { source: 'function genid(req) {}', path: 'req.ip', is: 'req.ip' },
  { source: '', path: 'globalThis.Math.random', is: 'Math.random' },
  { source: '', path: 'own.globalThis.x', is: 'own.globalThis.x' },
  { source: 'const a = b\nconst b = a', path: 'a', is: 'a' },
])('$path is $is in $source', async ({ source, path, is }) => {
  expect(unaliased(path, aliasesIn(await read(source)))).toBe(is)
})
