import dgram from 'node:dgram'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { keepFiles } from './keep-files.ts'
import { keepNames } from './keep-names.ts'
import { keepPrograms } from './keep-programs.ts'
import { allowed, refusal, tell } from './told.ts'

/**
 * Loaded before an app, it keeps the app from the rest of the world, and writes down whom it asked for. SESSION_TUTOR_KEEP says what is
 * allowed, as JSON ({@link Kept}).
 */

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
  const isOwn = contact.kind === 'net' ? own.has(contact.port) : isOfParent(contact.host)
  if (isOwn) return connect.apply(this, words)
  if (allowed === 'nothing' || (allowed === 'loopback' && !isHere)) {
    const refuse = () => {
      tell({ ...contact, was: 'refused' })
      const address = contact.kind === 'pipe' ? contact.host : `${contact.host}:${contact.port}`
      const error = refusal('ECONNREFUSED', `connect ECONNREFUSED ${address}`)
      this.destroy(Object.assign(error, { syscall: 'connect', address: host, port }))
    }
    if (isHere)
      knock(words, refuse, (error) => {
        tell({ ...contact, was: 'failed' })
        this.destroy(error)
      })
    else process.nextTick(refuse)
    return this
  }
  this.once('connect', () => tell({ ...contact, was: 'connected' }))
  this.once('error', () => tell({ ...contact, was: 'failed' }))
  return connect.apply(this, words)
}

/** Finds out whether somebody is there, who is sent nothing: where nobody is, an app gets the error that it would have got anyway. */
function knock(words: readonly unknown[], isThere: () => void, isNobody: (error: Error) => void): void {
  const probe = new net.Socket()
  const target = targetOf(words)
  probe.once('error', isNobody).once('connect', () => {
    probe.destroy()
    isThere()
  })
  connect.call(
    probe,
    target.path ? { path: target.path } : { port: Number(target.port), host: target.host ?? 'localhost' },
  )
}

/** Whether a pipe is called by the process that started this one: over such a pipe the two talk (tsx). */
const isOfParent = (pipe: string): boolean => /(\d+)\.pipe$/.exec(pipe)?.[1] === String(process.ppid)

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

keepFiles()
keepNames()
keepPrograms()
syncBuiltinESMExports()
