import { expect, test } from 'vitest'
import duplicateName from '../../src/diagnosis/causes/duplicate-name/cause.ts'
import genidNotAFunction from '../../src/diagnosis/causes/genid-not-a-function/cause.ts'
import genidNotText from '../../src/diagnosis/causes/genid-not-text/cause.ts'
import genidNotUnique from '../../src/diagnosis/causes/genid-not-unique/cause.ts'
import genidThrew from '../../src/diagnosis/causes/genid-threw/cause.ts'
import secretChangesAtStart from '../../src/diagnosis/causes/secret-changes-at-start/cause.ts'
import secretMissing from '../../src/diagnosis/causes/secret-missing/cause.ts'
import secretReplaced from '../../src/diagnosis/causes/secret-replaced/cause.ts'
import sessionIdAssigned from '../../src/diagnosis/causes/session-id-assigned/cause.ts'
import type { ErrorFacts, SecretFacts, ValueFacts } from '../../src/observe/observation.ts'
import {
  at,
  change,
  errorFacts,
  exchange,
  observation,
  passed,
  processFacts,
  sessionCall,
  sessionPassed,
  type ExchangeParts,
} from '../support/observations.ts'
import { check, type Rows } from '../support/rows.ts'

const secret = (parts: Partial<SecretFacts> = {}): SecretFacts => ({ ...sessionCall().secret, ...parts })
const lacking = (
  kind: string,
  parts: ExchangeParts['session'],
  facts: Partial<SecretFacts> = { count: 0, lengths: [] },
  isGiven = true,
) =>
  observation({
    sessions: [sessionCall({ options: isGiven ? { secret: { kind } } : {}, secret: secret({ kind, ...facts }) })],
    exchanges: [exchange({ session: parts ?? {} })],
  })
const empty = (kind: string, count: number, threw = true) =>
  observation({
    sessions: [sessionCall({ secret: secret({ kind, count }), threw: threw ? errorFacts() : null })],
  })
check(secretMissing, {
  'no secret': [lacking('undefined', { state: 'no-secret' }, undefined, false), 5],
  'a secret that is undefined': [lacking('undefined', { state: 'no-secret' }), 5],
  'an empty list': [empty('array', 0), 5],
  'a list with a secret, and session() threw for another reason': [empty('array', 1), null],
  'no list, and session() threw for another reason': [empty('undefined', 0), null],
  'an empty list that did no harm': [empty('array', 0, false), null],
  'a number cannot sign': [lacking('number', { why: 'cannot-be-written' }, { count: 1, lengths: [0] }), 5],
  'the first of a list is undefined': [lacking('array', { why: 'cannot-be-written' }, { lengths: [0, 20] }), 5],
  'the cookie cannot be written for another reason': [lacking('string', { why: 'cannot-be-written' }, {}), null],
  'the secret of cookie-parser is used': [lacking('undefined', {}, undefined, false), null],
  'an empty text that signs': [lacking('array', {}, { lengths: [0] }), null],
})
test.each([
  [
    lacking('undefined', { state: 'no-secret' }, undefined, false),
    /^session\(\) was called without a secret, so GET \/ failed/,
  ],
  [lacking('undefined', { state: 'no-secret' }), /^The secret was undefined when session\(\) was called/],
  [lacking('string', { state: 'no-secret' }), /^The secret is an empty string/],
  [
    lacking('number', { why: 'cannot-be-written' }, { lengths: [0] }),
    /^The secret is not a string: number, so the cookie/,
  ],
  [lacking('array', { why: 'cannot-be-written' }, { lengths: [0] }), /^The first of the secrets is not a string/],
  [empty('array', 0), /^The list of secrets is empty, so session\(\) threw/],
])('what is wrong with the secret is told (%#)', (observed, message) =>
  expect(secretMissing.find(observed)?.message).toMatch(message),
)

