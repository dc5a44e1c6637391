/**
 * How often people report a cause, in three steps: often, now and then, and all others rarely. Where words fit several causes, what is
 * reported more often is likelier.
 *
 * A judgement, from threads of expressjs/session and connect-redis on GitHub, and from questions elsewhere; it was not counted. Most end in one of four places: the cookie never came (secure without https, or behind a proxy that is not
 * trusted), it did not come back (another site, or a client that keeps none), nothing was there to load (a restart, a store that is not
 * connected, a redirect that was faster), or session() did not run before the route. So these stand first.
 */
const OFTEN: ReadonlySet<string> = new Set([
  'secure-over-http',
  'proxy-not-trusted',
  'client-sends-no-cookie',
  'cookie-not-cross-site',
  'cors-credentials',
  'session-below-route',
  'nothing-saved',
  'memory-store-restart',
  'memory-store-production',
  'redirect-before-save',
  'store-not-connected',
  'store-wrong-version',
  'secret-missing',
  'body-not-parsed',
])

const NOW_AND_THEN: ReadonlySet<string> = new Set([
  'passport-above-session',
  'memory-store-processes',
  'empty-sessions',
  'same-site-none-insecure',
  'forwarded-proto-missing',
  'option-misplaced',
  'cookie-domain-refused',
  'path-not-covered',
  'max-age-seconds',
  'not-rolling',
  'write-after-response',
  'write-before-regenerate',
  'callback-missing',
  'write-after-destroy',
  'logout-keeps-session',
  'clear-cookie-mismatch',
  'session-fixation',
  'shared-by-visitors',
  'parallel-writes',
  'parallel-first-requests',
  'resave-overwrites',
  'socket-session',
  'session-not-on-upgrade',
  'two-session-middlewares',
  'not-json',
  'cookie-session-instead',
  'response-never-ends',
])

/** What a cause's likelihood is multiplied with: a little, because words say more than habits do. */
export function howOften(code: string): number {
  if (OFTEN.has(code)) return 1.3
  return NOW_AND_THEN.has(code) ? 1.15 : 1
}

/** Every code that is reported more than rarely. */
export const rankedCodes: readonly string[] = [...OFTEN, ...NOW_AND_THEN]
