import { del, get, post, send } from '../../../../src/exercise/index.ts'
import type { Run } from '../../../../src/lesson/index.ts'
import { isDenied } from './evidence.ts'

const ADA = { name: 'ada', password: 'engine' }
/** Nobody is called Eve, and the password is Ada's. */
const EVE = { name: 'eve', password: 'engine' }
const GUESS = { name: 'ada', password: 'steam' }
const BEN = { name: 'ben', password: 'kite' }

/** Sent by hand, by somebody whose client keeps no cookies. */
const BY_HAND = { browser: null }

/** What happens. No scene needs that another one went well: who is refused everywhere gets to the end too. */
export const scenes = [
  send('a thief visits', get('/'), BY_HAND),
  send("Ada logs in with a thief's cookie", (run) => post('/login', { headers: thiefs(run), body: ADA }), BY_HAND),
  send('the thief comes back', (run) => get('/letters', { headers: thiefs(run) }), BY_HAND),

  // She reads before the stranger comes: what he destroys must not look like a login that failed.
  send('Ada logs in', post('/login', { body: ADA }), { browser: 'Ada' }),
  send('Ada reads the letters', get('/letters'), { browser: 'Ada' }),
  send('a stranger wants the letters', get('/letters'), BY_HAND),
  send('a stranger deletes the letters', del('/letters'), BY_HAND),
  send('Ada reads them again', get('/letters'), { browser: 'Ada' }),

  send('Ben logs in on his phone', post('/login', { body: BEN }), { browser: 'phone' }),
  send('Ben reads the letters', get('/letters'), { browser: 'phone' }),
  send('Ben logs out', post('/logout'), { browser: 'phone' }),
  send("Ben's old cookie comes back", (run) => get('/letters', { headers: sentWith(run, 'Ben logs out') }), BY_HAND),

  send('Ben asks after his logout', get('/letters'), { browser: 'phone' }),

  // His computer comes after the logout, which may be one for all browsers, and before the phone, which is used next.
  send('Ben logs in on his computer', post('/login', { body: BEN }), { browser: 'Ben' }),
  send('Ben logs in again', post('/login', { body: BEN }), { browser: 'phone' }),
  send('Ben reads them again', get('/letters'), { browser: 'phone' }),
  send('Ben deletes his account', del('/account'), { browser: 'phone' }),
  send('Ben tries to log in', post('/login', { body: BEN }), BY_HAND),
  send('Ben wants the letters', get('/letters'), { browser: 'Ben' }),

  // She did nothing all the time.
  send('Ada is still there', get('/letters'), { browser: 'Ada' }),

  // Last of all, so that whoever counts failed logins has shut out nobody who is still needed.
  send('Eve makes up a name', post('/login', { body: EVE }), { browser: 'Eve' }),
  send('Eve tries to log in', (run) => post('/login', { body: wrongly(run) }), { browser: 'Eve' }),
  send('Eve wants the letters', get('/letters'), { browser: 'Eve' }),
]

/** Once more what should have been refused and was not, so that one exchange shows it; otherwise something new. */
const wrongly = (run: Run) => (isDenied(run.exchange('Eve makes up a name')) ? GUESS : EVE)

/** The cookie that the thief got, if the app gave him one. */
function thiefs(run: Run): Record<string, string> {
  const visit = run.exchange('a thief visits')
  return visit.set ? { Cookie: visit.cookieHeader() } : {}
}

/** The cookie that came with an exchange, if one did. */
function sentWith(run: Run, label: string): Record<string, string> {
  const header = run.exchange(label).request.headers.find(([name]) => name.toLowerCase() === 'cookie')
  return header ? { Cookie: header[1] } : {}
}