const COOKIE = 'connect.sid=s%3Aid-1.signature'
interface Restart {
  readonly first?: ExchangeParts
  readonly later?: ExchangeParts
  readonly variables?: readonly [string | null, string | null]
}
const restarted = ({ first = {}, later = {}, variables: [before, now] = [null, null] }: Restart = {}) =>
  observation({
    sessions: [
      sessionCall({ secret: secret({ variables: [before] }) }),
      sessionCall({ pid: 2, at: at(6), secret: secret({ variables: [now] }) }),
    ],
    exchanges: [
      exchange({ responseHeaders: [['Set-Cookie', `${COOKIE}; Path=/`]], ...first }),
      exchange({
        pid: 2,
        requestHeaders: [['Cookie', `theme=dark; ${COOKIE}`]],
        ...later,
        session: { state: 'bad-signature', ...later.session },
      }),
    ],
  })
/** Two processes, by the files that they run; the first one may have ended before the second got its request. */
const beside = (names: readonly [string, string], hasEnded = false) => {
  const end = { exitCode: 0, signal: null, output: '', at: exchange().at - 1 }
  const [first, second] = names
  return {
    ...restarted(),
    processes: [processFacts({ argv0: first, end: hasEnded ? end : null }), processFacts({ pid: 2, argv0: second })],
  }
}
const either: Rows = {
  'it is of another app beside this one': [beside(['shop.js', 'admin.js']), null],
  'the signature fits': [restarted({ later: { session: { state: 'found' } } }), null],
  'nothing is known of that cookie': [restarted({ first: { responseHeaders: [] } }), null],
  'the cookie was changed on its way': [restarted({ later: { requestHeaders: [['Cookie', `${COOKIE}x`]] } }), null],
  'a cookie of another name came back': [
    restarted({
      first: { responseHeaders: [['Set-Cookie', 'theme=dark; Path=/']] },
      later: { requestHeaders: [['Cookie', 'theme=dark']] },
    }),
    null,
  ],
  'the same process set it': [restarted({ first: { pid: 2 } }), null],
  'it was set later': [{ ...restarted(), exchanges: restarted().exchanges.toReversed() }, null],
}
check(secretChangesAtStart, {
  'a cookie of before is refused': [restarted(), 6],
  'two processes of one app': [beside(['shop.js', 'shop.js']), 6],
  'an app that starts by another file': [beside(['shop.js', 'dist/shop.js'], true), 6],
  'the secret comes from the environment': [restarted({ variables: [null, 'SESSION_SECRET'] }), null],
  'the secret came from the environment before': [restarted({ variables: ['SESSION_SECRET', null] }), null],
  ...either,
})
check(secretReplaced, {
  'the secret comes from the environment': [restarted({ variables: [null, 'SESSION_SECRET'] }), 6],
  'the secret came from the environment before': [restarted({ variables: ['SESSION_SECRET', null] }), 6],
  'it comes from nowhere known': [restarted(), null],
  ...either,
})

check(duplicateName, {
  'a cookie of another app beside this one': [beside(['shop.js', 'admin.js']), 6],
  'two processes of one app': [beside(['shop.js', 'shop.js']), null],
})

const ids = (...generated: ValueFacts[]) => observation({ exchanges: [exchange({ generated })] })
check(genidNotText, {
  'a number': [ids({ kind: 'number', value: 1 }), 5],
  'a promise': [ids({ kind: 'promise' }), 5],
  nothing: [ids({ kind: 'undefined' }), 5],
  'an empty string': [ids({ kind: 'string', value: '' }), 5],
  'the second of one request': [ids({ kind: 'string', value: 'a' }, { kind: 'object' }), 5],
  'a text': [ids({ kind: 'string', value: 'a' }), null],
  'it was not asked': [ids(), null],
})

const idsOf = (...all: readonly (readonly [client: string | null, id: unknown])[]) =>
  observation({
    exchanges: all.map(([client, id], index) =>
      exchange({ number: index + 1, client, generated: [{ kind: typeof id, value: id as string }] }),
    ),
  })
