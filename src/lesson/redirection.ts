import module from 'node:module'
import path from 'node:path'
import { initialize, resolve, type Redirection } from './redirection-hooks.ts'

/** The parts of Node's synchronous hooks that are used here. @types/node for Node 20 does not know them. */
interface SyncHooks {
  registerHooks?(hooks: { readonly resolve: typeof resolve }): void
}

/**
 * From now on what `importers` says, whenever a module in `home` imports a package: it is looked for from there. For the
 * rest of the process, because a package that is loaded once stays loaded.
 * @param home URL of a folder, with a slash at its end
 * @param importers URLs of files, by the names of packages
 * @throws Error where something else was redirected earlier
 */
export function redirectImports(home: string, importers: Redirection['importers']): void {
  const wanted = JSON.stringify([home, importers])
  if (wanted === inForce) return
  if (inForce !== undefined) throw new Error('Imports were redirected before, and what was loaded stays loaded.')
  inForce = wanted
  const redirection: Redirection = { homes: [home, import.meta.url], importers }
  const { registerHooks } = module as SyncHooks
  if (registerHooks) {
    initialize(redirection)
    registerHooks({ resolve })
  } else {
    // Node 20 has hooks only in a thread of their own.
    module.register(`./redirection-hooks${path.extname(import.meta.url)}`, import.meta.url, { data: redirection })
  }
}

let inForce: string | undefined

/** Loads a package as a lesson's app would load it. @throws whatever loading it throws */
export const importRedirected = async (name: string): Promise<{ readonly default?: unknown }> =>
  (await import(/* @vite-ignore */ name)) as { readonly default?: unknown }
