import { diagnose } from '../diagnosis/diagnose.ts'
import type { Finding } from '../diagnosis/finding.ts'
import { NOTHING_YET, withFact, type Fact, type OverFacts } from '../observe/fact.ts'
import type { ExchangeFacts, Observation, ProcessFacts } from '../observe/observation.ts'
import type { Refusal } from '../cookie/browser/receive.ts'
import { isToJudge } from './judged.ts'
import { createClients, type Client } from './clients.ts'
import { refusalIn } from './refused.ts'
import { createFindings, type FindingSeen } from './findings.ts'
import { noticesOf, type Notice } from './notices.ts'
import { createSessionCounter, type SessionCounts } from './session-counts.ts'
import type { Blind } from './told.ts'

/** An exchange of the trace. */
export interface TracedExchange {
  /** Counts from 1 over all processes, in the order in which they became known. */
  readonly number: number
  readonly client: Client
  /** Which process got it: they count from 1, in the order in which they first got a request. */
  readonly server: number
  readonly facts: ExchangeFacts
  /** Why browsers do not keep the session cookie that it sets, or null. */
  readonly refused: Refusal | null
}

/** All that is known of an app that is traced. */
export interface Collected {
  readonly observation: Observation
  /** The last of them, in the order of their numbers. */
  readonly exchanges: readonly TracedExchange[]
  /** How many exchanges were kept once, and are not any more. */
  readonly forgotten: number
  /** How many were told by a process that ended before all of that could arrive. */
  readonly lost: number
  /** What became of sessions, in all exchanges that were kept once. */
  readonly sessions: SessionCounts
  /** The most severe first, and of those the first that was seen: as of the last time when causes were looked for. */
  readonly findings: readonly FindingSeen[]
  /** Processes that cannot be observed. */
  readonly blind: readonly Blind[]
  /** What the person should know of the trace itself, in the order in which it became known. */
  readonly notices: readonly Notice[]
  /** How often causes were looked for. */
  readonly looks: number
  /** The pids of the processes that got requests, in the order of their numbers. */
  readonly answering: readonly number[]
}

/** Gathers what the processes of an app tell. */
export interface Collector {
  hear(fact: Fact): void
  hearBlind(blind: Blind): void
  /** A process has ended, or has closed what it reports by. */
  hearGone(pid: number): void
  /** What is known now. @param isThorough causes are looked for, if something is new: that takes a while */
  look(isThorough?: boolean): Collected
}

/** How many exchanges are kept. */
export const MOST_EXCHANGES = 1000
/** Causes are looked for among so many, the last. */
const MOST_LOOKED_AT = 200

/** How long nothing must have been heard, until an app that starts is taken for one that waits for something, in milliseconds. */
export const QUIET_MS = 15_000
/** What is so of every app while it starts. */
const TAKES_TIME: ReadonlySet<string> = new Set(['does-not-listen'])

