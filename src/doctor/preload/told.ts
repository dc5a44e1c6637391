import fs from 'node:fs'
import type { Contact, Kept } from '../contacts.ts'

/** What an app that is kept in may do, as SESSION_TUTOR_KEEP says, and where it is written down whom it asked for. */

const kept = JSON.parse(process.env['SESSION_TUTOR_KEEP'] ?? '{}') as Kept
export const { allowed, root, original } = kept

/** The code that starts an app does not count. */
export const isManager = /[\\/](npm|npx|pnpm|yarn|corepack)([\\/]|-cli|\.c?js$|$)/.test(process.argv[1] ?? '')

const log = fs.openSync(kept.file, 'a')
const { writeSync } = fs
const told = new Set<string>()

/** Writes down whom it asked for, each once. */
export function tell(contact: Omit<Contact, 'pid'>): void {
  const line = JSON.stringify({ ...contact, pid: process.pid })
  if (isManager || told.has(line)) return
  told.add(line)
  writeSync(log, `${line}\n`)
}

/** The error that an app gets, with the code that it knows. */
export const refusal = (code: string, what: string): Error =>
  Object.assign(new Error(`${what}: session-tutor doctor keeps this app to itself`), { code })
