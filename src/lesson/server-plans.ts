import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ServerPlan } from '../wire/servers/server-process.ts'
import type { DeploySeen } from './events.ts'
import type { Packages } from './packages.ts'
import type { DeployOutcome } from './run.ts'
import type { RunningServer } from './running-server.ts'
import type { Deploy, Lesson, OptionChange, Scratch } from './script.ts'
import type { ServerOrder } from './server-order.ts'
import { shownAsSource } from './source.ts'

/** What the servers of one run have in common that have processes of their own. */
export interface ServersOf {
  readonly lesson: Lesson
  /** Of the run, on top of everything. */
  readonly change: OptionChange
  readonly packages: Packages
  readonly packageRoot: string
  readonly scratch: Scratch
  /** Where the Redis of the run is, with its password; null where they get none. */
  readonly redis: string | null
}

/** How servers get processes of their own, by their names. @param running their app, and the lesson's own change of its options */
export const serverPlans = (
  of: ServersOf,
  names: readonly string[],
  { app, change }: Pick<RunningServer, 'app' | 'change'>,
): Readonly<Record<string, ServerPlan>> =>
  Object.fromEntries(names.map((name) => [name, serverPlan(of, name, app, change)]))

/** What is told of servers that started again while requests came. */
export const deploySeen = (
  { label, servers, asks, slow, browser, takesOut }: Deploy,
  came: DeployOutcome,
): DeploySeen => ({
  event: 'deploy',
  label,
  servers,
  asks: `${asks.method} ${asks.path}`,
  slow: `${slow.method} ${slow.path}`,
  browser,
  takesOut,
  ...came,
})

/**
 * How a server gets a process of its own. Such a process runs what was built, wherever the lesson itself comes from.
 * @param app the file beside the script, without its ending
 * @param ownChange the lesson's own change on top of the app's options
 */
function serverPlan(
  { lesson, change, packages, packageRoot, scratch, redis }: ServersOf,
  server: string,
  app: string,
  ownChange: OptionChange,
): ServerPlan {
  const folder = path.join(packageRoot, 'dist/lessons', path.basename(path.dirname(fileURLToPath(lesson.home))))
  const order: ServerOrder = {
    app: pathToFileURL(path.join(folder, `${app}.js`)).href,
    ownChange,
    change,
    folder: scratch.folder,
    redis,
    server,
    packagesOf: packages.elsewhere?.folder ?? null,
  }
  return {
    program: path.join(packageRoot, 'dist/src/lesson/server-program.js'),
    order,
    home: { folder, shownAs: shownAsSource },
  }
}
