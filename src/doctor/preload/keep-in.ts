import dgram from 'node:dgram'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { Contact, Kept } from '../contacts.ts'

/**
 * Loaded before an app, it keeps the app from the rest of the world, and writes down whom it asked for. SESSION_TUTOR_KEEP says what is
 * allowed, as JSON ({@link Kept}).
 */

const { allowed, file, root } = JSON.parse(process.env['SESSION_TUTOR_KEEP'] ?? '{}') as Kept
const isManager = /[\\/](npm|npx|pnpm|yarn|corepack)([\\/]|-cli|\.c?js$)/.test(process.argv[1] ?? '')
const temporary = [os.tmpdir(), '/dev', root].map((folder) => real(folder))
const log = fs.openSync(file, 'a')
const { writeSync } = fs
const told = new Set<string>()

function tell(contact: Omit<Contact, 'pid'>): void {
  const line = JSON.stringify({ ...contact, pid: process.pid })
  if (isManager || told.has(line)) return
  told.add(line)
  writeSync(log, `${line}\n`)
}

const refusal = (code: string, what: string): Error =>
  Object.assign(new Error(`${what}: session-tutor doctor keeps this app to itself`), { code })

interface Target {
  readonly host?: string
  readonly port?: string | number
  readonly path?: string | null
}

const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3}|.*\.localhost)$/i.test(host)

type Connect = (this: net.Socket, ...words: unknown[]) => net.Socket
const connect = net.Socket.prototype.connect as Connect
net.Socket.prototype.connect = function (this: net.Socket, ...words: unknown[]) {
  const { port, ...target } = targetOf(words)
  // An agent of node:http says null where there is no pipe.
  const [host, pipe] = [target.host ?? 'localhost', target.path ?? undefined]
  // What Node.js itself and the instrument talk over.
  if (port === undefined && (pipe === undefined || pipe === process.env['SESSION_TUTOR_OBSERVE']))
    return connect.apply(this, words)
  const contact =
    pipe === undefined
      ? ({ kind: 'net', host, port: Number(port) } as const)
      : ({ kind: 'pipe', host: pipe, port: 0 } as const)
  const isHere = contact.kind === 'pipe' || isLoopback(host)
  const isOwn = contact.kind === 'net' && own.has(contact.port)
  if (isOwn) return connect.apply(this, words)
  if (allowed === 'nothing' || (allowed === 'loopback' && !isHere)) {
    tell({ ...contact, was: 'refused' })
    const address = contact.kind === 'pipe' ? contact.host : `${contact.host}:${contact.port}`
    const error = refusal('ECONNREFUSED', `connect ECONNREFUSED ${address}`)
    process.nextTick(() => this.destroy(Object.assign(error, { syscall: 'connect', address: host, port })))
    return this
  }
  this.once('connect', () => tell({ ...contact, was: 'connected' }))
  this.once('error', () => tell({ ...contact, was: 'failed' }))
  return connect.apply(this, words)
}

/** Ports on which this process listens: it may ask itself. */
const own = new Set<number>()
const { emit } = net.Server.prototype
net.Server.prototype.emit = function (this: net.Server, name: string | symbol, ...rest: unknown[]) {
  const at = name === 'listening' ? this.address() : null
  if (typeof at === 'object' && at !== null) own.add(at.port)
  return (emit as (...words: unknown[]) => boolean).call(this, name, ...rest)
} as typeof emit

/** net.js `normalizeArgs`: what is asked for may come as an object, as words, or as a list that was made of them. */
function targetOf(words: readonly unknown[]): Target {
  const [first, second] = Array.isArray(words[0]) ? (words[0] as unknown[]) : words
  if (typeof first === 'object' && first !== null) return first
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { path: first }
  return { port: first as number, ...(typeof second === 'string' ? { host: second } : {}) }
}

const send = dgram.Socket.prototype.send as (this: dgram.Socket, ...words: unknown[]) => void
dgram.Socket.prototype.send = function (this: dgram.Socket, ...words: unknown[]) {
  const callback = words.findLast((word) => typeof word === 'function') as ((error: Error) => void) | undefined
  const host = words.slice(1).find((word): word is string => typeof word === 'string') ?? 'localhost'
  if (allowed === 'all' || isLoopback(host)) return send.apply(this, words)
  tell({ kind: 'net', host, port: 0, was: 'refused' })
  callback?.(refusal('EACCES', `send EACCES ${host}`))
} as typeof dgram.Socket.prototype.send

/** The real path of a file or of the nearest folder above it that is there. */
function real(name: string): string {
  try {
    return fs.realpathSync.native(name)
  } catch {
    const above = path.dirname(name)
    return above === name ? name : path.join(real(above), path.basename(name))
  }
}

/** A file as a call names it. */
const nameOf = (place: unknown): string =>
  place instanceof URL ? place.pathname : typeof place === 'string' || Buffer.isBuffer(place) ? place.toString() : ''

/** Whether something may be written to there; what lies elsewhere is told. */
function mayWrite(place: unknown): boolean {
  // A descriptor was opened before.
  if (isManager || nameOf(place) === '') return true
  const name = real(path.resolve(nameOf(place)))
  if (temporary.some((folder) => name === folder || name.startsWith(folder + path.sep))) return true
  const isAllowed = allowed !== 'nothing'
  tell({ kind: 'file', host: name, port: 0, was: isAllowed ? 'connected' : 'refused' })
  return isAllowed
}

/** Which words of a call are files that it writes to. */
const WRITERS: Readonly<Record<string, readonly number[]>> = {
  writeFile: [0],
  appendFile: [0],
  createWriteStream: [0],
  mkdir: [0],
  rm: [0],
  rmdir: [0],
  unlink: [0],
  truncate: [0],
  rename: [0, 1],
  copyFile: [1],
  symlink: [1],
  link: [1],
  cp: [1],
}

type Call = (...words: unknown[]) => unknown

function guard(
  all: Record<string, unknown>,
  name: string,
  places: (words: unknown[]) => unknown[],
  isPromise: boolean,
): void {
  const call = all[name] as Call | undefined
  if (typeof call !== 'function') return
  const guarded = function (this: unknown, ...words: unknown[]) {
    const bad = places(words).find((place) => !mayWrite(place))
    if (bad === undefined) return Reflect.apply(call, this, words)
    const error = refusal('EACCES', `EACCES: permission denied, ${name} '${nameOf(bad)}'`)
    if (isPromise) return Promise.reject(error)
    const callback = words.at(-1)
    if (name.endsWith('Sync') || name === 'createWriteStream' || typeof callback !== 'function') throw error
    process.nextTick(callback, error)
  }
  // What others hung on it, as `fs.realpath.native`, stays.
  all[name] = Object.assign(guarded, call)
}

const isWriting = (flags: unknown): boolean =>
  typeof flags === 'number'
    ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0
    : typeof flags === 'string' && /[wa+]/.test(flags)

const promises = fs.promises as unknown as Record<string, unknown>
const callbacks = fs as unknown as Record<string, unknown>
for (const [name, at] of Object.entries(WRITERS)) {
  const places = (words: unknown[]) => at.map((index) => words[index])
  guard(callbacks, name, places, false)
  guard(callbacks, `${name}Sync`, places, false)
  guard(promises, name, places, true)
}
const opened = (words: unknown[]) => (isWriting(words[1]) ? [words[0]] : [])
guard(callbacks, 'open', opened, false)
guard(callbacks, 'openSync', opened, false)
guard(promises, 'open', opened, true)
syncBuiltinESMExports()
