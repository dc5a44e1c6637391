import { UserError } from '../errors.ts'
import { sessionsIn, type PrintedSession } from './printed/records.ts'
import type { StoredSession, StoreReader } from './stored-session.ts'

/** What programs print where a store has nothing under an id: redis-cli, mongosh, `console.log()`, psql, JSON. */
const NOTHING = /^\s*(?:\(nil\)|null|undefined|\[\s*\]|\{\s*\}|(?:[^\n]*\n)*\(0 rows\))\s*$/

/**
 * Takes what a program printed of a session for the store: redis-cli, psql, sqlite3, mongosh, `console.log()`, JSON.
 * @throws UserError where there is no session in it
 */
export function openPrintedStore(text: string): StoreReader {
  const sessions = NOTHING.test(text) ? [] : sessionsIn(text)
  if (sessions.length === 0 && !NOTHING.test(text)) throw noSession(text)
  return {
    shown: 'what was given with --session',
    keyOf: (id) => id,
    knows: (id) => sessions.some(({ ids }) => ids.some((one) => isSame(one, id))),
    async find(id) {
      const known = sessions.find(({ ids }) => ids.some((one) => isSame(one, id)))
      const [first] = sessions.filter(({ ids }) => ids.length === 0)
      const other = known ?? first ?? sessions[0]
      return other === undefined ? null : storedSession(id, other, known === undefined && first === undefined)
    },
    close() {},
  }
}

/** A store may put something before an id and behind it. */
function isSame(written: string, id: string): boolean {
  const bare = written.replace(/\.json$/, '')
  return written === id || (bare.endsWith(id) && /(?:^|[:/])$/.test(bare.slice(0, bare.length - id.length)))
}

function storedSession(id: string, { session, ids, end }: PrintedSession, isOther: boolean): StoredSession {
  const expiresAt = timeOf(end)
  return {
    writtenBy: 'a store',
    key: isOther ? (ids[0] ?? id) : id,
    session,
    touchedAt: null,
    touchedAssumes: null,
    expiresAt,
    // A time without its zone is read as UTC.
    expiryAssumes:
      typeof end === 'string' && /\d{4}-/.test(end) && !/Z$|[+-]\d\d(?::?\d\d)?$/.test(end) ? 'times in UTC' : null,
    ...(expiresAt === null ? { endIsUnknown: true } : {}),
    ...(isOther ? { otherIds: ids } : {}),
    ...(ids.length === 0 ? { idIsUnknown: true } : {}),
  }
}

/** Milliseconds since 1970; null for anything that is not a time. */
function timeOf(end: unknown): number | null {
  if (typeof end === 'number' || (typeof end === 'string' && /^\d{10}(?:\d{3})?$/.test(end))) {
    return Number(end) * (String(Math.trunc(Number(end))).length <= 10 ? 1000 : 1)
  }
  if (typeof end !== 'string') return null
  const text = unpacked(end)
  const time = Date.parse(
    /Z$|[+-]\d\d(?::?\d\d)?$/.test(text) ? text.replace(/([+-]\d\d)$/, '$1:00') : `${text.replace(' ', 'T')}Z`,
  )
  return Number.isNaN(time) ? null : time
}

/** `ISODate('2026-...')` */
const unpacked = (text: string): string => /\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-][\d:]+)?/.exec(text)?.[0] ?? text

const noSession = (text: string): UserError =>
  text.trim() === ''
    ? new UserError(
        'There is no session to compare with: what --session was given is empty.',
        'Some programs print nothing where a store has no such session: see whether the id is right.',
      )
    : new UserError(
        'There is no session in what --session was given: no object in it has a `cookie` in it, and every session has.',
        'Give what redis-cli, psql, sqlite3, mongosh or console.log(req.session) printed, or JSON; of a file: --session - < file',
      )
