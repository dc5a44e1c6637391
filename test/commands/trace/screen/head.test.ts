import { expect, test } from 'vitest'
import { headOf } from '../../../../src/commands/trace/screen/head.ts'
import { observation, sessionCall } from '../../../support/observations.ts'

const WORDS = { program: '/usr/bin/node', rest: ['server.js'] }
const packages = [
  { name: 'express', version: '5.3.0', folder: '/app/node_modules/express' },
  { name: 'express-session', version: '1.19.0', folder: '/app/node_modules/express-session' },
]
const head = (parts: Parameters<typeof observation>[0] = {}) =>
  headOf(WORDS, observation({ packages, ...parts }), '/app')

test('command, versions, where session() is called, store, cookie, address', () => {
  expect(head()).toEqual({
    command: 'node server.js',
    versions: 'express-session 1.19.0 on Express 5.3.0',
    session: ['session() server.js:5', 'MemoryStore', 'connect.sid'],
    address: 'http://127.0.0.1:3000',
  })
})

test('options that are not as usual, the most important first', () => {
  const options = {
    resave: { kind: 'boolean', value: true },
    saveUninitialized: { kind: 'boolean', value: false },
    'cookie.path': { kind: 'string', value: '/' },
    'cookie.maxAge': { kind: 'number', value: 5000 },
    'cookie.secure': { kind: 'string', value: 'auto' },
    genid: { kind: 'function' },
  }
  expect(head({ sessions: [sessionCall({ options })] }).session.slice(3)).toEqual([
    'secure: auto',
    'maxAge: 5000',
    'resave: true',
  ])
})

test('before anything is known, and of an app without session()', () => {
  expect(head({ packages: [], sessions: [], listens: [] })).toMatchObject({
    versions: '',
    session: ['no Express yet'],
    address: '',
  })
  expect(head({ sessions: [] })).toMatchObject({
    session: ['no session() yet'],
    versions: 'Express 5.3.0',
  })
})

test('of several processes that listen, the one that calls session() is told', () => {
  const listens = [100, 7].map((pid) => ({ pid, address: '127.0.0.1', port: 3000 + pid, protocol: 'http' as const }))
  expect(head({ listens }).address).toBe('http://127.0.0.1:3100')
  expect(head({ listens, sessions: [] }).address).toBe('http://127.0.0.1:3007')
})

test.each([
  ['::', 'http://localhost:3000'],
  ['0.0.0.0', 'http://localhost:3000'],
  ['::1', 'http://[::1]:3000'],
])('an app that listens on %s', (address, expected) => {
  expect(head({ listens: [{ pid: 100, address, port: 3000, protocol: 'http' }] }).address).toBe(expected)
})
