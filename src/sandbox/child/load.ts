import { readFileSync } from 'node:fs'
import module, { createRequire, isBuiltin } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import vm from 'node:vm'
import type { Lent } from '../protocol.ts'
import { isInstalled, packageName } from './packages.ts'

/** What a file exports, by name. */
export type Exports = Readonly<Record<string, unknown>>

/** A file that is loaded. */
export interface Loading {
  /** What it exports. Rejects with what it throws, and with a SyntaxError or ERR_MODULE_NOT_FOUND of Node.js. */
  readonly exports: Promise<Exports>
  /** The files of the learner's that were read so far; the list grows. */
  readonly files: readonly string[]
  /** Whether this error says that a file could not be read as JavaScript. Its stack does not say where. */
  isParsing(error: unknown): boolean
  /** The names that a package or a module of Node.js exports, if it was imported. */
  exportedBy(specifier: string): readonly string[]
}

type Attributes = Readonly<Record<string, string | undefined>>

/** Takes the types out of TypeScript without moving a line. Node.js has it from 22.13 on (module `stripTypeScriptTypes`). */
const stripTypes = (module as { stripTypeScriptTypes?: (source: string) => string }).stripTypeScriptTypes

const IS_SOURCE = /\.(m?js|m?ts)$/

/**
 * Runs a file as an ES module, with the files that it imports by a relative path. Packages are looked for from the file
 * upwards, as Node.js does. Only where there is none, the lent one is taken: ES modules have no other place to say so on
 * every Node.js, because module hooks need a thread, which the permission model refuses before 22.15.
 */
export function loadFile(file: string, lent: Lent): Loading {
  const files: string[] = []
  const unreadable = new WeakSet()
  const loaded = new Map<string, vm.Module>()
  const exported = new Map<string, readonly string[]>()

  const link = async (specifier: string, from: string, attributes: Attributes): Promise<vm.Module> => {
    const place = /^(\.|\/|file:)/.test(specifier) ? new URL(specifier, from) : null
    const source = place && IS_SOURCE.test(place.pathname) ? place : null
    const key = source ? source.href : `${specifier} from ${path.dirname(from)} ${JSON.stringify(attributes)}`
    const known = loaded.get(key)
    if (known) return known
    const made =
      source && !needsJiti(source.pathname)
        ? sourceModule(fileURLToPath(source), source.href, from)
        : wrapped(
            specifier,
            source ? await withJiti(fileURLToPath(source)) : await imported(specifier, from, attributes),
          )
    loaded.set(key, made)
    return made
  }
  const imported = async (specifier: string, from: string, attributes: Attributes) => {
    const exports = await importFrom(specifier, from, lent, attributes)
    exported.set(specifier, Object.keys(exports))
    return exports
  }
  const withJiti = (source: string) => {
    files.push(source)
    return loadWithJiti(source, lent)
  }
  const follow = async (specifier: string, from: string, attributes: Attributes): Promise<vm.Module> => {
    const linked = await link(specifier, from, attributes)
    if (linked.status === 'unlinked') await linked.link(linker)
    if (linked.status === 'linked') await linked.evaluate()
    return linked
  }
  const linker: vm.ModuleLinker = (specifier, from, extra) => link(specifier, from.identifier, extra.attributes)

  const sourceModule = (source: string, url: string, from: string): vm.SourceTextModule => {
    const text = readSource(source, from)
    files.push(source)
    const plain = source.endsWith('ts') && stripTypes ? strippedOf(text, url, stripTypes) : text
    try {
      return new vm.SourceTextModule(plain, {
        identifier: url,
        initializeImportMeta: (meta) => {
          const resolve = (specifier: string) => resolveFrom(specifier, url, lent)
          const isMain = 'main' in import.meta ? { main: source === file } : {}
          Object.assign(meta, { url, filename: source, dirname: path.dirname(source), resolve, ...isMain })
        },
        importModuleDynamically: (specifier, _module, attributes) => follow(specifier, url, attributes),
      })
    } catch (error) {
      if (error instanceof Error) unreadable.add(error)
      throw error
    }
  }

  const load = async (): Promise<Exports> => {
    if (needsJiti(file)) return withJiti(file)
    const url = pathToFileURL(file).href
    const main = sourceModule(file, url, url)
    loaded.set(url, main)
    await main.link(linker)
    await main.evaluate()
    return main.namespace as Exports
  }
  return {
    exports: load(),
    files,
    isParsing: (error) => typeof error === 'object' && error !== null && unreadable.has(error),
    exportedBy: (specifier) => exported.get(specifier) ?? [],
  }
}

