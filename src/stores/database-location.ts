import { UserError } from '../errors.ts'

/** Where a database is. */
export interface DatabaseLocation {
  /** The first host, to resolve; null where none is named, or where the driver asks for a list. */
  readonly host: string | null
  /** Null where none is named. */
  readonly database: string | null
  /** What may not be printed, as it is written and decoded. */
  readonly hidden: readonly string[]
  /** The location without password and options, to print. */
  readonly shown: string
}

const LOCATION = /^([a-z][a-z+]+):\/\/(?:([^@/]*(?:@[^@/]*)*)@)?([^/?#]*)(?:\/([^@/?#\s]*))?(?:[?#][^@]*)?$/i

/**
 * Reads the location of a database server: `scheme://user:password@host:port/database?options`.
 * @throws UserError for anything else. As a password may be anywhere in it, nothing of it is shown
 */
export function readDatabaseLocation(location: string, example: string): DatabaseLocation {
  const [, scheme = '', signIn = '', hosts = '', path = ''] = LOCATION.exec(location) ?? []
  if (scheme === '' || !/^[\w.,:[\]%-]*$/.test(hosts)) {
    throw new UserError(
      'The location of the database is not understood.',
      `Write it like ${example}. Characters like @ / ? # in a password are written %40 %2F %3F %23.`,
    )
  }
  const colon = signIn.indexOf(':')
  const user = colon === -1 ? signIn : signIn.slice(0, colon)
  const password = colon === -1 ? '' : signIn.slice(colon + 1)
  const host = /^(?:\[([\da-f:]+)\]|([^:,[\]]+))/i.exec(hosts)
  return {
    host: scheme.endsWith('+srv') || hosts.includes(',') ? null : (host?.[1] ?? host?.[2] ?? null),
    database: decoded(path) || null,
    hidden: [password, decoded(password)].filter((text) => text !== ''),
    shown: `${scheme.toLowerCase()}://${user === '' ? '' : `${user}@`}${hosts}${path === '' ? '' : `/${path}`}`,
  }
}

/** What a driver says, on one line, without what may not be printed. */
export function saidBy(error: unknown, { hidden }: DatabaseLocation): string {
  const { message, code }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error))
  const said = message || (code ?? 'no reason')
  const [line = ''] = said.split('\n')
  return JSON.stringify(hidden.reduce((text, secret) => text.replaceAll(secret, '***'), line.slice(0, MOST_SAID)))
}

/** In UTF-16 units. */
const MOST_SAID = 300

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
