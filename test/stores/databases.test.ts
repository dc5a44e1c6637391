import sqliteModule from 'node-sqlite3-wasm'
import { createRequire } from 'node:module'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { readDatabaseLocation, saidBy } from '../../src/stores/database-location.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { temporaryFolder } from '../support/run.ts'
import { twoSentences } from './two-sentences.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = 1_800_000_000_000
const COOKIE = { originalMaxAge: HOUR, expires: new Date(NOW + HOUR).toISOString(), httpOnly: true, path: '/' }
const SESSION = { cookie: COOKIE, visits: 3 }
const WITHOUT = { cookie: { originalMaxAge: null, expires: null, httpOnly: true, path: '/' }, visits: 4 }

const open = (location: string, folder: string, timeoutMs = 2000) =>
  openStore(location, { prefix: null, nodePath: process.execPath, folder, timeoutMs })

async function find(location: string, folder: string, id: string, timeoutMs?: number) {
  const store = await open(location, folder, timeoutMs)
  try {
    return await store.find(id)
  } finally {
    store.close()
  }
}

/** The folder of a project in which a package is installed. @param source of its only file */
function projectWith(name: string, source: string): string {
  const folder = temporaryFolder()
  const at = path.join(folder, 'node_modules', name)
  mkdirSync(at, { recursive: true })
  writeFileSync(path.join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.cjs' }))
  writeFileSync(path.join(at, 'index.cjs'), source)
  return folder
}

afterEach(() => void vi.useRealTimers())

// A package of CommonJS: its names are keys of the default export.
const { Database } = sqliteModule

describe('sqlite:', () => {
  /** A database with one table, as its store makes it. */
  function databaseWith(create: string, ...rows: readonly (readonly [insert: string, values: (string | number)[]])[]) {
    const folder = temporaryFolder()
    const database = new Database(path.join(folder, 'app.db'))
    database.exec(create)
    for (const [insert, values] of rows) database.run(insert, values)
    return { folder, database }
  }

  const CONNECT_SQLITE3 = 'CREATE TABLE IF NOT EXISTS sessions (sid PRIMARY KEY, expired, sess)'

  test.each([
    ['connect-sqlite3', CONNECT_SQLITE3, 'sessions', NOW + HOUR],
    [
      'connect-session-knex',
      'create table `a "table"` (`sid` varchar(255), `sess` json not null, `expired` datetime not null, primary key (`sid`))',
      'a "table"',
      new Date(NOW + HOUR).toISOString(),
    ],
    [
      'connect-session-sequelize',
      'CREATE TABLE `Sessions` (`sid` VARCHAR(36) PRIMARY KEY, `expires` DATETIME, `data` TEXT, `createdAt` DATETIME, `updatedAt` DATETIME)',
      'Sessions',
      '2027-01-15 09:00:00.000 +00:00',
    ],
  ])('the table of %s', async (writtenBy, create, table, end) => {
    const { folder, database } = databaseWith(create)
    const name = `"${table.replaceAll('"', '""')}"`
    const [data, expiry] = writtenBy.endsWith('sequelize') ? ['data', 'expires'] : ['sess', 'expired']
    database.run(`INSERT INTO ${name} (sid, ${data}, ${expiry}) VALUES (?, ?, ?)`, [
      'an-id',
      JSON.stringify(SESSION),
      end,
    ])
    database.close()
    const before = readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'hex')])
    const location = `sqlite:${path.join(folder, 'app.db')}`
    expect(await find(location, folder, 'an-id')).toEqual({
      writtenBy,
      key: 'an-id',
      place: table,
      session: SESSION,
      expiresAt: NOW + HOUR,
      expiryAssumes: null,
      touchedAt: NOW,
      touchedAssumes: null,
    })
    expect(await find(location, folder, "an-id' or 1=1 --")).toBeNull()
    expect(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'hex')])).toEqual(before)
  })

  test('what stands in the log only, while the server has it open', async () => {
    const { folder, database } = databaseWith('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;')
    database.exec(CONNECT_SQLITE3)
    database.run('INSERT INTO sessions VALUES (?, ?, ?)', ['an-id', NOW + DAY, JSON.stringify(WITHOUT)])
    expect(readdirSync(folder)).toContain('app.db-wal')
    const log = readFileSync(path.join(folder, 'app.db-wal'))
    expect(await find(`sqlite:${folder}/app.db`, folder, 'an-id')).toMatchObject({ session: WITHOUT, touchedAt: NOW })
    expect(readFileSync(path.join(folder, 'app.db-wal')).equals(log)).toBe(true)
    database.close()
  })

  test.each([
    ['no file', (folder: string) => `sqlite:${folder}/none.db`, /^There is no file ".*none\.db"/],
    ['a folder', (folder: string) => `sqlite:${folder}`, /is no file\.\n/],
    ['no database', (folder: string) => `sqlite3:${folder}/text`, /cannot be read as a database of SQLite\.\n/],
    [
      'no such table',
      (folder: string) => `sqlite:${folder}/app.db`,
      /^No table in .* looks like one of a session store/,
    ],
    ['no name', () => 'sqlite:', /names no file of this machine\.\n.*sqlite:/],
  ])('%s', async (_, locationIn, expected) => {
    const { folder, database } = databaseWith('CREATE TABLE users (id, name)')
    database.close()
    writeFileSync(path.join(folder, 'text'), 'x'.repeat(5000))
    await expect(find(locationIn(folder), folder, 'an-id').catch(twoSentences)).resolves.toMatch(expected)
  })

  test('a row that is no session', async () => {
    const { folder, database } = databaseWith(CONNECT_SQLITE3, [
      'INSERT INTO sessions VALUES (?, ?, ?)',
      ['an-id', NOW, '{}'],
    ])
    database.close()
    await expect(find(`sqlite:${folder}/app.db`, folder, 'an-id').catch(twoSentences)).resolves.toMatch(
      /^The row "an-id" of sessions holds no session/,
    )
  })
})

