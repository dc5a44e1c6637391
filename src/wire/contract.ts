import type { Express } from 'express'
import type { RequestPlan } from './client.ts'
import type { Clock } from './clock.ts'
import type { Delays } from './delays.ts'
import type { Exchange, Failure } from './exchange.ts'
import type { Overlap, Overlapped } from './overlap.ts'
import type { Pages } from './pages/pages.ts'
import type { ProxyPlan } from './proxy/forwarded.ts'
import type { Deployed, DeployPlan } from './servers/deploy.ts'
import type { ServerPlan, ServerStart } from './servers/server-process.ts'

/** What happens to the whole process while an app runs in it. Each `on...` returns the function that stops listening. */
export interface ProcessTaps {
  onDeprecation(listener: (deprecation: { namespace: string; message: string }) => void): () => void
  onCrash(listener: (error: unknown) => void): () => void
  onExit(listener: () => void): () => void
  /** The process itself, for the instrument. */
  readonly self: NodeJS.Process
}

/** A running app, its browsers and its clock: everything that a request goes through, recorded. */
export interface Wire {
  /**
   * Closes the servers that run, if any do, and starts another.
   * @param createApp makes the app; what it throws becomes a failure
   * @param place as the only server, behind no proxy, if it is left out
   * @returns the deprecations that starting printed, and the failure if it did not start
   * @throws MachineFault where the machine lets no app listen
   */
  start(
    createApp: () => Express | Promise<Express>,
    place?: Place,
  ): Promise<{ deprecations: readonly string[]; failure: Failure | null }>
  /**
   * Closes the servers that run, if any do, and starts others in processes of their own.
   * @param plans by the names of the servers
   * @param behind the proxies before them; with more than one server the last of them balances
   * @param beside those that run go on, but for those of the same names, which end before
   * @throws MachineFault where the machine lets none run
   */
  startServers(
    plans: Readonly<Record<string, ServerPlan>>,
    behind: readonly ProxyPlan[],
    beside?: boolean,
  ): Promise<ServerStart>
  /** Servers of those start again, one after the other, while a browser sends requests. @throws MachineFault as for `startServers` */
  deploy(plan: DeployPlan, plans: Readonly<Record<string, ServerPlan>>, interrupted: AbortSignal): Promise<Deployed>
  /** All browsers are new, without any cookie. */
  forgetBrowsers(): Promise<void>
  /**
   * Sends one request and records everything it causes. What goes wrong is in `failure`. A server that
   * crashed or hung is gone afterwards, as its process would be; the next `start` brings another.
   * @param limitMs how long to wait for the answer, in milliseconds
   * @param past the proxies, if there are any: straight to the app
   * @throws MachineFault where the machine lets no request through
   */
  send(label: string, browser: string | null, plan: RequestPlan, limitMs: number, past?: boolean): Promise<Exchange>
  /**
   * Sends requests that are under way together, straight to the app, and records everything that they cause. What goes wrong is as in `send`.
   * @throws MachineFault where the machine lets no request through
   */
  overlap(requests: Overlap, limitMs: number): Promise<Overlapped>
  /** Cuts the connections of the request under way, so that it ends at once. */
  cut(): void
  readonly clock: Clock
  /** What takes its time in the app. */
  readonly delays: Delays
  readonly pages: Pick<Pages, 'originOf' | 'player'>
  /** Closes the server and gives the clock and the process back. */
  close(): Promise<void>
}

/** Where a server stands. */
export interface Place {
  /** The proxies before it, from the browser to the app; none if left out. */
  readonly behind?: readonly ProxyPlan[]
  /** How requests name it (`RequestPlan.to`). */
  readonly label?: string
  /** Those that run go on. */
  readonly beside?: boolean
}
