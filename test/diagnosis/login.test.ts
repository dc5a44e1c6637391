import { expect, test } from 'vitest'
import answerCached from '../../src/diagnosis/causes/answer-cached/cause.ts'
import logoutKeepsSession from '../../src/diagnosis/causes/logout-keeps-session/cause.ts'
import sessionFixation from '../../src/diagnosis/causes/session-fixation/cause.ts'
import sharedByVisitors from '../../src/diagnosis/causes/shared-by-visitors/cause.ts'
import type { Observation } from '../../src/observe/observation.ts'
import { clears, finds, keeps, minutes, sets } from '../support/cookies.ts'
import { at, change, exchange, methodCall, observation, passed, type ExchangeParts } from '../support/observations.ts'
import { check } from '../support/rows.ts'

const seen = (...parts: readonly ExchangeParts[]): Observation =>
  observation({ exchanges: parts.map((part, index) => exchange({ number: index + 1, at: minutes(index), ...part })) })
const found = { state: 'found' } as const

/** A login that writes a key into a session. */
const login = (key = 'user', parts: ExchangeParts = {}, before: Record<string, unknown> = {}): ExchangeParts => ({
  line: 'POST /login',
  layers: [passed()],
  changes: [change({ keys: [key] })],
  store: [finds(before), keeps({ ...before, [key]: 'ada' })],
  session: found,
  ...parts,
})
const guarded = (status: number): ExchangeParts => ({ line: 'GET /account', status, session: found })

check(sessionFixation, {
  'the user is written into a session that was there': [seen(login()), 10],
  'it is called by another word': [seen(login('isAuthenticated')), 10],
  'it is called by an id': [seen(login('current_user_id')), 10],
  'the session is new': [seen(login('user', { session: { state: 'no-cookie' } })), null],
  'it got another id': [seen(login('user', { session: { ...found, idAfter: 'id-2' } })), null],
  'the user was there before': [seen(login('user', {}, { user: 'ada' })), null],
  'the user was there, and empty': [seen(login('user', {}, { user: null })), 10],
  'the user was taken away': [seen(login('user', { store: [finds({ user: 'ada' }), keeps({})] })), null],
  'who was refused is not logged in': [seen(login('user', { status: 401 })), null],
  'who was sent to another page is': [seen(login('user', { status: 302 })), 10],
  'reload() came before': [seen(login('user', { calls: [methodCall({ method: 'reload' })] })), 11],
  'nothing was kept': [seen(login('user', { store: [finds({})] })), null],
  'it was no change of data': [seen(login('user', { changes: [change({ kind: 'stale', keys: ['user'] })] })), null],
  'something else was written': [seen(login('cart')), null],
  'what was written opened a door': [seen(guarded(401), login('token'), guarded(200)), 10],
  'what was written opened a page that had sent to the login': [seen(guarded(302), login('token'), guarded(200)), 10],
  'the door was open before': [seen(guarded(200), login('token'), guarded(200)), null],
  'the door stayed closed': [seen(guarded(403), login('token'), guarded(403)), null],
  'another door opened': [seen(guarded(401), login('token'), { ...guarded(200), line: 'GET /' }), null],
  'it opened for another session': [
    seen(guarded(401), login('token'), { ...guarded(200), session: { ...found, idAfter: 'id-2' } }),
    null,
  ],
  'it was open when the key was written': [seen(guarded(401), guarded(200), login('token')), null],
})
test('of two keys that were written before a door opened, neither is blamed', () =>
  expect(sessionFixation.find(seen(guarded(401), login('cart'), login('color'), guarded(200)))).toBeNull())
test('a page that was not changed since is let in too', () =>
  expect(sessionFixation.find(seen(guarded(403), login('token'), guarded(304)))?.write).toBe('session.token'))

const data = { user: 'ada' }
const logout = (parts: ExchangeParts = {}): ExchangeParts => ({
  line: 'POST /logout',
  layers: [passed()],
  store: [finds(data)],
  session: found,
  responseHeaders: clears(),
  ...parts,
})
const removes = { responseHeaders: [], changes: [change({ kind: 'removed', keys: [] })] }
const copied = (parts: ExchangeParts = {}): ExchangeParts => ({
  client: null,
  session: found,
  store: [finds(data)],
  ...parts,
})

check(logoutKeepsSession, {
  'the cookie was cleared, and a copy still opens': [seen(logout(), copied()), 10],
  'req.session was set to null': [seen(logout(removes), copied()), 10],
  'a middleware took req.session away for a request': [
    seen(logout({ ...removes, layers: [passed({ kind: 'middleware', did: 'passed' })] }), copied()),
    null,
  ],
  'it was taken away after the end': [
    seen(logout({ ...removes, changes: [change({ kind: 'removed', when: 'after-end' })] }), copied()),
    null,
  ],
  'nobody came back': [seen(logout()), null],
  'nothing was cleared': [seen(logout({ responseHeaders: [] }), copied()), null],
  'the cookie was cleared, and set again in the same answer': [
    seen(logout({ responseHeaders: [...clears(), ...sets()] }), copied()),
    10,
  ],
  'the cookie was only set again': [seen(logout({ responseHeaders: sets() }), copied()), null],
  'another cookie was cleared': [seen(logout({ responseHeaders: clears('Path=/', 'theme') }), copied()), null],
  'the session was destroyed': [seen(logout({ session: { ...found, destroyed: true } }), copied()), null],
  'there was no session': [seen(logout({ session: { state: 'unknown-id' } }), copied()), null],
  'there was nothing in it': [seen(logout({ store: [finds({})] }), copied({ store: [finds({})] })), null],
  'the user was taken out of it': [seen(logout(), copied({ store: [finds({ theme: 'dark' })] })), null],
  'the user was taken out of it, and the rest was left': [
    seen(logout({ store: [finds({ ...data, theme: 'dark' })] }), copied({ store: [finds({ theme: 'dark' })] })),
    null,
  ],
  'it is another session': [seen(logout(), copied({ store: [finds(data, { id: 'id-2' })] })), null],
  'the copy came before the logout was done': [seen(logout({ durationMs: 90_000 }), copied()), null],
})
test('what took the session away is written to', () => {
  expect(logoutKeepsSession.find(seen(logout(removes), copied()))?.write).toBe('session')
  const cleared = logoutKeepsSession.find(seen(logout(), copied()))
  expect([cleared?.write, cleared?.calls]).toEqual([undefined, 'clearCookie'])
  const both = logoutKeepsSession.find(seen(logout({ changes: removes.changes }), copied()))
  expect([both?.write, both?.calls]).toEqual(['session', undefined])
})

