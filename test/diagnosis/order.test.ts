import { expect, test } from 'vitest'
import bodyNotParsed from '../../src/diagnosis/causes/body-not-parsed/cause.ts'
import pathNotCovered from '../../src/diagnosis/causes/path-not-covered/cause.ts'
import responseNeverEnds from '../../src/diagnosis/causes/response-never-ends/cause.ts'
import sessionBelowRoute from '../../src/diagnosis/causes/session-below-route/cause.ts'
import sessionNotUsed from '../../src/diagnosis/causes/session-not-used/cause.ts'
import sessionPerRequest from '../../src/diagnosis/causes/session-per-request/cause.ts'
import twoSessionMiddlewares from '../../src/diagnosis/causes/two-session-middlewares/cause.ts'
import type { HeaderPair, Observation } from '../../src/observe/observation.ts'
import {
  at,
  change,
  errorFacts,
  exchange,
  layer,
  methodCall,
  observation,
  passed,
  sessionCall,
  sessionPassed,
  storeCall,
  storeFacts,
  type ExchangeParts,
} from '../support/observations.ts'
import { finds, keeps, minutes } from '../support/cookies.ts'
import { check } from '../support/rows.ts'

/** A guard in line 10 above session() in line 20. */
const guard = (parts: Parameters<typeof passed>[0] = {}) =>
  passed({ kind: 'middleware', sessionBefore: false, ...parts })
const handlerLayer = layer({ id: 10, at: at(10), kind: 'handler' })
const sessionLayer = layer({ id: 20, at: at(20), name: 'session', session: 1 })
const notReached = { state: 'not-reached', by: [], idBefore: null, idAfter: null } as const
const asked = [{ layer: 10, at: at(11) }]

const below = (parts: ExchangeParts, stack = [handlerLayer, sessionLayer], sessions = [sessionCall()]) =>
  observation({
    stack,
    sessions,
    exchanges: [
      exchange({ layers: [guard()], missing: asked, ...parts, session: { ...notReached, ...parts.session } }),
    ],
  })

check(sessionBelowRoute, {
  'a guard asked, found none, and redirected': [below({ status: 302 }), 10],
  'a handler asked, and failed': [below({ status: 500, layers: [guard({ did: 'threw' })] }), 10],
  'session() is below in a router': [below({}, [handlerLayer, layer({ kind: 'router', layers: [sessionLayer] })]), 10],
  'where it was added is not known': [below({ layers: [guard({ at: null })] }), 11],
  'nobody asked for the session': [below({ missing: [], status: 401 }), null],
  'another layer asked, and handed on': [below({ missing: [{ layer: 9, at: at(9) }] }), null],
  'a logger asked, and handed on': [below({ layers: [guard({ did: 'passed' })] }), null],
  'only the page for errors asked': [below({ layers: [guard({ kind: 'error-handler' })] }), null],
  'session() stands above, on another path': [below({}, [sessionLayer, handlerLayer]), null],
  'there is no session() in the stack': [below({}, [handlerLayer]), null],
  'the layer is in no stack': [below({}, [sessionLayer]), null],
  'session() was reached': [below({ session: { by: [1], state: 'path-not-covered' } }), null],
  'another package made the session': [below({ session: { foreign: 'Session' } }), null],
  'the app put an object there': [below({ session: { foreign: 'object' } }), 10],
})

const unused = [sessionCall({ during: null })]
const elsewhere = (path: string) => ({ ...sessionLayer, path })
/** A layer called session() in the course of its request and keeps it. */
const kept = (parts: Parameters<typeof passed>[0] = {}, more: ExchangeParts = {}, during = 1) =>
  below(
    { status: null, missing: [], layers: [guard({ name: 'session', did: 'hung', ...parts })], ...more },
    [handlerLayer],
    [sessionCall({ during })],
  )
