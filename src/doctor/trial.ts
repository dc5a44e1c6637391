import { readFileSync } from 'node:fs'
import { diagnose } from '../diagnosis/diagnose.ts'
import type { Finding } from '../diagnosis/finding.ts'
import { catalogueFor } from '../diagnosis/ignored-id.ts'
import { pinpoint } from '../diagnosis/pinpoint.ts'
import type { Observation } from '../observe/observation.ts'
import type { Host } from './app-process.ts'
import { asTold } from './as-told.ts'
import type { Contact } from './contacts.ts'
import { withoutKept, withReasons } from './reasons.ts'
import type { FolderCopy } from './copy.ts'
import type { Account } from './credentials.ts'
import { make } from './drive.ts'
import type { Examination, Examined, Tried } from './examination.ts'
import { found, resultOf } from './found.ts'
import { findServer } from './find-server.ts'
import { findAccess, lookAround, type Looked } from './get-to-know.ts'
import { createHangs, type Hangs } from './hangs.ts'
import { causesFor } from './made-up.ts'
import { notTriedOf } from './not-tried.ts'
import { askedFor } from './scenarios/asked-for.ts'
import { scenarios } from './scenarios/index.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { doingsOf, isForm, onlyReading, type Doing, type Site } from './site.ts'
import { thoseThere, type Surroundings } from './surroundings.ts'
import { useApp, type Subject, type UsedApp } from './used-app.ts'

/** An app that is about to be examined, and what may be done with it. */
export interface Trial {
  readonly asked: Examination
  readonly host: Host
  readonly copy: FolderCopy
  readonly around: Surroundings
  readonly stop: AbortSignal
  readonly heard: (tried: Tried) => void
  /** Hears all that was observed, before anything is masked. */
  readonly observed?: (whole: Observation) => void
  /** Where it keeps data, as far as that is known: it may connect there. */
  readonly keeps: readonly Contact[]
  readonly accounts: readonly Account[]
  readonly fields: readonly string[]
  /** @param isServed whether it only exports itself, so that somebody else must let it listen */
  subject(isServed: boolean): Subject
}

/** What came of it; or where the app keeps data, if that turned out on the way. */
export type Outcome = Omit<Examined, 'remarks'> | { readonly keeps: readonly Contact[] }

/** How long an app may tell nothing before it listens, in milliseconds, if it does not work meanwhile. */
const STARTS_WITHIN_MS = 6000

/** Starts an app, gets to know it, and tries every scenario. */
export async function attempt(trial: Trial): Promise<Outcome> {
  try {
    const known = await getToKnow(trial)
    if ('keeps' in known || 'findings' in known) return known
    trial.copy.renew()
    return await tryAll(trial, known)
  } finally {
    trial.around.close()
  }
}

interface Known {
  readonly site: Site
  readonly isServed: boolean
  readonly tried: Tried
  /** Which of its servers is used; null for the only one. */
  readonly server: number | null
  readonly hangs: Hangs
}

async function getToKnow(trial: Trial): Promise<Known | Outcome> {
  const { asked, stop, heard, keeps, accounts, fields } = trial
  const started = performance.now()
  const hangs = createHangs()
  const use = { startsWithinMs: STARTS_WITHIN_MS, stop, hangs }
  let isServed = false
  let app = await useApp(trial.subject(false), trial.host, use)
  if (app.servers() === 0) {
    const first = await app.close()
    isServed =
      asked.file !== null && first.processes.length > 0 && first.processes.every(({ end }) => end?.exitCode === 0)
    if (isServed) app = await useApp(trial.subject(true), trial.host, use)
    if (app.servers() === 0) {
      if (isServed) await app.close()
      return (await keepsNow(trial)) ?? (await neverListens(trial, first, started))
    }
  }
  try {
    const tried: Tried = {
      name: 'start',
      title: 'starts and listens',
      result: 'ok',
      why: null,
      durationMs: performance.now() - started,
    }
    const onlyReads = keeps.length > 0 && !asked.writes
    const server = await findServer(app)
    const looked = await lookAround(app, fields, onlyReads)
    const now = await keepsNow(trial)
    if (now) return now
    const { access, routes } = await accessTo(asked, looked, onlyReads, () => findAccess(app, looked, accounts))
    const then = await keepsNow(trial)
    if (then) return then
    heard(tried)
    const visits = asked.visits.map(({ send, body }) => ({
      send,
      form: isForm(looked, send),
      follow: true,
      ...bodyIn(body),
    }))
    return {
      site: { ...looked, routes, access, visits, onlyReads, keepsData: keeps.length > 0 },
      isServed,
      tried,
      hangs,
      server,
    }
  } finally {
    await app.close()
  }
}

