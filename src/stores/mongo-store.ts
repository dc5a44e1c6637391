import { UserError } from '../errors.ts'
import { readDatabaseLocation, saidBy, type DatabaseLocation } from './database-location.ts'
import { lookUp } from './host-lookup.ts'
import { noAnswer } from './no-answer.ts'
import { loadFromProject } from './project-package.ts'
import { isObject, readSession } from './session-json.ts'
import type { StoredSession, StoreOptions, StoreReader } from './stored-session.ts'
import { touched } from './table-shapes.ts'

const EXAMPLE = 'mongodb://user:password@127.0.0.1:27017/mydb'

/** Where connect-mongo and connect-mongodb-session keep sessions unless told otherwise: looked into first. */
const USUAL: readonly string[] = ['sessions', 'mySessions']

/** At most so many collections are looked into. */
const MOST_COLLECTIONS = 100

/** connect-mongo 4 to 6, `ttl`. */
const KEEPS = { forMs: 1_209_600_000, option: 'ttl 1209600 s, the default' } as const

/** What is used of `mongodb`. */
interface Client {
  connect(): Promise<unknown>
  db(): {
    listCollections(filter: object, options: object): { toArray(): Promise<readonly { readonly name: string }[]> }
    collection(name: string): { findOne(filter: object): Promise<Readonly<Record<string, unknown>> | null> }
  }
  close(force?: boolean): Promise<void>
}
type Mongo = { readonly MongoClient: new (location: string, options: Readonly<Record<string, unknown>>) => Client }

/**
 * Reads the collections of connect-mongo and connect-mongodb-session, with the `mongodb` of the person's own project.
 * @param location as `mongodb` takes it
 * @throws UserError for a location that is not understood, and where the project has no `mongodb`
 */
export function openMongoStore(location: string, options: Required<StoreOptions>): StoreReader {
  const where = readDatabaseLocation(location, EXAMPLE)
  const names = [
    'mongodb',
    'mongoose > mongodb',
    'connect-mongo > mongodb',
    'connect-mongodb-session > mongodb',
  ] as const
  const { MongoClient } = loadFromProject([...names], options.folder) as Mongo
  const clients = new Set<Client>()
  return {
    shown: where.shown,
    keyOf: (id) => id,
    async find(id) {
      const { timeoutMs: ms, nodePath } = options
      const controller = new AbortController()
      const late = new Promise<never>((_, reject) => {
        controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error))
      })
      late.catch(() => {})
      const deadline = setTimeout(() => controller.abort(noAnswer(where, ms)), ms)
      let client: Client | undefined
      try {
        // The driver cannot be stopped while it looks the name up; asked before, the system knows it.
        if (where.host !== null) await lookUp(where.host, nodePath, controller.signal)
        client = new MongoClient(location, {
          serverSelectionTimeoutMS: ms * 0.8,
          connectTimeoutMS: ms,
          socketTimeoutMS: ms,
        })
        clients.add(client)
        return await Promise.race([findWith(client, id), late])
      } catch (error) {
        throw explained(error, where)
      } finally {
        clearTimeout(deadline)
        if (client) {
          clients.delete(client)
          void client.close(true).catch(() => {})
        }
      }
    },
    close: () => clients.forEach((client) => void client.close(true).catch(() => {})),
  }
}

async function findWith(client: Client, id: string): Promise<StoredSession | null> {
  await client.connect()
  const database = client.db()
  const listed = await database
    .listCollections({}, { nameOnly: true })
    .toArray()
    .catch(() => [])
  const others = listed.map(({ name }) => name).filter((name) => !USUAL.includes(name) && !name.startsWith('system.'))
  for (const name of [...USUAL, ...others].slice(0, MOST_COLLECTIONS)) {
    // oxlint-disable-next-line no-await-in-loop -- most are found in the first
    const found = await database.collection(name).findOne({ _id: id })
    if (found && 'session' in found) return sessionOf(found, id, name)
  }
  return null
}

function sessionOf(found: Readonly<Record<string, unknown>>, id: string, place: string): StoredSession {
  const { session: kept, expires, lastModified, updatedAt } = found
  // `stringify: false` keeps the session as it is: what BSON makes of it, JSON writes as a text.
  const session = readSession(
    typeof kept === 'string' ? decrypted(kept, place) : JSON.stringify(kept),
    `The document ${JSON.stringify(id)} of ${place}`,
  )
  const expiresAt = expires instanceof Date ? expires.getTime() : null
  const moved = [lastModified, updatedAt].find((date) => date instanceof Date)
  return {
    writtenBy: isObject(kept) ? 'connect-mongodb-session' : 'connect-mongo',
    key: id,
    place,
    session,
    ...(moved ? { touchedAt: moved.getTime(), touchedAssumes: null } : touched(session, expiresAt, KEEPS)),
    expiresAt,
    expiryAssumes: null,
  }
}

/** @throws UserError for what connect-mongo writes with its `crypto` */
function decrypted(text: string, place: string): string {
  const isJson = /^\s*\{/.test(text)
  if (isJson && !(text.includes('"ct":') && text.includes('"hmac":'))) return text
  if (!isJson && !/^"?[\w+/=-]{24,}"?$/.test(text)) return text
  throw new UserError(
    `The session in ${place} is encrypted: the server sets \`crypto\` in the options of connect-mongo.`,
    'It cannot be read here, so print `req.session` in the server and give it with --session.',
  )
}

/** @param error what `mongodb`, the look-up of the name or this file threw */
function explained(error: unknown, where: DatabaseLocation): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const said = saidBy(error, where)
  if (code === 'ENOTFOUND' || code.startsWith('EAI_') || /ENOTFOUND|querySrv/.test(said))
    return new UserError(`No address is known for the host of ${where.shown}.`, 'Check the name of the host.')
  if (/ECONNREFUSED/.test(said))
    return new UserError(`Nothing listens at ${where.shown}.`, 'Start MongoDB, or check where it listens.')
  if (code === '18' || code === '8000' || /auth/i.test(said))
    return new UserError(
      `${where.shown} does not take this user and password: ${said}.`,
      'Check both, and add ?authSource=admin where the user is kept there.',
    )
  return new UserError(
    `${where.shown} cannot be asked: ${said}.`,
    'See whether host, port, user and database are those of the server.',
  )
}
