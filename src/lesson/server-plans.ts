import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ServerPlan } from '../wire/servers/server-process.ts'
import type { Packages } from './packages.ts'
import type { Lesson, OptionChange, Scratch } from './script.ts'
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

/**
 * How a server gets a process of its own. Such a process runs what was built, wherever the lesson itself comes from.
 * @param app the file beside the script, without its ending
 * @param ownChange the lesson's own change on top of the app's options
 */
export function serverPlan(
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