const bodyIn = (body: Readonly<Record<string, string>>) => (Object.keys(body).length > 0 ? { body } : {})

async function accessTo(
  { login }: Examination,
  { routes }: Looked,
  onlyReads: boolean,
  find: () => Promise<Pick<Site, 'access' | 'routes'>>,
): Promise<Pick<Site, 'access' | 'routes'>> {
  if (login) return { routes, access: { kind: 'typed', ...login } }
  return onlyReads ? { routes, access: { kind: 'nobody' } } : find()
}

/** Where the app would have kept data, had it been let; null for nowhere. What it may do already is known. */
async function keepsNow({ around, keeps, asked }: Trial): Promise<{ readonly keeps: readonly Contact[] } | null> {
  if (keeps.length > 0) return null
  const there = await thoseThere(around.contacts(), asked.online)
  return there.length > 0 ? { keeps: there } : null
}

async function neverListens(trial: Trial, observation: Observation, started: number): Promise<Outcome> {
  const all = withReasons(diagnose(observation), trial.around.contacts())
  const told = await toldOf(trial, observation, all)
  const why = told.findings[0]?.code ?? 'it did not listen'
  const tried: Tried = {
    name: 'start',
    title: 'starts and listens',
    result: 'failed',
    why,
    durationMs: performance.now() - started,
  }
  trial.heard(tried)
  const nothing = {
    what: 'everything else',
    why: 'the app did not listen on any port, and nothing of it says why. Start it by hand, and see what it prints',
    flag: null,
  }
  return { ...told, scenarios: [tried], notTried: told.findings.length === 0 ? [nothing] : [] }
}

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

async function toldOf({ copy, observed }: Trial, observation: Observation, findings: readonly Finding[]) {
  observed?.(observation)
  return asTold(observation, await pinpoint(findings, read), copy)
}

async function tryAll(trial: Trial, { site, isServed, tried: first, hangs, server }: Known): Promise<Outcome> {
  const { host, stop, heard, keeps, around, asked } = trial
  const use = { startsWithinMs: STARTS_WITHIN_MS, stop, movesClock: !site.onlyReads, hangs, server }
  hangs.startOver()
  const app = await useApp(trial.subject(isServed), host, use)
  const doing = doingsOf(site, site.access.kind === 'account' ? 1 : 0)
  const causes = causesFor(read)
  const tried: Tried[] = [first]
  let known: ReadonlySet<string> = new Set()
  let isOpen = true
  try {
    for (const scenario of scenarios) {
      if (stop.aborted) break
      if (scenario === askedFor && site.visits.length === 0) continue
      const begun = performance.now()
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const done = await tryOne(scenario, app, doing)
      const codes = withoutKept(found(app.observation, causes), around.contacts()).filter(
        ({ code }) => !known.has(code),
      )
      known = new Set([...known, ...codes.map(({ code }) => code)])
      const own = app.observation.exchanges.filter((one) => one.scenario === scenario.name)
      const note = scenario.tells?.(own, site) ?? null
      const one = { ...resultOf(scenario, done, codes, note), durationMs: performance.now() - begun }
      tried.push(one)
      // oxlint-disable-next-line no-await-in-loop
      const now = await keepsNow(trial)
      if (now) return now
      heard(one)
    }
    isOpen = false
    const observation = await app.close()
    const all = withoutKept(found(observation, await catalogueFor(observation, read, causes)), around.contacts())
    const told = await toldOf(trial, observation, withReasons(all, around.contacts()))
    return { ...told, scenarios: tried, notTried: notTriedOf(asked, doing, keeps, around.contacts()) }
  } finally {
    if (isOpen) await app.close()
  }
}

/** @returns why it was not tried; null where it was */
async function tryOne(scenario: Scenario, app: UsedApp, doing: Doing): Promise<string | null> {
  const { onlyReads } = doing.site
  if (onlyReads && scenario.does !== 'reads') return 'the app keeps data'
  if (!app.isRunning() && scenario.name !== 'restart') return 'the app has ended'
  const planned = scenario.moves(doing)
  const moves = onlyReads ? onlyReading(planned) : planned
  if (moves.length === 0) return planned.length > 0 ? 'the app keeps data' : scenario.without
  app.scenario(scenario.name)
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  for (const move of moves) await make(move, app)
  return null
}
