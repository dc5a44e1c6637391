import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Move, Visit } from '../diagnosis/moves.ts'
import { NOTHING_YET, withFact, type Fact } from '../observe/fact.ts'
import type { Observation } from '../observe/observation.ts'
import { openHub } from '../trace/hub.ts'
import { createBrowsers } from '../wire/client.ts'
import { sendAndFollow, type Hop } from '../wire/follow.ts'
import { startApp, type AppProcess, type Host } from './app-process.ts'
import { planOf } from './plan.ts'
import { givenCookies, openSocket, type Socket } from './socket.ts'
import { resourcesOf, through } from './through.ts'

/** How an app is started. */
export interface Subject {
  /** The file, as an absolute path. */
  readonly file: string
  readonly variables?: Readonly<Record<string, string>>
  /** Words before the file, as in `node --require x file`. If they are left out, they load the instrument. */
  readonly flags?: readonly string[]
  readonly nodePath?: string
  /** Files that lie in the folder in which it runs, by their names. */
  readonly files?: Readonly<Record<string, string>>
}

/** The longest that an app may tell nothing before it listens, and may take to answer, in milliseconds. A hang is seen when it is over. */
const LIMIT_MS = { start: 20_000, answer: 4000, told: 2000, quiet: 300 }

/**
 * Starts an app with the instrument, does what the moves say, and hands over what was observed. The app runs in an empty folder, which is
 * removed with all that it wrote there.
 * @param stop ends it before
 */
