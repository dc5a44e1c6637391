import type { Fact } from '../observe/fact.ts'
import type { StoreCall } from '../wire/exchange.ts'
import type { FailedLoad, FoundApp, Handler, Thrown, Word } from './protocol.ts'

/**
 * What is a word of the learner's process. Whatever comes through its pipe may have been written by the learner's code, so each part
 * is looked at before it is believed.
 */

type Check = (value: unknown) => boolean

/** A check for each property. One that is forgotten here, or that is new, does not compile. */
type Shape<T> = { readonly [K in keyof T]-?: Check }

const text: Check = (value) => typeof value === 'string'
const number: Check = (value) => typeof value === 'number'
const truth: Check = (value) => typeof value === 'boolean'
const nothing: Check = (value) => value === null
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value))
const maybe = (check: Check): Check => either(check, (value) => value === undefined)
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)
const record: Check = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
/** An object with these properties and no others. */
const object =
  <T>(shape: Shape<T>): Check =>
  (value) =>
    record(value) &&
    Object.keys(value as object).every((name) => Object.hasOwn(shape, name)) &&
    Object.entries<Check>(shape).every(([name, check]) => check((value as Readonly<Record<string, unknown>>)[name]))

const thrown = object<Thrown>({
  name: text,
  message: text,
  code: either(text, nothing),
  stack: text,
  denied: maybe(object<NonNullable<Thrown['denied']>>({ permission: text, resource: text })),
})

const callOfStore: Shape<StoreCall> = {
  op: (value) => value === 'get' || value === 'set' || value === 'touch' || value === 'destroy',
  id: text,
  before: either(record, nothing),
  session: either(record, nothing),
}
const pair: Check = (value) => Array.isArray(value) && value.length === 2 && value.every(text)

/** An object with these parts among others. */
const having =
  (shape: Readonly<Record<string, Check>>): Check =>
  (value) =>
    record(value) &&
    Object.entries(shape).every(([name, check]) => check((value as Readonly<Record<string, unknown>>)[name]))

const records = list(record)
const place = having({ file: text, line: number })
const error = having({ name: text, message: text, code: either(text, nothing), stack: text })

/** The parts by which each kind of fact is kept and looked up; what else it says only explains. */
const FACTS: ReadonlyMap<unknown, Check> = new Map<Fact['fact'], Check>([
  ['process', having({ started: having({ pid: number }) })],
  ['package', having({ package: record })],
  ['session', having({ session: having({ pid: number, id: number, options: record }) })],
  ['stack', having({ stack: records })],
  ['listen', having({ listen: record })],
  [
    'exchange',
    having({
      exchange: having({
        pid: number,
        number,
        at: number,
        cameMs: number,
        request: having({ headers: list(pair) }),
        session: having({ by: list(number) }),
        trace: list(text),
        traceMs: list(number),
        layers: list(having({ kind: text, name: text, path: text, at: either(place, nothing), did: text })),
        store: list(having({ ...callOfStore, startedMs: number })),
        cutShort: truth,
        generated: list(having({ shown: text, ms: number })),
        changes: records,
        calls: records,
        missing: records,
        errors: records,
        untaken: list(error),
      }),
    }),
  ],
  ['upgrade', having({ upgrade: having({ pid: number }) })],
  ['problem', having({ problem: having({ pid: number, error: record }) })],
  ['dropped', having({ dropped: having({ pid: number, count: number, statuses: record, errors: records }) })],
])

const fact: Check = (value) => record(value) && FACTS.get((value as { readonly fact?: unknown }).fact)?.(value) === true

const foundApp = object<FoundApp>({
  stack: either(text, nothing),
  exported: either(text, nothing),
  secure: maybe(truth),
})

const failedLoad: Shape<FailedLoad> = {
  thrown,
  parsing: truth,
  files: list(text),
  exported: list(text),
  lent: list(text),
}

const handler: Shape<Handler> = {
  name: text,
  code: text,
  sent: (value) => value === 'nothing' || value === 'some' || value === 'all',
}

/** What each word must hold beside its name. */
const WORDS: { readonly [S in Word['say']]: Shape<Omit<Extract<Word, { readonly say: S }>, 'say'>> } = {
  ready: { port: number },
  failed: failedLoad,
  apps: { apps: list(foundApp) },
  unsettled: {},
  uncaught: { thrown },
  survived: {},
  exit: { call: text, stack: text },
  closed: { stack: text },
  stuck: handler,
  crowded: { request: text },
  fact: { fact },
  alive: {},
  answer: { number, value: either(nothing, truth, number) },
}

/** Reads one line as a word; null if it is none. */
export function readWord(line: string): Word | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (!record(value)) return null
  const { say, ...rest } = value as { readonly say?: unknown }
  if (typeof say !== 'string' || !Object.hasOwn(WORDS, say)) return null
  return object<object>(WORDS[say as Word['say']])(rest) ? (value as Word) : null
}
