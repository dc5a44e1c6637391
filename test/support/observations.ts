import type {
  ErrorFacts,
  ExchangeFacts,
  HeaderPair,
  LayerFacts,
  LayerPassed,
  MethodCall,
  Observation,
  Place,
  ProblemFacts,
  ProcessFacts,
  SessionCall,
  SessionChange,
  SessionFacts,
  StoreCallFacts,
  StoreFacts,
  ValueFacts,
} from '../../src/observe/observation.ts'

/** Observations for tables: what a row does not say is as in an app that is right. */

/** The process that everything belongs to where a row does not say another. */
export const PID = 100

/** A line of the app. */
export const at = (line: number, file = '/app/server.js'): Place => ({ file, line })

/** What was observed: one process that listens, and what the row says. */
export const observation = (parts: Partial<Observation> = {}): Observation => ({
  processes: [processFacts()],
  packages: [],
  sessions: [sessionCall()],
  stack: [],
  listens: [{ pid: PID, address: '127.0.0.1', port: 3000, protocol: 'http' }],
  exchanges: [],
  upgrades: [],
  problems: [],
  dropped: [],
  ...parts,
})

export const processFacts = (parts: Partial<ProcessFacts> = {}): ProcessFacts => ({
  pid: PID,
  parent: 1,
  argv0: 'server.js',
  node: 'v20.20.0',
  nodeEnv: null,
  startedAt: Date.UTC(2026, 0, 1),
  watcher: null,
  end: null,
  ...parts,
})

/** A call of session() in line 5, with a MemoryStore, a secret, and `resave` and `saveUninitialized` false. */
export const sessionCall = (parts: Partial<SessionCall> = {}): SessionCall => ({
  id: 1,
  pid: PID,
  at: at(5),
  version: '1.19.0',
  during: null,
  options: {
    secret: { kind: 'string' },
    resave: { kind: 'boolean', value: false },
    saveUninitialized: { kind: 'boolean', value: false },
  },
  secret: { kind: 'string', count: 1, lengths: [32], published: [false], variables: [null] },
  name: 'connect.sid',
  store: storeFacts(),
  printed: [],
  threw: null,
  ...parts,
})

export const storeFacts = (parts: Partial<StoreFacts> = {}): StoreFacts => ({
  id: 1,
  className: 'MemoryStore',
  package: 'express-session',
  version: '1.19.0',
  at: null,
  otherMethods: [],
  methods: ['all', 'clear', 'createSession', 'destroy', 'get', 'length', 'regenerate', 'set', 'touch'],
  isMemoryStore: true,
  settings: {},
  ...parts,
})

/** What a row says of an exchange: some parts in fewer words than they have. */
export interface ExchangeParts extends Partial<Omit<ExchangeFacts, 'request' | 'response' | 'session' | 'generated'>> {
  /** As in `POST /login`. @default GET / */
  readonly line?: string
  readonly requestHeaders?: readonly HeaderPair[]
  /** What kind of value `req.body` was. @default undefined */
  readonly body?: string
  /** Null for none. @default 200 */
  readonly status?: number | null
  readonly responseHeaders?: readonly HeaderPair[]
  readonly session?: Partial<SessionFacts>
  readonly generated?: readonly ValueFacts[]
}

/** `GET /` of the browser ada, which session() saw come without a cookie, answered with 200. */
export function exchange(parts: ExchangeParts = {}): ExchangeFacts {
  const { line = 'GET /', requestHeaders = [], body = 'undefined', status = 200, responseHeaders = [], ...rest } = parts
  const generated = (parts.generated ?? []).map((id) => ({ shown: String(id.value), ms: 1, ...id }))
  const [method = 'GET', url = '/'] = line.split(' ')
  return {
    number: 1,
    pid: PID,
    client: 'ada',
    scenario: null,
    at: Date.UTC(2026, 0, 1),
    cameMs: 100,
    durationMs: status === null ? null : 5,
    connection: { secure: false, remoteAddress: '127.0.0.1' },
    request: { method, url, httpVersion: '1.1', headers: requestHeaders, body },
    response: status === null ? null : { status, statusText: '', headers: responseHeaders, headMs: 4 },
    state: status === null ? 'open' : 'ended',
    trustProxy: 'false',
    layers: [],
    answeredAt: null,
    unanswered: false,
    trace: [],
    traceMs: [],
    store: [],
    cutShort: false,
    changes: [],
    calls: [],
    missing: [],
    cleared: null,
    refusedCookies: [],
    errors: [],
    untaken: [],
    ...rest,
    generated,
    session: {
      state: 'no-cookie',
      by: [1],
      idBefore: 'id-1',
      idAfter: 'id-1',
      saved: false,
      touched: false,
      destroyed: false,
      cookie: 'none',
      why: null,
      idReads: [],
      idTold: false,
      foreign: null,
      ...rest.session,
    },
  }
}

/** A handler of `GET /` in line 10 that answered. */
export const passed = (parts: Partial<LayerPassed> = {}): LayerPassed => ({
  layer: 10,
  kind: 'handler',
  name: '<anonymous>',
  path: '/',
  at: at(10),
  session: null,
  sessionBefore: true,
  did: 'answered',
  ms: 1,
  ...parts,
})

/** session() of line 5 on the way of a request. */
export const sessionPassed = (parts: Partial<LayerPassed> = {}): LayerPassed =>
  passed({
    layer: 1,
    kind: 'middleware',
    name: 'session',
    at: at(5),
    session: 1,
    sessionBefore: false,
    did: 'passed',
    ms: 0.5,
    ...parts,
  })

/** A middleware in line 5 that is mounted at `/`. */
export const layer = (parts: Partial<LayerFacts> = {}): LayerFacts => ({
  id: 1,
  kind: 'middleware',
  name: '<anonymous>',
  path: '/',
  methods: [],
  at: at(5),
  session: null,
  layers: [],
  ...parts,
})

/** Data was put into the session before the head of the answer. */
export const change = (parts: Partial<SessionChange> = {}): SessionChange => ({
  layer: 10,
  kind: 'keys',
  keys: ['user'],
  removedKeys: [],
  undefinedKeys: [],
  notJson: {},
  when: 'before-head',
  ms: 3,
  ...parts,
})

/** A call of a store that came back. */
export const storeCall = (parts: Partial<StoreCallFacts> = {}): StoreCallFacts => ({
  op: 'set',
  id: 'id-1',
  before: null,
  session: null,
  startedMs: 2,
  doneMs: 3,
  error: null,
  ...parts,
})

/** A call of a method of `req.session`, with a callback, in line 11. */
export const methodCall = (parts: Partial<MethodCall> = {}): MethodCall => ({
  method: 'save',
  at: at(11),
  callback: true,
  layer: 10,
  startedMs: 2,
  doneMs: 3,
  error: null,
  ...parts,
})

export const errorFacts = (parts: Partial<ErrorFacts> = {}): ErrorFacts => ({
  name: 'Error',
  message: 'it broke',
  code: null,
  stack: '',
  at: at(12),
  ...parts,
})

/** An error that nobody caught. */
export const problem = (parts: Partial<ProblemFacts> = {}): ProblemFacts => ({
  pid: PID,
  kind: 'uncaught',
  error: errorFacts(),
  exchange: null,
  ...parts,
})