/** @param limits for tests */
export function createCollector({
  most = MOST_EXCHANGES,
  lookedAt: lookedAtMost = MOST_LOOKED_AT,
  clock = () => performance.now(),
  now = () => Date.now(),
} = {}): Collector {
  const clients = createClients()
  const findings = createFindings()
  const sessions = createSessionCounter()
  let rest: Observation = NOTHING_YET
  /** By pid and number, in the order in which they came. */
  const exchanges = new Map<string, TracedExchange>()
  let blind: readonly Blind[] = []
  let notices: ReadonlyMap<string, Notice> = new Map()
  /** By pid: how many exchanges were heard of, and how many there were in a process that has ended. */
  const heard = new Map<number, number>()
  const totals = new Map<number, number>()
  /** By pid. */
  const numbers = new Map<number, number>()
  let count = 0
  let isNew = false
  let heardAt = clock()
  let wasQuiet = false
  let looks = 0

  const namesOfCookies = (): readonly string[] => {
    const names = rest.sessions.map(({ name }) => name)
    return names.length > 0 ? names : [DEFAULT_NAME]
  }
  const hearExchange = (facts: ExchangeFacts, isAgain = false) => {
    const key = `${facts.pid} ${facts.number}`
    const known = exchanges.get(key)
    // It is not kept any more, or did not arrive when it was told first: then it counts as dropped.
    if (!known && isAgain) return
    if (!known) heard.set(facts.pid, (heard.get(facts.pid) ?? 0) + 1)
    const names = namesOfCookies()
    const client = known?.client ?? clients.of(facts, names)
    if (facts.response && !known?.facts.response) clients.answered(client, facts, names)
    const number = known?.number ?? (count += 1)
    const server = numbers.get(facts.pid) ?? numbers.size + 1
    numbers.set(facts.pid, server)
    exchanges.set(key, {
      number,
      client,
      server,
      facts: { ...facts, client: client.name },
      refused: refusalIn(facts, names),
    })
    sessions.hear(facts)
    const [oldest] = exchanges.size > most ? exchanges : []
    if (!oldest) return
    exchanges.delete(oldest[0])
    sessions.letGo(oldest[1].facts)
  }
  const knownOf = (pid: number): number =>
    (heard.get(pid) ?? 0) + (rest.dropped.find((one) => one.pid === pid)?.count ?? 0)
  const hearOver = ({ pid, exitCode, exchanges: total }: OverFacts) => {
    totals.set(pid, total)
    hearEnd(pid, exitCode)
  }
  const hearEnd = (pid: number, exitCode: number | null) => {
    const end = { exitCode, signal: null, at: now(), output: '' }
    const ended = (one: ProcessFacts) => (one.pid === pid && one.end === null ? { ...one, end } : one)
    rest = { ...rest, processes: rest.processes.map(ended) }
  }
  const latest = () => [...exchanges.values()].slice(-lookedAtMost)
  return {
    hear(fact) {
      isNew = true
      heardAt = clock()
      if (fact.fact === 'exchange') hearExchange(fact.exchange, fact.again)
      else if (fact.fact === 'over') hearOver(fact.over)
      else rest = withinBounds(withFact(rest, fact))
    },
    hearGone(pid) {
      isNew = true
      hearEnd(pid, null)
    },
    hearBlind(one) {
      isNew = true
      blind = bounded([...blind, one])
    },
    look(isThorough = true) {
      const observation = { ...rest, now: now(), exchanges: latest().map(({ facts }) => facts) }
      if (isThorough) looks += 1
      const isQuiet = clock() - heardAt >= QUIET_MS
      if ((isNew || isQuiet !== wasQuiet) && isThorough) {
        isNew = false
        wasQuiet = isQuiet
        const numberOf = ({ pid, exchange }: Finding) => exchanges.get(`${pid} ${exchange}`)?.number ?? null
        const lookedAt = new Set(latest().map(({ number }) => number))
        findings.add(
          diagnose({ ...observation, exchanges: observation.exchanges.filter((one) => isToJudge(observation, one)) })
            .filter(({ code }) => isQuiet || !TAKES_TIME.has(code))
            .map((finding) => ({ ...finding, exchange: numberOf(finding) })),
          (number) => lookedAt.has(number),
        )
        const keyOf = ({ code, message }: Notice) => `${code} ${message}`
        // What was so may not be any more: a page is answered before another process has started.
        const stays = ({ code }: Notice) => code !== 'no-express-session' || rest.sessions.length === 0
        const all = [...[...notices.values()].filter(stays), ...noticesOf(observation, blind)]
        notices = new Map(all.map((notice) => [keyOf(notice), notice]))
      }
      return {
        observation,
        exchanges: [...exchanges.values()],
        forgotten: count - exchanges.size,
        sessions: sessions.count([...exchanges.values()].map(({ facts }) => facts)),
        lost: [...totals].reduce((sum, [pid, total]) => sum + Math.max(0, total - knownOf(pid)), 0),
        findings: findings.all(),
        blind,
        notices: [...notices.values()],
        looks,
        answering: [...numbers.keys()],
      }
    },
  }
}

/** Of what an app may do again and again, the first and the last are kept: so many of each. */
const MOST_OF_EACH_END = 500

const bounded = <T>(all: readonly T[]): readonly T[] =>
  all.length <= 2 * MOST_OF_EACH_END ? all : [...all.slice(0, MOST_OF_EACH_END), ...all.slice(-MOST_OF_EACH_END)]

const withinBounds = (known: Observation): Observation => ({
  ...known,
  processes: bounded(known.processes),
  packages: bounded(known.packages),
  sessions: bounded(known.sessions),
  listens: bounded(known.listens),
  upgrades: bounded(known.upgrades),
  problems: bounded(known.problems),
  dropped: bounded(known.dropped),
})

/** express-session index.js, `session()`: what the cookie is called if nobody says. */
const DEFAULT_NAME = 'connect.sid'
