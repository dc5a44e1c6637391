import path from 'node:path'

/** Environment variables by their names. */
export type Variables = Readonly<Record<string, string | undefined>>

/** What a program needs to find its files, its place, its words and its time. */
const ALWAYS = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TZ']

/** How a person tells a server what to do. A lesson decides that for the programs that it launches. */
const SETTINGS = ['DEBUG', 'NODE_ENV', 'PORT']

/**
 * What Node.js itself needs on Windows: sockets and the random source are found through SystemRoot, and there is neither TMPDIR nor
 * HOME. PATHEXT and ComSpec only serve to start programs, which no learner's file may do.
 */
const ON_WINDOWS = ['SystemRoot', 'TEMP', 'USERPROFILE']

/**
 * The environment variables of the person at the keyboard that somebody else's program gets to see: keys and passwords stay out.
 * @param all everything that is set
 * @param windows names there are the same in upper and lower case
 */
export const bareVariables = (all: Variables, windows = path.sep === '\\'): Variables =>
  picked(all, windows ? [...ALWAYS, ...ON_WINDOWS] : ALWAYS, windows)

/** Like {@link bareVariables}, with what tells a server how to run. @see bareVariables */
export const serverVariables = (all: Variables, windows = path.sep === '\\'): Variables => ({
  ...bareVariables(all, windows),
  ...picked(all, SETTINGS, windows),
})

function picked(all: Variables, names: readonly string[], windows: boolean): Variables {
  const folded = (name: string) => (windows ? name.toUpperCase() : name)
  const wanted = new Set(names.map(folded))
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => wanted.has(folded(name)) || folded(name).startsWith('LC_')),
  )
}
