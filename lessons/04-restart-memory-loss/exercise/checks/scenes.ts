import { advance, byHand, get, post, restart, send, type Seen } from '../../../../src/exercise/index.ts'

const [MINUTE, HOUR] = [60_000, 3_600_000]

/** How long Cleo stays away: a little less than a day, so that a login of exactly a day is long enough. */
export const AWAY_HOURS = 23

/** The cookies that an answer gave to the browser, as it sends them back; undefined if it gave none. */
export function givenCookies({ setCookies, at }: Seen): string | undefined {
  const kept = setCookies.filter(({ expires }) => expires === undefined || expires.getTime() > at)
  return kept.map(({ name, value }) => `${name}=${value}`).join('; ') || undefined
}

export const look = send('somebody looks', get('/'), { browser: null })
export const adaLogsIn = send('Ada logs in', post('/login/ada'), { browser: 'Ada' })
export const adaAsks = send('Ada asks', get('/me'), { browser: 'Ada' })
export const benLogsIn = send('Ben logs in', post('/login/ben'), { browser: 'Ben' })
export const benLogsOut = send('Ben logs out', post('/logout'), { browser: 'Ben' })
export const afterwards = send('Ada after the restart', get('/me'), { browser: 'Ada' })
export const benReturns = send('Ben after the restart', get('/me'), { browser: 'Ben' })
/** All that the login gave him, for anyone who says by it who he is. */
export const oldCookie = byHand('the old cookie of ben', get('/me'), (run) => givenCookies(run.at(benLogsIn)))
export const cleoLogsIn = send('Cleo logs in', post('/login/cleo'), { browser: 'Cleo' })
export const later = send(`Cleo ${AWAY_HOURS} hours later`, get('/me'), { browser: 'Cleo' })

export const scenes = [
  look,
  adaLogsIn,
  adaAsks,
  benLogsIn,
  benLogsOut,
  // A start that makes something of the time must not make the same of it twice.
  advance('a minute passes', MINUTE),
  restart('killed and started again'),
  afterwards,
  benReturns,
  oldCookie,
  // Only now, so that it does not depend on what a restart leaves. An end that is worked out at the start is over by now.
  advance('the app has been up for more than a year', 400 * 24 * HOUR),
  cleoLogsIn,
  advance('Cleo stays away', AWAY_HOURS * HOUR),
  later,
]
