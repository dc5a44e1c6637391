import { constants } from 'node:fs'
import { copyFile, mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { UserError } from '../errors.ts'
import { folderIn } from './file-location.ts'
import type { StoreReader } from './stored-session.ts'
import { noTable, quoted, sessionOf, shapeOf, type Table } from './table-shapes.ts'

/** In bytes. More than that is not copied. */
const LARGEST = 512 * 1024 * 1024

/**
 * Reads the tables of connect-sqlite3, connect-session-knex and their like. The database is copied and the copy is read: anyone who opens a
 * database of SQLite, even to read, may leave files beside it, take away its log, or lock it for the server.
 * @param location `sqlite:` and a file
 * @throws UserError where the location names no file of this machine
 */
export function openSqliteStore(location: string): StoreReader {
  const file = folderIn(location, 'sqlite:')
  const shown = JSON.stringify(file)
  return {
    shown: location,
    keyOf: (id) => id,
    async find(id) {
      await checkFile(file, shown)
      const folder = await mkdtemp(path.join(os.tmpdir(), 'session-tutor-'))
      try {
        const copy = path.join(folder, 'copy.db')
        // What was written last may stand in a file beside it.
        for (const ending of ['', '-wal', '-journal']) {
          // oxlint-disable-next-line no-await-in-loop -- the log comes after what it belongs to
          await copyFile(file + ending, copy + ending, constants.COPYFILE_FICLONE).catch((error: unknown) => {
            if (ending === '') throw error
          })
        }
        return await findIn(copy, id, shown)
      } catch (error) {
        throw explained(error, shown)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    close() {},
  }
}

async function findIn(copy: string, id: string, shown: string): ReturnType<StoreReader['find']> {
  const { default: sqlite } = (await import('node-sqlite3-wasm')) as unknown as { default: Sqlite }
  const database = new sqlite.Database(copy, { fileMustExist: true })
  try {
    // Without shared memory a log can be read by one alone.
    database.exec('PRAGMA locking_mode = EXCLUSIVE')
    const tables = tablesOf(database)
    if (tables.length === 0) throw noTable(shown)
    for (const table of tables) {
      const { shape } = table
      const row = database.get(
        `SELECT ${quoted(shape.session)} AS session, ${quoted(shape.end)} AS "end" FROM ${quoted(table.shown)} WHERE ${quoted(shape.id)} = ?`,
        [id],
      )
      if (row) return sessionOf(writtenBy(table, row['end']), id, { session: row['session'], end: row['end'] })
    }
    return null
  } finally {
    database.close()
  }
}

/** A package of CommonJS. */
type Sqlite = typeof import('node-sqlite3-wasm')
type Database = InstanceType<Sqlite['Database']>

const tablesOf = (database: Database): readonly Table[] =>
  database.all("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").flatMap(({ name }) => {
    const shown = name as string
    const shape = shapeOf(database.all(`PRAGMA table_info(${quoted(shown)})`).map((column) => column['name'] as string))
    return shape ? [{ shown, shape }] : []
  })

/** connect-sqlite3 and connect-session-knex name their columns alike, but one writes numbers. */
const writtenBy = (table: Table, end: unknown): Table =>
  typeof end === 'number' && table.shape.end === 'expired'
    ? { ...table, shape: { ...table.shape, writtenBy: 'connect-sqlite3' } }
    : table

/** @throws UserError where there is no such file, or one that is not copied */
async function checkFile(file: string, shown: string): Promise<void> {
  const stats = await stat(file).catch((error: unknown) => {
    throw explained(error, shown)
  })
  if (!stats.isFile())
    throw new UserError(`${shown} is no file.`, 'Give the file of the database, as in sqlite:./sessions.db.')
  if (stats.size > LARGEST) {
    throw new UserError(
      `${shown} is larger than 512 MB, so it is not copied to be read.`,
      'Give what sqlite3 prints of the row: sqlite3 <file> "select * from sessions where sid = \'<id>\'", with --session -.',
    )
  }
}

function explained(error: unknown, shown: string): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT')
    return new UserError(
      `There is no file ${shown}.`,
      'Give the file of the database: connect-sqlite3 makes ./sessions unless `db` and `dir` say otherwise.',
    )
  if (code === 'EACCES' || code === 'EPERM')
    return new UserError(`${shown} may not be read (${code}).`, 'See who owns it: the server may run as another user.')
  if (/not a database|malformed|disk image/i.test(error.message))
    return new UserError(
      `${shown} cannot be read as a database of SQLite.`,
      'See whether it is one; if the server is writing just now, run the command again.',
    )
  return error
}