check(sessionNotUsed, {
  'session() was called, and its middleware is nowhere': [below({}, [handlerLayer], unused), 5],
  'session() was never called': [below({}, [handlerLayer], []), 11],
  'the call was in another process': [below({}, [handlerLayer], [sessionCall({ pid: 7 })]), 11],
  'the call threw': [below({}, [handlerLayer], [sessionCall({ threw: errorFacts() })]), 11],
  'the call was Express calling it as a middleware': [below({}, [handlerLayer], [sessionCall({ during: 1 })]), 11],
  'it is used for another path only': [below({}, [elsewhere('/health'), handlerLayer]), 20],
  'it is used for a path that may be meant': [below({}, [elsewhere('/:page'), handlerLayer]), null],
  'it is used for a path above': [below({ line: 'GET /shop/cart' }, [elsewhere('/shop'), handlerLayer]), null],
  'it is used for a path that only begins alike': [
    below({ line: 'GET /shops' }, [elsewhere('/shop'), handlerLayer]),
    20,
  ],
  'Express was given session itself': [kept(), 10],
  'a middleware calls it, and nobody calls what it made': [kept({ name: '<anonymous>' }), 10],
  'it was answered all the same': [kept({}, { status: 200 }), null],
  'it was handed on': [kept({ did: 'passed' }), null],
  'the middleware that it made waits for its store': [kept({ session: 1 }), null],
  'it was called in the course of another request': [kept({}, {}, 2), null],
  'nobody asked for the session': [below({ missing: [] }, [handlerLayer], unused), null],
  'it stands below': [below({}), null],
  'it is called by hand for other requests': [
    observation({
      exchanges: [exchange(), exchange({ number: 2, layers: [guard()], missing: asked, session: notReached })],
    }),
    null,
  ],
})

const narrow = [sessionCall({ options: { 'cookie.path': { kind: 'string', value: '/admin' } } })]
const uncovered = (parts: ExchangeParts, state: 'path-not-covered' | 'no-cookie' = 'path-not-covered') =>
  observation({
    sessions: narrow,
    exchanges: [
      exchange({
        line: 'GET /dashboard',
        layers: [sessionPassed(), guard({ kind: 'handler' })],
        missing: asked,
        ...parts,
        session: { state },
      }),
    ],
  })
check(pathNotCovered, {
  'a handler asked for the session': [uncovered({}), 5],
  'a handler failed for want of it': [uncovered({ layers: [sessionPassed(), guard({ did: 'threw' })] }), 5],
  'a public page did not ask': [uncovered({ missing: [] }), null],
  'a logger asked, and handed on': [uncovered({ layers: [guard({ did: 'passed' })] }), null],
  'another session() covered it': [uncovered({}, 'no-cookie'), null],
})
test.each([
  ['the page that sent it', ['Referer', 'https://shop.example/admin/login'], 'proxy'],
  ['what a proxy says', ['X-Forwarded-Prefix', '/admin'], 'proxy'],
  ['a page elsewhere', ['Referer', 'https://shop.example/administration'], undefined],
  ['no page', ['Referer', 'nowhere'], undefined],
] as const)('where the browser is below the path of the cookie, a proxy has taken that off: %s', (_, header, where) =>
  expect(pathNotCovered.find(uncovered({ requestHeaders: [header] }))?.where).toBe(where),
)
test('the path that does not fit is told', () =>
  expect(pathNotCovered.find(uncovered({}))?.message).toMatch(/cookie\.path is \/admin, /))

const perRequest = (calls: readonly (number | null)[], parts: readonly ExchangeParts[], own = true) =>
  observation({
    sessions: calls.map((during, index) =>
      sessionCall({ id: index + 1, during, store: storeFacts({ id: index + 1, isMemoryStore: own }) }),
    ),
    exchanges: parts.map((part, index) => exchange({ number: index + 1, ...part })),
  })
