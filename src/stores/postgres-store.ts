import { UserError } from '../errors.ts'
import { readDatabaseLocation, saidBy, type DatabaseLocation } from './database-location.ts'
import { lookUp } from './host-lookup.ts'
import { noAnswer } from './no-answer.ts'
import { loadFromProject } from './project-package.ts'
import type { StoredSession, StoreOptions, StoreReader } from './stored-session.ts'
import { COLUMNS, noTable, quoted, sessionOf, shapeOf, type Table } from './table-shapes.ts'

const EXAMPLE = 'postgres://user:password@127.0.0.1:5432/mydb'

/** What is used of `pg`. */
interface Client {
  connect(): Promise<void>
  query(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>
  end(): Promise<void>
  on(event: 'error', listener: (error: unknown) => void): void
  readonly connection?: { readonly stream?: { destroy(): void } }
}
type Pg = { readonly Client: new (options: Readonly<Record<string, unknown>>) => Client }

/**
 * Reads the tables of connect-pg-simple, connect-session-knex and their like, with the `pg` of the person's own project, in a
 * transaction that cannot write.
 * @param location as `pg` takes it
 * @throws UserError for a location that is not understood, and where the project has no `pg`
 */
export function openPostgresStore(location: string, options: Required<StoreOptions>): StoreReader {
  const where = readDatabaseLocation(location, EXAMPLE)
  const pg = loadFromProject(['pg', 'connect-pg-simple > pg', 'knex > pg', 'sequelize > pg'], options.folder) as Pg
  const clients = new Set<Client>()
  const stop = (client: Client) => client.connection?.stream?.destroy()
  return {
    shown: where.shown,
    keyOf: (id) => id,
    async find(id) {
      const { timeoutMs, nodePath } = options
      const controller = new AbortController()
      let client: Client | undefined
      const late = new Promise<never>((_, reject) => {
        controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error))
      })
      late.catch(() => {})
      const deadline = setTimeout(() => controller.abort(noAnswer(where, timeoutMs)), timeoutMs)
      try {
        // The driver cannot be stopped while it looks the name up; asked before, the system knows it.
        if (where.host !== null) await lookUp(where.host, nodePath, controller.signal)
        client = new pg.Client({
          connectionString: location,
          connectionTimeoutMillis: timeoutMs,
          query_timeout: timeoutMs,
        })
        clients.add(client)
        // An error that comes after the end is nobody's.
        client.on('error', () => {})
        return await Promise.race([findWith(client, id, where), late])
      } catch (error) {
        throw explained(error, where)
      } finally {
        clearTimeout(deadline)
        if (client) {
          clients.delete(client)
          if (controller.signal.aborted) stop(client)
          else await Promise.race([client.end().catch(() => {}), late]).catch(() => {})
          stop(client)
        }
      }
    },
    close: () => clients.forEach(stop),
  }
}

async function findWith(client: Client, id: string, { shown }: DatabaseLocation): Promise<StoredSession | null> {
  await client.connect()
  await client.query('BEGIN TRANSACTION READ ONLY')
  const { rows } = await client.query(
    "SELECT table_schema, table_name, array_agg(column_name::text) AS columns FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND column_name = ANY($1) GROUP BY 1, 2 ORDER BY table_schema <> 'public', 1, 2",
    [COLUMNS],
  )
  const tables = rows.flatMap((row): readonly (Table & { readonly name: string })[] => {
    const shape = shapeOf(row['columns'] as readonly string[])
    const [schema, table] = [String(row['table_schema']), String(row['table_name'])]
    return shape ? [{ shape, shown: `${schema}.${table}`, name: `${quoted(schema)}.${quoted(table)}` }] : []
  })
  if (tables.length === 0) throw noTable(shown)
  for (const table of tables) {
    const { id: idColumn, session, end } = table.shape
    // oxlint-disable-next-line no-await-in-loop -- one connection answers one query after the other
    const found = await client.query(
      `SELECT ${quoted(session)}::text AS session, extract(epoch from ${quoted(end)}::timestamptz) * 1000 AS "end" FROM ${table.name} WHERE ${quoted(idColumn)} = $1`,
      [id],
    )
    const [row] = found.rows
    if (row) return sessionOf(table, id, { session: row['session'], end: Number(row['end']) })
  }
  return null
}

/** @param error what `pg`, the look-up of the name or this file threw. https://www.postgresql.org/docs/current/errcodes-appendix.html */
function explained(error: unknown, where: DatabaseLocation): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  const [problem, hint] = HINTS.find(([codes]) => codes.test(code))?.slice(1) ?? [
    'cannot be asked',
    'See whether host, port, user and database are those of the server.',
  ]
  return new UserError(`${where.shown} ${String(problem)}: ${saidBy(error, where)}.`, String(hint))
}

const HINTS: readonly (readonly [codes: RegExp, problem: string, hint: string])[] = [
  [/^ECONNREFUSED$|^ENOENT$/, 'does not answer', 'Start PostgreSQL, or check where it listens.'],
  [/^ENOTFOUND$|^EAI_/, 'has a host that no address is known for', 'Check the name of the host.'],
  [
    /^28/,
    'does not take this user and password',
    'Check both; characters like @ / ? # in a password are written %40 %2F %3F %23.',
  ],
  [/^3D000$/, 'has no such database', 'Check the name behind the last slash.'],
  [/^42501$/, 'does not let this user read the sessions', 'Take a user that may SELECT from their table.'],
]
