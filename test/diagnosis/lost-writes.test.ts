import { expect, test } from 'vitest'
import headersAlreadySent from '../../src/diagnosis/causes/headers-already-sent/cause.ts'
import nothingSaved from '../../src/diagnosis/causes/nothing-saved/cause.ts'
import sessionReplaced from '../../src/diagnosis/causes/session-replaced/cause.ts'
import staleSessionObject from '../../src/diagnosis/causes/stale-session-object/cause.ts'
import writeAfterResponse from '../../src/diagnosis/causes/write-after-response/cause.ts'
import writeBeforeRegenerate from '../../src/diagnosis/causes/write-before-regenerate/cause.ts'
import type { LayerFacts, MethodCall, SessionChange } from '../../src/observe/observation.ts'
import {
  at,
  change,
  errorFacts,
  exchange,
  layer,
  methodCall,
  observation,
  passed,
  sessionPassed,
  storeCall,
  type ExchangeParts,
} from '../support/observations.ts'
import { check } from '../support/rows.ts'

/** What writes to a session and is lost before anything is read: too late, to the wrong object, or not at all. */

const one = (...parts: readonly ExchangeParts[]) =>
  observation({
    exchanges: parts.map((part, index) =>
      exchange({ number: index + 1, layers: [sessionPassed(), passed()], ...part }),
    ),
  })

const afterEnd = (parts: Partial<SessionChange> = {}) => change({ when: 'after-end', ms: 6, ...parts })
const saved = (startedMs: number) => storeCall({ startedMs })
check(writeAfterResponse, {
  'a key was set after the answer': [one({ changes: [afterEnd()] }), 10],
  'a key was removed after the answer': [one({ changes: [afterEnd({ removedKeys: ['user'] })] }), 10],
  'saved before, and not after': [one({ changes: [afterEnd()], store: [saved(4)] }), 10],
  'touched after': [one({ changes: [afterEnd()], store: [storeCall({ op: 'touch', startedMs: 7 })] }), 10],
  'which layer did it is not known': [one({ changes: [afterEnd({ layer: null })] }), 0],
  'saved after': [one({ changes: [afterEnd()], store: [saved(7)] }), null],
  'saved at once': [one({ changes: [afterEnd()], store: [saved(6)] }), null],
  'before the head': [one({ changes: [change()] }), null],
  'before the end': [one({ changes: [change({ when: 'after-head' })] }), null],
  'only the cookie changed': [one({ changes: [afterEnd({ kind: 'cookie', keys: [] })] }), null],
  'the session was destroyed': [one({ changes: [afterEnd()], session: { destroyed: true } }), null],
  'regenerate() had destroyed the one before': [
    one({ changes: [afterEnd()], session: { destroyed: true, idAfter: 'id-2' } }),
    10,
  ],
})
const lateMessage = (parts: ExchangeParts) => writeAfterResponse.find(one({ changes: [afterEnd()], ...parts }))?.message
test('whether a cookie is missing too is told', () => {
  const generated = [{ kind: 'string', value: 'id-1' }]
  expect(lateMessage({ generated })).toMatch(/changed user in .*, and the browser gets no cookie\.$/)
  expect(lateMessage({ generated, session: { saved: true } })).toMatch(/is not saved\.$/)
  expect(lateMessage({})).toMatch(/is not saved\.$/)
})

const headSent = { saved: true, cookie: 'kept-back', why: 'head-was-sent' } as const
const regenerate = (parts: Partial<MethodCall> = {}) => methodCall({ method: 'regenerate', ...parts })
check(headersAlreadySent, {
  'written after the head': [one({ session: headSent, changes: [change({ when: 'after-head' })] }), 10],
  'regenerated after the head': [one({ session: headSent, calls: [regenerate()] }), 11],
  'nobody knows what was written': [one({ session: headSent, changes: [change({ keys: [] })] }), 0],
  'another call': [one({ session: headSent, calls: [methodCall()], changes: [change({ when: 'after-end' })] }), 10],
  'the cookie is kept back for another reason': [one({ session: { ...headSent, why: 'not-secured' } }), null],
  'the cookie was set': [one({ session: { saved: true, cookie: 'set' } }), null],
})
test.each<readonly [ExchangeParts, RegExp]>([
  [{ calls: [regenerate()] }, /when it called regenerate\(\)/],
  [{ changes: [change(), change({ keys: ['cart'], when: 'after-head' })] }, /when it wrote cart to a new session/],
  [{}, /when it began a new session/],
])('what came too late is told (%#)', (parts, message) =>
  expect(headersAlreadySent.find(one({ session: headSent, ...parts }))?.message).toMatch(message),
)