check(genidNotUnique, {
  'two browsers have one': [idsOf(['ada', 'x'], ['bob', 'x']), 5],
  'one visitor comes between': [idsOf(['ada', 'x'], ['eve', 'y'], ['bob', 'x']), 5],
  'two browsers have two': [idsOf(['ada', 'x'], ['bob', 'y']), null],
  'one browser has it twice': [idsOf(['ada', 'x'], ['ada', 'x']), null],
  'the first has no name': [idsOf([null, 'x'], ['ada', 'x']), null],
  'the second has no name': [idsOf(['ada', 'x'], [null, 'x']), null],
  'two numbers are no ids': [idsOf(['ada', 1], ['bob', 1]), null],
  'two empty texts are no ids': [idsOf(['ada', ''], ['bob', '']), null],
})

test.each([
  [
    'shop-[object Promise]',
    /bob the same id as GET \/ of the browser ada: shop-\[object Promise\]\. .* the other one sees\. A promise was put into the text/,
  ],
  ['shop-${randomUUID()}', /sees\. What is in \$\{\.\.\.\} is filled in only between backticks/],
  ['shop-() => 1', /sees\. That is the source of a function/],
  ['function randomUUID(options) {', /sees\. That is the source of a function/],
  ['bound () { [native code] }', /sees\. That is the source of a function/],
  ['shop-undefined', /sees\. What was to make them differ had no value/],
  ['NaN', /sees\. What was to make them differ had no value/],
  ['shop-null', /sees\. What was to make them differ had no value/],
  ['[object Object]', /sees\. What was to make them differ had no value/],
  [
    'functional-undefinedness',
    /browser ada\. The two now share one session: what one writes there, the other one sees\.$/,
  ],
])('what an id tells of how it was made is told: %s', (id, message) =>
  expect(
    genidNotUnique.find(idsOf(['ada', id], ['bob', id]))?.message.replace('genid gave GET / of the browser ', ''),
  ).toMatch(message),
)

const READ_ONLY = "Cannot assign to read only property 'id' of object '#<Session>'"
const assigned = (parts: ExchangeParts) =>
  observation({ exchanges: [exchange({ layers: [sessionPassed(), passed({ did: 'threw' })], ...parts })] })
const typeError = { name: 'TypeError', message: READ_ONLY }
check(sessionIdAssigned, {
  'req.session.id was set in a module': [assigned({ errors: [errorFacts(typeError)] }), 12],
  'no line is known': [assigned({ errors: [errorFacts({ ...typeError, at: null })] }), 10],
  'req.sessionID was set': [assigned({ changes: [change({ kind: 'id', keys: [] })] }), 10],
  'it was set when all was over': [assigned({ changes: [change({ kind: 'id', when: 'after-end' })] }), null],
  'data was written': [assigned({ changes: [change()] }), null],
  'another error': [assigned({ errors: [errorFacts({ name: 'TypeError' })] }), null],
  'an error of the app that says the same': [assigned({ errors: [errorFacts({ message: READ_ONLY })] }), null],
})
test('who set the id is told, and what comes of it', () => {
  const told = (parts: ExchangeParts) => sessionIdAssigned.find(assigned(parts))
  const changed = change({ kind: 'id', keys: [] })
  const failed = told({ errors: [errorFacts(typeError)], changes: [changed] })
  expect(failed?.message).toMatch(/^For \w+ \S+, .* set req\.session\.id, which is the id of the session itself/)
  expect([failed?.at?.line, failed?.write]).toEqual([12, undefined])
  const set = told({ changes: [changed] })
  expect(set?.message).toMatch(/set req\.sessionID\. The data is still kept under the old id/)
  expect(set?.message).not.toContain(', the app set')
  expect(set?.write).toBe('sessionID')
  expect(told({ changes: [{ ...changed, layer: 99 }] })?.message).toContain(', the app set req.sessionID')
})

