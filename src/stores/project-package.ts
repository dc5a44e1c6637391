import { createRequire } from 'node:module'
import path from 'node:path'
import { UserError } from '../errors.ts'

/**
 * Loads a package that the person's own project has installed, as Node.js finds it from there.
 * @param names where to look, the best first; a way through several packages is written `mongoose > mongodb`
 * @param folder of the project
 * @throws UserError where none of them is there, or it cannot be loaded
 */
export function loadFromProject(names: readonly [string, ...string[]], folder: string): unknown {
  for (const name of names) {
    const file = find(name.split(' > '), path.join(folder, 'package.json'))
    if (file === null) continue
    try {
      return createRequire(file)(file)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
      throw new UserError(
        `The package ${name.split(' > ').at(-1)} of this project cannot be loaded${code}.`,
        'Install it again, or give what the database prints with --session.',
      )
    }
  }
  throw new UserError(
    `The package ${names[0]} is not installed in ${folder}, and it is what speaks to this database.`,
    `Run this in the folder of your app, or: npm install --no-save ${names[0]}`,
  )
}

function find([name = '', ...rest]: readonly string[], from: string): string | null {
  try {
    const file = createRequire(from).resolve(name)
    return rest.length === 0 ? file : find(rest, file)
  } catch {
    return null
  }
}
