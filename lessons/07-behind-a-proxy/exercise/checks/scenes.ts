import { get, post, send, type Run, type Seen, type Send } from '../../../../src/exercise/index.ts'

/** What happens, and what is asked of all of it. */

/** What the proxy takes for the address of every browser, and what one of them makes up (RFC 5737: kept for examples). */
export const BROWSERS = '198.51.100.4'
export const MADE_UP = '203.0.113.7'

const ada = { browser: "Ada's browser" }
const mallory = { browser: "Mallory's browser" }

export const login = send('login', post('/login/ada'), ada)
export const visit = send('the next visit', get('/me'), ada)
export const from = send('a made-up address', get('/from', { headers: { 'X-Forwarded-For': MADE_UP } }), mallory)
export const past = send('login past the proxy', post('/login/ben'), { browser: "Ben's browser", past: true })

export const scenes: readonly Send[] = [login, visit, from, past]

/** Whether the session cookie of an answer is for https only; false where it sets none. */
export const isSecure = (seen: Seen): boolean => seen.attribute('Secure') !== undefined

/** Whether the login worked as it did before the shop was deployed: over http, so that no trust was asked for. */
export const isOpen = (run: Run): boolean => run.at(past).set !== undefined