const by = (id: number, state: 'no-cookie' | 'unknown-id' | 'found' = 'no-cookie'): ExchangeParts => ({
  session: { by: [id], state },
})
check(sessionPerRequest, {
  'each request has a call, and a cookie finds nothing': [perRequest([1, 2], [by(1), by(2, 'unknown-id')]), 5],
  'no cookie came back': [perRequest([1, 2], [by(1), by(2)]), null],
  'the store is one that stays': [perRequest([1, 2], [by(1), by(2, 'unknown-id')], false), null],
  'one call at the start': [perRequest([null], [by(1), by(1, 'unknown-id')]), null],
  'one call at the first request': [perRequest([1], [by(1, 'unknown-id'), by(1)]), null],
  'a call for each customer': [perRequest([1, 2], [by(1), by(2, 'unknown-id'), by(2, 'found')]), null],
  'a single request, with a cookie of long ago': [perRequest([1], [by(1, 'unknown-id')]), null],
  'two calls in two lines': [
    {
      ...perRequest([1, 2], [by(1), by(2, 'unknown-id')]),
      sessions: [sessionCall({ during: 1 }), sessionCall({ id: 2, during: 2, at: at(6) })],
    },
    null,
  ],
})

/** Two routes, each with a call of its own at the start, and a session that the first one saved. */
const routes = (visit: ExchangeParts = {}, login: ExchangeParts = {}, own = true) =>
  perRequest(
    [null, null],
    [
      { ...by(1), store: [keeps({ cookie: { expires: new Date(minutes(60)).toISOString() } })], ...login },
      { ...by(2, 'unknown-id'), at: minutes(9), store: [finds(null)], ...visit },
    ],
    own,
  )
check(sessionPerRequest, {
  'a route has a call of its own': [routes(), 5],
  'the other one too': [routes(by(1, 'unknown-id')), null],
  'it is found': [routes(by(2, 'found')), null],
  'another id': [routes({ store: [finds(null, { id: 'id-2' })] }), null],
  'it was never kept': [routes({}, { store: [] }), null],
  'it was only looked for': [routes({}, { store: [finds(null)] }), null],
  'it was destroyed': [routes({}, { session: { by: [1], destroyed: true } }), null],
  'it had ended': [routes({ at: minutes(60) }), null],
  'another process kept it': [routes({}, { pid: 2 }), null],
  'the stores are others': [routes({}, {}, false), null],
})

const second = sessionCall({ id: 2, name: 'admin.sid', at: at(6) })
const two = (first: string, other: string, sessions = [sessionCall(), second], sessionBefore = true) =>
  observation({
    sessions,
    exchanges: [
      exchange({
        layers: [
          sessionPassed({ path: first }),
          sessionPassed({ layer: 2, session: 2, path: other, at: at(6), sessionBefore }),
        ],
        session: { by: [1, 2] },
      }),
    ],
  })
const same = sessionCall({ id: 2, at: at(6), store: storeFacts({ id: 2 }) })
check(twoSessionMiddlewares, {
  'the one for all comes first': [two('/', '/admin'), 6],
  'both are for all': [two('/', '/'), 6],
  'both are for one part': [two('/admin', '/admin'), 6],
  'the one for a part comes first': [two('/admin', '/'), null],
  'the part has a name that only begins alike': [two('/admin', '/administration'), null],
  'the first did not cover the path': [two('/', '/', undefined, false), null],
  'the two are the same': [two('/', '/', [sessionCall(), same]), null],
  'only the secrets differ': [
    two('/', '/', [sessionCall(), { ...same, secret: { ...same.secret, lengths: [40] } }]),
    6,
  ],
  'only an option differs': [two('/', '/', [sessionCall(), { ...same, options: {} }]), 6],
  'only the stores differ': [
    two('/', '/', [sessionCall(), { ...same, store: storeFacts({ id: 2, isMemoryStore: false }) }]),
    6,
  ],
  'one middleware is used twice': [
    observation({ exchanges: [exchange({ layers: [sessionPassed(), sessionPassed({ sessionBefore: true })] })] }),
    null,
  ],
  'the first is in a router for a part': [
    {
      ...two('/', '/'),
      stack: [
        layer({ id: 9, kind: 'router', path: '/admin', layers: [layer({ id: 1, session: 1 })] }),
        layer({ id: 2, session: 2 }),
      ],
    },
    null,
  ],
})
test.each([
  [
    [sessionCall(), second],
    /made req\.session, with an id of its own and the cookie connect\.sid; the second, for admin\.sid, saw/,
  ],
  [[sessionCall(), { ...same, options: {} }], /made req\.session, with an id of its own; the second saw/],
])('the names of the cookies are told where they differ (%#)', (sessions, message) =>
  expect(twoSessionMiddlewares.find(two('/', '/', sessions))?.message).toMatch(message),
)

