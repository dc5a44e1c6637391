import { compareWithStore } from '../../cookie/findings/agreement.ts'
import { byLevel } from '../../cookie/findings/finding.ts'
import type { Unshortened } from '../../cookie/anatomy.ts'
import type { CookieReport } from '../../cookie/report.ts'
import { shortContent, shortened } from '../../cookie/shorten.ts'
import type { Environment } from '../../environment.ts'
import { UserError } from '../../errors.ts'
import { openStore } from '../../stores/open-store.ts'
import type { StoreReader } from '../../stores/stored-session.ts'
import type { LookUp } from '../../terminal/cookie/stored.ts'

/** Where `inspect` looks for the session behind a cookie. */
export interface StoreFlags {
  /** `file:<folder>`, `redis://<host>`, ... */
  readonly store?: string
  /** What a program printed of a session, to take for the store; `-` stands for standard input. */
  readonly session?: string
  /** What stands before the id in a Redis key. */
  readonly prefix?: string
}

/** What is asked about a cookie. */
type Asked = Unshortened['report']

/** The cookies that are not listed: nothing is kept of what the store says of them. */
export interface Unlisted {
  readonly reports: readonly Asked[]
  /** @returns whether it wants to hear of the next one, too */
  hear(found: LookUp): boolean
}

/**
 * Looks the session of every session id up in the store.
 * @returns for each cookie what the store says, or null for one without a session id
 * @throws UserError when no cookie holds a session id, or the store cannot be asked
 */
export async function lookUpAll(
  reports: readonly Asked[],
  unlisted: Unlisted,
  flags: StoreFlags,
  environment: Environment,
): Promise<readonly (LookUp | null)[]> {
  if (reports.every(({ id }) => id === null) && unlisted.reports.every(({ id }) => id === null)) {
    throw new UserError(
      'There is no session id to look up: no cookie here is signed as s:id.signature.',
      `Leave --${flags.store === undefined ? 'session' : 'store'} out, or give the cookie of express-session.`,
    )
  }
  const store = await open(flags, environment)
  const isMine = [...reports, ...unlisted.reports].some(({ id }) => store.knows?.(id ?? ''))
  const stop = () => store.close()
  environment.interrupted.addEventListener('abort', stop)
  try {
    const found: (LookUp | null)[] = []
    const isAsked = ({ id }: Asked) => id !== null && (!isMine || store.knows?.(id) === true)
    for (const report of reports) found.push(isAsked(report) ? await lookUp(store, report, environment.now()) : null)
    for (const report of unlisted.reports)
      if (isAsked(report) && !unlisted.hear(await lookUp(store, report, environment.now()))) break
    return found
  } finally {
    environment.interrupted.removeEventListener('abort', stop)
    store.close()
  }
}

/** @throws UserError for a location that names no store, or a text without a session */
async function open({ prefix, session, store = '' }: StoreFlags, environment: Environment): Promise<StoreReader> {
  if (session !== undefined) {
    const text = session === '-' ? await (await import('./standard-input.ts')).readAll(environment) : session
    return (await import('../../stores/printed-store.ts')).openPrintedStore(text)
  }
  const { nodePath, folder } = environment
  return openStore(store, { prefix: prefix ?? null, nodePath, folder })
}

async function lookUp(store: StoreReader, { id, attributes }: Asked, now: number): Promise<LookUp> {
  const stored = await store.find(id ?? '')
  const key = stored?.key ?? store.keyOf(id ?? '')
  return { shown: store.shown, key, stored, disagreements: compareWithStore(attributes, stored, now), now }
}

/** A report with what the store says: under `store`, and among the findings. Texts are shortened. */
export function withStore(report: CookieReport, answer: LookUp | null): CookieReport {
  if (answer === null) return report
  const { shown, key, stored, disagreements, now } = answer
  const store = {
    location: shown,
    in: stored?.place ?? null,
    key: stored?.idIsUnknown ? null : shortened(key),
    found: stored !== null,
    session: stored ? shortContent(stored.session) : null,
    touchedAt: asDate(stored?.touchedAt),
    ageMs: stored?.touchedAt == null ? null : Math.max(0, now - stored.touchedAt),
    touchedAssumes: stored?.touchedAssumes ?? null,
    expiresAt: asDate(stored?.expiresAt),
    expiryAssumes: stored?.expiryAssumes ?? null,
    agrees: stored !== null && disagreements.every(({ level }) => level === 'info'),
  }
  const found = disagreements.map((finding) => ({ ...finding, message: shortened(finding.message) }))
  return { ...report, findings: byLevel([...report.findings, ...found]), store }
}

/** ISO 8601; null where nothing is known or no calendar reaches. */
function asDate(time: number | null | undefined): string | null {
  const date = new Date(time ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}
