import type { ProxyPlan } from '../wire/proxy/forwarded.ts'
import type { Ending, OptionChange, Restart } from './script.ts'

/** The words for servers that have processes of their own. */

/** What is otherwise than in the first app of a lesson. */
interface ServerDetails {
  readonly app?: string
  /** On top of the app's own options. */
  readonly change?: OptionChange
  /** The app keeps sessions in Redis, where this machine has one. */
  readonly redis?: boolean
}

/**
 * Servers of one app, each in a process of its own, in place of what runs. Browsers were never there. They share the folder of the run, and nothing
 * else.
 * @param names of the servers. More than one take turns behind a balancer, in this order
 * @param details `balancer` is the proxy before them, if it is not the usual one
 */
export const servers = (
  label: string,
  names: readonly [string, ...string[]],
  { app, change = {}, redis = false, balancer: own }: ServerDetails & { readonly balancer?: ProxyPlan } = {},
): Restart => ({
  kind: 'restart',
  label,
  app,
  change,
  browsers: 'fresh',
  redis,
  behind: own ? [own] : names.length > 1 ? [balancer('the balancer')] : [],
  fails: false,
  beside: false,
  processes: names,
})

/**
 * One of these servers starts again, in a new process: the old one gets SIGTERM, if it still runs. The others go on, and browsers keep their cookies.
 * @param details the app and the options that it had, if they are left out
 */
export const again = (label: string, server: string, { app, change }: ServerDetails = {}): Restart => ({
  kind: 'restart',
  label,
  app,
  change,
  browsers: 'kept',
  fails: false,
  beside: true,
  processes: [server],
})

/** One of these servers ends. @param signal `SIGKILL` for `kill -9`, `SIGTERM` for one that it may hear */
export const ends = (label: string, server: string, signal: Ending['signal']): Ending => ({
  kind: 'ending',
  label,
  server,
  signal,
})

/**
 * A reverse proxy that speaks http with browsers, and sends their requests to one server and the next in turn; to the next at once, where nobody
 * listens.
 * @param details `sticks`: it keeps each browser at the server where it came first
 */
export const balancer = (name: string, { sticks = false }: { readonly sticks?: boolean } = {}): ProxyPlan => ({
  name,
  speaks: 'http',
  proto: 'sets',
  for: 'appends',
  ...(sticks ? { sticks } : {}),
})
