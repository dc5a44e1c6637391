import { advance, byHand, get, post, send, type Run, type Seen } from '../../../../src/exercise/index.ts'

/** What happens. */

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/** The exchange by which Ada's browser was given its last session cookie before it stayed away; undefined if none was. */
export const lastGiven = ({ exchanges }: Run): Seen | undefined =>
  exchanges.findLast(({ label, browser, set }) => label !== tooLate.label && browser !== null && set?.id !== undefined)

/** That cookie, to be sent whatever its end: what no browser does, so that the store alone decides. */
const herCookie = (run: Run) => lastGiven(run)?.cookieHeader()

export const login = send('login', post('/login/ada'))
export const minuteNine = send('minute 9', get('/me'))
export const minuteEighteen = byHand('minute 18 by hand', get('/me'), herCookie)
export const afterwards = send('minute 18', get('/me'))
export const tooLate = send('a second after minute 28', get('/me'))
export const tooLateByHand = byHand('a second after minute 28 by hand', get('/me'), herCookie)

export const scenes = [
  advance('the server has been up for an hour', HOUR),
  login,
  advance('nine minutes later', 9 * MINUTE),
  minuteNine,
  advance('nine more minutes', 9 * MINUTE),
  minuteEighteen,
  afterwards,
  advance('ten minutes and a second without a visit', 10 * MINUTE + SECOND),
  tooLate,
  tooLateByHand,
]