const hung = (parts: ExchangeParts = {}) =>
  exchange({ status: null, state: 'closed', durationMs: 4000, layers: [passed({ did: 'hung' })], ...parts })
const hangs = (parts: ExchangeParts = {}) => observation({ exchanges: [hung(parts)] })
check(responseNeverEnds, {
  'the client gave up': [hangs(), 10],
  'it is open, and a later request came long after': [
    observation({ exchanges: [hung({ state: 'open', durationMs: null, at: 0 }), exchange({ number: 2, at: 1000 })] }),
    10,
  ],
  'it is open, and nothing says for how long': [hangs({ state: 'open', durationMs: null }), null],
  'the later request was in another process': [
    observation({
      exchanges: [hung({ state: 'open', durationMs: null, at: 0 }), exchange({ pid: 7, at: 9000 })],
    }),
    null,
  ],
  'nobody waits any longer, because no answer can come': [hangs({ durationMs: null }), 10],
  'the client left at once': [hangs({ durationMs: 999 }), null],
  'the head was sent, as for a stream of events': [hangs({ status: 200, durationMs: 4000 }), null],
  'it was answered without a head': [hangs({ state: 'ended' }), null],
  'the store does not answer': [hangs({ store: [storeCall({ op: 'get', doneMs: null })] }), null],
  'regenerate() waits for the store': [hangs({ calls: [methodCall({ method: 'regenerate', doneMs: null })] }), null],
  'it had called save(), and nobody waits for that': [
    hangs({ calls: [methodCall({ callback: false, doneMs: null })] }),
    10,
  ],
  'the store failed without calling back': [hangs({ store: [storeCall({ doneMs: null, error: errorFacts() })] }), 10],
  'the layer handed on': [hangs({ layers: [passed({ did: 'passed' })] }), null],
  'it came to no layer': [hangs({ layers: [] }), null],
})
const BODY: readonly HeaderPair[] = [
  ['Content-Length', '14'],
  ['Content-Type', 'application/json'],
]
const login = (parts: ExchangeParts, stack: Observation['stack'] = []) =>
  observation({
    stack,
    exchanges: [
      exchange({
        line: 'POST /login',
        requestHeaders: BODY,
        layers: [sessionPassed(), passed()],
        changes: [change({ undefinedKeys: ['user'] })],
        ...parts,
      }),
    ],
  })
const FORM_TYPE = 'application/x-www-form-urlencoded'
const MULTIPART_TYPE = 'multipart/form-data; boundary=b7'
/** A body of a type, and the parser above the handler. */
const withParser = (name: string, type: string, parts: ExchangeParts = {}) =>
  login({
    body: 'object',
    requestHeaders: [
      ['Content-Length', '14'],
      ['Content-Type', type],
    ],
    layers: [passed({ layer: 2, kind: 'middleware', name, did: 'passed', at: at(4) }), sessionPassed(), passed()],
    ...parts,
  })
const failed = (error: Parameters<typeof errorFacts>[0], did: 'threw' | 'answered' = 'threw', sessionBefore = true) =>
  login({
    changes: [],
    errors: [errorFacts({ name: 'TypeError', ...error })],
    layers: [passed({ did, sessionBefore })],
  })
