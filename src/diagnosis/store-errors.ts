import type { ErrorFacts, PackageFacts } from '../observe/observation.ts'

/** What errors of stores, and of the clients of databases behind them, say. */

/** Codes by which Node.js says that nobody is there, or no more (libuv). */
const OFFLINE_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
])

/** What clients say of it: redis, ioredis, mongodb, mongoose, pg, mysql2. */
const OFFLINE =
  /client is (?:closed|offline)|connection is closed|not connected|must be connected|server selection|econnrefused|connection (?:terminated|refused|timeout)|socket closed|timed out .*connect|max ?retries ?per ?request|topology is closed/i

/** Whether an error says that a server cannot be reached, or that the client of it is not connected. */
export const isOffline = ({ name, message, code }: ErrorFacts): boolean =>
  OFFLINE_CODES.has(code ?? '') || OFFLINE.test(`${name}: ${message}`)

/** What databases say of a table that is not there: SQLite, PostgreSQL, MySQL, SQL Server. */
const NO_TABLE = /no such table|relation "[^"]*" does not exist|table '[^']*' doesn't exist|invalid object name/i

/** Whether an error says that a table is missing. */
export const isNoTable = ({ message }: ErrorFacts): boolean => NO_TABLE.test(message)

/** Packages that are no stores, whatever their names say. */
const NO_STORES =
  /^(?:(?:express|cookie|iron|next|client)-sessions?|connect-(?:flash|history|livereload|timeout|ensure|busboy|slashes|multiparty).*)$/

/** Whether a package is a store for sessions, by what is usual in their names. */
export const isStorePackage = (name: string): boolean => /^connect-|store|session/.test(name) && !NO_STORES.test(name)

/** Whether a package is a store, or the client of a database that one may have behind it. */
export const isDatabase = ({ name }: PackageFacts): boolean =>
  isStorePackage(name) || /redis|mongo|^pg\b|mysql|knex|sequelize|memcached/.test(name)

/** The package whose code an error came out of: that of the topmost frame that lies in one; null for none. */
export const packageInStack = ({ stack }: ErrorFacts): string | null =>
  /[\\/]node_modules[\\/]((?:@[^\\/\n]+[\\/])?[^\\/\n]+)[\\/]/.exec(stack)?.[1]?.replaceAll('\\', '/') ?? null