const stale = (parts: Partial<SessionChange> = {}) => change({ kind: 'stale', ...parts })
const renewed = (parts: Partial<SessionChange> = {}) => change({ kind: 'renewed', keys: [], ms: 3.5, ...parts })
check(staleSessionObject, {
  'the session of before regenerate()': [one({ calls: [regenerate()], changes: [renewed(), stale()] }), 10],
  'one of several keys': [
    one({ calls: [regenerate()], changes: [stale({ keys: ['a', 'b'], removedKeys: ['a'] })] }),
    10,
  ],
  'the new one has it too': [one({ calls: [regenerate()], changes: [renewed(), stale(), change()] }), null],
  'the new one began with it': [one({ calls: [regenerate()], changes: [renewed({ keys: ['user'] }), stale()] }), null],
  'it was only emptied': [one({ calls: [regenerate()], changes: [stale({ removedKeys: ['user'] })] }), null],
  'nobody called what makes it so': [one({ calls: [methodCall()], changes: [stale()] }), null],
  'the session of now': [one({ calls: [regenerate()], changes: [renewed(), change()] }), null],
})
test.each([
  ['regenerate', /regenerate\(\) makes a new one/],
  ['reload', /reload\(\) makes a new one/],
  ['destroy', /destroy\(\) has removed that session/],
] as const)('that %s made it stale is told', (method, message) => {
  const found = staleSessionObject.find(one({ calls: [methodCall(), methodCall({ method })], changes: [stale()] }))
  expect(found?.message).toMatch(message)
  expect(found?.write).toBe('session.user')
})

/** A login by Passport, which begins a new session, of somebody who had left something as a guest. */
const byPassport = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>> = {},
  changes: readonly SessionChange[] = [],
  key = 'passport',
) => {
  const user = { [key]: { user: 7 } }
  return one({
    line: 'POST /login',
    calls: [regenerate()],
    changes: [renewed(), change({ keys: [key] }), ...changes],
    store: [
      storeCall({ op: 'get', session: { cookie: {}, ...before } }),
      storeCall({ session: { cookie: {}, ...user, ...after } }),
    ],
  })
}
const cart = { cart: ['tea'] }
check(writeBeforeRegenerate, {
  'passport leaves a cart behind': [byPassport(cart), 10],
  'passport leaves a path behind': [byPassport({ returnTo: '/orders' }), 10],
  'passport takes it along': [byPassport(cart, cart), null],
  'it is taken along, used, and removed': [
    byPassport({ returnTo: '/orders' }, {}, [change({ keys: ['returnTo'], removedKeys: ['returnTo'] })]),
    null,
  ],
  'what starts over with a login': [byPassport({ visits: 3, flash: { error: ['no'] }, empty: [] }), null],
  'there was nothing': [byPassport({}), null],
  'the app regenerates, and writes who it is': [byPassport(cart, {}, [], 'userId'), null],
})
test('how to take along what a guest had is told', () => {
  const found = writeBeforeRegenerate.find(byPassport(cart))
  expect(found?.message).toMatch(/^POST \/login logged somebody in who had cart in the session\./)
  expect(found?.fix?.code).toContain('keepSessionInfo: true')
})

const written = (parts: Partial<SessionChange> = {}) => change({ ms: 2, ...parts })
const again = (changes: readonly SessionChange[], call: Partial<MethodCall> = {}, layers = [passed()]) =>
  one({ calls: [methodCall(), regenerate(call)], changes, layers })
const reloaded = (changes: readonly SessionChange[], store: ExchangeParts['store'] = []) =>
  one({ calls: [methodCall({ method: 'reload' })], changes, store, layers: [passed()] })
