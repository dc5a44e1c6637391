import { UserError } from '../errors.ts'
import { RedisFault } from './redis-connection.ts'
import type { RedisLocation } from './redis-location.ts'

/**
 * What went wrong while Redis was asked, in words.
 * @param error what `exchange()` threw
 * @returns a UserError for what a person can fix, otherwise the error itself. The password is never in it
 */
export function explain(error: unknown, location: RedisLocation): unknown {
  if (error instanceof UserError) return error
  if (error instanceof RedisFault) return error.what === 'refused' ? ofReply(error, location) : ofFault(error, location)
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  return code === null ? error : ofConnection(code, location)
}

const isTls = ({ at }: RedisLocation): boolean => 'tls' in at && at.tls

function ofFault({ what }: RedisFault, location: RedisLocation): UserError {
  const { shown } = location
  if (what === 'too-large') {
    return new UserError(
      `The session at ${shown} is larger than 10 MB, so it is not read.`,
      'A session should be a few kilobytes: see what the server puts into `req.session`.',
    )
  }
  if (what === 'not-redis') {
    return new UserError(
      `What answers at ${shown} is not Redis.`,
      isTls(location) ? 'Check host and port.' : 'Check host and port, and write rediss:// if it speaks TLS.',
    )
  }
  return new UserError(
    `The connection to ${shown} was closed before an answer came.`,
    isTls(location)
      ? 'Check host and port, and see what the log of the server says.'
      : 'Check host and port, and write rediss:// if it speaks TLS.',
  )
}

/** What Redis answers begins with a word that tells the kind. The rest may repeat the arguments of AUTH. */
function ofReply({ message, command }: RedisFault, { shown, password }: RedisLocation): UserError {
  const kind = /^[A-Z]+/.exec(message)?.[0] ?? 'ERR'
  if (/max number of clients/i.test(message)) {
    return new UserError(`Redis at ${shown} takes no more clients.`, 'Try again later, or raise its `maxclients`.')
  }
  if (kind === 'DENIED') {
    return new UserError(
      `Redis at ${shown} is in protected mode: it answers only its own machine.`,
      'Run this on the machine of Redis, or give Redis a password.',
    )
  }
  if (command === 'AUTH') {
    return new UserError(
      `Redis at ${shown} does not take this user and password (${kind}).`,
      'Check both; where Redis has no password, leave them out of the location.',
    )
  }
  const [problem, hint] = OF_KIND.get(kind) ?? []
  const said = password ? message.replaceAll(password, '***') : message
  return new UserError(
    `Redis at ${shown} ${problem ?? 'refuses to tell the session'}: ${JSON.stringify(said)}.`,
    hint ?? 'See the documentation of Redis for this message.',
  )
}

const OF_KIND: ReadonlyMap<string, readonly [problem: string, hint: string]> = new Map([
  ['NOAUTH', ['wants a password', 'Write it into the location, URL-encoded: redis://:password@host:6379.']],
  ['NOPERM', ['does not let this user read the session', 'Take a user that may run GET and PTTL on this key.']],
  [
    'WRONGTYPE',
    ['holds something else than a text under this key', 'Check --prefix: connect-redis writes plain texts.'],
  ],
  ['LOADING', ['is still reading its data from disk', 'Try again in a moment.']],
  ['MOVED', ['is part of a cluster and has this key elsewhere', 'Give the host and port of the node that it names.']],
  ['MASTERDOWN', ['is a replica without its master', 'Ask the master instead.']],
])

/** @param code of an error of Node.js's: a socket's, a name look-up's or that of TLS */
function ofConnection(code: string, location: RedisLocation): UserError {
  const { shown } = location
  if (code === 'ECONNREFUSED' || code === 'ENOENT') {
    return new UserError(`Nothing listens at ${shown} (${code}).`, 'Start Redis, or check where it listens.')
  }
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) {
    return new UserError(`No address is known for the host of ${shown} (${code}).`, 'Check the name of the host.')
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return new UserError(
      `The TLS certificate of ${shown} is for another host (${code}).`,
      'Use a host name that stands in the certificate.',
    )
  }
  if (/CERT|SELF_SIGNED|VERIFY|CRL/.test(code)) {
    return new UserError(
      `The TLS certificate of ${shown} is not trusted (${code}).`,
      'Set NODE_EXTRA_CA_CERTS to a file with the certificate of its authority.',
    )
  }
  if (code === 'EPROTO' || code.startsWith('ERR_SSL')) {
    return new UserError(
      `TLS cannot be agreed on with ${shown} (${code}).`,
      'Write redis:// if the server speaks no TLS.',
    )
  }
  return new UserError(`The connection to ${shown} failed (${code}).`, 'Check host, port and network.')
}
