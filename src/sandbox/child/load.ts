import { readFileSync } from 'node:fs'
import module, { createRequire, isBuiltin } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import vm from 'node:vm'

/** What a file exports, by name. */
export type Exports = Readonly<Record<string, unknown>>

/** Takes the types out of TypeScript without moving a line. Node.js has it from 22.13 on (module `stripTypeScriptTypes`). */
const stripTypes = (module as { stripTypeScriptTypes?: (source: string) => string }).stripTypeScriptTypes

const IS_SOURCE = /\.(m?js|m?ts)$/

/**
 * Runs a file as an ES module, with the files that it imports by a relative path. Packages are looked for from the file
 * upwards, as Node.js does. Only where there is none, the lent one is taken: ES modules have no other place to say so on
 * every Node.js, because module hooks need a thread, which the permission model refuses before 22.15.
 * @param lent URLs of a file from which a package can be imported, by the package's name
 * @throws what the file throws, and a SyntaxError or ERR_MODULE_NOT_FOUND of Node.js
 */
export async function loadFile(file: string, lent: Readonly<Record<string, string>>): Promise<Exports> {
  if (file.endsWith('ts') && !stripTypes) return loadWithJiti(file, lent)
  const loaded = new Map<string, vm.Module>()

  const link = async (specifier: string, from: string): Promise<vm.Module> => {
    const place = /^(\.|\/|file:)/.test(specifier) ? new URL(specifier, from) : null
    const key = place && IS_SOURCE.test(place.pathname) ? place.href : `${specifier} from ${path.dirname(from)}`
    const known = loaded.get(key)
    if (known) return known
    const made =
      place && IS_SOURCE.test(place.pathname)
        ? sourceModule(fileURLToPath(place))
        : wrapped(specifier, await importFrom(specifier, from, lent))
    loaded.set(key, made)
    return made
  }
  const follow = async (specifier: string, from: string): Promise<vm.Module> => {
    const linked = await link(specifier, from)
    if (linked.status === 'unlinked') await linked.link(linker)
    if (linked.status === 'linked') await linked.evaluate()
    return linked
  }
  const linker = (specifier: string, from: vm.Module) => link(specifier, from.identifier)

  const sourceModule = (source: string): vm.SourceTextModule => {
    const url = pathToFileURL(source).href
    const text = readFileSync(source, 'utf8')
    return new vm.SourceTextModule(source.endsWith('ts') && stripTypes ? stripTypes(text) : text, {
      identifier: url,
      initializeImportMeta: (meta) => {
        Object.assign(meta, { url, filename: source, dirname: path.dirname(source) })
      },
      importModuleDynamically: (specifier: string) => follow(specifier, url) as never,
    })
  }

  const main = sourceModule(file)
  loaded.set(main.identifier, main)
  await main.link(linker)
  await main.evaluate()
  return main.namespace as Exports
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
async function importFrom(specifier: string, from: string, lent: Readonly<Record<string, string>>): Promise<Exports> {
  if (isBuiltin(specifier)) return nodeImport(specifier, import.meta.url)
  const lender = lent[specifier]
  return nodeImport(specifier, lender !== undefined && !isInstalled(specifier, from) ? lender : from)
}

/** `import()` as it would be in the file at this URL. */
const nodeImport = (specifier: string, from: string): Promise<Exports> =>
  new vm.Script(`(specifier) => import(specifier)`, {
    filename: fileURLToPath(from),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext()(specifier) as Promise<Exports>

/** Whether a package lies in a node_modules folder above a file. @param from the file's URL or path */
export function isInstalled(name: string, from: string): boolean {
  return (createRequire(from).resolve.paths(name) ?? []).some((folder) => {
    try {
      readFileSync(path.join(folder, name, 'package.json'))
      return true
    } catch {
      return false
    }
  })
}

/** For Node.js 20, which cannot take types out of a source. */
async function loadWithJiti(file: string, lent: Readonly<Record<string, string>>): Promise<Exports> {
  const { createJiti } = await import('jiti')
  const missing = Object.entries(lent).filter(([name]) => !isInstalled(name, file))
  const alias = Object.fromEntries(missing.map(([name, from]) => [name, createRequire(from).resolve(name)]))
  return createJiti(pathToFileURL(file).href, { alias, fsCache: false, moduleCache: true }).import<Exports>(file)
}