const twoHandlers = [passed({ layer: 9, at: at(9) }), passed()]
check(writeBeforeRegenerate, {
  'written, and then regenerated': [again([written(), renewed()]), 11],
  'one key of two is kept': [again([written({ keys: ['user', 'cart'] }), renewed({ keys: ['cart'] })]), 11],
  'written by another handler of the route': [again([written({ layer: 9 }), renewed()], {}, twoHandlers), 9],
  'passport regenerates': [again([written(), renewed()], { at: null }), 10],
  'nobody knows which layer': [again([written({ layer: null }), renewed()], { at: null, layer: null }), 0],
  'a middleware counts': [
    again([written({ layer: 9 }), renewed()], {}, [passed({ layer: 9, kind: 'middleware' }), passed()]),
    null,
  ],
  'a middleware regenerates': [
    again([written({ layer: 9 }), renewed()], {}, [passed({ layer: 9 }), passed({ kind: 'middleware' })]),
    null,
  ],
  'it is put into the new one too': [again([written(), renewed(), change({ ms: 4 })]), null],
  'it was removed, as at a logout': [again([written({ removedKeys: ['user'] }), renewed()]), null],
  'written while the store was at work': [again([written({ ms: 2.5 }), renewed()]), null],
  'the cookie was changed': [again([written({ kind: 'cookie' }), renewed()]), null],
  'it was never renewed': [again([written()]), null],
  'it was only loaded again': [again([written(), renewed({ ms: 1.5 })]), null],
  'nobody regenerated': [one({ calls: [methodCall()], changes: [written(), renewed()] }), null],
  'reload() brought back what was removed': [
    reloaded([written({ removedKeys: ['user'] }), renewed({ keys: ['user'] })]),
    11,
  ],
  'reload() took away what was put there': [reloaded([written(), renewed({ keys: ['user'] })]), 11],
  'put there again after reload()': [reloaded([written(), renewed(), change({ ms: 4 })]), null],
  'saved before reload()': [reloaded([written(), renewed()], [storeCall({ startedMs: 2 })]), null],
  'saved after reload()': [reloaded([written(), renewed()], [storeCall({ startedMs: 2.5 })]), 11],
  'asked for before reload()': [reloaded([written(), renewed()], [storeCall({ op: 'get', startedMs: 1 })]), 11],
})
test('who called is told where it is no line of the app', () => {
  const message = (call: Partial<MethodCall>, writer: number | null = 10) =>
    writeBeforeRegenerate.find(again([written({ layer: writer }), renewed()], call))?.message
  expect(message({ at: null })).toMatch(/put user into the session and then the handler of \/ called regenerate/)
  expect(message({ at: null, layer: null }, null)).toMatch(/and then a package called regenerate/)
  expect(message({ at: null, layer: 77 })).toBeUndefined()
  expect(message({})).toMatch(/and then called regenerate/)
  expect(writeBeforeRegenerate.find(reloaded([written(), renewed()]))?.message).toMatch(
    /changed user .* called reload\(\)/,
  )
})

const offTheRequest = (parts: ExchangeParts = {}, message = "Cannot set properties of null (setting 'user')") =>
  one({ changes: [change({ kind: 'removed' })], errors: [errorFacts({ message })], ...parts })
const replaced = change({ kind: 'replaced', keys: ['user'] })
/** A new session was filled and then taken off its request. */
const removed = (parts: ExchangeParts = {}): ExchangeParts => ({
  generated: [{ kind: 'string', value: 'id' }],
  changes: [change(), change({ kind: 'removed', keys: [] })],
  ...parts,
  session: { why: 'session-removed' },
})
check(sessionReplaced, {
  'req.session is another object': [one({ changes: [replaced] }), 10],
  'with nothing in it': [one({ changes: [change({ kind: 'replaced', keys: [] })] }), 10],
  'it was removed': [one({ changes: [change({ kind: 'removed' })] }), null],
  'a new one was removed, and something was in it': [one(removed()), 10],
  'a new one was removed, and nothing was in it': [
    one(removed({ changes: [change({ kind: 'removed', keys: [] })] })),
    null,
  ],
  'one that was there already was removed': [one(removed({ generated: [] })), null],
  'destroy() removed it': [one(removed({ calls: [methodCall({ method: 'destroy' })] })), null],
  'an object of the app was there before session()': [
    one({ missing: [{ layer: 1, at: at(3) }], session: { state: 'stepped-aside' } }),
    3,
  ],
  'another session() was': [
    one({ missing: [{ layer: 1, at: at(3) }], session: { state: 'stepped-aside', by: [1, 2] } }),
    null,
  ],
  'it was renewed': [one({ changes: [renewed()] }), null],
  'it was removed, and then written to': [offTheRequest(), 10],
  'it was removed, and then read from': [offTheRequest({}, "Cannot read properties of undefined (reading 'user')"), 10],
  'it was removed, and something else failed': [offTheRequest({}, 'no such user'), null],
  'it was removed at the end, and something failed': [
    offTheRequest({ changes: [change({ kind: 'removed', when: 'after-end' })] }),
    null,
  ],
  'something failed that was there': [offTheRequest({ changes: [change()] }), null],
  'destroy() removed it, and something failed': [offTheRequest({ calls: [methodCall({ method: 'destroy' })] }), null],
})
test('what was put there instead is told', () => {
  const found = sessionReplaced.find(one({ changes: [change({ ...replaced, keys: ['name', 'role'] })] }))
  expect(found?.write).toBe('session')
  expect(found?.message).toContain('(with name, role)')
  expect(sessionReplaced.find(one({ changes: [change({ ...replaced, keys: [] })] }))?.message).not.toContain('(with')
})

