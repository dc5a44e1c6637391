import sqlite, { type Database } from 'node-sqlite3-wasm'

/** A users table in SQLite, in the memory of this process, with Ada and Ben. It is never closed: that would empty it. */
export function openUsers(): Database {
  const db = new sqlite.Database(':memory:')
  db.exec('CREATE TABLE users (name TEXT PRIMARY KEY, generation INTEGER NOT NULL DEFAULT 1)')
  db.exec("INSERT INTO users (name) VALUES ('ada'), ('ben')")
  return db
}
