import { isIPv6 } from 'node:net'
import { UserError } from '../errors.ts'

/** Where a Redis server is, and how to sign in. */
export interface RedisLocation {
  readonly at: { readonly host: string; readonly port: number; readonly tls: boolean } | { readonly socket: string }
  /** Null where none is given. */
  readonly password: string | null
  /** Null for the user `default`. Only ever together with a password. */
  readonly user: string | null
  readonly database: number
  /** The location without the password, to print. */
  readonly shown: string
}

const EXAMPLE = 'Write it like redis://127.0.0.1:6379/0 or rediss://user:password@host:6379.'

const SIGN_IN = String.raw`(?:([^:@/?#]*):([^@/?#]*)@)?`
const NETWORK = new RegExp(String.raw`^(rediss?)://${SIGN_IN}(\[[^\]]*\]|[^:@/?#[\]]*)(?::(\d*))?(?:/(\d*))?$`, 'i')
const SOCKET = new RegExp(String.raw`^(?:redis\+)?unix:(?://${SIGN_IN})?(/[^?#]*)(?:\?db=(\d+))?$`, 'i')

/**
 * Reads the location of a Redis server: `redis://user:password@host:port/database`, `rediss://` for TLS, and
 * `unix:/path?db=1` for a socket. User and password are URL-encoded. What is left out is 127.0.0.1, 6379 and 0.
 * @throws UserError for anything else. As the password may be anywhere in it, nothing of it is shown
 */
export function readRedisLocation(location: string): RedisLocation {
  const network = NETWORK.exec(location)
  const socket = network ? null : SOCKET.exec(location)
  if (network) return overNetwork(network)
  if (socket) return overSocket(socket)
  throw new UserError(
    'The Redis location is not understood.',
    `${EXAMPLE} Characters like @ / ? # in a password are written %40 %2F %3F %23, and a user needs a password.`,
  )
}

function overNetwork([, scheme = '', user, password, written = '', port, database]: RegExpExecArray): RedisLocation {
  const host = hostIn(written)
  const at = { host, port: port ? Number(port) : 6379, tls: scheme.toLowerCase() === 'rediss' }
  if (at.port < 1 || at.port > 65_535) throw new UserError(`The Redis location has no port ${at.port}.`, EXAMPLE)
  const signIn = signInFrom(user, password)
  const shownHost = isIPv6(host) ? `[${host}]` : host
  const number = Number(database ?? 0)
  return {
    at,
    ...signIn,
    database: number,
    shown: `${scheme.toLowerCase()}://${shownUser(signIn.user)}${shownHost}:${at.port}/${number}`,
  }
}

function overSocket([, user, password, path = '', database]: RegExpExecArray): RedisLocation {
  const signIn = signInFrom(user, password)
  const socket = decoded(path)
  const number = Number(database ?? 0)
  const shown = `unix:${socket}${number === 0 ? '' : `?db=${number}`}`
  return { at: { socket }, ...signIn, database: number, shown }
}

function hostIn(written: string): string {
  if (written === '') return '127.0.0.1'
  const host = written.startsWith('[') ? written.slice(1, -1) : decoded(written)
  if (written.startsWith('[') ? isIPv6(host) : /^[\w.-]+$/.test(host)) return host
  throw new UserError('The Redis location has no host that could exist.', EXAMPLE)
}

function signInFrom(user = '', password?: string): Pick<RedisLocation, 'user' | 'password'> {
  if (password === undefined) return { user: null, password: null }
  return {
    user: user === '' ? null : decoded(user),
    password: user === '' && password === '' ? null : decoded(password),
  }
}

const shownUser = (user: string | null): string => (user === null ? '' : `${encodeURIComponent(user)}@`)

/** @throws UserError for a `%` that does not begin URL-encoded UTF-8 */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new UserError('A % in the Redis location begins no URL-encoded character.', 'Write a % itself as %25.')
  }
}