const visit = (parts: ExchangeParts = {}, reader = 10): ExchangeParts => ({
  generated: [{ kind: 'string', value: 'id' }],
  ...parts,
  session: { idReads: [{ layer: reader, at: at(14) }], ...parts.session },
})
const forms = (layers: readonly LayerFacts[], methods = ['POST'], kind: LayerFacts['kind'] = 'route') => ({
  ...one(visit(), visit()),
  stack: [layer({ kind: 'router', layers: [layer({ id: 30, kind, methods, layers })] })],
})
const told: ExchangeParts['session'] = { idReads: [], idTold: true }
check(nothingSaved, {
  'two visits used two ids': [one(visit(), visit()), 14],
  'two visits were told two ids': [one(visit({ session: told }), visit({ session: told })), 10],
  'another browser came between': [one(visit(), visit({ client: 'bob' }), visit()), 14],
  'one visit alone': [one(visit()), null],
  'two browsers, once each': [one(visit(), visit({ client: 'bob' })), null],
  'clients that keep no cookies': [one(visit({ client: null }), visit({ client: null })), null],
  'the id was not used': [one(visit({ session: { idReads: [] } }), visit({ session: { idReads: [] } })), null],
  'only a logger read the id': [one(visit({}, 9), visit({}, 9)), null],
  'the id was brought': [one(visit({ generated: [] }), visit({ generated: [] })), null],
  'an id of before, which the store has forgotten': [
    one(visit({ session: { state: 'unknown-id' } }), visit({ session: { state: 'unknown-id' } })),
    null,
  ],
  'nobody answered': [one(visit({ layers: [passed({ did: 'passed' })] }), visit({ layers: [] })), null],
  'the cookie is kept back for another reason': [
    one(visit({ session: { why: 'not-secured' } }), visit({ session: { why: 'not-secured' } })),
    null,
  ],
  'a session was saved later': [one(visit(), visit(), { session: { saved: true } }), null],
  'a session was changed, too late': [one(visit(), visit({ changes: [afterEnd()] })), null],
  'only the cookie was changed': [one(visit(), visit({ changes: [change({ kind: 'cookie' })] })), 14],
  'a form was never sent': [forms([layer({ id: 31, kind: 'handler' })]), null],
  'each form was sent': [forms([layer({ id: 31 }), layer({ id: 10, kind: 'handler' })]), 14],
  'a page was never visited': [forms([layer({ id: 31, kind: 'handler' })], ['GET']), 14],
  'what takes forms is no route': [forms([layer({ id: 31 })], ['POST'], 'router'), 14],
})

test('the requests of one browser are told', () => {
  const message = (...parts: readonly ExchangeParts[]) => nothingSaved.find(one(...parts))?.message
  expect(message(visit(), visit())).toMatch(
    /^GET \/ of one browser used the id of the session twice, and each time got/,
  )
  const bob = visit({ client: 'bob', line: 'GET /bob' })
  expect(message(bob, visit(), visit({ line: 'GET /cart' }))).toMatch(
    /^GET \/ and GET \/cart of .*, and each got another/,
  )
})
