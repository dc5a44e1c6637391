import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { header } from '../../src/diagnosis/facts.ts'
import type { Move, Visit } from '../../src/diagnosis/moves.ts'
import { NOTHING_YET, withFact, type Fact } from '../../src/observe/fact.ts'
import type { Observation } from '../../src/observe/observation.ts'
import { packageRoot } from '../../src/package-root.ts'
import { createBrowsers, type RequestPlan } from '../../src/wire/client.ts'
import { sendAndFollow, type Hop } from '../../src/wire/follow.ts'
import { FORM } from '../../src/wire/light-client.ts'
import { resourcesOf, through } from './address.ts'
import { givenCookies, openSocket, type Socket } from './socket.ts'

/** How an app is started. */
export interface Subject {
  /** The file, as an absolute path. */
  readonly file: string
  readonly variables?: Readonly<Record<string, string>>
  /** Words before the file, as in `node --require x file`. */
  readonly flags?: readonly string[]
  readonly nodePath?: string
  /** Files that lie in the folder in which it runs, by their names. */
  readonly files?: Readonly<Record<string, string>>
}

/** The longest that an app may tell nothing before it listens, and may take to answer, in milliseconds. A hang is seen when it is over. */
const LIMIT_MS = { start: 20_000, answer: 4000, told: 2000, quiet: 300 }

/** Starts an app with the instrument, does what the moves say, and hands over what was observed. */
export async function drive(subject: Subject, moves: readonly Move[]): Promise<Observation> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'drive-'))
  const place = path.join(folder, 's')
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
  const server = net.createServer((socket) => {
    let text = ''
    socket.setEncoding('utf8').on('error', () => {})
    socket.on('data', (chunk: string) => {
      const lines = (text + chunk).split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) hear(JSON.parse(line) as Fact)
    })
  })
  server.listen(place)
  await once(server, 'listening')

  const home = path.join(folder, 'home')
  const clock = path.join(folder, 'later')
  let laterMs = 0
  const own = () => `http://127.0.0.1:${portOf()}`
  const browsers = createBrowsers(through(own), () => Date.now() + laterMs)
  let variables: Record<string, string> = { ...subject.variables }
  let child: ChildProcess | undefined
  /** One that runs beside it: the two take turns. */
  let other: ChildProcess | undefined
  let output = ''
  const sockets = new Map<string, Socket>()
  const startMs = moves.find((move) => 'startsWithinMs' in move)?.startsWithinMs ?? LIMIT_MS.start

  const until = async (isDone: () => boolean, limitMs: number): Promise<void> => {
    const over = AbortSignal.timeout(limitMs)
    over.addEventListener('abort', wake)
    while (!isDone() && !over.aborted) await changed()
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
  const isGone = () => child?.exitCode !== null || child.signalCode !== null
  const portOf = () =>
    observation.listens.findLast(({ pid }) => other === undefined || pid === child?.pid)?.port ?? null
  const flags = subject.flags ?? ['--import', path.join(packageRoot, 'dist/src/observe/register.js')]
  const isMoved = moves.some((move) => 'laterMs' in move)
  const timed = isMoved ? ['--import', path.join(packageRoot, 'test/support/later.js')] : []
  if (isMoved) writeFileSync(clock, '0')
  const start = async () => {
    const known = observation.listens.length
    output = ''
    mkdirSync(home, { recursive: true })
    for (const [name, text] of Object.entries(subject.files ?? {})) writeFileSync(path.join(home, name), text)
    const { PATH, HOME } = process.env
    child = spawn(subject.nodePath ?? process.execPath, [...timed, ...flags, subject.file], {
      cwd: home,
      env: { PATH, HOME, PORT: '0', ...variables, SESSION_TUTOR_OBSERVE: place, SESSION_TUTOR_LATER: clock },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (output += data.toString()))
    child.on('close', wake)
    await untilQuiet(() => observation.listens.length > known || isGone(), startMs)
  }
  /** Whether an error was told that nobody caught: the process is about to end, sooner or later as the machine is busy. */
  const isEnding = () => observation.problems.some(({ kind, pid }) => kind === 'uncaught' && pid === child?.pid)
  const stop = async () => {
    if (!child) return
    if (isEnding()) await until(isGone, LIMIT_MS.answer)
    if (isGone()) {
      const { pid, exitCode, signalCode: signal } = child
      const known = observation.processes.findIndex((one) => one.pid === pid)
      const started = observation.processes[known] ?? { ...UNKNOWN, pid: pid ?? 0 }
      const ended = { ...started, end: { exitCode, signal, output: output.slice(-4000) } }
      const processes = known < 0 ? [...observation.processes, ended] : observation.processes.with(known, ended)
      observation = { ...observation, processes }
    } else {
      child.kill('SIGKILL')
      await once(child, 'close')
    }
  }
  const visit = async (move: Visit): Promise<void> => {
    if (other) [child, other] = [other, child]
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
      if ('restart' in move) {
        await stop()
        variables = { ...variables, ...move.variables }
        if (move.inEmptyFolder) rmSync(home, { recursive: true, force: true })
        await start()
      } else if ('restsMs' in move) await until(isGone, move.restsMs)
      else if ('laterMs' in move) {
        laterMs += move.laterMs
        writeFileSync(clock, String(laterMs))
      } else if ('beside' in move) {
        const first = child
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
    if (isGone() || isEnding()) await stop()
    return observation
  } finally {
    for (const socket of sockets.values()) socket.close()
    await stop()
    child = other
    await stop()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The request that a move asks for. */
function planOf(
  { send, at, headers = {}, body, form, from, cookiesOf }: Visit & { readonly at: string },
  { exchanges }: Observation,
): RequestPlan {
  const [method = 'GET', url = '/'] = send.split(' ')
  const sent = exchanges.findLast(({ client, request }) => client === cookiesOf && header(request.headers, 'cookie'))
  const cookies = cookiesOf === undefined ? '' : (header(sent?.request.headers ?? [], 'cookie') ?? '')
  return {
    method: method as 'GET',
    path: url,
    body: body ?? null,
    headers: {
      ...(form ? { 'Content-Type': FORM } : {}),
      ...(from === undefined ? {} : { Origin: from, 'Sec-Fetch-Site': siteOf(from, at), 'Sec-Fetch-Mode': 'cors' }),
      ...(cookies === '' ? {} : { Cookie: cookies }),
      ...headers,
    },
    ...(from === undefined ? {} : { from: new URL(from), navigation: false }),
  }
}

/** What browsers say of a request that a page sends to another origin (Fetch Metadata). */
const siteOf = (from: string, to: string): string =>
  new URL(from).hostname === new URL(to).hostname ? 'same-site' : 'cross-site'

const UNKNOWN = { pid: 0, parent: 0, argv0: '', node: '', nodeEnv: null, startedAt: 0, watcher: null, end: null }
