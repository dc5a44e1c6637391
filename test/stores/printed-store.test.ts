import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { openPrintedStore } from '../../src/stores/printed-store.ts'
import { readLiteral } from '../../src/stores/printed/literal.ts'
import { count, serve } from './server.ts'
import { twoSentences } from './two-sentences.ts'
import session from 'express-session'

const ID = 'Zk3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
const OTHER = 'Ak3vPq8xW0b-TnY5rJ_aLm2CsEdHfGuo'
const COOKIE = '{"originalMaxAge":null,"expires":null,"httpOnly":true,"path":"/"}'
const JSON_TEXT = `{"cookie":${COOKIE},"user":{"name":"O'Hara \\"é\\""},"n":1}`
const DATA = JSON.parse(JSON_TEXT) as object
const END = Date.UTC(2027, 10, 30, 4)
const quotedTwice = (text: string, quote: string) => quote + text.replaceAll(quote, quote + quote) + quote

const find = async (text: string, id = ID) => openPrintedStore(text).find(id)

describe('a session is found as programs print it', () => {
  test.each<readonly [string, string, { readonly expiresAt: number | null; readonly expiryAssumes?: string }]>([
    ['JSON', JSON_TEXT, { expiresAt: null }],
    ['indented JSON', JSON.stringify(DATA, null, 2), { expiresAt: null }],
    ['redis-cli', JSON.stringify(JSON_TEXT).replaceAll('é', String.raw`\xc3\xa9`), { expiresAt: null }],
    [
      'Python',
      `{'cookie': {'originalMaxAge': None, 'expires': None, 'httpOnly': True, 'path': '/'}, 'user': {'name': 'O\\'Hara "é"'}, 'n': 1}`,
      { expiresAt: null },
    ],
    ['console.log() in colour', inspect(DATA, { colors: true }), { expiresAt: null }],
    ['sqlite3 -column', `sid   expired   sess\n---  ---  ---\n${ID}  ${END}  ${JSON_TEXT}\n`, { expiresAt: END }],
    [
      'redis-cli with its prompt',
      `127.0.0.1:6379> get sess:${ID}\n${JSON.stringify(JSON_TEXT)}\n`,
      { expiresAt: null },
    ],
    [
      'psql',
      ` sid | sess | expire \n-----+------+-----\n ${OTHER} | {"cookie":{},"n":2} | 2027-01-01 00:00:00\n ${ID} | ${JSON_TEXT} | 2027-11-30 04:00:00\n(2 rows)\n`,
      { expiresAt: END, expiryAssumes: 'times in UTC' },
    ],
    ['psql, with a time zone', ` ${ID} | ${JSON_TEXT} | 2027-11-30 05:00:00+01 `, { expiresAt: END }],
    [
      'psql -x',
      `-[ RECORD 1 ]---\nsid    | ${ID}\nsess   | ${JSON_TEXT}\nexpire | 2027-11-30 04:00:00\n`,
      { expiresAt: END, expiryAssumes: 'times in UTC' },
    ],
    [
      'psql, with jsonb_pretty()',
      `                sid               |   jsonb_pretty\n----+----\n ${ID} | ${JSON.stringify(DATA, null, 4).split('\n').join('  +| \n | ')} | \n(1 row)\n`,
      { expiresAt: null },
    ],
    ['sqlite3', `${ID}|${END}|${JSON_TEXT}`, { expiresAt: END }],
    ['sqlite3 -csv', `${ID},${END},${quotedTwice(JSON_TEXT, '"')}`, { expiresAt: END }],
    ['sqlite3 -json', JSON.stringify([{ sid: ID, expired: END, sess: JSON_TEXT }]), { expiresAt: END }],
    ['sqlite3 -line', `    sid = ${ID}\nexpired = ${END}\n   sess = ${JSON_TEXT}\n`, { expiresAt: END }],
    ['sqlite3 -box', `│ sid │ expired │ sess │\n├──┼──┼──┤\n│ ${ID} │ ${END} │ ${JSON_TEXT} │\n`, { expiresAt: END }],
    ['an INSERT', `INSERT INTO sessions VALUES('${ID}',${END},${quotedTwice(JSON_TEXT, "'")});`, { expiresAt: END }],
    ['mysql', `| session_id | expires | data |\n| ${ID} | ${END / 1000} | ${JSON_TEXT} |\n`, { expiresAt: END }],
    [
      'mongosh',
      `[\n  {\n    _id: '${ID}',\n    expires: ISODate('2027-11-30T04:00:00.000Z'),\n    session: ${inspect(JSON_TEXT)}\n  }\n]`,
      { expiresAt: END },
    ],
    [
      'mongosh, of an object',
      `{ _id: "${ID}", expires: ISODate("2027-11-30T04:00:00.000Z"), session: ${inspect(DATA)} }`,
      { expiresAt: END },
    ],
    [
      'MongoDB Compass',
      JSON.stringify({ _id: ID, expires: { $date: '2027-11-30T04:00:00.000Z' }, session: JSON_TEXT }),
      { expiresAt: END },
    ],
    ['MemoryStore', inspect({ [OTHER]: '{"cookie":{},"n":2}', [ID]: JSON_TEXT }), { expiresAt: null }],
    ['a file of session-file-store', `${ID}.json: ${JSON_TEXT}`, { expiresAt: null }],
  ])('%s', async (_, text, { expiresAt, expiryAssumes = null }) => {
    const stored = await find(text)
    expect(stored).toMatchObject({ key: ID, session: DATA, expiresAt, expiryAssumes })
    expect(stored?.endIsUnknown).toBe(expiresAt === null ? true : undefined)
    expect(stored).not.toHaveProperty('otherIds')
  })

  test('console.log(req.session), by a real one', async () => {
    let printed = ''
    const store = new session.MemoryStore()
    const visit = await serve({ store, cookie: { maxAge: 60_000, sameSite: 'lax' } })
    const { id } = await visit(null, (request) => {
      count(request)
      printed = inspect(Object.assign(request.session, { at: new Date(0), tags: ['a'], deep: { a: { b: { c: {} } } } }))
    })
    expect(printed).toMatch(/^Session \{\n {2}cookie: \{/)
    expect(await find(printed, id)).toMatchObject({
      key: id,
      session: {
        visits: 1,
        at: '1970-01-01T00:00:00.000Z',
        tags: ['a'],
        cookie: {
          path: '/',
          expires: expect.stringMatching(/^\d{4}-.*Z$/),
          originalMaxAge: 60_000,
          httpOnly: true,
          sameSite: 'lax',
        },
      },
    })
  })
})

test('JSON with the signs that kept its quotes from a shell', async () => {
  expect(await find(`{"cookie":${COOKIE},"n":1}`.replaceAll('"', String.raw`\"`))).toMatchObject({ session: { n: 1 } })
})

describe('whose it is', () => {
  test.each([
    ['redis-cli', `> GET sess:${OTHER}\n${JSON.stringify(JSON_TEXT)}`],
    ['psql', ` ${OTHER} | ${JSON_TEXT} | 2027-11-30 04:00:00`],
    ['mongosh', `{ _id: '${OTHER}', session: '{"cookie":{}}' }`],
  ])('another id, of %s', async (_, text) => {
    expect(await find(text)).toMatchObject({ key: OTHER, otherIds: [OTHER] })
    expect(openPrintedStore(text).knows?.(ID)).toBe(false)
    expect(openPrintedStore(text).knows?.(OTHER)).toBe(true)
  })

  test('an id in the session itself is no id of it', async () => {
    const text = inspect({ cookie: {}, sid: OTHER, id: OTHER, list: ['x'] }, { breakLength: 20 })
    expect(await find(text)).not.toHaveProperty('otherIds')
  })
})

describe('a store that has none', () => {
  test.each(['(nil)', 'null\n', 'undefined', '[]', '{}', ' sid | sess | expire \n-----+------+--------\n(0 rows)\n\n'])(
    '%j',
    async (text) => {
      expect(await find(text)).toBeNull()
    },
  )
})

describe('what holds no session', () => {
  test.each([
    ['', 'is empty'],
    [' \n', 'is empty'],
    ['hello', 'no object'],
    ['{"user":1}', 'no object'],
    ['{"cookie":1}', 'no object'],
    ['{"cookie":{"path":"/"', 'no object'],
    ["it's {", 'no object'],
    ['['.repeat(100_000), 'no object'],
    ['{"a":'.repeat(50_000), 'no object'],
    ["'".repeat(100_001), 'no object'],
  ])('%.20j', async (text, part) => {
    await expect(
      Promise.resolve()
        .then(() => find(text))
        .catch(twoSentences),
    ).resolves.toMatch(new RegExp(`${part}[^]*\n.+`))
  })
})

test.each([
  ["{ a: Long('12'), n: NumberInt(11), o: new ObjectId('ab') }", { a: '12', n: 11, o: 'ab' }],
  ["{ s: Set(2) { 1, 'x' }, m: Map(1) { 'a' => 1 } }", { s: { 1: true, x: true }, m: { a: 1 } }],
  [
    '{ a: [Object], f: [Function: f], c: <ref *1> { b: [Circular *1] } }',
    { a: '[Object]', f: '[Function: f]', c: { b: '[Circular *1]' } },
  ],
  [
    "{ t: [ 'a', ... 3 more items ], b: <Buffer 01 02>, n: -1.5e3, big: 12n, r: /a b/g, }",
    { t: ['a'], b: '<Buffer 01 02>', n: -1500, big: '12n', r: '/a b/g' },
  ],
  [
    "{ u: User { name: 'x' }, u8: Uint8Array(2) [ 1, 2 ], b: Buffer(1) [Uint8Array] [ 1 ] }",
    { u: { name: 'x' }, u8: [1, 2], b: [1] },
  ],
  ['{ __proto__: { polluted: true } }', {}],
  [
    '{ \'a-b\': `c`, [Symbol(d)]: null, e: undefined, "f": NaN }',
    { 'a-b': 'c', '[Symbol(d)]': null, e: null, f: null },
  ],
])('%s', (text, expected) => {
  const literal = readLiteral(text, 0)
  expect(literal?.end).toBe(text.length)
  expect(Object.entries(literal?.value as object)).toEqual(expect.arrayContaining(Object.entries(expected)))
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})
