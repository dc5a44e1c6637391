import { expect, test } from 'vitest'
import { noticesAtEnd, noticesOf } from '../../src/trace/notices.ts'
import { exchange, observation, processFacts, sessionCall } from '../support/observations.ts'

const loaded = (...names: readonly string[]) =>
  names.map((name) => ({ name, version: '1.0.0', folder: `/app/node_modules/${name}` }))
const none = { sessions: [], packages: [] }
const foreign = { ...exchange({}), session: { ...exchange({}).session, foreign: 'Session' } }
const codes = (parts: Parameters<typeof observation>[0]) => noticesOf(observation({ ...none, ...parts }), [])

test('nothing is said before a request was answered, or where session() was called', () => {
  expect(codes({ exchanges: [] })).toEqual([])
  expect(codes({ exchanges: [exchange({ status: null })] })).toEqual([])
  expect(codes({ exchanges: [exchange({})], sessions: [sessionCall()] })).toEqual([])
})

test.each([
  ['cookie-session', { packages: loaded('express', 'cookie-session') }, /cookie-session keeps/],
  ['@fastify/session', { packages: loaded('@fastify/session') }, /sessions of Fastify/],
  ['koa-session', { packages: loaded('koa-session') }, /sessions of Koa/],
  ['express-session that nobody calls', { packages: loaded('express', 'express-session') }, /never called session\(\)/],
  ['a bundle', { exchanges: [foreign] }, /in a bundle/],
  [
    'nothing',
    { packages: loaded('express') },
    /^There is no express-session in server\.js \(process 100\), which answers\.$/,
  ],
  ['nothing, in a process of which nothing is known', { packages: loaded('express'), processes: [] }, /in this app\.$/],
])('without express-session, but with %s', (_, parts, message) => {
  const notices = codes({ exchanges: [{ ...exchange({}), trustProxy: null }], ...parts })
  expect(notices).toMatchObject([{ code: 'no-express-session' }])
  expect(notices[0]?.message).toMatch(message)
})

test('the process that answers is looked at, and one that has express-session is waited for', () => {
  const answers = { processes: [processFacts({ pid: 1 }), processFacts({ pid: 2 })], exchanges: [exchange({ pid: 1 })] }
  const packages = loaded('express', 'express-session').map((one, index) => ({ ...one, pid: index + 1 }))
  expect(codes({ ...answers, packages })).toEqual([])
  const end = { exitCode: 1, signal: null, output: '' }
  const ended = { ...answers, processes: [processFacts({ pid: 1 }), processFacts({ pid: 2, end })] }
  expect(codes({ ...ended, packages })[0]?.message).toMatch(/^There is no express-session in server\.js \(process 1\)/)
})

test.each([
  ['old-node', /Node\.js v18\.0\.0, in which nothing/],
  ['denied', /permissions of process 7/],
  ['error', /cannot be observed: Broken\.$/],
] as const)('a process that cannot be observed: %s', (why, message) => {
  const [notice] = noticesOf(observation({ exchanges: [] }), [{ pid: 7, node: 'v18.0.0', why, message: 'Broken.' }])
  expect(notice).toMatchObject({ code: 'cannot-observe' })
  expect(notice?.message).toMatch(message)
})

const atEnd = (
  parts: Parameters<typeof noticesAtEnd>[0],
  isInterrupted = false,
  processes = observation({}).processes,
) => noticesAtEnd(parts, observation({ processes }), [], isInterrupted).map(({ code }) => code)

test('at the end: a signal, options that were refused, and a command without Node.js', () => {
  expect(atEnd({ kind: 'exited', code: 0 })).toEqual([])
  expect(atEnd({ kind: 'signalled', signal: 'SIGKILL' })).toEqual(['killed'])
  expect(atEnd({ kind: 'signalled', signal: 'SIGINT' }, true)).toEqual([])
  expect(atEnd({ kind: 'exited', code: 9 }, false, [])).toEqual(['options-refused'])
  expect(atEnd({ kind: 'exited', code: 0 }, false, [])).toEqual(['nothing-started'])
  expect(atEnd({ kind: 'not-started', code: 'ENOENT' }, false, [])).toEqual([])
})
