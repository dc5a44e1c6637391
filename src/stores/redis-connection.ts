import type { LookupFunction } from 'node:net'
import net from 'node:net'
import tls from 'node:tls'
import RedisParser from 'redis-parser'
import { lookUp } from './host-lookup.ts'
import type { RedisLocation } from './redis-location.ts'
import { encode } from './redis-words.ts'
import { MOST_BYTES } from './session-json.ts'

/** One Redis command. Only these are ever sent, and none of them writes. */
export type Command =
  | readonly ['AUTH', ...string[]]
  | readonly ['SELECT', database: string]
  | readonly ['GET', key: string]
  | readonly ['PTTL', key: string]
  | readonly ['SCAN', cursor: string, 'MATCH', pattern: string, 'COUNT', count: string]

/** Why there are no replies, beside the errors of the socket. */
export class RedisFault extends Error {
  override readonly name = 'RedisFault'
  readonly what: 'closed' | 'not-redis' | 'too-large' | 'refused'
  /** The command that Redis refused; null for any other fault. */
  readonly command: Command[0] | null

  /** @param message what Redis answered; it comes from outside and may repeat the password */
  constructor(what: RedisFault['what'], message = '', command: Command[0] | null = null) {
    super(message)
    this.what = what
    this.command = command
  }
}

/** What is sent around the value itself. In bytes. */
const ROOM = 1024

/** An address that is silent gives way to the next one after this long. In milliseconds. */
const NEXT_ADDRESS_MS = 500

/**
 * Connects, sends the commands, waits for a reply to each and disconnects. Nothing is left open, whatever happens.
 * @param signal ends it at any time
 * @returns the replies in order
 * @throws RedisFault at the first error that Redis answers with, and when what comes is no answer of Redis's; errors of
 *   sockets, TLS and name look-up as Node.js has them; the reason of the signal
 */
export async function exchange(
  { at }: RedisLocation,
  commands: readonly Command[],
  nodePath: string,
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  signal.throwIfAborted()
  const socket = 'socket' in at ? net.connect(at.socket) : await connectTo(at, nodePath, signal)
  const secure = 'tls' in at && at.tls
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      socket.once('error', reject)
      socket.once('close', () => reject(new RedisFault('closed')))
      socket.on('data', readReplies(commands, resolve, reject))
      // The password goes out only when the certificate is verified.
      socket.once(secure ? 'secureConnect' : 'connect', () => socket.write(commands.map(encode).join('')))
    })
  } finally {
    // An error that comes after the end is nobody's.
    socket.on('error', () => {})
    socket.destroy()
  }
}

async function connectTo(
  { host, port, tls: secure }: Extract<RedisLocation['at'], { host: string }>,
  nodePath: string,
  signal: AbortSignal,
): Promise<net.Socket> {
  const addresses = await lookUp(host, nodePath, signal)
  const lookup: LookupFunction = (_host, { all }, done) => {
    const [first] = addresses
    if (all) done(null, [...addresses])
    else done(null, first?.address ?? '', first?.family)
  }
  const to = { host, port, lookup, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS }
  return secure ? tls.connect({ ...to, ...(net.isIP(host) === 0 ? { servername: host } : {}) }) : net.connect(to)
}

/** What to do with each chunk that arrives: count, parse, and end when all replies are there or one of them is an error. */
function readReplies(
  commands: readonly Command[],
  resolve: (replies: readonly unknown[]) => void,
  reject: (fault: RedisFault) => void,
): (chunk: Buffer) => void {
  const replies: unknown[] = []
  let bytes = 0
  const parser = new RedisParser({
    returnReply: (reply) => replies.push(reply),
    returnError: ({ message }) => reject(new RedisFault('refused', message, commands[replies.length]?.[0])),
    returnFatalError: () => reject(new RedisFault('not-redis')),
  })
  return (chunk) => {
    bytes += chunk.length
    if (bytes > MOST_BYTES + ROOM) return reject(new RedisFault('too-large'))
    try {
      parser.execute(chunk)
    } catch {
      // Lengths that no array can have, and arrays nested without end.
      return reject(new RedisFault('not-redis'))
    }
    if (replies.length >= commands.length) resolve(replies)
  }
}
