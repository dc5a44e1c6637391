import { byHand, follow, get, landing, post, send, type Run, type Send } from '../../../../src/exercise/index.ts'

/** What happens. Everything but the copy is done at one computer, in one browser. */

const library = { browser: 'the library' }
const HOME = get('/home')

const address = send('Mallory enters her address', post('/address/dark-lane'), library)
export const cart = send('Ada fills the cart', post('/cart/apple'), library)
export const login = send('Ada logs in', post('/login/ada'), library)
export const home = landing('where the login leads to')
export const loggingIn = follow('log in', login, home)
export const again = send('Ada looks again', HOME, library)
/** The cookie that Mallory copied, if the app gave her one. */
export const copy: Send = byHand('Mallory sends her copy', HOME, (run: Run) =>
  run.at(address).set ? run.at(address).cookieHeader() : undefined,
)

export const scenes = [address, cart, loggingIn, again, copy]

/** The session that Mallory has a cookie for. */
export const old = (run: Run): string | undefined => run.at(address).set?.id

/** Whether the login began its answer when the store had saved. */
export const isSavedFirst = (run: Run): boolean => run.at(loggingIn).inOrder([login, 'set ends'], [login, 'head'])
