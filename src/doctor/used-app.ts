import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Visit } from '../diagnosis/moves.ts'
import type { Observation } from '../observe/observation.ts'
import { createBrowsers, type Jars, type RequestPlan } from '../wire/client.ts'
import { createBrowserJar } from '../wire/jar/browser-jar.ts'
import type { Hop } from '../wire/follow.ts'
import { NODE_OPTIONS, withInstrument } from '../trace/node-options.ts'
import type { Words } from '../trace/words.ts'
import { workedMs } from './busy.ts'
import { startApp, type AppProcess, type Host } from './app-process.ts'
import { openHearing } from './hearing.ts'
import { createHangs, type Hangs } from './hangs.ts'
import { createHiddenFields } from './hidden-fields.ts'
import { planOf } from './plan.ts'
import { send, sendOf } from './send.ts'
import { givenCookies, openSocket, type Socket } from './socket.ts'
import { resourcesOf, through } from './through.ts'

/** How an app is started. */
export interface Subject {
  /** The file, as an absolute path. */
  readonly file: string
  /** Words behind the file. */
  readonly given?: readonly string[]
  readonly variables?: Readonly<Record<string, string>>
  /** Words before the file, as in `node --require x file`. If they are left out, they load the instrument. */
  readonly flags?: readonly string[]
  readonly nodePath?: string
  /** Files that lie in the folder in which it runs, by their names. */
  readonly files?: Readonly<Record<string, string>>
  /** A command that starts it, instead of the file: `flags` are those of each Node.js process of it. */
  readonly command?: Words
  /** The folder in which it runs, where that is not an empty one; who made it removes it. */
  readonly folder?: string
  /** Where all that is needed beside it lies: it is removed, if this process is killed. If it is left out, that is a folder of its own. */
  readonly scratch?: string
  /** Makes that folder again as it was. */
  renew?(): void
}

/** How an app is used. */
export interface Use {
  /** How long it may tell nothing before it listens, in milliseconds, if it does not work meanwhile. @default 20,000 */
  readonly startsWithinMs?: number
  /** Whether its clock is moved. */
  readonly movesClock?: boolean
  /** Ends everything before. */
  readonly stop?: AbortSignal
  /** Which of its servers is used, in the order in which they listen. @default the last that is http */
  readonly server?: number | null
  /** Which requests got no answer before: nobody waits so long for them again. */
  readonly hangs?: Hangs
}

/** An app that is observed while it is used. It runs in an empty folder, which is removed with all that it wrote there. */
export interface UsedApp {
  readonly observation: Observation
  /** Kills it and starts it again; browsers keep their cookies. @see Move */
  restart(variables?: Readonly<Record<string, string>>, inEmptyFolder?: boolean): Promise<void>
  /** Starts another process of it: from now on the two take turns. */
  startBeside(): Promise<void>
  /** Sends what a browser would. Resolves when it was answered and that is known, or there is nobody who could answer.
   *  @returns the requests and their answers; none where there was no answer */
  visit(visit: Visit): Promise<readonly Hop[]>
  /** How many servers it has that listen on a port. */
  servers(): number
  /** From now on another of its servers is used. @param place in the order in which they listen */
  turnTo(place: number | null): void
  isRunning(): boolean
  /** From now on requests are sent for this. */
  scenario(name: string): void
  /** Gives a browser a cookie, as a Set-Cookie line of the app would. */
  hold(line: string, as: string): void
  /** A browser opens a WebSocket at a path, and keeps it open. */
  openSocket(path: string, as: string): Promise<void>
  /** It sends a text over that, and waits for an answer. */
  say(text: string, as: string): Promise<void>
  /** Moves the clock of app and browsers, in milliseconds. */
  later(ms: number): void
  /** Sends nothing for so long, in milliseconds, unless it ends. */
  rest(ms: number): Promise<void>
  /** Waits for what it tells a little later, ends it, and lets go of everything. @returns all that was observed */
  close(): Promise<Observation>
}

/** A process of the app, and which of those that told of themselves it brought: from one place in their list to another. */
interface Started {
  readonly first: AppProcess
  readonly from: number
  readonly to: number | undefined
}

/** How long an app may take, in milliseconds. A hang is seen when it is over. */
const LIMIT_MS = { start: 20_000, answer: 4000, inVain: 250, told: 2000, quiet: 300, works: 60_000 }

/** What is less work is that of an app which waits and tries again, in milliseconds. */
const WORKS_MS = 200

