import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { PackageFacts } from './observation.ts'

/** A package as it lies on the disk. */
export interface Home {
  readonly name: string
  readonly folder: string
}

/** Whether a file is this one of a package, wherever that lies. */
export type Treated = (file: string, name: string, inside: string) => boolean

/** The package that a file belongs to; null for a file that lies below no node_modules. */
export function packageOf(file: string): Home | null {
  const found = PACKAGE.exec(file)
  return found ? { folder: found[0], name: (found[1] ?? '').replaceAll('\\', '/') } : null
}

const PACKAGE = /^.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/

/** Packages that matter to sessions, by what is usual in their names. */
const MATTERS =
  /express|session|cookie|passport|connect|store|redis|mongo|mysql|memcached|knex|^pg|sequelize|body-parser|multer|supertest|cors|socket|^ws$|proxy|csurf|finalhandler|^router$/

/** Whether a package is worth a note. */
export const matters = ({ name }: Home): boolean => MATTERS.test(name)

/** What a package says of itself. */
export const packageFacts = ({ folder, name }: Home): PackageFacts => ({ name, version: read(folder).version, folder })

/** A copy of a package may be checked out and not installed; then its package.json tells its name. */
export const isFile: Treated = (file, name, inside) => {
  const end = path.sep + (path.sep === '/' ? inside : inside.replaceAll('/', path.sep))
  if (!file.endsWith(end)) return false
  const folder = file.slice(0, -end.length)
  const home = packageOf(file)
  return home ? home.name === name && home.folder === folder : read(folder).name === name
}

const known = new Map<string, { readonly name: string | null; readonly version: string | null }>()

function read(folder: string): { readonly name: string | null; readonly version: string | null } {
  const found = known.get(folder) ?? parse(folder)
  known.set(folder, found)
  return found
}

function parse(folder: string): { readonly name: string | null; readonly version: string | null } {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  try {
    const { name, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >
    return { name: text(name), version: text(version) }
  } catch {
    return { name: null, version: null }
  }
}
