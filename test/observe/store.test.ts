import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { kindOf } from '../../src/observe/show.ts'
import { settingsOf } from '../../src/observe/session/settings.ts'
import { drive } from '../support/drive.ts'

test('of a store it is told what it is, and its options where they are no secrets', async () => {
  const file = path.join(packageRoot, 'src/diagnosis/causes/store-retries/broken.js')
  const { sessions } = await drive({ file }, [])
  expect(sessions.map(({ store }) => store)).toMatchObject([
    {
      className: 'FileStore',
      package: 'session-file-store',
      isMemoryStore: false,
      settings: {
        path: { kind: 'string', value: 'sessions' },
        retries: { kind: 'number', value: 5 },
        minTimeout: { kind: 'number', value: 50 },
      },
    },
  ])
})

test('the settings of a store are numbers, booleans, and texts that say where or how long', () => {
  const store = {
    prefix: 'sess:',
    ttl: 60,
    disableTTL: false,
    TTL: '24h',
    path: 'redis://user:word@host',
    url: 'localhost',
    client: {},
    token: 7,
    get folder() {
      throw new Error('asked')
    },
    options: { ttl: 90, tableName: 'sessions' },
  }
  expect(settingsOf(store)).toEqual({
    prefix: { kind: 'string', value: 'sess:' },
    ttl: { kind: 'number', value: 90 },
    disableTTL: { kind: 'boolean', value: false },
    TTL: { kind: 'string', value: '24h' },
    token: { kind: 'number' },
    tableName: { kind: 'string', value: 'sessions' },
  })
})

test('of a store of the app it is told where it was made, and what else it can do', async () => {
  const file = path.join(packageRoot, 'src/diagnosis/causes/store-method-missing/broken.js')
  const { sessions } = await drive({ file }, [])
  expect(sessions.map(({ store }) => store)).toMatchObject([
    { className: 'MapStore', package: null, at: { file }, otherMethods: ['delete'], isMemoryStore: false },
  ])
  expect(sessions[0]?.store?.methods).toEqual(['createSession', 'get', 'load', 'regenerate', 'set'])
})

test('it is told where a request empties the store', async () => {
  const file = path.join(packageRoot, 'test/observe/apps/changes.js')
  const { exchanges } = await drive({ file }, [{ send: 'POST /change' }, { send: 'POST /clear' }])
  expect(exchanges.map(({ cleared }) => cleared)).toEqual([null, { file, line: expect.any(Number) as number }])
})

test('methods that an app puts into its store later tell as well, and one that calls the one before tells once', async () => {
  const file = path.join(packageRoot, 'test/observe/apps/replaced.js')
  const { exchanges } = await drive({ file }, [{ send: 'POST /in' }, { send: 'GET /me' }])
  expect(exchanges.map(({ store }) => store.map(({ op, doneMs }) => [op, typeof doneMs]))).toEqual([
    [['set', 'number']],
    [
      ['get', 'number'],
      ['touch', 'number'],
    ],
  ])
})

test.each([
  [
    'class',
    class {
      readonly one = 1
    },
  ],
  ['class', Object.assign(function Old() {}, { prototype: { get() {} } })],
  ['class', Object.assign(function Based() {}, { prototype: Object.create({ get() {} }) as object })],
  ['function', function make() {}],
  ['function', () => {}],
  ['function', function* several() {}],
])('what makes objects with methods is a %s', (kind, value) => {
  expect(kindOf(value)).toBe(kind)
})
