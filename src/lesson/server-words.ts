import type { ProxyPlan } from '../wire/proxy/forwarded.ts'
import type { DeployPlan } from '../wire/servers/deploy.ts'
import type { Deploy, Ending, OptionChange, Restart } from './script.ts'

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
 * Servers start again, one after the other, while a browser sends requests: many of one kind, and one that takes its time (`wait`), so that it is
 * under way at each server when that is asked to end (SIGTERM).
 * @param names of the servers, in this order
 * @param details `asks` is sent again and again, `slow` takes its time; `tells` names what of an answer in JSON is told; `takesOut`: the balancer
 * takes a server out before. The app and the options are those that are in force, if they are left out
 */
export const deploy = (
  label: string,
  names: readonly string[],
  { app, change, ...details }: Omit<ServerDetails, 'redis'> & DeployPlan,
): Deploy => ({ kind: 'deploy', label, servers: names, app, change, ...details })

/**
 * A reverse proxy that speaks http with browsers, and sends their requests to one server and the next in turn; to the next at once, where nobody
 * listens. It writes no headers into them: what a proxy says of the connection is the subject of another lesson.
 * @param details `sticks`: it keeps each browser at the server where it came first
 */
export const balancer = (name: string, { sticks = false }: { readonly sticks?: boolean } = {}): ProxyPlan => ({
  name,
  speaks: 'http',
  proto: 'hands on',
  for: 'hands on',
  ...(sticks ? { sticks } : {}),
})