const needsJiti = (file: string): boolean => file.endsWith('ts') && !stripTypes

/** The text of a file that is imported. @throws as Node.js does if it is not there */
function readSource(file: string, from: string): string {
  try {
    // V8 takes a byte order mark for a part of what follows.
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    const error = new Error(`Cannot find module '${file}' imported from ${fileURLToPath(from)}`)
    throw Object.assign(error, { code: 'ERR_MODULE_NOT_FOUND' })
  }
}

/** JavaScript from TypeScript. What Node.js says of a mistake begins with its line, but not with its file. */
function strippedOf(text: string, url: string, strip: (source: string) => string): string {
  try {
    return strip(text)
  } catch (error) {
    if (error instanceof Error && error.stack?.startsWith(':')) error.stack = url + error.stack
    throw error
  }
}

/** A module that is there already, for one that imports it. */
function wrapped(name: string, exports: Exports): vm.Module {
  const keys = Object.keys(exports)
  return new vm.SyntheticModule(
    keys,
    function (this: vm.SyntheticModule) {
      for (const key of keys) this.setExport(key, exports[key])
    },
    { identifier: name },
  )
}

/** Imports as Node.js does from the place of a file; a package that is not there is lent. */
async function importFrom(specifier: string, from: string, lent: Lent, attributes: Attributes): Promise<Exports> {
  if (isBuiltin(specifier)) return nodeImport(specifier, import.meta.url, attributes)
  return nodeImport(specifier, lenderOf(specifier, from, lent) ?? from, attributes)
}

/** Where a package is lent from; undefined if the learner has their own, or if it is none of ours. */
function lenderOf(specifier: string, from: string, lent: Lent): string | undefined {
  const name = packageName(specifier)
  const lender = lent[name]
  return lender !== undefined && !isInstalled(name, from) ? lender : undefined
}

/** What `import.meta.resolve()` answers in the file at this URL. */
function resolveFrom(specifier: string, from: string, lent: Lent): string {
  if (/^(\.|\/|file:)/.test(specifier)) return new URL(specifier, from).href
  if (isBuiltin(specifier)) return `node:${specifier.replace(/^node:/, '')}`
  return pathToFileURL(createRequire(lenderOf(specifier, from, lent) ?? from).resolve(specifier)).href
}

/** `import()` as it would be in the file at this URL. */
const nodeImport = (specifier: string, from: string, attributes: Attributes): Promise<Exports> =>
  new vm.Script(`(specifier, attributes) => import(specifier, { with: attributes })`, {
    filename: fileURLToPath(from),
    // In stacks it is no line of that file.
    lineOffset: -1,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext()(specifier, { ...attributes }) as Promise<Exports>

/** For Node.js 20, which cannot take types out of a source. */
async function loadWithJiti(file: string, lent: Lent): Promise<Exports> {
  const { createJiti } = await import('jiti')
  const missing = Object.entries(lent).filter(([name]) => !isInstalled(name, file))
  const alias = Object.fromEntries(missing.map(([name, from]) => [name, createRequire(from).resolve(name)]))
  return createJiti(pathToFileURL(file).href, { alias, fsCache: false, moduleCache: true }).import<Exports>(file)
}
