import { readFileSync } from 'node:fs'

/** What an app asked for outside of itself, as keep-in.ts writes it down. */
export interface Contact {
  readonly kind: 'net' | 'pipe' | 'file' | 'program'
  /** A host, the path of a pipe, a file, or a program that is no Node.js. */
  readonly host: string
  readonly port: number
  /** `refused`: by us, so nothing came there. `failed`: nobody answers there. */
  readonly was: 'connected' | 'failed' | 'refused'
  readonly pid: number
}

/** What an app may do, as keep-in.ts is told. */
export interface Kept {
  readonly allowed: 'nothing' | 'loopback' | 'all'
  /** Where contacts are written down. */
  readonly file: string
  /** What it may write to. */
  readonly root: string
  /** The real folder, into which nothing is written: some of what lies in its copy leads there. */
  readonly original: string
}

/** What was written down so far. */
export function readContacts(file: string): readonly Contact[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  // The last may not be whole yet.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Contact)
}

/** What answers on a port, as most systems have it. */
const SERVICES: Readonly<Record<number, string>> = {
  25: 'a mail server',
  465: 'a mail server',
  587: 'a mail server',
  1025: 'a mail server',
  1433: 'SQL Server',
  1521: 'Oracle',
  3306: 'MySQL',
  5432: 'PostgreSQL',
  5672: 'RabbitMQ',
  5984: 'CouchDB',
  6379: 'Redis',
  8086: 'InfluxDB',
  9042: 'Cassandra',
  9092: 'Kafka',
  9200: 'Elasticsearch',
  11211: 'memcached',
  27017: 'MongoDB',
}

/** As in `Redis at localhost:6379`. */
export function contactName({ kind, host, port }: Contact): string {
  if (kind === 'file') return `the file ${host}`
  if (kind === 'program') return `the program ${host}`
  if (kind === 'pipe') return `the socket ${host}`
  return `${SERVICES[port] ?? 'something'} at ${host}${port === 0 ? '' : `:${port}`}`
}

/** Why an app is only read. @param keeps what it asked for */
export function whyOnlyRead(keeps: readonly Contact[]): string {
  const [programs, places] = [true, false].map((is) => keeps.filter(({ kind }) => (kind === 'program') === is))
  return [
    ...(places?.length ? [`the app keeps data in ${places.map(contactName).join(', ')}`] : []),
    ...(programs?.length ? [`the app starts ${programs.map(contactName).join(', ')}, which nobody keeps in`] : []),
  ].join(', and ')
}

/** One for each thing that is asked for. */
export const keyOf = ({ kind, host, port }: Contact): string =>
  kind === 'file' || kind === 'program' ? `${kind} ${host}` : `${host}:${port}`
