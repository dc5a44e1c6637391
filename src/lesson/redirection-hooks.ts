/**
 * A hook of Node's module loader: imports by the modules of some folders look for some packages from elsewhere. Where
 * Node has no synchronous hooks this file runs in a thread of the loader, so it must not import anything.
 */

/** What is looked for where. */
export interface Redirection {
  /** URLs that the importing modules begin with. */
  readonly homes: readonly string[]
  /** URL of the file from which Node is to look for a package, by the package's name. */
  readonly importers: Readonly<Record<string, string>>
}

interface Context {
  readonly parentURL?: string | undefined
}

let redirection: Redirection = { homes: [], importers: {} }

/** Called by Node in the thread of the loader, and by us where there is none. */
export function initialize(given: Redirection): void {
  redirection = given
}

/** Passes on what `next` returns: a promise in the thread, else the result itself. */
export function resolve<C extends Context, R>(
  specifier: string,
  context: C,
  next: (specifier: string, context: C) => R,
): R {
  const { homes, importers } = redirection
  const isOurs = homes.some((home) => context.parentURL?.startsWith(home))
  const [, importer] = (isOurs && Object.entries(importers).find(([name]) => isIn(specifier, name))) || []
  return next(specifier, importer === undefined ? context : { ...context, parentURL: importer })
}

/** Whether an import asks for a package or for a file of it. */
const isIn = (specifier: string, name: string): boolean => specifier === name || specifier.startsWith(`${name}/`)
