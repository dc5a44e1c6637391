import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import sqlite, { type Database } from 'node-sqlite3-wasm'

export interface User {
  readonly id: number
  readonly name: string
}

/**
 * A users table in SQLite, in the memory of this process. It is never closed: it lasts as long as the app, and closing
 * it would empty it.
 */
export function openDatabase(): Database {
  const db = new sqlite.Database(':memory:')
  // AUTOINCREMENT: the id of a deleted user is never given to another, whom old sessions would then log in.
  db.exec(`CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL
  )`)
  return db
}

/**
 * Adds a user with a hashed password.
 * @param body `{name, password}` as it came in
 * @throws an error with the status to answer: 400 for another body, 409 if the name is taken
 */
export async function addUser(db: Database, body: unknown): Promise<User> {
  const { name, password } = readCredentials(body)
  const { changes, lastInsertRowid } = db.run(
    'INSERT INTO users (name, password) VALUES (?, ?) ON CONFLICT DO NOTHING',
    [name, await hash(password)],
  )
  if (changes === 0) throw refusal(409, 'that name is taken')
  return { id: Number(lastInsertRowid), name }
}

/**
 * The user with this name and password.
 * @param body `{name, password}` as it came in
 * @throws an error with the status to answer: 400 for another body, 401 if name or password is wrong
 */
export async function checkPassword(db: Database, body: unknown): Promise<User> {
  const { name, password } = readCredentials(body)
  const row = db.get('SELECT id, password FROM users WHERE name = ?', [name])
  // For an unknown name a hash is compared too, so that the time a login takes does not tell which names exist.
  const stored = typeof row?.password === 'string' ? row.password : nobody
  const right = await matches(password, stored)
  if (!row || !right) throw refusal(401, 'wrong name or password')
  return { id: Number(row.id), name }
}

function readCredentials(body: unknown): { readonly name: string; readonly password: string } {
  const { name, password } = (body ?? {}) as Partial<Record<string, unknown>>
  if (typeof name === 'string' && typeof password === 'string' && name !== '' && password !== '')
    return { name, password }
  throw refusal(400, 'a name and a password, please')
}

/** Express answers an error that reaches it, as through `next(error)`, with the error's `status`. */
const refusal = (status: number, message: string) => Object.assign(new Error(message), { status })

const KEY_LENGTH = 32
/** Node's default cost, so that the lesson is quick. OWASP asks for more: N of 2 ** 17. */
const COST = { N: 2 ** 14, r: 8, p: 1 }
const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)

async function hash(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, KEY_LENGTH, COST)
  return `${salt.toString('hex')}:${key.toString('hex')}`
}

async function matches(password: string, stored: string): Promise<boolean> {
  const [salt = '', key = ''] = stored.split(':')
  const derived = await derive(password, Buffer.from(salt, 'hex'), KEY_LENGTH, COST)
  return timingSafeEqual(derived, Buffer.from(key, 'hex'))
}

/** Looks like a stored password. It is drawn at random: nobody knows a password for it. */
const nobody = `${randomBytes(16).toString('hex')}:${randomBytes(KEY_LENGTH).toString('hex')}`
