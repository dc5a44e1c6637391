import type { Move, Visit } from '../../src/diagnosis/moves.ts'
import type { Observation } from '../../src/observe/observation.ts'
import { routesOf } from './routes.ts'

/** What is known of one app beside what it shows. */
export interface Details {
  /** What people type when they log in. */
  readonly body?: Readonly<Record<string, string>>
}

/** What somebody might type into any form. */
const TYPED = { username: 'ada', user: 'ada', name: 'ada', email: 'ada@mail.example', password: 'secret' }

const SITE = 'https://shop.example'
const FRONT = 'https://front.example'

/** Packages for WebSockets without a protocol of their own above them. */
const SOCKETS: ReadonlySet<string> = new Set(['ws', 'express-ws'])

/** How long an app is left alone when it listens: it may still connect to something. In milliseconds. */
const SETTLES_MS = 500

/** How long somebody who keeps coming waits where session() says nothing of an end, and how long everybody stays away, in milliseconds. */
const SHORT_MS = 5000
const LONG_MS = 26 * 3_600_000

/**
 * What browsers try with any app, without knowing it: they open its pages, log in, come back, come at once, come from elsewhere, by way
 * of a proxy, later, after a restart and with a copied cookie.
 * @param observation of a first request: what the app is made of
 */
export function planFor({ stack, sessions, packages }: Observation, { body = TYPED }: Details = {}): readonly Move[] {
  const { pages, logins, logouts, writes, takesJson } = routesOf(stack)
  const form = !takesJson
  const look = (how: Partial<Visit> = {}): readonly Visit[] => pages.map((page) => ({ send: `GET ${page}`, ...how }))
  const enter = (how: Partial<Visit> = {}): readonly Visit[] =>
    [...logins, ...writes].map((send) => ({ send, body, form, follow: true, ...how }))
  const leave = (): readonly Visit[] => logouts.map((send) => ({ send, follow: true }))
  const pauseMs = pauseOf(sessions)
  const hasSockets = packages.some(({ name }) => SOCKETS.has(name))
  const says: readonly Move[] = hasSockets ? [{ says: 'ada' }] : []
  return [
    { restsMs: SETTLES_MS },
    // A first visit, a login, and a look around, twice.
    ...look({ loads: true }),
    ...(hasSockets ? [{ opens: '/' }] : []),
    ...says,
    ...enter(),
    ...says,
    ...look(),
    ...look(),
    // Somebody else.
    ...look({ as: 'bob' }),
    ...enter({ as: 'bob' }),
    ...look({ as: 'bob' }),
    // Several requests at once.
    ...(writes.length > 0 ? [{ together: [...look(), ...writes.map((send) => ({ send, body, form }))] }] : []),
    ...look(),
    // Visitors who come once, as bots and health checks.
    ...pages.map((page) => ({ send: `GET ${page}`, as: `a visitor of ${page}` })),
    // The same site behind a proxy with https.
    ...look({ as: 'carol', at: SITE }),
    ...enter({ as: 'carol', at: SITE }),
    ...look({ as: 'carol', at: SITE }),
    // A page of another site.
    ...enter({ as: 'dora', at: SITE, from: FRONT, follow: false }),
    ...look({ as: 'dora', at: SITE, from: FRONT }),
    // Somebody who keeps coming.
    { laterMs: pauseMs },
    ...look(),
    { laterMs: pauseMs },
    ...look(),
    // Logging out, while somebody has a copy of the cookie.
    ...enter(),
    ...look(),
    ...leave(),
    ...(logouts.length > 0 ? look({ as: null, cookiesOf: 'ada' }) : []),
    ...look(),
    // Somebody who comes back, and a new visitor, long after the start.
    { laterMs: LONG_MS },
    ...look(),
    ...look(),
    ...look({ as: 'erin' }),
    ...look({ as: 'erin' }),
    // After a restart.
    ...enter(),
    ...look(),
    { restart: true },
    ...look(),
  ]
}

/** Most of the time that a session lives without a visit: who comes twice after so long has been here all the time. */
function pauseOf(sessions: Observation['sessions']): number {
  const ages = sessions.map(({ options }) => options['cookie.maxAge']?.value)
  const shortest = Math.min(...ages.filter((age) => typeof age === 'number' && age > 0).map(Number))
  return Number.isFinite(shortest) ? Math.round(shortest * 0.7) : SHORT_MS
}
