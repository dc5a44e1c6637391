import { expect, test } from 'vitest'
import callbackMissing from '../../src/diagnosis/causes/callback-missing/cause.ts'
import writeAfterDestroy from '../../src/diagnosis/causes/write-after-destroy/cause.ts'
import type { MethodCall, SessionChange } from '../../src/observe/observation.ts'
import {
  at,
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

/** Methods of a session that are done later than their call. The head of each answer is out after 4 ms. */

const START = Date.UTC(2026, 0, 1)
const calling = (call: Partial<MethodCall>, parts: ExchangeParts = {}, ...others: readonly ExchangeParts[]) =>
  observation({
    exchanges: [
      exchange({ line: 'POST /login', at: START, layers: [passed()], calls: [methodCall(call)], ...parts }),
      ...others.map((other) => exchange({ number: 2, at: START + 10, line: 'GET /me', ...other })),
    ],
  })
const renewed = (parts: Partial<SessionChange> = {}) => change({ kind: 'renewed', keys: [], ms: 3, ...parts })
const meanwhile = (...changes: readonly SessionChange[]) => calling({ method: 'regenerate' }, { changes })
const refused = (message: string) =>
  observation({ exchanges: [exchange({ line: 'POST /logout', errors: [errorFacts({ message })] })] })

const found = { store: [storeCall({ op: 'get', session: { cookie: {}, user: 'ada' } })] } as const
const destroying = (doneMs: number | null): ExchangeParts => ({ store: [storeCall({ op: 'destroy', doneMs })] })
const destroy = { method: 'destroy', callback: false, doneMs: null } as const

check(callbackMissing, {
  'regenerate() without a callback': [calling({ method: 'regenerate', callback: false, doneMs: null }), 11],
  'reload() without a callback': [calling({ method: 'reload', callback: false, doneMs: null }), 11],
  'a package called': [calling({ method: 'regenerate', callback: false, at: null }), 10],
  'nobody knows who called': [calling({ method: 'regenerate', callback: false, at: null, layer: null }), 0],
  'save() without a callback': [calling({ callback: false, doneMs: null }), null],
  'destroy() without a callback': [calling(destroy, destroying(null)), null],
  'answered before regenerate() was done': [calling({ method: 'regenerate', doneMs: 5 }), 11],
  'answered before reload() was done': [calling({ method: 'reload', doneMs: 5 }), null],
  'regenerate() was called after the head': [calling({ method: 'regenerate', startedMs: 4.5, doneMs: 5 }), null],
  'regenerate() is never done': [calling({ method: 'regenerate', doneMs: null }), null],
  'not answered yet': [calling({ method: 'regenerate', doneMs: 5 }, { status: null }), null],
  'answered in the callback': [calling({ method: 'regenerate' }), null],
  'put into the old session meanwhile': [meanwhile(change({ ms: 2.5 }), renewed()), 11],
  'put into both': [meanwhile(change({ ms: 2.5 }), renewed({ keys: ['user'] })), null],
  'put there before the call': [meanwhile(change({ ms: 2 }), renewed()), null],
  'removed meanwhile': [meanwhile(change({ ms: 2.5, removedKeys: ['user'] }), renewed()), null],
  'only the cookie was changed meanwhile': [meanwhile(change({ ms: 2.5, kind: 'cookie' }), renewed()), null],
  'it was never renewed': [meanwhile(change({ ms: 2.5 })), null],
  'it was renewed before': [meanwhile(change({ ms: 2.5 }), renewed({ ms: 1 })), null],
  'the next request still finds what is being destroyed': [calling(destroy, destroying(null), found), 11],
  'the same, with a callback': [calling({ method: 'destroy', doneMs: 20 }, destroying(20), found), 11],
  'the store was done before the answer': [calling({ method: 'destroy' }, destroying(3), found), null],
  'the next request finds nothing': [calling(destroy, destroying(null), { store: [storeCall({ op: 'get' })] }), null],
  'the next request has another session': [
    calling(destroy, destroying(null), { store: [storeCall({ op: 'get', id: 'id-2', session: { cookie: {} } })] }),
    null,
  ],
  'the other request came before the answer': [calling(destroy, destroying(null), { ...found, at: START + 1 }), null],
  'another method': [calling({ ...destroy, method: 'save' }, destroying(null), found), null],
  'logout() of passport without a callback': [refused('req#logout requires a callback function'), 12],
  'login() of passport without a callback': [refused('req#login requires a callback function'), 12],
  'another error': [refused('a callback function is required'), null],
})
test.each([
  [
    calling({ method: 'regenerate', callback: false }),
    /^POST \/login called regenerate\(\) without a callback/,
    /regen/,
  ],
  [calling({ method: 'reload', callback: false }), /reload\(\) without a callback/, /^req\.session\.reload\(\(error/],
  [calling({ method: 'regenerate', doneMs: 5 }), /answered before its callback was called/, /regen/],
  [meanwhile(change({ ms: 2.5 }), renewed()), /put user into the session before its callback/, /regen/],
  [calling(destroy, destroying(null), found), /GET \/me came before that, and still found/, /^req\.session\.destroy\(/],
  [refused('req#logout requires a callback function'), /called req\.logout\(\) without/, /^req\.logout\(\(error/],
  [refused('req#login requires a callback function'), /called req\.login\(\) without/, /^req\.login\(user, \(error/],
])('what was not waited for is told, and how to wait for it (%#)', (observed, message, code) => {
  const one = callbackMissing.find(observed)
  expect(one?.message).toMatch(message)
  expect(one?.fix?.code ?? callbackMissing.fix.code).toMatch(code)
})

test.each([
  ['it was stored again under its id', {}, true],
  ['it was stored before it was destroyed', { store: [storeCall(), storeCall({ op: 'destroy' })] }, false],
  ['it was only destroyed', { store: [storeCall({ op: 'destroy' })] }, false],
  ['it was only touched', { store: [storeCall({ op: 'destroy' }), storeCall({ op: 'touch' })] }, false],
  ['it was only stored', { store: [storeCall()] }, false],
  ['another one was stored', { store: [storeCall({ op: 'destroy' }), storeCall({ id: 'id-2' })] }, false],
  ['another one was destroyed', { store: [storeCall({ op: 'destroy', id: 'id-2' }), storeCall()] }, false],
  ['nothing was written to it', { changes: [] }, false],
  ['only its cookie was changed', { changes: [change({ kind: 'cookie' })] }, false],
  ['it was written to after the answer', { changes: [change({ when: 'after-end' })] }, false],
] satisfies readonly (readonly [string, ExchangeParts, boolean])[])(
  'answered before regenerate() was done: of the old session, %s',
  (_, parts, isKept) => {
    const again = { store: [storeCall({ op: 'destroy' }), storeCall()], changes: [change()], ...parts }
    const message = callbackMissing.find(calling({ method: 'regenerate', doneMs: 5 }, again))?.message ?? ''
    expect(message).toMatch(/the browser never hears of it\./)
    expect(message.includes('So user went into the old session, which was stored again')).toBe(isKept)
  },
)

const typeError = (message = "Cannot set properties of undefined (setting 'message')") =>
  errorFacts({ name: 'TypeError', message })
const removed = change({ kind: 'removed', keys: [] })
const after = (parts: ExchangeParts = {}, ...problems: readonly ReturnType<typeof problem>[]) =>
  observation({
    exchanges: [
      exchange({ calls: [methodCall({ method: 'destroy' })], changes: [removed], errors: [typeError()], ...parts }),
    ],
    problems,
  })
const uncaught = (parts: Parameters<typeof problem>[0] = {}) =>
  after({ errors: [] }, problem({ exchange: 1, error: typeError(), ...parts }))
check(writeAfterDestroy, {
  'something was set': [after(), 12],
  'something was read': [after({ errors: [typeError("Cannot read properties of undefined (reading 'user')")] }), 12],
  'it was taken apart': [
    after({ errors: [typeError("Cannot destructure property 'user' of 'req.session' as it is undefined.")] }),
    12,
  ],
  'connect-flash wants a session': [after({ errors: [errorFacts({ message: 'req.flash() requires sessions' })] }), 12],
  'the line of the error is not known': [after({ errors: [{ ...typeError(), at: null }] }), 11],
  'nobody caught it': [uncaught(), 12],
  'a warning': [uncaught({ kind: 'warning' }), null],
  'it was in another request': [uncaught({ exchange: 2 }), null],
  'it was in another process': [uncaught({ pid: 7 }), null],
  'another error': [after({ errors: [errorFacts({ message: 'undefined is no user' })] }), null],
  'a function that is not there': [after({ errors: [typeError('undefined is not a function')] }), null],
  'a list that is not there': [after({ errors: [typeError('undefined is not iterable')] }), null],
  'a TypeError about something else': [after({ errors: [typeError('Invalid URL')] }), null],
  'the session is still there': [after({ changes: [] }), null],
  'nobody called destroy()': [after({ calls: [methodCall()] }), null],
})
test('the line of destroy() is told where it is in the same file', () => {
  expect(writeAfterDestroy.find(after())?.message).toMatch(
    /destroy\(\) in line 11 and .*\(setting 'message'\)"\. regenerate\(\) destroys/,
  )
  const elsewhere = after({ errors: [{ ...typeError(), at: at(3, '/app/flash.js') }] })
  expect(writeAfterDestroy.find(elsewhere)?.message).toMatch(/destroy\(\) and went on/)
})
