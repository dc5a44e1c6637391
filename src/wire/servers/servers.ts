import { machineFault } from '../../faults.ts'
import type { Browsers, RequestPlan } from '../client.ts'
import type { Exchange, Failure, ResponseSeen } from '../exchange.ts'
import { exchangeOf } from '../exchange-of.ts'
import { failureOf } from '../failure.ts'
import type { Chain } from '../proxy/chain.ts'
import type { ProxyPlan } from '../proxy/forwarded.ts'
import { createRotation } from './rotation.ts'
import {
  startServer,
  type ServerHost,
  type ServerPlan,
  type ServerProcess,
  type ServerStart,
  type Signal,
} from './server-process.ts'

/** What came of the start of servers: what they printed, why one of them did not start, and what is said of the first. */
export type Started = ServerStart

/** Servers in processes of their own, by their names. With more than one, the last of the proxies before them balances. */
export interface Servers {
  /** Starts them, behind these proxies. @throws MachineFault */
  start(plans: Readonly<Record<string, ServerPlan>>, behind: readonly ProxyPlan[]): Promise<Started>
  /** Starts some again, beside those that run: of each the one of that name ends before, if it runs. @throws MachineFault */
  again(plans: Readonly<Record<string, ServerPlan>>): Promise<Started>
  /** Sends a signal to one. Resolves when it is gone: the balancer is not told. @see ServerProcess.end */
  end(name: string, signal: Signal): Promise<{ readonly byItself: boolean }>
  /** From now on the balancer sends nothing to one. */
  takeOut(name: string): void
  /** @throws Error if there is none of that name */
  at(name: string): ServerProcess
  /** Sends a request, and asks them what it caused. @throws MachineFault where the machine lets none through */
  send(label: string, browser: string | null, plan: RequestPlan, browsers: Browsers, limitMs: number): Promise<Exchange>
  /** Where browsers come, as in `http://127.0.0.1:8080`. @param name of the server where they come straight to one */
  origin(name?: string): string
  /** The proxies before them. */
  readonly chain: Chain | undefined
  /** Whether any are there, though they may have ended. */
  areThere(): boolean
  cut(): void
  /** Ends all of them. */
  close(): Promise<void>
}

/** No servers so far. */
export function createServers(host: ServerHost): Servers {
  const all = new Map<string, ServerProcess>()
  let rotation = createRotation()
  let chain: Chain | undefined

  const at = (name: string): ServerProcess => {
    const found = all.get(name)
    if (!found) throw new Error(`There is no server ${JSON.stringify(name)}.`)
    return found
  }
  const startAll = async (plans: Readonly<Record<string, ServerPlan>>): Promise<Started> => {
    const outcomes = await Promise.all(
      Object.entries(plans).map(async ([name, plan]) => {
        const one = await startServer(plan, host)
        all.set(name, one)
        if (one.started.failure === null) rotation.add(name, one.port)
        return one.started
      }),
    )
    return {
      deprecations: [...new Set(outcomes.flatMap(({ deprecations }) => deprecations))],
      failure: outcomes.find(({ failure }) => failure !== null)?.failure ?? null,
      about: outcomes[0]?.about ?? null,
    }
  }
  const close = async () => {
    await chain?.close()
    chain = undefined
    await Promise.all([...all.values()].map((one) => one.end('SIGKILL')))
    all.clear()
  }
  const origin = (name?: string) => {
    if (name === undefined && chain) return chain.origin
    const server = name === undefined ? [...all.values()][0] : at(name)
    return `http://127.0.0.1:${server?.port ?? 0}`
  }
  /** What nobody caught in one of them since `before`. */
  const crashed = (before: ReadonlySet<ServerProcess>): Failure | null => {
    const message = [...all.values()]
      .filter((one) => !before.has(one))
      .find((one) => one.crash() !== null)
      ?.crash()
    return message === undefined || message === null ? null : { kind: 'crash', message }
  }

  return {
    at,
    origin,
    close,
    takeOut: (name) => rotation.takeOut(name),
    end: (name, signal) => at(name).end(signal),
    areThere: () => all.size > 0,
    get chain() {
      return chain
    },
    cut() {
      chain?.cut()
      // A request that came straight to one would wait.
      if (!chain) for (const one of all.values()) void one.end('SIGKILL')
    },
    async start(plans, behind) {
      await close()
      rotation = createRotation()
      // In this order they take their turns.
      for (const name of Object.keys(plans)) rotation.add(name, 0)
      const started = await startAll(plans)
      const balancer = behind.at(-1)
      const aim = rotation.aim(balancer?.sticks === true)
      if (balancer) chain = await (await import('../proxy/chain.ts')).startChain(behind, aim)
      return started
    },
    async again(plans) {
      for (const name of Object.keys(plans)) {
        rotation.takeOut(name)
        await at(name).end('SIGTERM')
      }
      return startAll(plans)
    },
    async send(label, browser, plan, browsers, limitMs) {
      const when = Date.now()
      const gone = new Set([...all.values()].filter((one) => one.crash() !== null))
      chain?.came()
      let response: ResponseSeen = NO_RESPONSE
      let failure: Failure | null = null
      try {
        response = await browsers.send(origin(plan.to), browser, plan, limitMs)
      } catch (error) {
        const fault = machineFault(error)
        if (fault) throw fault
        failure = failureOf(error, limitMs)
      }
      const through = chain?.came()
      const name = plan.to ?? through?.at(-1)?.to
      const server = name === undefined ? [...all.values()][0] : at(name)
      const caused = await withinLimit(server?.caused() ?? Promise.resolve(null), limitMs)
      failure = crashed(gone) ?? (failure && server?.isGone() ? { kind: 'crash', message: GONE } : failure)
      const exchange = exchangeOf(
        {
          label,
          browser,
          plan,
          response,
          facts: caused?.facts ?? [],
          client: browsers.client,
          deprecations: caused?.deprecations ?? [],
          calls: caused?.calls ?? 1,
          failure,
          at: when,
        },
        server?.home ?? NOWHERE,
      )
      if (!chain) return exchange
      return { ...exchange, through: through ?? [], appAddress: `127.0.0.1:${server?.port ?? 0}` }
    },
  }
}

const NO_RESPONSE: ResponseSeen = { status: 0, statusText: '', headers: [], body: '' }
const GONE = 'nobody listens any more: the process is gone'
const NOWHERE: ServerPlan['home'] = { folder: '', shownAs: (file) => file }

/** What comes of a promise, or null where that takes longer. @param limitMs in milliseconds */
async function withinLimit<T>(promise: Promise<T | null>, limitMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs)
  })
  const first = await Promise.race([promise, late])
  clearTimeout(timer)
  return first
}