/** Notes what it is asked, and answers as PostgreSQL would with the table of connect-pg-simple in it. */
const PG = `
exports.asked = []
exports.Client = class {
  constructor(options) { this.options = options }
  on() {}
  async connect() {
    exports.asked.push(this.options.connectionString)
    const { fails } = exports
    if (fails === 'never') await new Promise(() => {})
    if (fails) throw Object.assign(new Error(fails.message), { code: fails.code })
  }
  async query(text, values) {
    exports.asked.push(text.split(' ')[0])
    if (text.includes('information_schema')) return { rows: exports.tables ?? [{ table_schema: 'public', table_name: 'session', columns: ['sid', 'sess', 'expire'] }] }
    if (!text.startsWith('SELECT')) return { rows: [] }
    return { rows: values[0] === 'an-id' ? [{ session: ${JSON.stringify(JSON.stringify(SESSION))}, end: '${NOW + HOUR}.000' }] : [] }
  }
  async end() { exports.asked.push('end') }
}
`

interface StubOfPg {
  readonly asked: string[]
  fails?: 'never' | { readonly message: string; readonly code?: string }
  tables?: readonly object[]
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- a test says what it has put there
const stubIn = <Stub>(folder: string, name: string): Stub =>
  createRequire(path.join(folder, 'package.json'))(name) as Stub

describe('postgres://, with the driver of the project', () => {
  const LOCATION = 'postgres://ada:hunter%402@127.0.0.1:5432/app?sslpassword=hunter3'

  test('finds the session by the shape of its table, and only reads', async () => {
    const folder = projectWith('pg', PG)
    expect(await find(LOCATION, folder, 'an-id')).toEqual({
      writtenBy: 'connect-pg-simple',
      key: 'an-id',
      place: 'public.session',
      session: SESSION,
      expiresAt: NOW + HOUR,
      expiryAssumes: null,
      touchedAt: NOW,
      touchedAssumes: null,
    })
    expect(stubIn<StubOfPg>(folder, 'pg').asked).toEqual([LOCATION, 'BEGIN', 'SELECT', 'SELECT', 'end'])
    expect(await find(LOCATION, folder, 'another')).toBeNull()
    expect((await open(LOCATION, folder)).shown).toBe('postgres://ada@127.0.0.1:5432/app')
  })

  test.each([
    ['28P01', 'password authentication failed for hunter@2', /does not take this user and password/],
    ['3D000', 'database "app" does not exist', /has no such database/],
    ['42501', 'permission denied for table session', /does not let this user read/],
    ['ECONNREFUSED', '', /does not answer: "ECONNREFUSED"/],
    ['XX000', 'odd\nhunter@2', /cannot be asked: "odd"/],
  ])('%s is told in two sentences, without the password', async (code, message, expected) => {
    const folder = projectWith('pg', PG)
    stubIn<StubOfPg>(folder, 'pg').fails = { message, code }
    const told = await find(LOCATION, folder, 'an-id').then(() => '', twoSentences)
    expect(told).toMatch(expected)
    expect(told).toMatch(/^[^\n]+\n[^\n]+$/)
    expect(told).not.toMatch(/hunter/)
  })

  test('no answer in time, no table, no address, no driver', async () => {
    const folder = projectWith('pg', PG)
    const stub = stubIn<StubOfPg>(folder, 'pg')
    stub.fails = 'never'
    await expect(find(LOCATION, folder, 'an-id', 50).catch(twoSentences)).resolves.toMatch(
      /^No answer came from postgres:\/\/ada@/,
    )
    delete stub.fails
    stub.tables = []
    await expect(find(LOCATION, folder, 'an-id').catch(twoSentences)).resolves.toMatch(/^No table in postgres:/)
    const none = temporaryFolder()
    await expect(open(LOCATION, none).catch(twoSentences)).resolves.toMatch(
      /^The package pg is not installed in .*\n.*npm install --no-save pg$/,
    )
    const broken = projectWith('pg', 'throw Object.assign(new Error("no"), { code: "ERR_DLOPEN_FAILED" })')
    await expect(open(LOCATION, broken).catch(twoSentences)).resolves.toMatch(/cannot be loaded \(ERR_DLOPEN_FAILED\)/)
  })

  // With a real PostgreSQL and its real driver, where somebody says where they are.
  const { TUTOR_POSTGRES: real, TUTOR_DRIVERS: drivers = '' } = process.env
  test.skipIf(real === undefined)('a real one', async () => {
    const { Client } = stubIn<{
      Client: new (location: string) => { [Key in 'connect' | 'end']: () => Promise<void> } & {
        query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
      }
    }>(drivers, 'pg')
    const client = new Client(real ?? '')
    await client.connect()
    onTestFinished(() => client.end())
    await client.query('DROP SCHEMA IF EXISTS tutor CASCADE; CREATE SCHEMA tutor')
    await client.query(
      'CREATE TABLE tutor.session (sid varchar PRIMARY KEY, sess json NOT NULL, expire timestamp(6) NOT NULL)',
    )
    await client.query('INSERT INTO tutor.session SELECT $1, $2, to_timestamp($3)', [
      'a-real-id',
      SESSION,
      (NOW + HOUR) / 1000,
    ])
    expect(await find(real ?? '', drivers, 'a-real-id')).toMatchObject({
      place: 'tutor.session',
      session: SESSION,
      expiresAt: NOW + HOUR,
    })
    expect(await find(real ?? '', drivers, 'another')).toBeNull()
    await client.query('DROP SCHEMA tutor CASCADE')
  })
})

/** Notes what it is asked, and answers with what stands in `documents`, by collection. */
const MONGODB = `
exports.asked = []
exports.MongoClient = class {
  constructor(location) { exports.asked.push(location) }
  async connect() { if (exports.fails) throw exports.fails }
  db() {
    return {
      listCollections: () => ({ toArray: async () => { if (exports.forbids) throw new Error('not authorized'); return Object.keys(exports.documents).map((name) => ({ name })) } }),
      collection: (name) => ({ findOne: async ({ _id }) => { exports.asked.push(name); return (exports.documents[name] ?? []).find((one) => one._id === _id) ?? null } }),
    }
  }
  async close() { exports.asked.push('close') }
}
`

interface StubOfMongo {
  readonly asked: string[]
  documents: Readonly<Record<string, readonly object[]>>
  fails?: Error
  forbids?: boolean
}

describe('mongodb://, with the driver of the project', () => {
  const LOCATION = 'mongodb://ada:hunter2@127.0.0.1/app?tlsCertificateKeyFilePassword=hunter3'
  const END = new Date(NOW + 14 * DAY)

  test.each([
    [
      'connect-mongo',
      'sessions',
      { session: JSON.stringify(WITHOUT), expires: END },
      { writtenBy: 'connect-mongo', session: WITHOUT, touchedAt: NOW, touchedAssumes: 'ttl 1209600 s, the default' },
    ],
    [
      'connect-mongo with touchAfter',
      'sessions',
      { session: JSON.stringify(WITHOUT), expires: END, lastModified: new Date(NOW - 5) },
      { touchedAt: NOW - 5, touchedAssumes: null },
    ],
    [
      'connect-mongo 6 with timestamps',
      'sessions',
      { session: JSON.stringify(SESSION), expires: END, createdAt: new Date(0), updatedAt: new Date(NOW) },
      { touchedAt: NOW, touchedAssumes: null },
    ],
    [
      'connect-mongo with stringify: false',
      'app.sessions',
      { session: { ...SESSION, at: new Date(0) }, expires: END },
      { session: { ...SESSION, at: '1970-01-01T00:00:00.000Z' } },
    ],
    [
      'connect-mongodb-session',
      'mySessions',
      { session: SESSION, expires: new Date(NOW + HOUR) },
      { writtenBy: 'connect-mongodb-session', touchedAt: NOW, touchedAssumes: null },
    ],
  ])('%s', async (_, place, document, expected) => {
    const folder = projectWith('mongodb', MONGODB)
    const stub = stubIn<StubOfMongo>(folder, 'mongodb')
    stub.documents = { users: [{ _id: 'an-id', name: 'ada' }], [place]: [{ _id: 'an-id', ...document }] }
    expect(await find(LOCATION, folder, 'an-id')).toMatchObject({
      key: 'an-id',
      place,
      expiresAt: document.expires.getTime(),
      ...expected,
    })
    expect(stub.asked.at(-1)).toBe('close')
    expect(await find(LOCATION, folder, 'another')).toBeNull()
  })

  test('by way of mongoose, and where collections may not be listed', async () => {
    const folder = projectWith('mongoose', '')
    const inside = path.join(folder, 'node_modules/mongoose/node_modules/mongodb')
    mkdirSync(inside, { recursive: true })
    writeFileSync(path.join(inside, 'index.js'), MONGODB)
    const stub = createRequire(path.join(inside, 'index.js'))(path.join(inside, 'index.js')) as StubOfMongo
    stub.documents = { sessions: [{ _id: 'an-id', session: JSON.stringify(SESSION), expires: END }] }
    stub.forbids = true
    expect(await find(LOCATION, folder, 'an-id')).toMatchObject({ session: SESSION })
  })

  test.each([
    [
      Object.assign(new Error('bad auth: hunter2'), { code: 18 }),
      /does not take this user and password: "bad auth: \*\*\*"/,
    ],
    [new Error('connect ECONNREFUSED 127.0.0.1:27017'), /^Nothing listens at mongodb:\/\/ada@127\.0\.0\.1\/app\./],
    [new Error('querySrv ENOTFOUND _mongodb'), /^No address is known/],
    [new Error('something hunter2'), /cannot be asked: "something \*\*\*"/],
  ])('%s', async (fails, expected) => {
    const folder = projectWith('mongodb', MONGODB)
    Object.assign(stubIn<StubOfMongo>(folder, 'mongodb'), { fails, documents: {} })
    const told = await find(LOCATION, folder, 'an-id').then(() => '', twoSentences)
    expect(told).toMatch(expected)
    expect(told).toMatch(/^[^\n]+\n[^\n]+$/)
    expect(told).not.toContain('hunter')
  })

  test.each(['{"hmac":"a","ct":"b","iv":"c"}', 'q8Zr0PpX2mVd81LkTnYw5BsaAAAAAAAA=='])(
    'an encrypted one: %s',
    async (text) => {
      const folder = projectWith('mongodb', MONGODB)
      stubIn<StubOfMongo>(folder, 'mongodb').documents = { sessions: [{ _id: 'an-id', session: text, expires: END }] }
      await expect(find(LOCATION, folder, 'an-id').catch(twoSentences)).resolves.toMatch(/is encrypted/)
    },
  )

  test('no driver', async () => {
    await expect(open(LOCATION, temporaryFolder()).catch(twoSentences)).resolves.toMatch(
      /npm install --no-save mongodb$/,
    )
  })
})

describe('the location of a database', () => {
  test.each([
    ['postgres://h/db', 'h', 'db', 'postgres://h/db'],
    ['POSTGRESQL://u:p%40w@[::1]:5433/my%20db?x=secret', '::1', 'my db', 'postgresql://u@[::1]:5433/my%20db'],
    ['postgres://u:p@w@h/db', 'h', 'db', 'postgres://u@h/db'],
    ['postgres://u:p?w@h/db', 'h', 'db', 'postgres://u@h/db'],
    ['mongodb://u:pa#x@h', 'h', null, 'mongodb://u@h'],
    ['postgres:///db?host=/run', null, 'db', 'postgres:///db'],
    ['mongodb://u:p@a:1,b:2/db', null, 'db', 'mongodb://u@a:1,b:2/db'],
    ['mongodb+srv://u:p@cluster.example', null, null, 'mongodb+srv://u@cluster.example'],
  ])('%s', (location, host, database, shown) => {
    expect(readDatabaseLocation(location, '')).toMatchObject({ host, database, shown })
  })

  test.each(['postgres:', 'postgres://u:pa/ss@h/db x', 'mongodb://a b/c', 'postgres://u:pa/ss@h/db'])(
    '%s is not understood, and not shown',
    (location) => {
      const told = (() => {
        try {
          return readDatabaseLocation(location, 'x').shown
        } catch (error) {
          return twoSentences(error)
        }
      })()
      expect(told).toMatch(/^The location of the database is not understood\.\nWrite it like x\./)
    },
  )

  test('what a driver says is one line without the password', () => {
    const where = readDatabaseLocation('postgres://u:a%20b@h/db', '')
    expect(saidBy(new Error('a b and a%20b\nmore'), where)).toBe('"*** and ***"')
    expect(saidBy('x'.repeat(1000), where)).toHaveLength(302)
  })
})
