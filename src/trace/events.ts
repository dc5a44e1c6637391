import type { ExchangeFacts, HeaderPair, Observation, ProcessFacts } from '../observe/observation.ts'
import type { Finding } from '../diagnosis/finding.ts'
import type { TracedExchange } from './collect.ts'
import { idsIn, type Masking } from './mask.ts'
import type { Notice } from './notices.ts'
import type { Summary } from './summary.ts'

/** What `trace --json` prints, a line each. Names and keys only grow. */
export interface TraceEvent {
  readonly event: 'trace' | 'process' | 'app' | 'exchange' | 'finding' | 'notice' | 'end'
  readonly [key: string]: unknown
}

export const traceEvent = (): TraceEvent => ({ event: 'trace', version: 1 })

/** A process that has an Express app, or calls session(). */
export const processEvent = ({ pid, parent, argv0, node, nodeEnv, startedAt, watcher }: ProcessFacts): TraceEvent => ({
  event: 'process',
  pid,
  parent,
  argv0,
  node,
  nodeEnv,
  startedAt,
  watcher,
})

/** The app of a process: what it is made of. Told again when more of it is known. */
export const appEvent = (pid: number, { packages, sessions, listens }: Observation): TraceEvent => ({
  event: 'app',
  pid,
  versions: versionsIn(packages, pid),
  sessions: sessions
    .filter((call) => call.pid === pid)
    .map(({ at, version, name, options, secret, store }) => ({ at, version, name, options, secret, store })),
  listens: listens.filter((one) => one.pid === pid).map(({ address, port, protocol }) => ({ address, port, protocol })),
})

/** The version of Express and express-session, as far as a process has loaded them. */
const versionsIn = (
  packages: Observation['packages'],
  pid: number,
): Readonly<Record<'express' | 'express-session', string | null>> => {
  const own = packages.filter((one) => one.pid === undefined || one.pid === pid)
  const versionOf = (name: string) => own.find((one) => one.name === name)?.version ?? null
  return { express: versionOf('express'), 'express-session': versionOf('express-session') }
}

/** An exchange as lessons tell one, and what a trace knows beside it. */
export function exchangeEvent(
  { number, client, server, facts, refused }: TracedExchange,
  { processes, packages }: Observation,
  mask: Masking,
): TraceEvent {
  const { request, response, session, store, pid } = facts
  // A text is masked by the ids that are known by then.
  for (const id of idsIn(facts)) mask.id(id)
  const started = processes.find((one) => one.pid === pid)
  const versions = versionsIn(packages, pid)
  return {
    event: 'exchange',
    number,
    label: `${request.method} ${request.url}`,
    process: {
      number: server,
      pid,
      parent: started?.parent ?? null,
      argv0: started?.argv0 ?? null,
      express: versions.express,
      session: versions['express-session'],
    },
    client: { name: client.name, agent: client.agent },
    at: facts.at,
    durationMs: facts.durationMs,
    request: { method: request.method, path: request.url, headers: mask.headers(request.headers), body: '' },
    response: response && {
      status: response.status,
      statusText: response.statusText,
      headers: mask.headers(response.headers),
      body: '',
      ...sizeOf(response.headers),
    },
    layers: facts.layers.map(({ name, kind, path, at, did }) => ({ layer: name, kind, path, at, did })),
    session: {
      state: session.state,
      saved: session.saved,
      touched: session.touched,
      destroyed: session.destroyed,
      cookie: session.cookie,
      why: session.why,
      refused: refused && { reason: refused.reason, part: refused.part },
    },
    trace: facts.trace.map((line) => mask.line(line)),
    store: store.map(({ op, id, before, session: kept, startedMs, doneMs, error }) => ({
      op,
      id: mask.id(id),
      before: mask.session(before),
      session: mask.session(kept),
      startedMs,
      doneMs,
      error: error === null ? null : mask.text(error.message),
    })),
    generated: facts.generated.map(({ shown }) => mask.text(shown)),
    errors: errorsOf(facts, mask),
  }
}

const errorsOf = ({ errors }: ExchangeFacts, mask: Masking) =>
  errors.map(({ name, message, at }) => ({ name, message: mask.text(message), at }))

/** Bodies are not kept: of an answer only what its head says. */
function sizeOf(headers: readonly HeaderPair[]): { readonly type: string | null; readonly size: number | null } {
  const valueOf = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null
  const size = Number(valueOf('content-length') ?? Number.NaN)
  return { type: valueOf('content-type'), size: Number.isInteger(size) ? size : null }
}

/** The keys of a finding that `trace`, `doctor` and `explain` tell. */
const FINDING_KEYS = [
  'code',
  'level',
  'title',
  'message',
  'where',
  'at',
  'scenario',
  'exchange',
  'fix',
  'lesson',
  'step',
  'count',
  'consequences',
] as const satisfies readonly (keyof Finding)[]

/** A finding in the shape that `trace`, `doctor` and `explain` share. @param finding of a trace: `exchange` is its number there */
export const toldFinding = (finding: Finding): Readonly<Record<string, unknown>> =>
  Object.fromEntries(FINDING_KEYS.map((key) => [key, finding[key]]))

export const findingEvent = (finding: Finding): TraceEvent => ({ event: 'finding', ...toldFinding(finding) })

/** Something about the trace itself, as that there is no express-session. */
export const noticeEvent = ({ code, message, hint }: Notice): TraceEvent => ({ event: 'notice', code, message, hint })

/** The end of a trace. @param exitCode that of the trace */
export const endEvent = (exitCode: number, { exchanges, dropped, sessions, findings }: Summary): TraceEvent => ({
  event: 'end',
  exitCode,
  exchanges,
  dropped,
  sessions,
  findings,
})
