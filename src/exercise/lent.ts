import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** Packages that the exercises use. Where the learner has none, ours are lent. */
export const LENT: readonly string[] = ['express', 'express-session', 'session-file-store']

/** Where each package that we lend can be imported from: the URL of a file in it. */
export function lentPackages(packageRoot: string): Readonly<Record<string, string>> {
  const require = createRequire(path.join(packageRoot, 'package.json'))
  return Object.fromEntries(LENT.map((name) => [name, pathToFileURL(require.resolve(`${name}/package.json`)).href]))
}
