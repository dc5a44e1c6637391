import { NOTHING_YET, withFact } from '../observe/fact.ts'
import type { ExchangeFacts, Observation } from '../observe/observation.ts'
import type { AppProcess } from './app-process.ts'
import { openHub } from '../trace/hub.ts'

/** What the processes of an app tell while it is used, and who waits for it. */
export interface Hearing {
  /** Where the app reports to. */
  readonly place: string
  readonly observation: Observation
  /** Waits until something is so; looks whenever something was told, or {@link wake} was called. @param limitMs at most so long, in milliseconds */
  until(isDone: () => boolean, limitMs: number): Promise<void>
  /** Waits as long as there is something to hear: on a busy machine an app may only be slow. @param limitMs how long it may tell nothing */
  untilQuiet(isDone: () => boolean, limitMs: number): Promise<void>
  wake(): void
  /** Says who sent an exchange, and what for. */
  name(exchange: ExchangeFacts, client: string | null, scenario: string | null): void
  /** Says how a process ended. @param pid of the one that is the app, where that was started by the first */
  ended(app: AppProcess, pid?: number): void
  close(): Promise<void>
}

/** @param stop ends all waiting @param scratch where the place for reports is made; the temporary folder if it is left out */
export async function openHearing(stop?: AbortSignal, scratch?: string): Promise<Hearing> {
  let observation = NOTHING_YET
  const waiting = new Set<() => void>()
  const changed = () => new Promise<void>((resolve) => waiting.add(resolve))
  const wake = () => {
    for (const resolve of waiting) resolve()
    waiting.clear()
  }
  const hub = await openHub(
    (fact) => {
      observation = withFact(observation, fact)
      wake()
    },
    scratch === undefined ? {} : { temporary: scratch },
  )
  stop?.addEventListener('abort', wake)
  const isStopped = () => stop?.aborted === true
  const until = async (isDone: () => boolean, limitMs: number): Promise<void> => {
    const over = AbortSignal.timeout(limitMs)
    over.addEventListener('abort', wake)
    while (!isDone() && !over.aborted && !isStopped()) await changed()
    over.removeEventListener('abort', wake)
  }
  return {
    place: hub.place,
    get observation() {
      return observation
    },
    until,
    async untilQuiet(isDone, limitMs) {
      let told: Observation | null = null
      while (!isDone() && told !== observation) {
        const known = (told = observation)
        await until(() => isDone() || observation !== known, limitMs)
      }
    },
    wake,
    name(exchange, client, scenario) {
      const exchanges = observation.exchanges.map((one) => (one === exchange ? { ...one, client, scenario } : one))
      observation = { ...observation, exchanges }
    },
    ended({ pid: first, end }, pid = first) {
      const known = observation.processes.findIndex((one) => one.pid === pid)
      const ended = { ...(observation.processes[known] ?? { ...UNKNOWN, pid }), end: end() }
      const processes = known < 0 ? [...observation.processes, ended] : observation.processes.with(known, ended)
      observation = { ...observation, processes }
    },
    async close() {
      stop?.removeEventListener('abort', wake)
      await hub.close()
    },
  }
}

const UNKNOWN = { pid: 0, parent: 0, argv0: '', node: '', nodeEnv: null, startedAt: 0, watcher: null, end: null }
