import { UserError } from './errors.ts'

/** Why a file or a folder cannot be used. */
export interface Cause {
  /** As after a colon: `the disk is full (ENOSPC)`. */
  readonly reason: string
  /** What to do about it: the beginning of a sentence, which goes on as with `, and try again.` */
  readonly remedy: string
}

/** An error of the system, or what is known of one that another process met. */
interface SystemError {
  readonly code: string
  readonly message: string
  readonly syscall?: string
  readonly path?: string
}

/** What is told of a code (errno(3)). The remedy is the beginning of a sentence, which goes on as with `and try again.` */
type Told = readonly [reason: string, remedy: string]

const FILES: Told = ['too many files are open', 'Raise the limit (ulimit -n 1024) or close other programs']
const MEMORY: Told = ['the memory of this machine is used up', 'Close other programs']

/** What the machine lacks, whatever was tried. */
const LACKS: Readonly<Record<string, Told>> = {
  ENOSPC: ['the disk is full', 'Free some space'],
  EDQUOT: ['your disk quota is used up', 'Free some of it'],
  EROFS: ['the disk is read-only', 'Make it writable'],
  EIO: ['the disk reports an error', 'Check the disk'],
  EMFILE: FILES,
  ENFILE: FILES,
  ENOMEM: MEMORY,
  ENOBUFS: MEMORY,
}

/** What else keeps a file or a folder from being used. */
const PLACES: Readonly<Record<string, Told>> = {
  EACCES: ['you do not have permission to do that', 'Get permission to write there'],
  EPERM: ['the system does not allow that', 'Change what it allows there'],
  ENOENT: ['there is no such folder', 'Create it'],
  ENOTDIR: ['there is a file in place of a folder', 'Move that file away'],
  EISDIR: ['there is a folder in place of a file', 'Move that folder away'],
  EEXIST: ['something else has that name', 'Move that away'],
  ELOOP: ['its links form a loop', 'Fix those links'],
  ENAMETOOLONG: ['the name is too long', 'Choose a shorter one'],
  EBUSY: ['another program is using it', 'Close that program'],
  EFBIG: ['files may not become that large here', 'Raise the limit (ulimit -f unlimited)'],
}

const LOOPBACK: Told = [
  'this machine does not reach itself at 127.0.0.1',
  'Turn its loopback interface on (ip link set lo up)',
]
const PORTS: Told = ['no port is free at 127.0.0.1', 'Close programs that hold many connections or wait a minute']
const FORBIDDEN: Told = [
  'this machine does not allow connections to 127.0.0.1',
  'Allow them in its firewall or sandbox',
]

/** What keeps an app from listening at 127.0.0.1 on any port, or a client from reaching it there. */
const NETWORK: Readonly<Record<string, Told>> = {
  EADDRINUSE: PORTS,
  ENETUNREACH: LOOPBACK,
  ENETDOWN: LOOPBACK,
  EHOSTUNREACH: LOOPBACK,
  EAFNOSUPPORT: LOOPBACK,
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
}

/** What keeps a program from starting. */
const PROCESSES: Readonly<Record<string, Told>> = {
  EAGAIN: ['no more processes can be started', 'Close other programs or raise the limit (ulimit -u)'],
  ENOENT: ['the Node.js that runs session-tutor is gone', 'Install Node.js again'],
  EACCES: ['the Node.js that runs session-tutor may not be started again', 'Make it executable'],
  EPERM: ['this machine does not allow other programs to be started', 'Allow that in its sandbox'],
}

/** Why a file or a folder could not be used. What no table knows is told by its code. */
export function causeOf(error: unknown): Cause {
  const { code, message } = systemError(error) ?? { code: '', message: String(error) }
  const [reason, remedy] = LACKS[code] ?? PLACES[code] ?? [message, 'Fix that']
  return { reason: code === '' ? reason : `${reason} (${code})`, remedy }
}

/** The machine lacks something. It is no bug, and nothing of the learner's is wrong. */
export class MachineFault extends UserError {}

