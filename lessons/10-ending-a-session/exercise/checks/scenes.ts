import { byHand, get, post, send, type Run, type Seen } from '../../../../src/exercise/index.ts'

/** What happens, and what is asked of all of it. */

export const DAY = 86_400_000

const phone = { browser: "Ada's phone" }
const laptop = { browser: "Ada's laptop" }
const ben = { browser: "Ben's browser" }

const account = get('/shop/account')

const login = send('Ada logs in', post('/shop/login/ada'), phone)
export const remember = send('she asks to be remembered', post('/shop/remember-me'), phone)
const reads = send('she looks at her account', account, phone)
export const benLogin = send('Ben logs in', post('/shop/login/ben'), ben)
export const logout = send('Ada logs out', post('/shop/logout'), phone)
export const after = send('her browser asks again', account, phone)
export const copy = byHand('a copy of her cookie', account, (run) => run.at(logout).sentCookies)

const laptopLogin = send('Ada logs in on her laptop', post('/shop/login/ada'), laptop)
const laptopReads = send('the laptop looks at the account', account, laptop)
const phoneLogin = send('and on her phone', post('/shop/login/ada'), phone)
export const everywhere = send('she logs out everywhere', post('/shop/logout-everywhere'), phone)
export const laptopAsks = send('the laptop asks', account, laptop)
export const phoneAsks = send('the phone asks', account, phone)
export const benStays = send('Ben is still there', account, ben)
export const newLogin = send('Ada logs in again', post('/shop/login/ada'), laptop)
export const readsAgain = send('she looks again', account, laptop)

export const scenes = [
  [login, remember, reads, benLogin, logout, after, copy],
  [laptopLogin, laptopReads, phoneLogin, everywhere, laptopAsks, phoneAsks, benStays, newLogin, readsAgain],
].flat()

/** Whether somebody gets an account. */
export const isIn = ({ status, json }: Seen): boolean => status === 200 && typeof json['user'] === 'string'

/** Whether Ada got her account before her logout: where nobody does, nothing can be said of a logout. */
export const wasIn = (run: Run): boolean => isIn(run.at(reads)) && isIn(run.at(laptopReads))

/** Whether the cookie of an answer lasts 30 days, give or take a minute. */
export const lastsThirtyDays = ({ lifetime }: Seen): boolean =>
  lifetime !== undefined && Math.abs(lifetime - 30 * DAY) < 60_000
