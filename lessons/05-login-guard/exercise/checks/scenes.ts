import { byHand, del, get, post, send, type Run } from '../../../../src/exercise/index.ts'
import { isDenied } from '../../../ways.ts'

const ADA = { name: 'ada', password: 'engine' }
// Nobody is called Eve, and the password is Ada's.
const EVE = { name: 'eve', password: 'engine' }
const GUESS = { name: 'ada', password: 'steam' }
const BEN = { name: 'ben', password: 'kite' }
/** Sent by somebody whose client keeps no cookies. */
const BY_HAND = { browser: null }

/** The cookie that the thief got, if the app gave him one. */
const thiefs = (run: Run) => (run.at(thiefVisits).set ? run.at(thiefVisits).cookieHeader() : undefined)

const thiefVisits = send('a thief visits', get('/'), BY_HAND)
export const adaIsFixed = byHand("Ada logs in with a thief's cookie", post('/login', { body: ADA }), thiefs)
export const thiefReturns = byHand('the thief comes back', get('/letters'), thiefs)
// She reads before the stranger comes: what he destroys must not look like a login that failed.
export const adaLogsIn = send('Ada logs in', post('/login', { body: ADA }), { browser: 'Ada' })
export const adaReads = send('Ada reads the letters', get('/letters'), { browser: 'Ada' })
export const strangerWants = send('a stranger wants the letters', get('/letters'), BY_HAND)
export const strangerDeletes = send('a stranger deletes the letters', del('/letters'), BY_HAND)
export const adaReadsAgain = send('Ada reads them again', get('/letters'), { browser: 'Ada' })
const benLogsIn = send('Ben logs in on his phone', post('/login', { body: BEN }), { browser: 'phone' })
export const benReads = send('Ben reads the letters', get('/letters'), { browser: 'phone' })
export const benLogsOut = send('Ben logs out', post('/logout'), { browser: 'phone' })
export const oldCookie = byHand("Ben's old cookie comes back", get('/letters'), (run) => run.at(benLogsOut).sentCookies)
export const benAsks = send('Ben asks after his logout', get('/letters'), { browser: 'phone' })
// His computer comes after the logout, which may be one for all browsers, and before the phone, which is used next.
const benAtComputer = send('Ben logs in on his computer', post('/login', { body: BEN }), { browser: 'Ben' })
export const benLogsInAgain = send('Ben logs in again', post('/login', { body: BEN }), { browser: 'phone' })
export const benReadsAgain = send('Ben reads them again', get('/letters'), { browser: 'phone' })
export const benDeletes = send('Ben deletes his account', del('/account'), { browser: 'phone' })
export const benTries = send('Ben tries to log in', post('/login', { body: BEN }), BY_HAND)
export const benWants = send('Ben wants the letters', get('/letters'), { browser: 'Ben' })
// She did nothing all the time.
export const adaStays = send('Ada is still there', get('/letters'), { browser: 'Ada' })
// Last of all, so that an app that counts failed logins has shut out nobody who is still needed.
export const eveGuesses = send('Eve guesses a password', post('/login', { body: GUESS }), BY_HAND)
export const eveMakesUp = send('Eve makes up a name', post('/login', { body: EVE }), BY_HAND)
/** Once more what should have been refused and was not, so that one exchange shows it. */
const accepted = (run: Run) => post('/login', { body: isDenied(run.at(eveMakesUp)) ? GUESS : EVE })
export const eveTries = send('Eve tries to log in', accepted, { browser: 'Eve' })
export const eveWants = send('Eve wants the letters', get('/letters'), { browser: 'Eve' })

/** What happens. No scene needs that another one went well: an app that refuses everybody gets to the end too. */
export const scenes = [
  [thiefVisits, adaIsFixed, thiefReturns],
  [adaLogsIn, adaReads, strangerWants, strangerDeletes, adaReadsAgain],
  [benLogsIn, benReads, benLogsOut, oldCookie, benAsks],
  [benAtComputer, benLogsInAgain, benReadsAgain, benDeletes, benTries, benWants],
  [adaStays],
  [eveGuesses, eveMakesUp, eveTries, eveWants],
].flat()