/** What keeps the tutor from its work where the machine lacks something: room, a port, a process. @returns null for every other error */
export function machineFault(error: unknown): MachineFault | null {
  if (error instanceof MachineFault) return error
  const found = systemError(error)
  if (found === null) return null
  const { code, message, syscall = syscallIn(message), path = null } = found
  if (syscall === 'uv_cwd')
    return new MachineFault('The current folder does not exist any more.', 'Go to another one with cd, and start over.')
  const lacked = LACKS[code]
  if (syscall.startsWith('spawn')) return faultFrom(PROCESSES[code] ?? lacked, code)
  if (NETWORK_CALL.test(syscall)) return faultFrom(networkLack(code, syscall, message), code)
  if (!lacked || path === null || lacked === FILES || lacked === MEMORY) return faultFrom(lacked, code)
  return new MachineFault(`${path} cannot be used: ${lacked[0]} (${code}).`, again(lacked))
}

/** A server of ours took no connection, and Node.js does not say so: it has no file left for it (libuv, `uv__emfile_trick`). */
export const noConnection = (): MachineFault | null => faultFrom(FILES, 'EMFILE')

/**
 * A second Node.js ended, or said nothing, before it came to its program: what it needs of the machine it did not get.
 * @param how as in `SIGABRT`, or null if it said nothing
 */
export const unstarted = (how: string | null): MachineFault =>
  new MachineFault(
    `A second Node.js does not start on this machine (${how ?? 'it does not respond'}).`,
    'Close other programs or raise the limits on processes and memory (ulimit -u, ulimit -v), and try again.',
  )

/** What the system ends without a word, as Linux does where memory runs out. */
export const ended = (signal: string): MachineFault =>
  new MachineFault(
    `The system ended a process of the tutor (${signal}).`,
    'The memory of this machine may be used up: close other programs, and try again.',
  )

/**
 * What the machine lacked when a learner's program met an error. Less is the machine's fault than for {@link machineFault}: a learner's
 * file may well open what is not there.
 * @param thrown code and message of the error
 */
export function lackOf(thrown: { readonly code: string | null; readonly message: string }): MachineFault | null {
  const found = systemError(thrown)
  if (found === null) return null
  const { code, message } = found
  const syscall = syscallIn(message)
  return faultFrom(NETWORK_CALL.test(syscall) ? networkLack(code, syscall, message) : LACKS[code], code)
}

const NETWORK_CALL = /^(listen|connect)$/

/** An app listens at 127.0.0.1 on any port that is free; a client may also look for somebody elsewhere, who is not there. */
function networkLack(code: string, syscall: string, message: string): Told | undefined {
  const own = syscall === 'listen' || message.includes('127.0.0.1')
  // A client gets no port of its own, or a server finds no address.
  if (own && code === 'EADDRNOTAVAIL') return syscall === 'connect' ? PORTS : LOOPBACK
  return (own ? NETWORK[code] : undefined) ?? LACKS[code]
}

/** An error of the system, as Node.js makes it; null for any other. */
function systemError(error: unknown): SystemError | null {
  if (typeof error !== 'object' || error === null) return null
  const { code, message, syscall, path } = error as Readonly<Record<string, unknown>>
  if (typeof code !== 'string' || !/^E[A-Z\d]+$/.test(code)) return null
  return {
    code,
    message: typeof message === 'string' ? message : '',
    ...(typeof syscall === 'string' ? { syscall } : {}),
    ...(typeof path === 'string' ? { path } : {}),
  }
}

/** Node.js writes `listen EADDRINUSE: address already in use`, and of files `ENOSPC: no space left on device, write`. */
const syscallIn = (message: string): string =>
  /^(\w+) E[A-Z\d]+\b/.exec(message)?.[1] ?? /^E[A-Z\d]+: [^,]*, (\w+)/.exec(message)?.[1] ?? ''

const again = ([, remedy]: Told): string => `${remedy}, and try again.`

const faultFrom = (told: Told | undefined, code: string): MachineFault | null =>
  told ? new MachineFault(`${capital(told[0])} (${code}).`, again(told)) : null

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
