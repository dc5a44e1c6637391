import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package that an import names, as `express` in `express/lib/view.js`. */
export const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** Whether a package lies in a node_modules folder above a file. @param from the file's URL or path */
export function isInstalled(name: string, from: string): boolean {
  const file = from.startsWith('file:') ? fileURLToPath(from) : from
  // There are more folders for `require`, as NODE_PATH names them. `import` does not look there.
  const folders = (createRequire(file).resolve.paths(name) ?? []).filter((folder) =>
    file.startsWith(path.join(path.dirname(folder), path.sep)),
  )
  return folders.some((folder) => {
    try {
      readFileSync(path.join(folder, name, 'package.json'))
      return true
    } catch {
      return false
    }
  })
}
