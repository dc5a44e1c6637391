import { UserError } from '../errors.ts'
import { isObject, readSession } from './session-json.ts'
import type { StoredSession } from './stored-session.ts'

/** How a store lays out its table: the names of its columns. */
export interface Shape {
  readonly writtenBy: string
  readonly id: string
  readonly session: string
  readonly end: string
  /** How long it keeps a session without maxAge, in milliseconds, and which option says otherwise; null where none does. */
  readonly keeps: { readonly forMs: number; readonly option: string | null } | null
}

const DAY_MS = 86_400_000

/** The tables of connect-pg-simple 10, connect-session-knex 5 and connect-sqlite3 0.9, connect-session-sequelize 7, @quixo3/prisma-session-store 3. */
const SHAPES: readonly Shape[] = [
  {
    writtenBy: 'connect-pg-simple',
    id: 'sid',
    session: 'sess',
    end: 'expire',
    keeps: { forMs: DAY_MS, option: 'ttl 86400 s, the default' },
  },
  {
    writtenBy: 'connect-session-knex',
    id: 'sid',
    session: 'sess',
    end: 'expired',
    keeps: { forMs: DAY_MS, option: null },
  },
  { writtenBy: 'connect-session-sequelize', id: 'sid', session: 'data', end: 'expires', keeps: null },
  { writtenBy: 'prisma-session-store', id: 'sid', session: 'data', end: 'expiresAt', keeps: null },
]

/** A table that a store may have made. */
export interface Table {
  /** With its schema where there is one, to print. */
  readonly shown: string
  readonly shape: Shape
}

/** The columns that tell a table of sessions. */
export const COLUMNS: readonly string[] = [...new Set(SHAPES.flatMap(({ id, session, end }) => [id, session, end]))]

/** The shape of a table with these columns; null if it is not a store's. */
export const shapeOf = (columns: readonly string[]): Shape | null =>
  SHAPES.find(({ id, session, end }) => [id, session, end].every((name) => columns.includes(name))) ?? null

/** @param where the database, to print */
export const noTable = (where: string): UserError =>
  new UserError(
    `No table in ${where} looks like one of a session store, with columns like sid, sess and expire.`,
    'See whether it is the database of the server; if its table is another, give what the database prints with --session.',
  )

/**
 * Makes a session of what a row holds.
 * @param row its session, as text or as what JSON reads of it, and its end: a Date, a text, or a number of milliseconds
 * @throws UserError where it holds no session
 */
export function sessionOf(
  { shown, shape }: Table,
  id: string,
  row: { readonly session: unknown; readonly end: unknown },
): StoredSession {
  const where = `The row ${JSON.stringify(id)} of ${shown}`
  const text = typeof row.session === 'string' ? row.session : JSON.stringify(row.session)
  const session = readSession(text, where)
  const expiresAt = timeOf(row.end)
  return {
    writtenBy: shape.writtenBy,
    key: id,
    place: shown,
    session,
    ...touched(session, expiresAt, shape.keeps),
    expiresAt,
    expiryAssumes: null,
    ...(expiresAt === null ? { endIsUnknown: true } : {}),
  }
}

/** A touch moves the end to what the cookie has left, which is originalMaxAge then, or to what the store keeps others. */
export function touched(
  session: Readonly<Record<string, unknown>>,
  expiresAt: number | null,
  keeps: Shape['keeps'],
): Pick<StoredSession, 'touchedAt' | 'touchedAssumes'> {
  const cookie = isObject(session['cookie']) ? session['cookie'] : {}
  const maxAge = cookie['expires'] && typeof cookie['originalMaxAge'] === 'number' ? cookie['originalMaxAge'] : null
  const lifetime = maxAge ?? keeps?.forMs ?? null
  if (expiresAt === null || lifetime === null) return { touchedAt: null, touchedAssumes: null }
  return { touchedAt: expiresAt - lifetime, touchedAssumes: maxAge === null ? (keeps?.option ?? null) : null }
}

/** Milliseconds since 1970; null for anything that is not a time. */
function timeOf(end: unknown): number | null {
  const time =
    end instanceof Date ? end.getTime() : typeof end === 'string' ? Date.parse(end) : Number(end ?? Number.NaN)
  return Number.isNaN(time) ? null : time
}

/** The name of a table or column as SQL has it where it may hold anything. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