export async function drive(
  subject: Subject,
  moves: readonly Move[],
  host: Host,
  stop?: AbortSignal,
): Promise<Observation> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'session-tutor-'))
  let observation = NOTHING_YET
  const waiting = new Set<() => void>()
  const changed = () => new Promise<void>((resolve) => waiting.add(resolve))
  const wake = () => {
    for (const resolve of waiting) resolve()
    waiting.clear()
  }
  const hear = (fact: Fact) => {
    observation = withFact(observation, fact)
    wake()
  }
  const hub = await openHub(hear)
  stop?.addEventListener('abort', wake)

  const home = path.join(folder, 'home')
  const clock = path.join(folder, 'later')
  let laterMs = 0
  const own = () => `http://127.0.0.1:${portOf()}`
  const browsers = createBrowsers(through(own), () => Date.now() + laterMs)
  let variables: Readonly<Record<string, string>> = { ...subject.variables }
  let app: AppProcess | undefined
  /** One that runs beside it: the two take turns. */
  let other: AppProcess | undefined
  const sockets = new Map<string, Socket>()
  const startMs = moves.find((move) => 'startsWithinMs' in move)?.startsWithinMs ?? LIMIT_MS.start

  const isStopped = () => stop?.aborted === true
  const until = async (isDone: () => boolean, limitMs: number): Promise<void> => {
    const over = AbortSignal.timeout(limitMs)
    over.addEventListener('abort', wake)
    while (!isDone() && !over.aborted && !isStopped()) await changed()
    over.removeEventListener('abort', wake)
  }
  /** Waits as long as there is something to hear: on a busy machine an app may only be slow. */
  const untilQuiet = async (isDone: () => boolean, limitMs: number): Promise<void> => {
    let told: Observation | null = null
    while (!isDone() && told !== observation) {
      const known = (told = observation)
      await until(() => isDone() || observation !== known, limitMs)
    }
  }
  const isGone = () => app?.isGone() ?? true
  const portOf = () => observation.listens.findLast(({ pid }) => other === undefined || pid === app?.pid)?.port ?? null
  const built = (file: string) => ['--import', pathToFileURL(path.join(host.dist, file)).href]
  const flags = subject.flags ?? built('src/observe/register.js')
  const isMoved = moves.some((move) => 'laterMs' in move)
  const timed = isMoved ? built('src/doctor/later.js') : []
  if (isMoved) writeFileSync(clock, '0')
  const start = async () => {
    const known = observation.listens.length
    mkdirSync(home, { recursive: true })
    for (const [name, text] of Object.entries(subject.files ?? {})) writeFileSync(path.join(home, name), text)
    const all = {
      ...host.variables,
      PORT: '0',
      ...variables,
      SESSION_TUTOR_OBSERVE: hub.place,
      SESSION_TUTOR_LATER: clock,
    }
    app = startApp([...timed, ...flags, subject.file], home, all, subject.nodePath ?? host.nodePath, wake)
    await untilQuiet(() => observation.listens.length > known || isGone(), startMs)
  }
  /** Whether an error was told that nobody caught: the process is about to end, sooner or later as the machine is busy. */
  const isEnding = () => observation.problems.some(({ kind, pid }) => kind === 'uncaught' && pid === app?.pid)
  const end = async () => {
    if (!app) return
    if (isEnding()) await until(isGone, LIMIT_MS.answer)
    if (!app.isGone()) return app.kill()
    const { pid } = app
    const known = observation.processes.findIndex((one) => one.pid === pid)
    const ended = { ...(observation.processes[known] ?? { ...UNKNOWN, pid }), end: app.end() }
    const processes = known < 0 ? [...observation.processes, ended] : observation.processes.with(known, ended)
    observation = { ...observation, processes }
  }
  const visit = async (move: Visit): Promise<void> => {
    if (other) [app, other] = [other, app]
    if (portOf() === null || isGone()) return
    const { as = 'ada', at = own(), follow = false, loads = false } = move
    const plan = planOf({ ...move, at }, observation)
    const known = observation.exchanges.length
    const sent: Promise<readonly Hop[]> = follow
      ? sendAndFollow(browsers, at, as, plan, LIMIT_MS.answer)
      : browsers.send(at, as, plan, LIMIT_MS.answer).then((response) => [{ plan, response }])
    const hops = await sent.catch(() => [{ plan, response: null }])
    for (const { plan: hop } of hops) {
      const indexOf = () =>
        observation.exchanges.findIndex(
          ({ client, request }, index) =>
            index >= known && client === null && request.method === hop.method && request.url === hop.path,
        )
      await until(() => indexOf() >= 0 || isGone(), LIMIT_MS.told)
      const index = indexOf()
      const exchange = observation.exchanges[index]
      if (exchange) {
        observation = { ...observation, exchanges: observation.exchanges.with(index, { ...exchange, client: as }) }
      }
    }
    const last = hops.at(-1)
    const resources = loads && last?.response ? resourcesOf(last.response.body, new URL(last.plan.path, at)) : []
    await Promise.all(resources.map((one) => visit({ send: `GET ${one}`, as, at })))
  }
  try {
    await start()
    for (const move of moves) {
      if ('startsWithinMs' in move) continue
      if (isStopped()) break
      if ('restart' in move) {
        await end()
        variables = { ...variables, ...move.variables }
        if (move.inEmptyFolder) rmSync(home, { recursive: true, force: true })
        await start()
      } else if ('restsMs' in move) await until(isGone, move.restsMs)
      else if ('laterMs' in move) {
        laterMs += move.laterMs
        writeFileSync(clock, String(laterMs))
      } else if ('beside' in move) {
        const first = app
        await start()
        other = first
      } else if ('opens' in move) {
        const { opens, as = 'ada' } = move
        sockets.set(as, await openSocket(own() + opens, givenCookies(observation.exchanges, as)))
      } else if ('says' in move) {
        await sockets.get(move.as ?? 'ada')?.say(move.says)
        // What is left unsaved is told a little later.
        await until(isGone, LIMIT_MS.quiet * 2)
      } else if ('together' in move) await Promise.all(move.together.map((one) => visit(one)))
      else await visit(move)
    }
    // What changes after an answer is told a little later.
    await until(isGone, LIMIT_MS.quiet)
    if (isGone() || isEnding()) await end()
    return observation
  } finally {
    for (const socket of sockets.values()) socket.close()
    await end()
    app = other
    await end()
    await hub.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const UNKNOWN = { pid: 0, parent: 0, argv0: '', node: '', nodeEnv: null, startedAt: 0, watcher: null, end: null }