/** Starts an app with the instrument. Resolves when it listens, or has ended, or tells nothing any more. */
export async function useApp(subject: Subject, host: Host, use: Use = {}): Promise<UsedApp> {
  const { startsWithinMs = LIMIT_MS.start, movesClock = false, stop, hangs = createHangs() } = use
  const { scratch } = subject
  const folder = mkdtempSync(path.join(scratch ?? os.tmpdir(), 'session-tutor-'))
  const [home, clock] = [subject.folder ?? path.join(folder, 'home'), path.join(folder, 'later')]
  const hearing = await openHearing(stop, scratch)
  let laterMs = 0
  let variables: Readonly<Record<string, string>> = { ...subject.variables }
  let app: Started | undefined
  /** One that runs beside it: the two take turns. */
  let other: Started | undefined
  let scenario: string | null = null
  const sockets = new Map<string, Socket>()

  /** Which of its servers is used, in the order in which they listen; null for the last with http, or else the last. */
  let server = use.server ?? null
  const own = () => `${serverOf()?.protocol === 'https' ? 'https' : 'http'}://127.0.0.1:${serverOf()?.port}`
  const jars: Jars = new Map()
  const now = () => Date.now() + laterMs
  const browsers = createBrowsers(through(own), now, jars)
  const isGone = () => app?.first.isGone() ?? true
  /** Servers that can be asked: tsx listens on a pipe, for itself. */
  const onPorts = () => hearing.observation.listens.filter(({ port }) => port !== null)
  /** The servers of the process that is used now. */
  const servers = () => onPorts().filter(({ pid }) => app !== undefined && isOf(app, pid))
  const serverOf = () => {
    const all = servers()
    const usual = all.findLast(({ protocol }) => protocol === 'http') ?? all.at(-1)
    return (server === null ? usual : (all[server] ?? usual)) ?? null
  }
  /** Whether a process is the one that was started, or one that it started. */
  const isOf = ({ first, from, to }: Started, pid: number) =>
    pid === first.pid || hearing.observation.processes.slice(from, to).some((one) => one.pid === pid)
  /** The process that is the app: the one that listens, else the first. */
  const pidOf = (started: Started) => onPorts().findLast(({ pid }) => isOf(started, pid))?.pid ?? started.first.pid
  const built = (file: string) => ['--import', pathToFileURL(path.join(host.dist, file)).href]
  const flags = [
    ...(movesClock ? built('src/doctor/later.js') : []),
    ...(subject.flags ?? built('src/observe/register.js')),
  ]
  const start = async () => {
    const known = onPorts().length
    mkdirSync(home, { recursive: true })
    for (const [name, text] of Object.entries(subject.files ?? {})) writeFileSync(path.join(home, name), text)
    const { command, nodePath = host.nodePath } = subject
    const all = {
      ...host.variables,
      PORT: '0',
      ...variables,
      SESSION_TUTOR_OBSERVE: hearing.place,
      SESSION_TUTOR_LATER: clock,
      ...(command ? loading(host.variables[NODE_OPTIONS], flags, host.dist) : {}),
    }
    const from = hearing.observation.processes.length
    if (app) app = { ...app, to: from }
    other = app
    const words = command ?? { program: nodePath, rest: [...flags, subject.file, ...(subject.given ?? [])] }
    const { signalGroup } = host
    const started = {
      words,
      folder: home,
      variables: all,
      signalGroup,
      scratch: scratch ?? folder,
      ended: hearing.wake,
    }
    app = { first: startApp(started), from, to: undefined }
    const isDone = () => onPorts().length > known || isGone() || stop?.aborted === true
    const most = performance.now() + LIMIT_MS.works
    const { pid } = app.first
    for (let before = 0; !isDone() && performance.now() < most;) {
      // oxlint-disable-next-line no-await-in-loop -- as long as it works
      await hearing.untilQuiet(isDone, startsWithinMs)
      const worked = workedMs(pid)
      if (worked === null || worked - before < WORKS_MS) break
      before = worked
    }
  }
  /** Whether an error was told that nobody caught: the process is about to end, sooner or later as the machine is busy. */
  const isEnding = () =>
    hearing.observation.problems.some(({ kind, pid }) => kind === 'uncaught' && app && pid === pidOf(app))
  const end = async () => {
    if (!app) return
    if (isEnding()) await hearing.until(isGone, LIMIT_MS.answer)
    if (isGone()) hearing.ended(app.first, pidOf(app))
    await app.first.kill()
  }
  /** Says who sent the requests that were answered just now. @param known how many exchanges there were before */
  const nameAll = async (plans: readonly RequestPlan[], as: string | null, known: number) => {
    for (const plan of plans) {
      const find = () =>
        hearing.observation.exchanges.find(
          ({ client, request }, index) =>
            index >= known && client === null && request.method === plan.method && request.url === plan.path,
        )
      await hearing.until(() => find() !== undefined || isGone(), LIMIT_MS.told)
      const exchange = find()
      if (exchange) hearing.name(exchange, as, scenario)
    }
  }
  const hidden = createHiddenFields()
  const visit = async (wanted: Visit): Promise<readonly Hop[]> => {
    const move = await hidden.filled(wanted, (page) => visit(page))
    if (other) [app, other] = [other, app]
    if (serverOf() === null || isGone()) return []
    const { as = 'ada', at = own(), follow = false, loads = false } = move
    const plan = planOf({ ...move, at }, hearing.observation)
    const known = hearing.observation.exchanges.length
    const hasCookie = as !== null && (jars.get(as)?.headerFor(new URL(at)) ?? '') !== ''
    const asked = { send: move.send, as, hasCookie }
    const limitMs = hangs.limitFor(asked)
    if (limitMs === null) return []
    // Nobody waits long for a page that does not answer, though a redirect leads there again.
    const onwardMs = (to: string) => hangs.limitFor({ ...asked, send: to }) ?? LIMIT_MS.inVain
    const { plans, hops, statusOf } = await send(browsers, at, as, plan, { limitMs, onwardMs, follow })
    for (const [i, one] of plans.entries())
      if (statusOf(i) !== null || !isGone()) hangs.went({ ...asked, send: sendOf(one) }, statusOf(i))
    await nameAll(plans, as, known)
    const last = hops?.at(-1)
    for (const hop of hops ?? []) if (as !== null) hidden.note(as, hop.response.body, new URL(hop.plan.path, at))
    const resources = loads && last ? resourcesOf(last.response.body, new URL(last.plan.path, at)) : []
    await Promise.all(resources.map((one) => visit({ send: `GET ${one}`, as, at })))
    return hops ?? []
  }
  const letGo = async () => {
    for (const socket of sockets.values()) socket.close()
    await end()
    app = other
    await end()
    await hearing.close()
    stop?.removeEventListener('abort', kill)
    rmSync(folder, { recursive: true, force: true })
  }
  const kill = () => void Promise.all([app?.first.kill(), other?.first.kill()])
  stop?.addEventListener('abort', kill)
  if (movesClock) writeFileSync(clock, '0')
  await start().catch(async (error: unknown) => {
    await letGo()
    throw error
  })
  return {
    get observation() {
      return hearing.observation
    },
    async restart(more = {}, inEmptyFolder = false) {
      await end()
      app = other
      await end()
      app = undefined
      variables = { ...variables, ...more }
      if (inEmptyFolder && subject.renew) subject.renew()
      else if (inEmptyFolder) rmSync(home, { recursive: true, force: true })
      await start()
    },
    startBeside: start,
    scenario(name) {
      scenario = name
    },
    visit,
    servers: () => servers().length,
    turnTo(place) {
      server = place
    },
    isRunning: () => !isGone(),
    hold(line, as) {
      const jar = jars.get(as) ?? createBrowserJar({ now })
      jars.set(as, jar)
      jar.keep([line], new URL(own()))
    },
    async openSocket(place, as) {
      sockets.set(as, await openSocket(own() + place, givenCookies(hearing.observation.exchanges, as)))
    },
    async say(text, as) {
      await sockets.get(as)?.say(text)
      // What is left unsaved is told a little later.
      await hearing.until(isGone, LIMIT_MS.quiet * 2)
    },
    later(ms) {
      laterMs += ms
      writeFileSync(clock, String(laterMs))
    },
    rest: (ms) => hearing.until(isGone, ms),
    async close() {
      // What changes after an answer is told a little later.
      await hearing.until(isGone, LIMIT_MS.quiet)
      if (isGone() || isEnding()) await end()
      const { observation } = hearing
      await letGo()
      return observation
    },
  }
}

/** The variables by which each Node.js process of a command loads what else `--import` names. @see bin/kept.cjs */
const loading = (present: string | undefined, flags: readonly string[], dist: string) => ({
  [NODE_OPTIONS]: withInstrument(present, path.join(path.dirname(dist), 'bin/kept.cjs')),
  SESSION_TUTOR_LOADS: JSON.stringify(flags.filter((word) => word !== '--import').map((url) => fileURLToPath(url))),
})