const DESTRUCTURED = "Cannot destructure property 'user' of 'req.body' as it is undefined."
check(bodyNotParsed, {
  'undefined was stored': [login({}), 10],
  'a body in pieces': [login({ requestHeaders: [['Transfer-Encoding', 'chunked']] }), 10],
  'the handler took it apart': [failed({ message: DESTRUCTURED }), 12],
  'the handler read a part of it': [failed({ message: "Cannot read properties of undefined (reading 'user')" }), 12],
  'the line of the error is not known': [failed({ message: DESTRUCTURED, at: null }), 10],
  'the body was read': [login({ body: 'object' }), null],
  'a parser for JSON left the body of a form empty': [withParser('jsonParser', FORM_TYPE), 10],
  'a parser for forms left a body of JSON empty': [
    withParser('urlencodedParser', 'application/json; charset=utf-8'),
    10,
  ],
  'a parser for forms read a form': [withParser('urlencodedParser', FORM_TYPE), null],
  'something else may have read the form': [withParser('upload', FORM_TYPE), null],
  'a form with files, and parsers of Express': [withParser('urlencodedParser', MULTIPART_TYPE), 10],
  'multer read it': [
    withParser('urlencodedParser', MULTIPART_TYPE, {
      layers: ['urlencodedParser', 'multerMiddleware']
        .map((name, i) => passed({ layer: i + 2, kind: 'middleware', name, did: 'passed' }))
        .concat([sessionPassed(), passed()]),
    }),
    null,
  ],
  'a body of a kind that nobody knows': [withParser('jsonParser', 'text/csv'), null],
  'the form was left empty, and nothing undefined was stored': [
    withParser('jsonParser', FORM_TYPE, { changes: [change()] }),
    null,
  ],
  'no body came': [login({ requestHeaders: [] }), null],
  'an empty body came': [login({ requestHeaders: [['content-length', '0']] }), null],
  'nothing undefined was stored': [login({ changes: [change()] }), null],
  'it failed for another reason': [failed({ message: 'no such user' }), null],
  'it failed with an error of its own': [failed({ message: DESTRUCTURED, name: 'Error' }), null],
  'there was no session either': [failed({ message: DESTRUCTURED }, 'threw', false), null],
  'the error was thrown by nobody known': [failed({ message: DESTRUCTURED }, 'answered'), null],
})
const alsoRead = (line: string, body = 'object') => {
  const { exchanges, ...rest } = login({})
  return { ...rest, exchanges: [...exchanges, exchange({ line, body, requestHeaders: BODY })] }
}
check(bodyNotParsed, {
  'the route reads bodies of another kind': [alsoRead('POST /login?next=1'), null],
  'another route reads bodies': [alsoRead('POST /letters'), 10],
  'another method reads bodies': [alsoRead('PUT /login'), 10],
  'the route has read none': [alsoRead('POST /login', 'undefined'), 10],
})
test('what reads a form with files is named, and how it is used', () => {
  const finding = bodyNotParsed.find(withParser('urlencodedParser', MULTIPART_TYPE))
  expect(finding?.message).toMatch(/brought a body \(multipart\/form-data\), and nothing .*, as multer does\./)
  expect(finding?.fix?.code).toContain('multer()')
})
test('a parser above for another kind of body is named', () => {
  const forms = passed({ kind: 'middleware', name: 'urlencodedParser', did: 'passed', at: at(4) })
  const layers = [forms, sessionPassed(), passed()]
  expect(bodyNotParsed.find(login({ layers }))?.message).toMatch(
    /urlencodedParser in line 4 is for bodies of another kind/,
  )
  expect(bodyNotParsed.find(login({}))?.message).not.toMatch(/another kind/)
})
test('a parser that stands below is pointed at, and one above is not', () => {
  const parser = layer({ id: 30, name: 'jsonParser', at: at(30) })
  const own = layer({ id: 10, kind: 'handler' })
  expect(bodyNotParsed.find(login({}, [own, parser]))?.message).toMatch(/below it, in line 30\.$/)
  expect(bodyNotParsed.find(login({}, [parser, own]))?.message).not.toMatch(/below/)
  expect(bodyNotParsed.find(login({}, [own, layer({ name: 'cors', at: at(30) })]))?.message).not.toMatch(/below/)
})
