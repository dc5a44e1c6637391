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
  ENOSPC: ['the disk is full', 'Make room on it'],
  EDQUOT: ['your disk quota is used up', 'Make room within it'],
  EROFS: ['the disk is read-only', 'Make it writable'],
  EIO: ['the disk reports an error', 'Check the disk'],
  EMFILE: FILES,
  ENFILE: FILES,
  ENOMEM: MEMORY,
  ENOBUFS: MEMORY,
}

/** What else keeps a file or a folder from being used. */
const PLACES: Readonly<Record<string, Told>> = {
  EACCES: ['you have no right to do that', 'Give yourself the right to write there'],
  EPERM: ['the system does not allow that', 'Change what it allows there'],
  ENOENT: ['there is no such folder', 'Create it'],
  ENOTDIR: ['there is a file in place of a folder', 'Move that file away'],
  EISDIR: ['there is a folder in place of a file', 'Move that folder away'],
  EEXIST: ['something else has that name', 'Move that away'],
  ELOOP: ['its links lead round in a circle', 'Fix those links'],
  ENAMETOOLONG: ['the name is too long', 'Choose a shorter one'],
  EBUSY: ['another program holds it', 'Close that program'],
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
  EACCES: ['the Node.js that runs session-tutor may not be started again', 'Give it the right to be executed'],
  EPERM: ['this machine does not allow other programs to be started', 'Allow that in its sandbox'],
}

/** Why a file or a folder could not be used. What no table knows is told by its code. */
export function causeOf(error: unknown): Cause {
  const { code, message } = systemError(error) ?? { code: '', message: String(error) }
  const [reason, remedy] = LACKS[code] ?? PLACES[code] ?? [message, 'Fix that']
  return { reason: code === '' ? reason : `${reason} (${code})`, remedy }
}

/**
 * What the machine lacks, where that is what an error says: no room, no port, no process. It is no bug, and nothing of the learner's is
 * wrong.
 * @param error also the code and the message of one that another process met
 * @returns null for every other error
 */
export function machineFault(error: unknown): UserError | null {
  const found = systemError(error)
  if (found === null) return null
  const { code, message, syscall = syscallIn(message), path = null } = found
  const fault = (told: Told | undefined) => (told ? new UserError(`${capital(told[0])} (${code}).`, again(told)) : null)
  if (syscall === 'uv_cwd')
    return new UserError('The current folder does not exist any more.', 'Go to another one with cd, and start over.')
  if (syscall.startsWith('spawn')) return fault(PROCESSES[code] ?? LACKS[code])
  if (/^(listen|bind|connect)$/.test(syscall)) {
    // A client gets no port of its own, or a server finds no address.
    if (code === 'EADDRNOTAVAIL') return fault(syscall === 'connect' ? PORTS : LOOPBACK)
    // A client of something else may look for a port that nobody has.
    if (syscall !== 'connect' || /127\.0\.0\.1/.test(message) || code in LACKS)
      return fault(NETWORK[code] ?? LACKS[code])
    return null
  }
  const lacked = LACKS[code]
  if (!lacked || path === null) return fault(lacked)
  return new UserError(`${path} cannot be used: ${lacked[0]} (${code}).`, again(lacked))
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

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
