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
  /** `file:<folder>` or `redis://<host>`. */
  readonly store?: string
  /** What stands before the id in a Redis key. */
  readonly prefix?: string
}

/** connect-redis, `RedisStore`: its prefix unless told otherwise. */
const PREFIX = 'sess:'

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
  location: string,
  { prefix = PREFIX }: StoreFlags,
  environment: Environment,
): Promise<readonly (LookUp | null)[]> {
  if (reports.every(({ id }) => id === null) && unlisted.reports.every(({ id }) => id === null)) {
    throw new UserError(
      'There is no session id to look up: no cookie here is signed as s:id.signature.',
      'Leave --store out, or give the cookie of express-session.',
    )
  }
  const store = await openStore(location, { prefix, nodePath: environment.nodePath })
  const stop = () => store.close()
  environment.interrupted.addEventListener('abort', stop)
  try {
    const found: (LookUp | null)[] = []
    for (const report of reports) found.push(report.id === null ? null : await lookUp(store, report, environment.now()))
    for (const report of unlisted.reports)
      if (report.id !== null && !unlisted.hear(await lookUp(store, report, environment.now()))) break
    return found
  } finally {
    environment.interrupted.removeEventListener('abort', stop)
    store.close()
  }
}

async function lookUp(store: StoreReader, { id, attributes }: Asked, now: number): Promise<LookUp> {
  const key = store.keyOf(id ?? '')
  const stored = await store.find(id ?? '')
  return { shown: store.shown, key, stored, disagreements: compareWithStore(attributes, stored, now), now }
}

/** A report with what the store says: under `store`, and among the findings. Texts are shortened. */
export function withStore(report: CookieReport, answer: LookUp | null): CookieReport {
  if (answer === null) return report
  const { shown, key, stored, disagreements, now } = answer
  const store = {
    location: shown,
    key: shortened(key),
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