const page = (client: string | null, tag: string, parts: ExchangeParts = {}): ExchangeParts => ({
  client,
  line: 'GET /account',
  layers: [passed()],
  responseHeaders: [['ETag', tag]],
  ...parts,
})
const entered: ExchangeParts = { line: 'POST /enter', status: 302 }
const closed = page('ada', 'no', { status: 401 })
const shared = (parts: readonly ExchangeParts[]) => seen(...parts)

check(sharedByVisitors, {
  'a door that one opened is open for another': [shared([closed, entered, page('ada', 'hi'), page('bob', 'hi')]), 10],
  'a page that a login changed has changed for another': [
    shared([page('bob', 'nobody'), login('user', { client: 'ada' }), page('ada', 'hi'), page('bob', 'hi')]),
    10,
  ],
  'the address says that it was a login': [
    shared([page('bob', 'nobody'), { ...entered, line: 'POST /sign-in' }, page('ada', 'hi'), page('bob', 'hi')]),
    10,
  ],
  'a page that is open to all changed for all': [
    shared([page('bob', 'old'), entered, page('ada', 'new'), page('bob', 'new')]),
    null,
  ],
  'another package made the sessions': [
    shared([closed, entered, page('ada', 'hi'), page('bob', 'hi', { session: { foreign: 'Session' } })]),
    null,
  ],
  'the other one is refused': [shared([closed, entered, page('ada', 'hi'), page('bob', 'no', { status: 401 })]), null],
  'the other one sees another page': [shared([closed, entered, page('ada', 'hi'), page('bob', 'hello')]), null],
  'the other one logged in too': [
    shared([closed, entered, page('ada', 'hi'), { ...entered, client: 'bob' }, page('bob', 'hi')]),
    null,
  ],
  'the other one has something in a session': [
    shared([closed, entered, page('ada', 'hi'), page('bob', 'hi', { store: [finds(data)] })]),
    null,
  ],
  'it is a copy of the cookie': [shared([closed, entered, page('ada', 'hi'), page(null, 'hi')]), null],
  'it is the same browser': [shared([closed, entered, page('ada', 'hi'), page('ada', 'hi')]), null],
  'the first never saw it': [shared([closed, entered, page('bob', 'hi')]), null],
  'it was like that before': [shared([page('ada', 'hi'), entered, page('ada', 'hi'), page('bob', 'hi')]), null],
  'nobody saw it before': [shared([entered, page('ada', 'hi'), page('bob', 'hi')]), null],
  'nothing was sent': [shared([closed, page('ada', 'hi'), page('bob', 'hi')]), null],
  'what was sent was refused': [
    shared([closed, { ...entered, status: 403 }, page('ada', 'hi'), page('bob', 'hi')]),
    null,
  ],
  'the pages have no mark': [
    shared([closed, entered, page('ada', 'hi', { responseHeaders: [] }), page('bob', 'hi', { responseHeaders: [] })]),
    null,
  ],
  'it was another process': [shared([closed, entered, page('ada', 'hi'), page('bob', 'hi', { pid: 7 })]), null],
  'before, it had failed': [
    shared([
      page('ada', 'oops', { status: 500 }),
      { ...entered, line: 'POST /login' },
      page('ada', 'hi'),
      page('bob', 'hi'),
    ]),
    null,
  ],
})
const cache = { layers: [passed({ kind: 'middleware', name: 'cache', at: at(4) })] }
const fromCache = [closed, entered, page('ada', 'hi'), page('bob', 'hi', cache)]
check(sharedByVisitors, {
  'a cache of the app answered': [shared(fromCache), null],
  'a middleware answered both': [shared([closed, entered, page('ada', 'hi', cache), page('bob', 'hi', cache)]), 4],
})
check(answerCached, {
  'a cache of the app answered': [shared(fromCache), 4],
  'a handler answered both': [shared([...fromCache.slice(0, 3), page('bob', 'hi')]), null],
  'what the cache has is another page': [shared([...fromCache.slice(0, 3), page('bob', 'hello', cache)]), null],
})
test('what it was before is told', () => {
  const told = (first: ExchangeParts, session: ExchangeParts['session'] = {}) =>
    sharedByVisitors.find(
      shared([first, { ...entered, line: 'POST /login' }, page('ada', 'hi'), page('bob', 'hi', { session })]),
    )?.message
  expect(told(closed)).toMatch(/no session\. Before that, it was refused/)
  expect(told(page('ada', 'nobody'), found)).toMatch(/nothing in its session\. Before that, it was another page/)
})