test.each<readonly [ValueFacts, RegExp]>([
  [
    { kind: 'undefined' },
    /^genid gave undefined, so it returned nothing, for GET \/\. .*returns only what follows return\.$/,
  ],
  [{ kind: 'promise' }, /^genid gave a promise, as an async function does, for .* does not wait for a promise\.$/],
  [{ kind: 'string', value: '' }, /^genid gave an empty string for/],
  [{ kind: 'number', value: 7 }, /^genid gave the number 7 for/],
  [{ kind: 'boolean', value: true }, /^genid gave the boolean true for/],
  [{ kind: 'Buffer' }, /^genid gave something that is not a string \(Buffer\) for/],
])('what genid gave is told (%#)', (id, message) => expect(genidNotText.find(ids(id))?.message).toMatch(message))

const REFUSED = errorFacts({ name: 'TypeError', message: 'genid option must be a function' })
const given = (kind: string | null, threw: ErrorFacts | null = REFUSED) =>
  observation({ sessions: [sessionCall({ options: kind === null ? {} : { genid: { kind } }, threw })] })
check(genidNotAFunction, {
  'a text': [given('string'), 5],
  'a promise': [given('promise'), 5],
  'no genid, and the same words': [given(null), null],
  'session() threw for another reason': [given('string', errorFacts()), null],
  'session() did not throw': [given('function', null), null],
})
test.each([
  ['string', /^genid was given a string\. express-session wants the function itself/],
  ['promise', /^genid was given a promise, as a call of an async function is\. express/],
  ['number', /^genid was given something that is not a function \(number\)\./],
])('what genid was given is told (%s)', (kind, message) =>
  expect(genidNotAFunction.find(given(kind))?.message).toMatch(message),
)

const threw = (parts: ExchangeParts = {}, genid: string | null = 'function') =>
  observation({
    sessions: [sessionCall({ options: genid === null ? {} : { genid: { kind: genid } } })],
    exchanges: [
      exchange({
        status: 500,
        layers: [sessionPassed({ did: 'threw' })],
        errors: [errorFacts({ at: at(3) })],
        ...parts,
      }),
    ],
  })
check(genidThrew, {
  'a visitor without a cookie': [threw(), 3],
  'a visitor whose session is gone': [threw({ session: { state: 'unknown-id' } }), 3],
  'a visitor with a wrong signature': [threw({ session: { state: 'bad-signature' } }), 3],
  'it threw in a package': [threw({ errors: [errorFacts({ at: null })] }), 5],
  'the app has no genid': [threw({}, null), null],
  'the session was there': [threw({ session: { state: 'found' } }), null],
  'the id was made': [threw({ generated: [{ kind: 'string', value: 'a' }] }), null],
  'a handler threw': [threw({ layers: [sessionPassed(), passed({ did: 'threw' })] }), null],
  'session() was not asked': [threw({ session: { by: [] } }), null],
  'no error is known': [threw({ errors: [] }), null],
})
test.each([
  [
    'ReferenceError',
    'randomUUID is not defined',
    /randomUUID is not defined"\. Nothing.*Import it at the top: it is in node:crypto\.$/,
  ],
  ['ReferenceError', 'crypto is not defined', /: it is node:crypto\.$/],
  ['ReferenceError', 'visitor is not defined', /an import or a const is missing, or it is spelled differently\.$/],
  ['TypeError', 'randomUUID is not a function', /import randomUUID from 'node:crypto'.* between braces\.$/],
  [
    'TypeError',
    'done is not a function',
    /the request and nothing else, no callback either, and takes what it returns for the id\.$/,
  ],
  ['TypeError', "Cannot read properties of undefined (reading 'name')", /so none of them gets a page\.$/],
])('why genid threw is told: %s: %s', (name, message, told) =>
  expect(genidThrew.find(threw({ errors: [errorFacts({ name, message })] }))?.message).toMatch(told),
)
