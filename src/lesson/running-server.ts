import type { SessionOptions } from 'express-session'
import type { ProxyPlan } from '../wire/proxy/forwarded.ts'
import type { JsonValue, OptionChange, Restart } from './script.ts'

/** A server of a lesson that runs, and what it was started with. */
export interface RunningServer {
  readonly app: string
  /** The lesson's own change on top of the app's options. */
  readonly change: OptionChange
  readonly options: SessionOptions
  /** They in words, as the process that runs has them: it may have made some itself. */
  readonly described: Readonly<Record<string, JsonValue>>
  readonly fails: boolean
  /** The proxies before it. */
  readonly behind: readonly ProxyPlan[]
  /** Its app has a connection to Redis, where this machine has one. */
  readonly redis: boolean
}

/** Nothing has been started yet. */
export const NO_SERVER: RunningServer = {
  app: 'app',
  change: {},
  options: { secret: '' },
  described: {},
  fails: false,
  behind: [],
  redis: false,
}

/** What is otherwise than for one server that runs here. */
export interface StartHow {
  readonly beside?: boolean
  readonly usesRedis?: boolean
  /** @see Restart.processes */
  readonly own?: Restart['processes']
}
