import { expect, test } from 'vitest'
import callbackMissing from '../../src/diagnosis/causes/callback-missing/cause.ts'
import callbackWithoutSession from '../../src/diagnosis/causes/callback-without-session/cause.ts'
import genidNotUnique from '../../src/diagnosis/causes/genid-not-unique/cause.ts'
import reloadWithoutSession from '../../src/diagnosis/causes/reload-without-session/cause.ts'
import sessionCookieRemoved from '../../src/diagnosis/causes/session-cookie-removed/cause.ts'
import sessionMethodUnbound from '../../src/diagnosis/causes/session-method-unbound/cause.ts'
import { calledLine } from '../../src/diagnosis/source/called-line.ts'
import { parse } from '../../src/diagnosis/source/parse.ts'
import type { ErrorFacts, MethodCall } from '../../src/observe/observation.ts'
import {
  change,
  errorFacts,
  exchange,
  methodCall,
  observation,
  passed,
  problem,
  storeCall,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

/** Methods of a session that are called in a way that cannot go well. */

const seen = (parts: ExchangeParts, ...problems: readonly ReturnType<typeof problem>[]) =>
  observation({ exchanges: [exchange({ line: 'POST /login', layers: [passed()], ...parts })], problems })
const typeError = (message: string, stack = ''): ErrorFacts => errorFacts({ name: 'TypeError', message, stack })

const OF_REQ = "Cannot read properties of undefined (reading 'req')"
const FRAME = '    at destroy (/app/node_modules/express-session/session/session.js:107:14)'
const unbound = (message = OF_REQ, frame = FRAME) => typeError(message, `TypeError: ${message}\n${frame}`)
check(sessionMethodUnbound, {
  'destroy() has no session': [seen({ errors: [unbound()] }), 12],
  'under a path of Windows': [seen({ errors: [unbound(OF_REQ, FRAME.replaceAll('/', '\\'))] }), 12],
  'the line is not known': [seen({ errors: [{ ...unbound(), at: null }], layers: [passed({ did: 'threw' })] }), 10],
  'nobody caught it': [seen({}, problem({ exchange: 1, error: unbound() })), 12],
  'it was in another request': [seen({}, problem({ exchange: 2, error: unbound() })), null],
  'another error there': [seen({ errors: [unbound('it broke')] }), null],
  'the same error in the app': [seen({ errors: [unbound(OF_REQ, '    at show (/app/server.js:12:3)')] }), null],
})
test('which method it was is told', () => {
  const found = sessionMethodUnbound.find(seen({ errors: [unbound()] }))
  expect(found?.message).toMatch(/^POST \/login called destroy\(\) after it was taken off its session/)
  expect(found?.fix?.code).toContain('req.session.destroy.bind(req.session)')
})

const NOTHING = "Cannot set properties of undefined (setting 'user')"
const inCallback = (call: Partial<MethodCall> = {}, parts: ExchangeParts = {}, message = NOTHING) =>
  seen(
    { calls: [methodCall({ method: 'regenerate', ...call })], status: null, ...parts },
    problem({ exchange: 1, error: typeError(message) }),
  )
check(callbackWithoutSession, {
  'the callback of regenerate()': [inCallback(), 12],
  'the callback of reload()': [inCallback({ method: 'reload' }), 12],
  'the callback of save()': [inCallback({ method: 'save' }), 12],
  'the callback of destroy()': [inCallback({ method: 'destroy' }), null],
  'the callback was not called yet': [inCallback({ doneMs: null }), null],
  'the callback got an error': [inCallback({ error: errorFacts() }), null],
  'the session is gone': [inCallback({}, { changes: [change({ kind: 'removed' })] }), null],
  'something was read from nothing': [inCallback({}, {}, "Cannot read properties of undefined (reading 'id')"), null],
  'another request': [inCallback({}, { number: 2 }), null],
})

const failed = errorFacts({ message: 'failed to load session' })
const reload = (parts: ExchangeParts = {}, error: ErrorFacts | null = failed) =>
  seen({ calls: [methodCall({ method: 'reload', error })], errors: error ? [error] : [], ...parts })
check(reloadWithoutSession, {
  'a new session': [reload(), 11],
  'one that was destroyed': [reload({ session: { state: 'found' } }), 11],
  'it was loaded': [reload({}, null), null],
  'the callback does not mind': [reload({ errors: [] }), null],
  'nobody caught it': [
    seen({ calls: [methodCall({ method: 'reload', error: failed })] }, problem({ exchange: 1, error: failed })),
    11,
  ],
  'the store failed': [reload({}, errorFacts()), null],
})
test('whether the session was new is told', () => {
  expect(reloadWithoutSession.find(reload())?.message).toMatch(/the session is new/)
  expect(reloadWithoutSession.find(reload({ session: { state: 'found' } }))?.message).toMatch(/not there any more/)
})

const OF_NULL = "Cannot read properties of null (reading 'originalMaxAge')"
const IN_SESSION = 'TypeError\n    at Session.touch (/app/node_modules/express-session/session/session.js:59:36)'
const taken = (parts: ExchangeParts = {}, error = typeError(OF_NULL, IN_SESSION)) =>
  seen({ changes: [change({ kind: 'cookie', keys: [] })], errors: [error], ...parts })
check(sessionCookieRemoved, {
  'the cookie is null': [taken(), 10],
  'it is undefined': [taken({}, typeError(OF_NULL.replace('null', 'undefined'), IN_SESSION)), 10],
  'the cookie is as it was': [taken({ changes: [change()] }), null],
  'nothing failed': [taken({ errors: [] }), null],
  'the app failed': [taken({}, typeError(OF_NULL, 'TypeError\n    at show (/app/server.js:12:3)')), null],
  'another error': [taken({}, typeError('fn is not a function', IN_SESSION)), null],
  'no TypeError': [taken({}, errorFacts({ message: OF_NULL, stack: IN_SESSION })), null],
})

const given = (session: ExchangeParts['session'] = {}, id = 'id-1') =>
  seen({
    generated: [{ kind: 'string', value: id }],
    session: { state: 'found', destroyed: true, saved: true, ...session },
  })
check(genidNotUnique, {
  'the new session got the id of the old one': [given(), 5],
  'it got another one': [given({}, 'id-2'), null],
  'nothing was destroyed': [given({ destroyed: false }), null],
  'the new one was not saved': [given({ saved: false }), null],
  'there was no session before': [given({ state: 'no-cookie' }), null],
})

const early = (parts: ExchangeParts = {}) =>
  callbackMissing.find(
    seen({
      calls: [methodCall({ method: 'regenerate', doneMs: 5 })],
      changes: [change()],
      store: [storeCall({ op: 'destroy' }), storeCall()],
      ...parts,
    }),
  )?.message
test('that the old session was stored again is told', () => {
  const AGAIN = /So user went into the old session, which was stored again/
  expect(early()).toMatch(AGAIN)
  expect(early({ store: [storeCall(), storeCall({ op: 'destroy' })] })).not.toMatch(AGAIN)
  expect(early({ store: [storeCall()] })).not.toMatch(AGAIN)
  expect(early({ store: [storeCall({ op: 'destroy' }), storeCall({ id: 'id-2' })] })).not.toMatch(AGAIN)
  expect(early({ changes: [change({ when: 'after-end' })] })).not.toMatch(AGAIN)
})

const handler = (body: string) =>
  `app.post('/logout', (req, res) => {\n${body}\n})\nfunction leave(res) {\n  res.clearCookie()\n}`
test.each([
  ['a method', handler("res.clearCookie('sid')"), 2],
  ['a chain', handler("res\n.status(200)\n.clearCookie('sid')"), 4],
  ['in a function that it calls', handler('leave(res)'), 5],
  ['nowhere', "app.post('/logout', (req, res) => res.send())", null],
])('the line of a call: %s', async (_, source, line) => {
  const program = await parse(source, false)
  expect(program && calledLine(program, 1, 'clearCookie')).toBe(line)
})
