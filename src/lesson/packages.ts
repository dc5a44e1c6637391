import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { installedVersions, type Versions } from './versions.ts'

/** The packages that lessons play on. */
const PLAYED = ['express', 'express-session', 'session-file-store'] as const

type Name = (typeof PLAYED)[number]

/** The copies of Express, express-session and session-file-store that a lesson plays on. */
export interface Packages {
  readonly versions: Versions
  /** Null for the tutor's own copies. */
  readonly elsewhere: Elsewhere | null
  /** Where programs that a lesson launches run, and what they need so that `require` gives them these copies. */
  readonly launch: { readonly folder: string; readonly variables: Readonly<Record<string, string>> }
}

/** Copies that are installed in a folder of the learner's. */
export interface Elsewhere {
  /** An absolute path. */
  readonly folder: string
  /** Packages that are not installed there: the tutor's own stand in. */
  readonly lent: readonly string[]
}

/** A package that is installed somewhere. */
export interface Installed {
  readonly name: Name
  /** From its package.json; `unknown` for anything that is not a version. */
  readonly version: string
  readonly manifest: string
  /** The folder `node_modules` in which it was found. It may be a link that lies there. */
  readonly modules: string
}

/** The copies that came with the tutor. @param packageRoot where launched programs run */
export function ownPackages(nodeVersion: string, packageRoot: string): Packages {
  return {
    versions: installedVersions(nodeVersion),
    elsewhere: null,
    launch: { folder: packageRoot, variables: {} },
  }
}

/**
 * What of the packages Node would find from a folder: in `node_modules` there or in a folder above it. NODE_PATH does not
 * count, because `import` does not look there. Loads none of them.
 * @param folder an absolute path without links
 * @throws SyntaxError for a package.json that is no JSON
 */
export function findInstalled(folder: string): readonly Installed[] {
  return PLAYED.flatMap((name) => findUpwards(name, folder) ?? [])
}

/** Letters that a version may have (Semantic Versioning 2.0.0): what is shown comes from a file that anybody may have written. */
const VERSION = /^[\w.+-]{1,64}$/

function findUpwards(name: Name, folder: string): Installed | undefined {
  const modules = path.join(folder, 'node_modules')
  const manifest = path.join(modules, name, 'package.json')
  const parent = path.dirname(folder)
  let text: string
  try {
    text = readFileSync(manifest, 'utf8')
  } catch {
    return parent === folder ? undefined : findUpwards(name, parent)
  }
  const { version } = Object(JSON.parse(text)) as { readonly version?: unknown }
  return {
    name,
    version: typeof version === 'string' && VERSION.test(version) ? version : 'unknown',
    manifest,
    modules,
  }
}

/**
 * The copies to play on from what was found in a folder; the tutor lends what is missing.
 * @param folder an absolute path without links
 */
export function packagesOf(found: readonly Installed[], folder: string, nodeVersion: string): Packages {
  const own = installedVersions(nodeVersion)
  const versionOf = (name: 'express' | 'express-session') =>
    found.find((installed) => installed.name === name)?.version ?? own[name]
  const lent = PLAYED.filter((name) => !found.some((installed) => installed.name === name))
  return {
    versions: {
      node: own.node,
      express: versionOf('express'),
      'express-session': versionOf('express-session'),
    },
    elsewhere: { folder, lent },
    // `require` looks into NODE_PATH only after every `node_modules`, so the learner's own copies come first.
    launch: { folder, variables: lent.length > 0 ? { NODE_PATH: lent.map(ownModules).join(path.delimiter) } : {} },
  }
}

/** The `node_modules` that the tutor's own copy of a package lies in. */
function ownModules(name: Name): string {
  const require = createRequire(import.meta.url)
  return path.dirname(path.dirname(require.resolve(`${name}/package.json`)))
}

/** From where to import each package that was found, by its name. Node looks into that very `node_modules` first. */
export function importersOf(found: readonly Installed[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    found.map(({ name, modules }) => [name, pathToFileURL(path.join(modules, 'importer.js')).href]),
  )
}

/** The folder of all lessons, as a URL that ends with a slash. */
export const lessonsHome: string = new URL('../../lessons/', import.meta.url).href

/** The packages of a lesson's apps that the tutor lends. @param sources the source text of each file of the lesson */
export function lentFor(sources: readonly string[], lent: readonly string[]): readonly string[] {
  return lent.filter((name) => sources.some((source) => source.includes(`from '${name}'`)))
}
