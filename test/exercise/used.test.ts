import { expect, test } from 'vitest'
import { CLOCK, countedIn, REPEATED, REQUEST, takenFrom } from '../../src/exercise/sources.ts'
import { treeOf } from '../../src/exercise/tree.ts'

const FILE = '/app/file.js'

/** What genid is made with where this is its value, and this stands above. */
const used = async (value: string, above = '') =>
  (await treeOf(`${above}; session({ genid: ${value} })`, FILE)).option({ file: FILE, line: 1 }, 'genid')

const SOURCES = [...REPEATED, CLOCK, REQUEST]

test.each<readonly [value: string, above: string, path: string | null]>([
  ['() => Math.random()', '', 'Math.random'],
  ['() => random()', 'const { random } = Math', 'Math.random'],
  ['() => pick()', 'const pick = Math.random', 'Math.random'],
  ['() => globalThis.Math.random()', '', 'Math.random'],
  ['() => nanoid()', "import { nanoid } from 'nanoid/non-secure'", 'nanoid/non-secure.nanoid'],
  ['() => process.hrtime.bigint()', '', 'process.hrtime.bigint'],
  ['() => hrtime()', "import { hrtime } from 'node:process'", 'process.hrtime'],
  ['() => os.uptime()', "const os = require('os')", 'os.uptime'],
  ['() => performance.now()', '', 'performance.now'],
  ['make', 'function make() { return one() }; const one = () => process.pid', 'process.pid'],
  ['(req) => req.socket.remotePort', '', 'request.socket.remotePort'],
  ['() => new Date()', '', 'Date'],
  ['() => Date.now()', '', 'Date.now'],
  ['(r) => r.ip', '', 'request.ip'],
  ['make', 'function make(asked) { return asked.get("User-Agent") }', 'request.get'],
  ['() => known.get(1)', '', null],
  ['() => ({ Date: 1 })', '', null],
  ['({ ip }) => ip', '', 'request.ip'],
  ['() => crypto.randomUUID()', "import crypto from 'node:crypto'", null],
  ["() => 'Math.random() Date.now()' // req.ip", '', null],
  ['() => dates.Date', '', null],
])('what others know in %s (%s)', async (value, above, path) => {
  const found = await used(`${value}\n`, above)
  const source = SOURCES.find((one) => takenFrom(found, one))
  expect(source ? takenFrom(found, source)?.path : null).toBe(path)
})

test.each([
  ['() => ++n', 'n'],
  ['() => { n += 1; return n }', 'n'],
  ['() => all.size', 'all.size'],
  ['() => (n = n * 5)', undefined],
])('what counts in %s', async (value, path) => expect(countedIn(await used(value))?.path).toBe(path))

test('calls are told with the numbers and functions that they are given', async () => {
  const found = await used(
    '() => bytes(5, (e) => e, x).toString().slice(2)',
    "import { randomBytes as bytes } from 'crypto'",
  )
  expect(found?.calls.map(({ path, given }) => [path, given])).toEqual([
    ['crypto.randomBytes().toString().slice', [2]],
    ['crypto.randomBytes().toString', []],
    ['crypto.randomBytes', [5, 'function', null]],
  ])
})

test.each([
  ['const o = { }; session(o); o.genid = () => 1', 1],
  ['const o = { genid() {} }\n\nsession({ ...o })', null],
  ["import s from 'express-session'\n\n\ns({ genid })", 4],
  ["import s from 'express-session'\n\n\ns({ })", null],
])('where an option is set that is asked for in the first line: %s', async (source, line) =>
  expect((await treeOf(source, FILE)).option({ file: FILE, line: 1 }, 'genid')?.line ?? null).toBe(line),
)

test('nothing is known of another file, or of no place', async () => {
  const tree = await treeOf('session({ genid })', FILE)
  expect([tree.option(null, 'genid'), tree.option({ file: '/else.js', line: 1 }, 'genid')]).toEqual([null, null])
  expect(takenFrom(null, CLOCK)).toBeUndefined()
})
